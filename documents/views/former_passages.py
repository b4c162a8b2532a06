"""What the address of a passage answers when the current text does not have it any more."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from documents.differences import BREAK, Run, differences, in_a_row
from documents.excerpts import cut_to_excerpts, is_restricted
from documents.models import Passage
from documents.views.addresses import leads_on
from documents.whereabouts import Whereabouts, cited_versions, whereabouts

STATUS = {"split": 300, "furniture": 410, "gone": 410}
"""What became of a passage and the status that says so; of everything else there is a page."""
FATES = {
    "split": "was split",
    "merged": "was joined with others",
    "moved": "gave way to another",
    "aside": "is nobody’s words any more",
}
"""What became of a passage, as its page is headed; of everything else, that it is gone."""


def former_passage(request: HttpRequest, passage: Passage) -> HttpResponse:
    """Where the words went; with `?rev=` also what they were then, and the difference.

    Without it, one successor: 301. Several (a split): 300 with the list. None: 410.
    """
    found = whereabouts(passage)
    cited = cited_revision(passage, request.GET.get("rev", ""))
    if cited is None and found.became == "aside":
        order = found.versions[0].order
        return HttpResponseRedirect(f"{passage.document.get_absolute_url()}#s{order}")
    if cited is None and len(found.versions) == 1:
        successor = found.versions[0].passage.get_absolute_url()
        return leads_on(request, passage.get_absolute_url(), successor)
    runs = _difference(found, cited, passage)
    answer = render(
        request,
        "passages/former.html",
        {
            "section": "documents",
            "passage": passage,
            "document": passage.document,
            "found": found,
            "fate": FATES.get(found.became, "no longer stands"),
            "cited": cited,
            "status": STATUS.get(found.became, 200),
            "is_cut": is_restricted(passage.document),
            "runs": runs,
            "is_same": _is_same(runs),
        },
        status=STATUS.get(found.became, 200),
    )
    patch_cache_control(answer, no_cache=True)
    return answer


def cited_revision(passage: Passage, asked: str) -> dict[str, Any] | None:
    """What `?rev=` asks for: None if nothing, else `number` and `outcome`.

    "then" (`then` is the version of that revision), "absent" where the passage was not among its
    words, "unknown" where there is no such public revision.
    """
    if not asked:
        return None
    if not (asked.isascii() and asked.isdecimal() and len(asked) <= 6):
        return {"outcome": "unknown", "number": asked[:20]}
    number = int(asked)
    revisions = passage.document.revisions.filter(published_at__isnull=False)
    if not revisions.filter(number=number).exists():
        return {"outcome": "unknown", "number": number}
    then = cited_versions(passage).filter(revision__number=number).first()
    if then is None:
        return {"outcome": "absent", "number": number}
    return {"outcome": "then", "number": number, "then": then}


def _difference(found: Whereabouts, cited: dict[str, Any] | None, passage: Passage) -> list[Run]:
    """The cited words against those that stand in their place; none where they may not be shown.

    Cuts what is shown of the successors to excerpts where no more may be shown.
    """
    shows = cited is not None and "then" in cited and not is_restricted(passage.document)
    now = in_a_row(version.text for version in found.versions)
    cut_to_excerpts(found.versions)
    return differences(cited["then"].text, now) if shows and cited and found.versions else []


def _is_same(runs: list[Run]) -> bool:
    """Whether two wordings differ in white space and in where passages begin and end alone."""
    return all(run.kind == "same" or not run.text.replace(BREAK, "").strip() for run in runs)
