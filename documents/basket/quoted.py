"""Passages of a basket as they are shown and handed on: words, voice, citation, note."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from documents.citations import plain
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
    citation: str = ""
    address: str = ""
    note: str = ""
    is_excerpt: bool = False


def in_basket(items: Sequence[BasketItem], address_of: Callable[[str], str]) -> list[Quoted]:
    """The items with the current words of their passages, in a few queries."""
    current = _readable(
        PassageVersion.objects.public().filter(passage__in=[i.passage_id for i in items])
    )
    by_passage = {version.passage_id: version for version in current}
    quoted = []
    for item in items:
        version = by_passage.get(item.passage_id)
        citation = citation_of(version, address_of) if version else ""
        quoted.append(_quoted(item.pk, version, citation, item.note, address_of))
    return quoted


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
    return [
        _quoted(item.pk, by_pk.get(item.version_id), item.citation, item.note, address_of)
        for item in items
    ]


def citation_of(version: PassageVersion, address_of: Callable[[str], str]) -> str:
    """The citation in a line of text, with the permanent address and the revision."""
    voices = [version.appearance] if version.appearance else []
    return plain.citation(
        version.passage.document, voices, version=version, address=_address(version, address_of)
    )


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
    citation: str,
    note: str,
    address_of: Callable[[str], str],
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
    )


def _address(version: PassageVersion, address_of: Callable[[str], str]) -> str:
    return address_of(f"{version.passage.get_absolute_url()}?rev={version.revision.number}")


def standing(quoted: Iterable[Quoted]) -> list[Quoted]:
    """Those that are still there."""
    return [one for one in quoted if one.version is not None]
