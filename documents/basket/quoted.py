"""Passages of a basket as they are shown and handed on: words, voice, citation, note."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.safestring import SafeString

from documents.basket.keeping import fingerprint
from documents.basket.snapshot import Snapshot, from_data, taken_of
from documents.citations import inlines, pandoc, plain
from documents.citations.choices import Style
from documents.citations.describing import Cited, cite_passages
from documents.citations.inlines import Inline
from documents.citations.quoting import in_marks
from documents.citations.together import set_together
from documents.excerpts import cut_to_excerpts, is_restricted
from documents.languages import Language, language
from documents.models import BasketItem, PassageVersion, SharedItem
from documents.querysets import public_documents


@dataclass(frozen=True)
class Quoted:
    """A passage with its citation. `version` is None where it is not there any more: then nothing
    is said of it but the note. `pk` is that of the item in the basket.
    """

    pk: int
    version: PassageVersion | None
    words: str = ""
    citation: Sequence[Inline] = ()
    """As it is set: pandoc's inline elements."""
    address: str = ""
    note: str = ""
    is_excerpt: bool = False
    snapshot: Snapshot | None = None

    @property
    def in_marks(self) -> str:
        """The words in quotation marks."""
        return in_marks(self.words)

    @property
    def language(self) -> Language:
        """That of the words."""
        version = self.version
        return language(*((version.language, version.passage.document.language) if version else ()))

    @property
    def as_text(self) -> str:
        return inlines.to_text(self.citation)

    @property
    def as_html(self) -> SafeString:
        return inlines.to_html(self.citation)

    @property
    def as_markdown(self) -> str:
        return inlines.to_markdown(self.citation)

    @property
    def cited(self) -> Cited | None:
        """The passage as formats for reference managers need it."""
        return self.snapshot.cited if self.snapshot else None

    @property
    def voice(self) -> str:
        """Who speaks; empty where nobody knows."""
        return self.snapshot.voice if self.snapshot else ""

    @property
    def is_plain(self) -> bool:
        """Whether the citation follows no style, as pandoc was missing."""
        return bool(self.snapshot and self.snapshot.is_plain)

    @property
    def note_field(self) -> str:
        return note_field(self.pk, self.note)


def note_field(item: int, note: str) -> str:
    """The name under which a page sends a note: of which item, and what it was then."""
    return f"note-{item}-{fingerprint(note)}"


def in_basket(
    items: Sequence[BasketItem], address_of: Callable[[str], str], style: Style = Style.CHICAGO
) -> list[Quoted]:
    """The items with the current words of their passages, in a few queries."""
    current = _readable(
        PassageVersion.objects.public().filter(passage__in=[i.passage_id for i in items])
    )
    described = _described(current, address_of)
    citations, is_plain = _set(current, described, style)
    by_passage = {
        version.passage_id: (version, citation)
        for version, citation in zip(current, citations, strict=True)
    }
    found = []
    for item in items:
        version, citation = by_passage.get(item.passage_id, (None, []))
        snapshot = taken_of(version, described[version.pk], is_plain) if version else None
        found.append(_quoted(item.pk, version, citation, snapshot, item.note, address_of))
    return found


def quoted_of(
    versions: Sequence[PassageVersion], address_of: Callable[[str], str], style: Style
) -> list[Quoted]:
    """Passages that are in no basket, with their words as they are in `versions` (cut to excerpts
    where they have to be), in order. Wants what `cite_passages` wants to be selected.
    """
    described = _described(versions, address_of)
    citations, is_plain = _set(versions, described, style)
    return [
        _quoted(
            0,
            version,
            citation,
            taken_of(version, described[version.pk], is_plain),
            "",
            address_of,
        )
        for version, citation in zip(versions, citations, strict=True)
    ]


def in_shared(items: Sequence[SharedItem], address_of: Callable[[str], str]) -> list[Quoted]:
    """The items with the words of the revision that was shared; what is not public now is None."""
    versions = _readable(
        PassageVersion.objects.filter(
            public_documents("passage__document__"),
            pk__in=[item.version_id for item in items],
            passage__withdrawn_at=None,
        )
    )
    by_pk = {version.pk: version for version in versions}
    never_kept = [item.version_id for item in items if item.described is None]
    described = _described([by_pk[pk] for pk in never_kept if pk in by_pk], address_of)
    found = []
    for item in items:
        version = by_pk.get(item.version_id) if item.version_id else None
        snapshot = None
        if version and item.described is not None:
            snapshot = from_data(item.described, version)
        elif version:
            snapshot = taken_of(version, described[version.pk], is_plain=False)
        found.append(_quoted(item.pk, version, item.citation, snapshot, item.note, address_of))
    return found


def citation_of(version: PassageVersion, address_of: Callable[[str], str]) -> str:
    """The citation in a line of text, with the permanent address and the revision."""
    [citation], _ = _set([version], _described([version], address_of), Style.CHICAGO)
    return inlines.to_text(citation)


def _described(
    versions: Sequence[PassageVersion], address_of: Callable[[str], str]
) -> dict[int, Cited]:
    """The passages as they are cited, by version."""
    cited = cite_passages(versions, address_of, timezone.localdate())
    return {version.pk: one for version, one in zip(versions, cited, strict=True)}


def _set(
    versions: Sequence[PassageVersion], described: dict[int, Cited], style: Style
) -> tuple[list[list[Inline]], bool]:
    """The citations in a style, as those of one list, with the form for the text where that has the
    pinpoint; in one plain form where pandoc is missing, and whether it is.
    """
    try:
        done = set_together(style, [described[version.pk] for version in versions])
    except pandoc.Unavailable:
        plainly = (_plain(version, described[version.pk]) for version in versions)
        return [inlines.from_text(text) for text in plainly], True
    if style == Style.CHICAGO:
        return [list(one.cited) for one in done], False
    between = inlines.from_text(" In the text: ")
    return [[*one.reference, *between, *one.cited] for one in done], False


def _plain(version: PassageVersion, cited: Cited) -> str:
    voices = [version.appearance] if version.appearance else []
    address = cited.item["URL"]
    return plain.citation(version.passage.document, voices, version=version, address=address)


def _readable(versions) -> list[PassageVersion]:
    found = list(
        versions.select_related("passage__document", "appearance__speaker", "revision").defer(
            "revision__text", "revision__runs"
        )
    )
    cut_to_excerpts(found)
    return found


def _quoted(
    pk: int,
    version: PassageVersion | None,
    citation: Sequence[Inline],
    snapshot: Snapshot | None,
    note: str,
    address_of: Callable[[str], str],
) -> Quoted:
    if version is None:
        return Quoted(pk, None, note=note)
    return Quoted(
        pk,
        version,
        words=version.text,
        citation=citation,
        address=_address(version, address_of),
        note=note,
        is_excerpt=is_restricted(version.passage.document),
        snapshot=snapshot,
    )


def _address(version: PassageVersion, address_of: Callable[[str], str]) -> str:
    return address_of(f"{version.passage.get_absolute_url()}?rev={version.revision.number}")


def standing(quoted: Iterable[Quoted]) -> list[Quoted]:
    """Those that are still there."""
    return [one for one in quoted if one.version is not None]
