"""Passages of a basket as they are shown and handed on: words, voice, citation, note."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.safestring import SafeString

from documents.citations import inlines, pandoc, plain, styles
from documents.citations.choices import Style
from documents.citations.describing import Cited, cite_passages
from documents.citations.inlines import Inline
from documents.citations.quoting import in_marks
from documents.excerpts import cut_to_excerpts, is_restricted
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
    voice: str = ""
    citation: Sequence[Inline] = ()
    """As it is set: pandoc's inline elements."""
    address: str = ""
    note: str = ""
    is_excerpt: bool = False
    cited: Cited | None = None
    """The passage as formats for reference managers need it."""

    @property
    def in_marks(self) -> str:
        """The words in quotation marks."""
        return in_marks(self.words)

    @property
    def as_text(self) -> str:
        return inlines.to_text(self.citation)

    @property
    def as_html(self) -> SafeString:
        return inlines.to_html(self.citation)

    @property
    def as_markdown(self) -> str:
        return inlines.to_markdown(self.citation)


def in_basket(
    items: Sequence[BasketItem], address_of: Callable[[str], str], style: Style = Style.CHICAGO
) -> list[Quoted]:
    """The items with the current words of their passages, in a few queries."""
    current = _readable(
        PassageVersion.objects.public().filter(passage__in=[i.passage_id for i in items])
    )
    by_passage = {version.passage_id: version for version in current}
    described = _described(current, address_of)
    citations = dict(zip(by_passage, _set(current, described, style), strict=True))
    return [
        _quoted(
            item.pk,
            by_passage.get(item.passage_id),
            citations.get(item.passage_id, ()),
            item.note,
            address_of,
            described,
        )
        for item in items
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
    described = _described(versions, address_of)
    return [
        _quoted(
            item.pk,
            by_pk.get(item.version_id) if item.version_id else None,
            item.citation,
            item.note,
            address_of,
            described,
        )
        for item in items
    ]


def citation_of(version: PassageVersion, address_of: Callable[[str], str]) -> str:
    """The citation in a line of text, with the permanent address and the revision."""
    [citation] = _set([version], _described([version], address_of), Style.CHICAGO)
    return inlines.to_text(citation)


def _described(
    versions: Sequence[PassageVersion], address_of: Callable[[str], str]
) -> dict[int, Cited]:
    """The passages as they are cited, by version."""
    cited = cite_passages(versions, address_of, timezone.localdate())
    return {version.pk: one for version, one in zip(versions, cited, strict=True)}


def _set(
    versions: Sequence[PassageVersion], described: dict[int, Cited], style: Style
) -> list[list[Inline]]:
    """The citations in a style, with the form for the text where that has the pinpoint; in one
    plain form where pandoc is missing.
    """
    try:
        done = styles.set_in(style, [described[version.pk] for version in versions])
    except pandoc.Unavailable:
        plainly = (_plain(version, described[version.pk]) for version in versions)
        return [inlines.from_text(text) for text in plainly]
    if style == Style.CHICAGO:
        return [list(one.cited) for one in done]
    between = inlines.from_text(" In the text: ")
    return [[*one.reference, *between, *one.cited] for one in done]


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
    note: str,
    address_of: Callable[[str], str],
    described: dict[int, Cited],
) -> Quoted:
    if version is None:
        return Quoted(pk, None, note=note)
    return Quoted(
        pk,
        version,
        words=version.text,
        voice=version.appearance.shown_name if version.appearance else "",
        citation=citation,
        address=_address(version, address_of),
        note=note,
        is_excerpt=is_restricted(version.passage.document),
        cited=described[version.pk],
    )


def _address(version: PassageVersion, address_of: Callable[[str], str]) -> str:
    return address_of(f"{version.passage.get_absolute_url()}?rev={version.revision.number}")


def standing(quoted: Iterable[Quoted]) -> list[Quoted]:
    """Those that are still there."""
    return [one for one in quoted if one.version is not None]
