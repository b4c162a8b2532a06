from tests.documents.keeping.conftest import _originals, account, keeper, load  # noqa: F401
