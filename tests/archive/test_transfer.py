"""How answers travel: asked anew in one line, compressed, and refused in words."""

import gzip
import io
import zipfile

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.urls import URLPattern, URLResolver, get_resolver

from tests.factories import Said, make_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    return make_document(Said("The words. " * 60, "Ada Byron"), title="On engines")


@pytest.mark.parametrize("path", ["", "cite/?format=bibtex", "/search/?format=json", "/"])
def test_what_is_as_it_was_is_not_sent_again(client, document, path):
    address = path if path.startswith("/") else document.get_absolute_url() + path
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    document.title = "On looms"
    document.save()
    if "search" not in path:
        changed = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert changed.status_code == 200 and b"On looms" in changed.content


def test_pages_and_data_are_compressed_for_those_who_read_that(client, document):
    asked = {"Accept-Encoding": "gzip"}
    for path in (document.get_absolute_url(), "/search/?format=json", "/search/?format=csv"):
        plain, packed = client.get(path), client.get(path, headers=asked)
        assert packed["Content-Encoding"] == "gzip" and "Content-Encoding" not in plain
        assert "Accept-Encoding" in packed["Vary"]
        words = b"The words. The words."
        assert words in plain.getvalue() and words in gzip.decompress(packed.getvalue())


def test_an_archive_file_is_not_compressed_twice(client, document):
    passage = document.passages.get().get_absolute_url()
    pack = client.get(f"{passage}pack/", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in pack
    assert zipfile.ZipFile(io.BytesIO(pack.content)).testzip() is None


@pytest.mark.parametrize(
    ("method", "path", "said"),
    [
        ("get", "/basket/add/", "shows nothing itself"),
        ("get", "/theme/", "shows nothing itself"),
        ("post", "/documents/", "nothing can be sent to it"),
        ("delete", "/corrections/feed/", "nothing can be sent to it"),
    ],
)
def test_an_address_that_is_asked_in_another_way_says_so(client, method, path, said):
    answer = getattr(client, method)(path)
    assert answer.status_code == 405 and said in answer.content.decode()
    assert answer["Allow"] in answer.content.decode()


@pytest.mark.parametrize("path", ["/documents/", "/search/?format=csv"])
def test_a_head_has_no_body(rf, document, path):
    """Django leaves that to the server, whose log then complains of every one."""
    answer = WSGIHandler().get_response(rf.head(path))
    assert answer.status_code == 200 and b"".join(answer) == b""
    assert int(answer.get("Content-Length", 1)) > 0
    answer.close()


def test_whatever_can_be_read_answers_to_head(client):
    """RFC 9110, 9.1: every server supports GET and HEAD; a HEAD never does what a POST does."""

    def addresses(patterns, before=""):
        for pattern in patterns:
            path = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from () if "admin" in path else addresses(pattern.url_patterns, path)
            elif isinstance(pattern, URLPattern) and not pattern.pattern.converters:
                yield f"/{path}"

    for address in addresses(get_resolver().url_patterns):
        read, asked = client.get(address), client.head(address)
        assert asked.status_code == read.status_code, address
