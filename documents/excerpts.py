"""What may be read of documents of which only excerpts may be shown: the one rule, for every door.

Of such a document a fixed part is open, less than a fifth (`documents.openings`). Of a passage that
a search found, the match that was asked for is shown as well, with the open words around it. What
is open does not depend on who asks, how often, or how the text was corrected since: pages, exports,
revisions and any number of queries together show no more than that part, and words that were typed.

All offsets count Unicode code points.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from documents.models import Document, PassageVersion
from documents.openings import Place, open_in
from documents.vocabularies import Access

AROUND = 240
"""How far from a match open words are shown with it."""
LONGEST_MATCH = 300

GAP, CUT_BEFORE, CUT_AFTER = " … ", "… ", " …"
HIDDEN = "…"
"""What is shown where nothing is open."""


@dataclass(frozen=True)
class Excerpt:
    """What is shown of a text: `pieces` of it in order; in `text`, "…" stands for what is not."""

    pieces: tuple[Place, ...]
    text: str
    begins_cut: bool

    def place(self, start: int, end: int) -> Place | None:
        """Where a stretch of the whole text stands in the excerpt; None if not all of it does."""
        at = len(CUT_BEFORE) if self.begins_cut else 0
        for first, last in self.pieces:
            if first <= start and end <= last:
                return at + start - first, at + end - first
            at += last - first + len(GAP)
        return None


def is_restricted(document: Document) -> bool:
    """Whether the public may read excerpts of it at most."""
    return restricts(document.access)


def restricts(access: str) -> bool:
    """Whether that access opens excerpts at most."""
    return access != Access.FULL


def excerpt(text: str, opened: Sequence[Place], match: Place | None = None) -> Excerpt:
    """The excerpt of a passage of which some stretches are open.

    With a `match` (a place in `text`): that, or its beginning, and the open words near it.
    """
    pieces = list(opened)
    if match is not None:
        left, right = match[0], min(match[1], match[0] + LONGEST_MATCH)
        near = [p for p in pieces if p[1] > left - AROUND and p[0] < right + AROUND]
        pieces = _joined([*near, (left, right)], text)
    if not pieces:
        return Excerpt((), HIDDEN, True)
    begins_cut, ends_cut = text[: pieces[0][0]].strip(), text[pieces[-1][1] :].strip()
    middle = GAP.join(text[first:last] for first, last in pieces)
    shown = (CUT_BEFORE if begins_cut else "") + middle + (CUT_AFTER if ends_cut else "")
    return Excerpt(tuple(pieces), shown, bool(begins_cut))


def cut_to_excerpts(versions: Iterable[PassageVersion]) -> None:
    """Leaves in fetched versions what may be shown of them.

    Wants `passage__document` and `revision` to be selected. Only what is in memory changes. How an
    attribution is known is told in words of the text: of restricted documents these go as well. Of
    a former revision nothing is shown, for the open parts of several would add up.
    """
    for version in versions:
        if is_restricted(version.passage.document):
            cut(version)
            if not version.revision.is_current:
                version.text = HIDDEN


def cut(version: PassageVersion, match: Place | None = None) -> Excerpt:
    """Cut the text of a fetched version to its excerpt, which may be done again with a match.

    Wants `revision` to be selected.
    """
    whole = uncut(version)
    if not hasattr(version, "open_places"):
        version.open_places = open_in(version)  # type: ignore[attr-defined]
    kept = excerpt(whole, version.open_places, match)  # type: ignore[attr-defined]
    version.uncut_text = whole  # type: ignore[attr-defined]
    version.text = kept.text
    version.basis = ""
    if version.appearance is not None:
        version.appearance.basis = version.appearance.speaker_basis = ""
    return kept


def longest(found: Sequence[Place]) -> Place:
    """The match that is shown of those that were found: of several one, lest they add up."""
    return max(found, key=lambda place: place[1] - place[0])


def uncut(version: PassageVersion) -> str:
    """The whole text of a version that may have been cut: to find places in, never to be shown."""
    return getattr(version, "uncut_text", version.text)


def _joined(places: Iterable[Place], text: str) -> list[Place]:
    """The places in order; those that overlap, or have only white space between them, are one."""
    found: list[Place] = []
    for start, end in sorted(places):
        if found and not text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
