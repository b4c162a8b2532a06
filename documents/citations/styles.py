"""Citations in a style, set by pandoc from the vendored CSL styles: one process a batch, cached.

Each citation is set as it would stand alone. What the styles cannot know is prepared here: sentence
case where the style wants it, and dates in the field that the style looks in.
"""

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from documents.citations import names, pandoc
from documents.citations.choices import Style
from documents.citations.describing import Cited
from documents.citations.inlines import Inline
from documents.citations.preparing import UPRIGHT, Rich, prepared, title_in, within_a_note, words

FILE = {
    Style.APA: "apa.csl",
    Style.MLA: "modern-language-association.csl",
    Style.CHICAGO: "chicago-notes-bibliography.csl",
    Style.CHICAGO_AUTHOR_DATE: "chicago-author-date.csl",
    Style.HARVARD: "harvard-cite-them-right.csl",
}
LANGUAGE = {Style.HARVARD: "en-GB"}
"""Of the reference, where it is not American English: it decides on quotation marks and days."""

QUOTED = {
    Style.APA: "as cited in",
    Style.MLA: "qtd. in",
    Style.CHICAGO: "quoted in",
    Style.CHICAGO_AUTHOR_DATE: "quoted in",
    Style.HARVARD: "quoted in",
}
"""How a style says that words were found quoted by somebody else."""

API_VERSION = [1, 23, 1]
KEPT = 20_000


@dataclass(frozen=True)
class Set:
    """A citation as a style has it: pandoc's inline elements.

    `reference` is the entry of the list (of the bibliography, for notes), `cited` what stands in
    the text or, for notes, the full note; `again` the shortened note, empty for the other styles.
    `quoted` says the same for the words quoted in the passage, empty where none are.
    """

    reference: Sequence[Inline]
    cited: Sequence[Inline]
    again: Sequence[Inline]
    quoted: Sequence[Inline]


class _Kept:
    """The citations set last, by what they were set from."""

    def __init__(self) -> None:
        self._sets: OrderedDict[str, Set] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, digest: str) -> Set | None:
        with self._lock:
            if digest in self._sets:
                self._sets.move_to_end(digest)
            return self._sets.get(digest)

    def put(self, digest: str, one: Set) -> None:
        with self._lock:
            self._sets[digest] = one
            while len(self._sets) > KEPT:
                self._sets.popitem(last=False)


_kept = _Kept()


def set_in(style: Style, cited: Sequence[Cited]) -> list[Set]:
    """The citations in a style, in order, each as it would stand alone. Raises
    pandoc.Unavailable.
    """
    return recalled(
        [digest_of(style, one) for one in cited],
        lambda missing: set_all(style, [cited[n] for n in missing]),
    )


def recalled(
    digests: Sequence[str], set_missing: Callable[[Sequence[int]], Sequence[Set]]
) -> list[Set]:
    """What is kept under each digest; the rest, by its places, is set and kept from now on."""
    found = {digest: one for digest in digests if (one := _kept.get(digest))}
    missing = {digest: n for n, digest in enumerate(digests) if digest not in found}
    if missing:
        done = set_missing(list(missing.values()))
        for digest, one in zip(missing, done, strict=True):
            _kept.put(digest, one)
            found[digest] = one
    return [found[digest] for digest in digests]


def digest_of(style: Style, cited: Cited, beside: Sequence[str] = ()) -> str:
    """By which a citation is kept: all that it is set from, the works beside it as well."""
    said = [style, cited.item, cited.pinpoint, cited.locator, cited.voice, cited.quoted, beside]
    said.append(title_in(style, cited))
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def set_all(style: Style, cited: Sequence[Cited], works: Sequence[int] = ()) -> list[Set]:
    """One document in which each item is cited three times, each in a paragraph of its own.

    With the number of the work that each is of, in a style without notes, works are told apart as
    in one list, and passages of a work share its item. Raises pandoc.Unavailable.
    """
    numbers = works or range(len(cited))
    blocks: list[dict[str, Any]] = []
    for n, one in zip(numbers, cited, strict=True):
        blocks.append(_paragraph(f"i{n}", _prefix(style, one), _suffix(style, one)))
        blocks.append(_paragraph(f"i{n}", _prefix(None, one), _suffix(style, one)))
        if one.quoted:
            # An item of its own for notes, so that they are full here too.
            key = f"i{n}q" if style == Style.CHICAGO else f"i{n}"
            blocks.append(_paragraph(key, _quoted_prefix(style, one), _suffix(style, one)))
    references, listed = [], []
    for n, one in dict(zip(numbers, cited, strict=True)).items():
        item = prepared(style, one)
        if style == Style.CHICAGO:
            references.append(_meta({**_listed(item), "id": f"i{n}b"}))
            listed.append(f"i{n}b")
            item = within_a_note(item)
            references.append(_meta({**item, "id": f"i{n}q"}))
        else:
            item = _listed(item)
        references.append(_meta({**item, "id": f"i{n}"}))
    done = pandoc.with_citations(
        {
            "pandoc-api-version": API_VERSION,
            "meta": {
                "references": {"t": "MetaList", "c": references},
                "nocite": {"t": "MetaInlines", "c": [_cite(i, [], []) for i in listed]},
                "lang": {"t": "MetaString", "c": LANGUAGE.get(style, "en-US")},
            },
            "blocks": blocks,
        },
        FILE[style],
        tells_apart=bool(works),
    )
    sets = _read(style, cited, numbers, done["blocks"])
    return _at_own_addresses(sets, cited, works) if works else sets


def _listed(item: dict[str, Any]) -> dict[str, Any]:
    """The item as it stands in a list, in the order of family names."""
    if "author" not in item:
        return item
    return {**item, "author": [names.undivided(name) for name in item["author"]]}


def _at_own_addresses(
    sets: Sequence[Set], cited: Sequence[Cited], works: Sequence[int]
) -> list[Set]:
    """References of one work each with the address of its passage: the last one's stood for all."""
    standing = {work: one.item["URL"] for work, one in zip(works, cited, strict=True)}
    return [
        replace(done, reference=_readdressed(done.reference, standing[work], one.item["URL"]))
        for done, one, work in zip(sets, cited, works, strict=True)
    ]


def _readdressed(inlines: Any, old: str, new: str) -> Any:
    if isinstance(inlines, list):
        return [_readdressed(one, old, new) for one in inlines]
    if isinstance(inlines, dict):
        return {key: _readdressed(value, old, new) for key, value in inlines.items()}
    return new if inlines == old else inlines


def _read(
    style: Style, cited: Sequence[Cited], numbers: Sequence[int], blocks: list[dict[str, Any]]
) -> list[Set]:
    paragraphs = [_citation(block) for block in blocks if block["t"] == "Para"]
    references = {
        block["c"][0][0].removeprefix("ref-i"): _reference(block)
        for outer in blocks
        if outer["t"] == "Div"
        for block in outer["c"][1]
        if block["t"] == "Div"
    }
    sets, at = [], 0
    for n, one in zip(numbers, cited, strict=True):
        first, again = paragraphs[at], paragraphs[at + 1]
        at += 2
        quoted: Sequence[Inline] = []
        if one.quoted:
            quoted = paragraphs[at]
            at += 1
        in_notes = style == Style.CHICAGO
        reference = references[f"{n}b" if in_notes else str(n)]
        sets.append(Set(reference, first, again if in_notes else [], quoted))
    return sets


def _paragraph(key: str, prefix: Sequence[Inline], suffix: Sequence[Inline]) -> dict[str, Any]:
    return {"t": "Para", "c": [_cite(key, prefix, suffix)]}


def _cite(key: str, prefix: Sequence[Inline], suffix: Sequence[Inline]) -> Inline:
    citation = {
        "citationId": key,
        "citationPrefix": list(prefix),
        "citationSuffix": list(suffix),
        "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": 0,
        "citationHash": 0,
    }
    return {"t": "Cite", "c": [[citation], [{"t": "Str", "c": "?"}]]}


def _citation(block: dict[str, Any]) -> Sequence[Inline]:
    """What a paragraph's only citation became."""
    content = block["c"][0]["c"][1]
    if len(content) == 1 and content[0]["t"] == "Note":
        return content[0]["c"][0]["c"]
    return _upright(content)


def _reference(block: dict[str, Any]) -> Sequence[Inline]:
    parts = [part["c"] for part in block["c"][1] if part["t"] in ("Para", "Plain")]
    return [inline for part in parts for inline in _upright(part)]


def _upright(inlines: Sequence[Inline]) -> list[Inline]:
    """Italics taken off what is marked as upright within them."""
    done: list[Inline] = []
    for inline in inlines:
        if inline["t"] != "Emph":
            done.append(inline)
            continue
        for upright, found in groupby(inline["c"], _is_upright):
            run = list(found)
            done += run if upright else [{"t": "Emph", "c": run}]
    return done


def _is_upright(inline: Inline) -> bool:
    return inline["t"] == "Span" and UPRIGHT in inline["c"][0][1]


def _prefix(style: Style | None, cited: Cited) -> list[Inline]:
    """Whose words these are, where that is not an author: "McCormack, in"; the whole name in a full
    note. No style is for the shortened one.
    """
    if style == Style.CHICAGO and str(cited.item.get("genre")).startswith("Contribution of "):
        return []  # what it is says that nobody is named
    say = names.in_order if style == Style.CHICAGO else names.short
    return words(f"{say(cited.voice)}, in") if cited.voice else []


def _quoted_prefix(style: Style, cited: Cited) -> list[Inline]:
    say = names.in_order if style == Style.CHICAGO else names.short
    said = [say(name) for name in cited.quoted]
    people = f"{', '.join(said[:-1])} and {said[-1]}" if len(said) > 1 else said[0]
    return words(f"{people}, {QUOTED[style]}")


def _suffix(style: Style, cited: Cited) -> list[Inline]:
    """The pinpoint as a locator that pandoc reads, ", {para. 12a}"; the source's own first."""
    pinpoint = cited.pinpoint
    if style == Style.CHICAGO and (cited.locator or pinpoint.startswith("slide")):
        # What is no locator would stand behind the address. Of pages the style prints no label.
        where = (_abbreviated(cited.locator).removeprefix("p. "), pinpoint)
        return words(f", {{page {', '.join(part for part in where if part)}}}")
    if style == Style.APA and pinpoint.startswith("slide"):
        pinpoint = pinpoint.capitalize()
    if cited.locator:
        return words(f", {{{_abbreviated(cited.locator)}}}, {pinpoint}".removesuffix(", "))
    if not pinpoint:
        return []
    return words(f", {{{pinpoint}}}" if pinpoint.startswith("para.") else f", {pinpoint}")


def _abbreviated(locator: str) -> str:
    """A source's locator in the form that pandoc reads: "p. 12", "col. 3"."""
    for long, brief in (("page ", "p. "), ("column ", "col. ")):
        if locator.startswith(long):
            return brief + locator.removeprefix(long)
    return locator


def _meta(value: Any) -> dict[str, Any]:
    """A value of an item as pandoc's metadata: texts word by word, so that nothing in them is read
    as markup.
    """
    if isinstance(value, Rich):
        return {"t": "MetaInlines", "c": list(value)}
    if isinstance(value, dict):
        return {"t": "MetaMap", "c": {key: _meta(one) for key, one in value.items()}}
    if isinstance(value, list):
        return {"t": "MetaList", "c": [_meta(one) for one in value]}
    if isinstance(value, bool):
        return {"t": "MetaBool", "c": value}
    if isinstance(value, int):
        return {"t": "MetaString", "c": str(value)}
    return {"t": "MetaInlines", "c": words(value)}
