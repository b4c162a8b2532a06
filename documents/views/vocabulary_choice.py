"""The vocabulary that a page about one of them shows."""

from collections.abc import Sequence

from django.core.exceptions import BadRequest
from django.http import HttpRequest

from documents.models import Vocabulary


def chosen_vocabulary(
    request: HttpRequest, vocabularies: Sequence[Vocabulary]
) -> Vocabulary | None:
    """The vocabulary whose key `?vocabulary=` names, the first by default, None where none is kept.

    Raises BadRequest for a key that none of them has.
    """
    key = request.GET.get("vocabulary", "")
    if not key:
        return next(iter(vocabularies), None)
    for vocabulary in vocabularies:
        if vocabulary.query_key == key:
            return vocabulary
    raise BadRequest(f"The archive has no vocabulary “{key[:40]}”.")
