"""All that a search finds, as citations: for reference managers and wikis, streamed, and as a text
with the words quoted, which is set in a style as a whole.

As the rows of `exports.py`, a file says by which search, when, out of how many it was made: in a
comment where a format has such, else beside each entry (an empty list of CSL-JSON has room for
neither); and it holds at most so many passages as the page says.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone

from documents.basket.exports import FILES as BASKET
from documents.basket.quoted import quoted_of
from documents.citations.choices import Format, Style
from documents.citations.csljson import item_of
from documents.citations.describing import Cited, cite_passages
from documents.citations.exports import DATA
from search.exports import MOST, batches, shown
from search.matching import Asked, ask
from search.request import SearchRequest

PAGE = "webpage"
"""The name of the basket's "html", which of a search is the page itself."""
FILES = {PAGE if name == "html" else name: file for name, file in BASKET.items() if name != "csv"}
FORMATS = {name: file.label for name, file in FILES.items()}
MOST_SET = 500
"""Passages of a file that is set in a style: pandoc sets them at once."""


@dataclass(frozen=True)
class Found:
    """By which search a file was made: how many passages it found, its address, when."""

    found: int
    search: str
    at: datetime

    def __str__(self) -> str:
        at = self.at.isoformat(timespec="seconds")
        return f"{self.number} by {self.search} at {at}"

    @property
    def number(self) -> str:
        """How many, in words."""
        return f"{self.found:,} {'passage' if self.found == 1 else 'passages'} found"


def export(
    request: HttpRequest, asked_for: SearchRequest, form: str, style: Style
) -> HttpResponseBase:
    """The file of all hits in one of `FORMATS`, in the order of the list."""
    asked = ask(asked_for)
    found = Found(
        asked.matching().count(),
        request.build_absolute_uri(asked_for.asking().url),
        timezone.now(),
    )
    response = (
        _streamed(request, asked, Format(form), found)
        if form in DATA
        else _set(request, asked, form, style, found)
    )
    name = f"verbatim-search-{found.at:%Y-%m-%d-%H%M}.{FILES[form].extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _streamed(
    request: HttpRequest, asked: Asked, form: Format, found: Found
) -> StreamingHttpResponse:
    """The query runs before this returns; the rest is read while it is sent."""
    several = _cited(request, asked)
    several = chain([next(several, [])], several)
    written = WRITERS.get(form, _one_after_another(form))
    return StreamingHttpResponse(
        (part.encode() for part in written(several, found)), content_type=FILES[form].media_type
    )


def _cited(request: HttpRequest, asked: Asked) -> Iterator[list[Cited]]:
    """The hits as they are cited, a batch at a time."""
    today = timezone.localdate()
    for batch in batches(asked, MOST):
        versions = [passage.version for passage in shown(asked, batch)]
        yield cite_passages(versions, request.build_absolute_uri, today)


def _set(request: HttpRequest, asked: Asked, form: str, style: Style, found: Found) -> HttpResponse:
    ids = list(chain.from_iterable(batches(asked, MOST_SET)))
    versions = [passage.version for passage in shown(asked, ids)]
    quoted = quoted_of(versions, request.build_absolute_uri, style)
    held = f"{len(quoted):,} of " if len(quoted) < found.found else ""
    said = f"{held}{found.number}."
    file = FILES[form]
    return HttpResponse(
        file.write(quoted, found.search, found.at, said), content_type=file.media_type
    )


Several = Iterator[Sequence[Cited]]


def _one_after_another(form: Format) -> Callable[[Several, Found], Iterator[str]]:
    """For formats whose entries follow each other, below a comment."""

    def written(several: Several, found: Found) -> Iterator[str]:
        yield COMMENTS[form].format(found)
        for n, cited in enumerate(several):
            if cited:
                yield ("\n" if n and form != Format.WIKIPEDIA else "") + DATA[form](cited)

    return written


COMMENTS = {
    Format.BIBTEX: "% {}\n\n",
    Format.BIBLATEX: "% {}\n\n",
    Format.WIKIPEDIA: "<!-- {} -->\n",
}


def _ris(several: Several, found: Found) -> Iterator[str]:
    """RIS knows no comments: each record has the search among its research notes ("RN"). Of no
    records the search stands above them, where databases name themselves and readers skip it.
    """
    if not found.found:
        yield f'Provider: Verbatim\r\nDatabase: {found}\r\nContent: text/plain; charset="UTF-8"\r\n'
    for n, cited in enumerate(several):
        if cited:
            records = DATA[Format.RIS](cited)
            said = f"RN  - {found}\r\nER  -"
            yield ("\r\n" if n else "") + records.replace("ER  -", said)


def _csl_json(several: Several, found: Found) -> Iterator[str]:
    """One list, with the search under "custom", which CSL leaves to programs."""
    said = {"found": found.found, "search": found.search, "searched_at": found.at.isoformat()}
    between = "[\n"
    for one in chain.from_iterable(several):
        yield between + json.dumps(item_of(one) | {"custom": said}, ensure_ascii=False)
        between = ",\n"
    yield "[]\n" if between == "[\n" else "\n]\n"


WRITERS = {Format.RIS: _ris, Format.CSLJSON: _csl_json}
