"""How a query was read, for the line under the search box: its parts and remarks."""

from collections.abc import Sequence
from dataclasses import dataclass

from search.analysis import lexemes
from search.query import Query, Term
from search.request import SearchRequest


@dataclass(frozen=True)
class Part:
    """A term, or the "or" between alternatives.

    `kind` is "word" (in any form), "phrase" (exactly) or "or". `url` asks for everything but this
    part.
    """

    kind: str
    text: str
    excluded: bool = False
    url: str = ""


@dataclass(frozen=True)
class Reading:
    """What a query was understood to ask; `phrase_url` asks for its words as one phrase."""

    parts: tuple[Part, ...]
    remarks: tuple[str, ...]
    phrase_url: str
    finds_nothing: bool
    """Nothing in the query can be searched for; the last remark says why."""

    @property
    def has_phrase(self) -> bool:
        return any(part.kind == "phrase" for part in self.parts)


def reading_of(request: SearchRequest, configs: Sequence[str]) -> Reading:
    """How the query of a request was read, with these text search configurations in use."""
    query = request.query
    phrase = query.as_phrase()
    phrase_url = request.asking(q=phrase).url if phrase else ""
    common = [term for term in query.terms if not term.exact and _is_common(term, configs)]
    kept = [tuple(t for t in a if t not in common) for a in query.alternatives]
    parts: list[Part] = []
    for alternative in filter(None, kept):
        parts += [Part("or", "or")] if parts else []
        parts += [_part(term, query, request) for term in alternative]
    remarks = [*query.remarks]
    nothing = bool(query.text) and not parts
    if query.is_empty:
        remarks.append("There is no word in this query: signs alone cannot be searched for.")
    elif nothing:
        remarks.append(
            f"{_listed(common)} stand in almost every passage and are searched in a phrase only: "
            f"put them in quotation marks, “{' '.join(term.typed for term in common)}”."
        )
        phrase_url = request.asking(q='"{}"'.format(" ".join(t.typed for t in common))).url
    elif common:
        verb = "was" if len(common) == 1 else "were"
        remarks.append(f"{_listed(common)} {verb} left out: too common outside a phrase.")
    return Reading(tuple(parts), tuple(remarks), phrase_url, nothing)


def _part(term: Term, query: Query, request: SearchRequest) -> Part:
    url = request.asking(q=query.without(term)).url
    return Part("phrase" if term.exact else "word", term.typed, term.excluded, url)


def _is_common(term: Term, configs: Sequence[str]) -> bool:
    """Whether every dictionary in use drops all the words of a term."""
    return bool(configs) and not any(lexemes(config, term.words) for config in configs)


def _listed(terms: Sequence[Term]) -> str:
    typed = list(dict.fromkeys(f"“{term.typed}”" for term in terms))
    return " and ".join([", ".join(typed[:-1]), typed[-1]]) if len(typed) > 1 else typed[0]
