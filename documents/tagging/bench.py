"""What the workbench shows of one passage: its words with the marks in them, and what they are."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from django.utils.text import Truncator

from documents.margins import cells_of, current_terms
from documents.models import Comment, PassageVersion, Reading, Tagging, TermVersion, Vocabulary
from documents.spans import Span, runs
from documents.tagging.judging import Judge, is_blind
from documents.vocabularies import AnchorState, TaggingStatus


@dataclass(frozen=True)
class Mark:
    """A tagging as the workbench lists it. `letter` refers to its words in the text."""

    tagging: Tagging
    letter: str
    mine: bool

    @property
    def label(self) -> str:
        return self.tagging.term_version.label

    @property
    def vocabulary(self) -> Vocabulary:
        return self.tagging.term_version.term.vocabulary

    @property
    def is_reopened(self) -> bool:
        state = self.tagging.anchor.state
        return state == AnchorState.REVIEW and self.tagging.status != TaggingStatus.REJECTED

    @property
    def state(self) -> str:
        """ "approved", "suggested", "rejected" or "reopened": the class it is drawn with."""
        return "reopened" if self.is_reopened else str(self.tagging.status)

    @property
    def waits(self) -> bool:
        """Whether somebody has to decide."""
        return self.state in ("suggested", "reopened")

    @property
    def by_machine(self) -> bool:
        return self.tagging.by_id is None and self.tagging.status == TaggingStatus.SUGGESTED


@dataclass(frozen=True)
class Piece:
    """A stretch of the passage's words, with the states of the marks on it, and the letters of
    those that end with it.
    """

    text: str
    kinds: frozenset[str]
    letters: str


@dataclass(frozen=True)
class Choice:
    """A term that can be chosen, and how it stands on the passage: "", "on", "proposed" …"""

    term: TermVersion
    key: str
    standing: str
    cells: tuple[str, ...]

    @property
    def is_on(self) -> bool:
        return self.standing == "on"


@dataclass(frozen=True)
class Choices:
    """A vocabulary at the workbench: its terms, and who has read the passage for it."""

    vocabulary: Vocabulary
    terms: tuple[Choice, ...]
    readers: tuple[Reading, ...]

    @property
    def has_keys(self) -> bool:
        return any(choice.key for choice in self.terms)

    @property
    def says_none(self) -> bool:
        """Whether somebody has read it and nothing holds or waits."""
        return bool(self.readers) and not any(choice.standing for choice in self.terms)


@dataclass(frozen=True)
class Bench:
    """A passage on the workbench.

    `state` is a fingerprint of all judgments that are shown, `seen` says in a line what they are.
    """

    version: PassageVersion
    marks: tuple[Mark, ...]
    pieces: tuple[Piece, ...]
    choices: tuple[Choices, ...]
    comments: tuple[Comment, ...]
    state: str
    seen: str

    @property
    def waiting(self) -> list[Mark]:
        return [mark for mark in self.marks if mark.waits]


@dataclass(frozen=True)
class Terms:
    """What can be chosen: the vocabularies, and by vocabulary (primary key) its current terms."""

    vocabularies: Sequence[Vocabulary]
    current: Mapping[int, Sequence[TermVersion]]

    def named(self, name: str) -> TermVersion | None:
        """The term that "query key/slug" names."""
        key, _, slug = name.partition("/")
        return next(
            (
                version
                for vocabulary in self.vocabularies
                if vocabulary.query_key == key
                for version in self.current.get(vocabulary.pk, ())
                if version.term.slug == slug
            ),
            None,
        )


def read_terms(judge: Judge) -> Terms:
    """The terms as they are now; in a round those of its vocabulary. Two queries."""
    vocabularies = [judge.round.vocabulary] if judge.round else list(Vocabulary.objects.all())
    return Terms(vocabularies, current_terms())


def bench_of(judge: Judge, version: PassageVersion, terms: Terms) -> Bench:
    """The passage as this one may see it. Three queries."""
    taggings = list(
        judge.taggings()
        .filter(anchor__passage=version.passage_id)
        .exclude(anchor__state=AnchorState.ORPHANED)
        .select_related("anchor", "term_version__term__vocabulary", "by", "decided_by", "batch")
        .order_by(
            "term_version__term__vocabulary__order",
            "term_version__term__order",
            "anchor__start",
            "pk",
        )
    )
    readings = list(
        judge.readings().filter(version=version.pk).select_related("by").order_by("at", "pk")
    )
    comments = Comment.objects.filter(passage=version.passage_id, round=judge.round)
    if judge.round is not None and is_blind(judge.round):
        comments = comments.filter(by=judge.user.pk)
    marks = _marks(judge, taggings)
    return Bench(
        version,
        tuple(marks),
        tuple(_pieces(version.text, marks)),
        tuple(_choices(marks, readings, terms)),
        tuple(comments.select_related("by")),
        _fingerprint(version, taggings, readings),
        "; ".join(map(_in_words, marks)) or "no marks",
    )


def _in_words(mark: Mark) -> str:
    """ "Prevention (“the demand for …”): approved" """
    anchor = mark.tagging.anchor
    words = "" if anchor.whole else f" (“{Truncator(anchor.exact).chars(40)}”)"
    return f"{mark.label}{words}: {mark.state}"


def _marks(judge: Judge, taggings: Iterable[Tagging]) -> list[Mark]:
    places = {
        tagging.pk: (tagging.anchor.start, tagging.anchor.end)
        for tagging in taggings
        if not tagging.anchor.whole and tagging.status != TaggingStatus.REJECTED
    }
    letters = {place: _letter(n) for n, place in enumerate(sorted(set(places.values())))}
    return [
        Mark(
            tagging,
            letters[places[tagging.pk]] if tagging.pk in places else "",
            tagging.by_id == judge.user.pk,
        )
        for tagging in taggings
    ]


def _letter(number: int) -> str:
    return ascii_lowercase[number] if number < len(ascii_lowercase) else str(number + 1)


def _pieces(text: str, marks: Iterable[Mark]) -> list[Piece]:
    lettered = [mark for mark in marks if mark.letter]
    places = {mark.letter: mark.tagging.anchor.end for mark in lettered}
    # By letter, so that the text is cut where words end that others go on from.
    spans = [
        Span(m.tagging.anchor.start, m.tagging.anchor.end, f"{m.state} {m.letter}")
        for m in lettered
    ]
    pieces, at = [], 0
    for run in runs(text, spans):
        at += len(run.text)
        kinds = frozenset(kind.partition(" ")[0] for kind in run.kinds)
        ending = "".join(letter for letter, end in sorted(places.items()) if end == at)
        pieces.append(Piece(run.text, kinds, ending))
    return pieces


def _choices(marks: Iterable[Mark], readings: Iterable[Reading], terms: Terms) -> list[Choices]:
    standing: dict[int, str] = {}
    for mark in marks:
        term = mark.tagging.term_version.term_id
        if mark.state == "approved":
            standing[term] = "on"
        elif mark.waits and standing.get(term) != "on":
            said = "re-opened" if mark.is_reopened else "suggested"
            said = "proposed" if mark.tagging.by_id and not mark.is_reopened else said
            standing[term] = "proposed" if standing.get(term) == "proposed" else said
    found = []
    for vocabulary in terms.vocabularies:
        listed = terms.current.get(vocabulary.pk, ())
        found.append(
            Choices(
                vocabulary,
                tuple(
                    Choice(
                        term,
                        term.term.keyboard,
                        standing.get(term.term_id, ""),
                        cells_of(listed, [term]) if vocabulary.exhaustive_register else (),
                    )
                    for term in listed
                ),
                tuple(r for r in readings if r.vocabulary_id == vocabulary.pk),
            )
        )
    return found


def _fingerprint(
    version: PassageVersion, taggings: Iterable[Tagging], readings: Iterable[Reading]
) -> str:
    judged = sorted(
        (t.pk, t.status, t.reason, t.anchor_id, t.anchor.state, str(t.decided_at)) for t in taggings
    )
    read = sorted((reading.pk, reading.vocabulary_id) for reading in readings)
    whole = repr((version.pk, judged, read))
    return hashlib.sha256(whole.encode()).hexdigest()[:16]
