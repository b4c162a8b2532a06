"""Asking for one text."""

from search.matching import matching
from search.request import SearchRequest
from tests.factories import make_document


def finds(text: str, q: str, **fields) -> bool:
    """Whether a query finds a text, in a document with these fields."""
    document = make_document(text, **fields)
    return matching(SearchRequest(q=q)).filter(document_id=document.pk).exists()
