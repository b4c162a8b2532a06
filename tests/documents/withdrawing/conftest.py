from tests.documents.keeping.conftest import *  # noqa: F403
