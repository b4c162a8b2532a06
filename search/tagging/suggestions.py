"""Suggestions: terms carry queries in the search language, and what they find is suggested.

A suggestion names the words that were found and waits until a reviewer decides; nothing is approved
here. What was judged is left alone: a passage that carries the term, or did until somebody rejected
it, and a passage that somebody has read for the vocabulary.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet

from documents.models import Document, Note, PassageVersion, Reading, Tagging, TermVersion
from documents.tagging.deeds import deed_of
from documents.vocabularies import TaggingStatus
from search.filters import LONGEST_QUERY
from search.highlighting import Marks
from search.matching import Asked
from search.query import clean
from search.request import SearchRequest
from search.tagging.bulk import held, whole_anchors

AGENT = "the term’s query"
MADE_ON = re.compile(r"^#\s*made on:?\s*(.*)$", re.IGNORECASE)
MOST_WORDS = 6
"""Found words that a suggestion names."""


@dataclass(frozen=True)
class Rule:
    """The queries of a term, and the documents (keys) that they were made on."""

    term: TermVersion
    queries: tuple[str, ...]
    made_on: frozenset[str]


@dataclass
class Suggested:
    """What a run did: suggestions by term (its label)."""

    by_term: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.by_term.values())


def rules(vocabulary: str = "") -> list[Rule]:
    """The terms in force that carry queries, in order; of one vocabulary (query key) if given."""
    terms = TermVersion.objects.filter(is_current=True, term__merged_into=None)
    if vocabulary:
        terms = terms.filter(term__vocabulary__query_key=vocabulary)
    terms = terms.exclude(term__queries="").select_related("term__vocabulary")
    return [
        rule_of(term) for term in terms.order_by("term__vocabulary__order", "term__order", "term")
    ]


def rule_of(term: TermVersion) -> Rule:
    """The queries of a term: one a line. A line `# made on: KEY, KEY` names the documents that its
    author looked at; other lines that begin with # are remarks.
    """
    queries: list[str] = []
    made_on: set[str] = set()
    for line in term.term.queries.splitlines():
        if said := MADE_ON.match(line.strip()):
            made_on.update(key for key in re.split(r"[,\s]+", said[1]) if key)
        elif line.strip() and not line.strip().startswith("#"):
            queries.append(clean(line))
    return Rule(term, tuple(queries), frozenset(made_on))


def remarks_on(query: str) -> list[str]:
    """What is to be said of a query, in sentences: why it suggests nothing, or how it was read."""
    if len(query) > LONGEST_QUERY:
        return [f"Suggests nothing: it is longer than {LONGEST_QUERY:,} characters."]
    asked = Asked(SearchRequest(q=query))
    none = [] if _names_words(asked) else ["Suggests nothing: it asks for no word."]
    return [*none, *asked.typed.remarks]


def _names_words(asked: Asked) -> bool:
    """Whether a query asks for words at all: a suggestion shows those that it was found by. What
    only leaves out, or only names a speaker, would suggest the term nearly everywhere.
    """
    return bool(asked.query.wanted)


def found_by(rule: Rule, document: Document | None = None) -> dict[int, list[str]]:
    """By passage (primary key), the words that the queries of a rule found in it, each once."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for query in rule.queries:
        if len(query) > LONGEST_QUERY:
            continue
        asked = Asked(SearchRequest(q=query))
        if not _names_words(asked):
            continue
        rows = asked.matching()
        if document is not None:
            rows = rows.filter(document_id=document.pk)
        keys = list(rows.values_list("document_id", "passage_id", "version_id"))
        texts = dict(
            PassageVersion.objects.filter(pk__in=[v for _, _, v in keys]).values_list("pk", "text")
        )
        notes = _notes(texts)
        marks = Marks(asked.query, asked.configs).read_passages([(d, p) for d, p, _ in keys])
        for _, passage, version in keys:
            text = texts[version]
            places = marks.of(version, text, notes[version])
            found[passage].update({text[start:end].lower(): None for start, end in places})
    return {passage: list(words) for passage, words in found.items()}


def suggest(
    vocabulary: str = "",
    document: Document | None = None,
    by: User | None = None,
    rehearse: bool = False,
) -> Suggested:
    """Suggest what the queries of all terms find; again, it adds only what is new.

    `by` is whoever pressed the button. With `rehearse` nothing is written.
    """
    outcome = Suggested()
    every = rules(vocabulary)
    with deed_of(by) as deed:
        for rule in every:
            found = found_by(rule, document)
            new = not_judged(rule.term, found)
            outcome.by_term[rule.term.label] = len(new)
            if rehearse:
                continue
            anchors = whole_anchors(held(new))
            deed.tag(
                [
                    Tagging(
                        term_version=rule.term,
                        anchor=anchor,
                        status=TaggingStatus.SUGGESTED,
                        agent=AGENT,
                        reason=in_words(found[anchor.passage_id]),
                    )
                    for anchor in anchors
                ]
            )
        deed.said = f"{outcome.total:,} tags suggested by the queries of {len(every)} terms"
    return outcome


def in_words(words: Sequence[str]) -> str:
    """ "“supply chains”, “sourcing” and 2 others" """
    named = ", ".join(f"“{word}”" for word in words[:MOST_WORDS])
    rest = max(0, len(words) - MOST_WORDS)
    return named + {0: "", 1: " and another"}.get(rest, f" and {rest} others")


def not_judged(term: TermVersion, passages: Iterable[int]) -> list[PassageVersion]:
    """The versions of these passages on which nobody has judged whether the term holds."""
    passages = set(passages)
    marks = Tagging.objects.outside_blind_rounds().filter(anchor__passage__in=passages)
    judged = set(
        marks.filter(term_version__term=term.term_id).values_list("anchor__passage", flat=True)
    )
    judged |= _gone_over(term, marks)
    read = set(
        Reading.objects.outside_blind_rounds()
        .filter(version__passage__in=passages, vocabulary=term.term.vocabulary_id)
        .filter(version__revision__is_current=True)
        .values_list("version__passage", flat=True)
    )
    versions = PassageVersion.objects.public().filter(passage__in=passages - judged - read)
    return list(versions.only("passage_id", "revision_id", "text"))


def _gone_over(term: TermVersion, marks: QuerySet[Tagging]) -> set[int]:
    """The passages (primary keys) of those marks that were of this term until it was split: what
    was said of it there, the rejections too, has gone over to another term, and stands.
    """
    events = Tagging.pgh_event_model.objects  # type: ignore[attr-defined]
    once = events.filter(pgh_obj=OuterRef("pk"), term_version__term=term.term_id)
    others = marks.filter(term_version__term__vocabulary=term.term.vocabulary_id)
    others = others.exclude(term_version__term=term.term_id).filter(Exists(once))
    passages = dict(others.values_list("pk", "anchor__passage"))
    ways: dict[int, list[int]] = defaultdict(list)
    rows = events.filter(pgh_obj__in=passages).order_by("pgh_id")
    for tagging, at in rows.values_list("pgh_obj", "term_version__term"):
        way = ways[tagging]
        if at in way:  # what came between was undone
            del way[way.index(at) :]
        way.append(at)
    return {passages[tagging] for tagging, way in ways.items() if term.term_id in way}


def _notes(versions: Iterable[int]) -> dict[int, list[tuple[int, int]]]:
    notes: dict[int, list[tuple[int, int]]] = defaultdict(list)
    rows = Note.objects.filter(version__in=versions).values_list("version", "start", "end")
    for version, start, end in rows:
        notes[version].append((start, end))
    return notes
