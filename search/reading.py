"""How a query was read, for the lines under the search box: its parts and remarks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from documents.folding import is_unspaced
from search.analysis import stems
from search.capitals import in_capitals
from search.commonness import as_phrase, common_in, nothing_left, remarks_on
from search.compounds import compound_typed
from search.fields import Meaning
from search.generation import Generation
from search.languages import config_for
from search.matching import Asked
from search.request import Offer, SearchRequest
from search.spellings import has_stem
from search.tree import BARE, Alike, All, Either, Field, Leaf, Manner, Node, Not, Query, Term
from search.whole_names import whole_names
from search.widening import Widened

KINDS = {
    Manner.FORMS: "word",
    Manner.ACRONYM: "acronym",
    Manner.EXACT: "phrase",
    Manner.BEGINNING: "beginning",
    Manner.NEAR: "near",
}


SHORTEST_STEM = 4
ENDING = 4
"""Letters behind a stem that make another word of it rather than a form."""


@dataclass(frozen=True)
class Part:
    """A term or field of the query, or what joins and holds them.

    `kind` is "word" (in any form), "acronym", "phrase" (exactly), "beginning" (of a word), "near"
    (within `within` words), "field" (with `label`), "or", "open" or "close" (a bracket). `stem` is
    what a word was cut down to where that tells something, `also` a compound as one word where the
    archive has it so, `others` the equivalents that are looked for too, behind the bracket where
    they stand for several words; `plain_url` asks without those; `plain` says that they were
    refused. `url` asks for everything but this part. `known` is False for a field whose value the
    archive does not have.
    """

    kind: str
    text: str
    excluded: bool = False
    url: str = ""
    label: str = ""
    stem: str = ""
    also: str = ""
    within: int = 0
    others: tuple[str, ...] = ()
    plain_url: str = ""
    plain: bool = False
    known: bool = True


@dataclass(frozen=True)
class Reading:
    """What a query was understood to ask; `phrase` is the query for its words as one phrase, where
    that makes sense, and `phrase_url` asks for it.
    """

    parts: tuple[Part, ...]
    remarks: tuple[str, ...]
    phrase: str
    phrase_url: str
    finds_nothing: bool
    """Nothing in the query can be searched for; the last remark says why."""
    silent: tuple[str, ...] = ()
    """The languages in which nothing is searched for, all words being too common there."""
    widened: Widened | None = None
    """Where no passage has all the words: how many had to do."""
    asked: str = "all of this"
    """What a passage has to have, for "No passage has this word"."""
    capitals: tuple[Offer, ...] = ()
    """Words in small letters that miss passages with an acronym, as that."""
    names: tuple[Offer, ...] = ()
    """Fields that name somebody with the words behind them, as one name."""

    @property
    def terms(self) -> list[Part]:
        """The parts that can be taken out."""
        return [part for part in self.parts if part.url]


def reading_of(asked: Asked) -> Reading:
    """How the query of a request was read."""
    request, query = asked.request, asked.typed
    configs = asked.configs or [config_for(None)]
    common = common_in(query, configs)
    parts = tuple(_Parts(asked, common).of(asked.expanded.root)) if asked.expanded.root else ()
    remarks = [*query.remarks, *_of_fields(asked.fields)]
    nothing = bool(query.text) and not parts
    capitals: tuple[Offer, ...] = ()
    names: tuple[Offer, ...] = ()
    phrase, silent = query.as_phrase(), asked.silent
    if query.is_empty:
        remarks.append("There is no word in this query: signs alone cannot be searched for.")
    elif nothing:
        remarks.append(nothing_left(common))
        phrase = as_phrase(common)
    else:
        remarks += remarks_on(query, configs, silent)
        capitals, names = tuple(in_capitals(asked)), tuple(whole_names(asked))
        phrase = phrase or (as_phrase(query.terms) if silent else "")
    url = request.asking(q=phrase).url if phrase else ""
    return Reading(
        parts,
        tuple(remarks),
        phrase,
        url,
        nothing,
        tuple(silent),
        asked.widened,
        _in_words(asked, common),
        capitals,
        names,
    )


def _in_words(asked: Asked, common: Sequence[Term]) -> str:
    """What a passage has to have. Of single words nothing is said that is untrue of passages which
    are left out by a filter, or have the words apart.
    """
    root = asked.typed.root
    parts = root.parts if isinstance(root, All | Either) else (root,)
    kept = [part for part in parts if isinstance(part, Term) and part not in common]
    others = [part for part in parts if not isinstance(part, Term)]
    if asked.request.selected or asked.silent or others or not kept:
        return "all of this"
    if len(kept) == 1:
        return _of_one(kept[0])
    if any(part.manner not in BARE for part in kept):
        return "any of this" if isinstance(root, Either) else "all of this"
    return "any of these words" if isinstance(root, Either) else "all of these words"


def _of_one(term: Term) -> str:
    several = len(term.words) > 1
    match term.manner:
        case Manner.EXACT:
            return "exactly these words" if several else "exactly this word"
        case Manner.BEGINNING:
            return "words that begin like these" if several else "a word that begins like this"
        case Manner.NEAR:
            return "these words so near each other"
    if several and is_unspaced(term.typed):
        return "these letters in this order"
    return "these words side by side" if several else "this word"


class _Parts:
    """The parts of a query in the order of typing."""

    def __init__(self, asked: Asked, common: Sequence[Term]) -> None:
        self.request: SearchRequest = asked.request
        self.query: Query = asked.typed
        self.fields = asked.fields
        self.texts = asked.archive.texts
        self.common = common

    def of(self, node: Node, excluded: bool = False) -> list[Part]:
        """The parts of a node; several that are excluded together stand in brackets."""
        match node:
            case Not(part):
                inner = self.of(part, not excluded)
                whole = isinstance(part, Term | Field | Not) or len(inner) == 1
                return inner if whole else _held(self.of(part), not excluded)
            case All(parts) | Either(parts):
                return self._several(node, parts)
            case Alike(terms, others):
                typed = [term for term in node.typed if term not in self.common]
                if len(typed) < 2:
                    return [self._term(term, excluded, others, node.typed) for term in typed]
                together = [part for term in terms for part in self.of(term)]
                return self._alike(_held(together, excluded), others, node.typed)
            case Field():
                return [self._field(node, excluded)]
            case Term() if node not in self.common:
                return [self._term(node, excluded, (), ())]
        return []

    def _several(self, node: All | Either, parts: Sequence[Node]) -> list[Part]:
        """Parts one after another, with "or" between alternatives and brackets around them."""
        joined: list[Part] = []
        for part in parts:
            found = self.of(part)
            if found and joined and isinstance(node, Either):
                joined.append(Part("or", "or"))
            alternatives = isinstance(node, All) and isinstance(part, Either)
            joined += _held(found, False) if alternatives and len(found) > 1 else found
        return joined

    def _term(
        self, term: Term, excluded: bool, others: Sequence[Term], alike: Sequence[Term]
    ) -> Part:
        part = Part(
            KINDS[term.manner],
            term.typed,
            excluded,
            self._url(term),
            stem=_stem(term, self.texts),
            also=_written_together(term, self.texts),
            within=term.within,
            plain=term.plain,
        )
        return self._alike([part], others, alike)[0]

    def _alike(
        self, parts: list[Part], others: Sequence[Term], alike: Sequence[Term]
    ) -> list[Part]:
        """The parts, the last with the equivalents of all of them, where there are any."""
        if not others:
            return parts
        plain = self.request.asking(q=self.query.plainly(*alike)).url
        typed = tuple(other.typed for other in others)
        return [*parts[:-1], replace(parts[-1], others=typed, plain_url=plain)]

    def _field(self, field: Field, excluded: bool) -> Part:
        meaning = self.fields[field]
        url = self._url(field)
        label = "" if meaning.text.startswith(meaning.label) else meaning.label
        return Part("field", meaning.text, excluded, url, label=label, known=meaning.known)

    def _url(self, leaf: Leaf) -> str:
        return self.request.asking(q=self.query.without(leaf)).url


def _held(parts: Sequence[Part], excluded: bool) -> list[Part]:
    return [Part("open", "(", excluded), *parts, Part("close", ")")]


def _stem(term: Term, texts: Generation) -> str:
    """What a single word was cut down to in the archive's own language, where that differs, or
    where much longer words of the archive are cut down to it ("organ", "organization").
    """
    if term.manner != Manner.FORMS or len(term.words) != 1:
        return ""
    [word], config = term.words, config_for(None)
    [stem] = stems(config, [word])
    if not stem or stem != word:
        return stem or ""
    is_plain = word.isalpha() and len(word) >= SHORTEST_STEM
    return stem if is_plain and has_stem(stem, len(word) + ENDING, config, texts) else ""


def _written_together(term: Term, texts: Generation) -> str:
    """A compound with a hyphen as one word, where the archive has that; "" for any other term."""
    joined = compound_typed(term.typed) if term.manner == Manner.FORMS else ""
    if not joined.isalpha() or len(term.words) < 2:
        return ""
    config = config_for(None)
    [stem] = stems(config, [joined])
    return joined if stem and has_stem(stem, len(stem), config, texts) else ""


def _of_fields(fields: dict[Field, Meaning]) -> list[str]:
    remarks = [
        meaning.remark
        if meaning.known
        else f"Under “{meaning.label}” the archive has no “{field.value[:80]}”."
        f" {meaning.remark}".rstrip()
        for field, meaning in fields.items()
    ]
    return list(filter(None, remarks))
