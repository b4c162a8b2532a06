"""Pages as their readers have them: how a template breaks its lines is nobody's business."""

import re

from django.http import HttpResponse
from django.test import Client


def folded(response: HttpResponse) -> str:
    """The markup of an answer with white space as a browser folds it: one blank for any number, and
    none within the edges of an element.
    """
    text = re.sub(r"\s+", " ", response.content.decode())
    text = re.sub(r"(<[a-z][^<>]*?) ?> ?", r"\1>", text)
    return re.sub(r" (</)", r"\1", text)


def body(client: Client, path: str, status: int = 200) -> str:
    """The folded markup of a page that answers with this status."""
    response = client.get(path)
    assert response.status_code == status, response.content
    return folded(response)
