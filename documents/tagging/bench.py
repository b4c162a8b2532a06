"""What the workbench shows of one passage: its words with the marks in them, and what they are."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from string import ascii_lowercase

from django.utils.text import Truncator

from documents.margins import cells_of
from documents.models import Comment, PassageVersion, Reading, Tagging, TermVersion, Vocabulary
from documents.spans import Span, runs
from documents.tagging.document_queue import Found, Standing
from documents.tagging.judging import Judge, is_blind
from documents.tagging.queue import standing_of
from documents.tagging.term_list import Terms
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
        said, state = self.tagging, self.tagging.anchor.state
        return standing_of(said.status, state, said.by_id) == "reopened"

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
    """A term that can be chosen, and how it stands on the passage: "", "on", "proposed" …

    `key` is empty where the term has none, and where another has the same one here.
    """

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
    def keyed(self) -> list[Choice]:
        return [choice for choice in self.terms if choice.term.term.keyboard]

    @property
    def typed(self) -> list[Choice]:
        return [choice for choice in self.terms if not choice.term.term.keyboard]

    @property
    def says_none(self) -> bool:
        """Whether somebody has read it, and people found nothing that holds or waits."""
        found = {choice.standing for choice in self.terms} - {"", "suggested"}
        return bool(self.readers) and not found


@dataclass(frozen=True)
class Bench:
    """A passage on the workbench: what was judged of it, as this judge may see it. `at_hand` is the
    vocabulary whose queue is worked on.

    What is drawn of that is made when it is asked for: a save wants to know only `state`.
    """

    judge: Judge
    version: PassageVersion
    terms: Terms
    taggings: Sequence[Tagging]
    readings: Sequence[Reading]
    at_hand: Vocabulary

    @cached_property
    def state(self) -> str:
        """A fingerprint of all judgments that are shown."""
        return _fingerprint(self.version, self.taggings, self.readings)

    @cached_property
    def seen(self) -> str:
        """In a line, what they are."""
        return "; ".join(map(_in_words, self.marks)) or "no marks"

    @property
    def latest_is_own(self) -> bool:
        """Whether the last judgment that stands is this judge's, made in another window perhaps."""
        made = [(t.decided_at, t.decided_by_id) for t in self.taggings if t.decided_at]
        made += [(t.created_at, t.by_id) for t in self.taggings if not t.decided_at]
        made += [(reading.at, reading.by_id) for reading in self.readings]
        latest = max((at for at, _ in made), default=None)
        return latest is not None and (latest, self.judge.user.pk) in made

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(_marks(self.judge, self.taggings))

    @cached_property
    def waiting(self) -> list[Mark]:
        return [mark for mark in self.marks if mark.waits]

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        return tuple(_pieces(self.version.text, self.marks))

    @cached_property
    def choices(self) -> tuple[Choices, ...]:
        return tuple(_choices(self.marks, self.readings, self.terms, self.at_hand))

    @property
    def standings(self) -> str:
        """How the terms that are typed stand on it: "topic/demand=on" …, apart by blanks."""
        return " ".join(
            f"{choices.vocabulary.query_key}/{choice.term.term.slug}={choice.standing}"
            for choices in self.choices
            for choice in choices.typed
            if choice.standing
        )

    @cached_property
    def comments(self) -> tuple[Comment, ...]:
        """One query."""
        round_ = self.judge.round
        found = Comment.objects.filter(passage=self.version.passage_id, round=round_)
        if round_ is not None and is_blind(round_):
            found = found.filter(by=self.judge.user.pk)
        return tuple(found.select_related("by"))

    def standing(self, vocabulary: Vocabulary) -> Standing:
        """How the passage stands for a vocabulary, as its queue lists it."""
        found = Found()
        for tagging in self.taggings:
            term = tagging.term_version
            if term.term.vocabulary_id == vocabulary.pk:
                own = tagging.by_id == self.judge.user.pk
                state = tagging.anchor.state
                found.judged(term.label, tagging.status, state, tagging.by_id, own)
        for reading in self.readings:
            if reading.vocabulary_id == vocabulary.pk:
                found.read(reading.by_id == self.judge.user.pk)
        if self.version.passage_id in self.judge.elsewhere(vocabulary):
            found.has.add("elsewhere")
        version = self.version
        return found.standing(version.pk, str(version.passage.public_id), version.number or "")


def bench_of(judge: Judge, version: PassageVersion, terms: Terms, at_hand: Vocabulary) -> Bench:
    """The passage as this one may see it, by whom the queue of a vocabulary is worked on. Two
    queries.
    """
    taggings = list(
        judge.taggings()
        .filter(anchor__passage=version.passage_id)
        .exclude(anchor__state=AnchorState.ORPHANED)
        .select_related("anchor", "term_version__term", "by", "decided_by")
        .order_by(
            "term_version__term__vocabulary__order",
            "term_version__term__order",
            "anchor__start",
            "pk",
        )
    )
    known = {vocabulary.pk: vocabulary for vocabulary in terms.vocabularies}
    for tagging in taggings:
        term = tagging.term_version.term
        if term.vocabulary_id in known:
            term.vocabulary = known[term.vocabulary_id]
    readings = list(
        judge.readings().filter(version=version.pk).select_related("by").order_by("at", "pk")
    )
    return Bench(judge, version, terms, taggings, readings, at_hand)


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


def _keys(terms: Terms, at_hand: Vocabulary) -> dict[int, str]:
    """The keys of terms (primary keys). One that several have is that of the vocabulary at hand,
    else of the first.
    """
    of: dict[str, int] = {}
    for vocabulary in sorted(terms.vocabularies, key=lambda each: each.pk != at_hand.pk):
        for version in terms.current.get(vocabulary.pk, ()):
            of.setdefault(version.term.keyboard, version.term_id)
    return {term: key for key, term in of.items() if key}


def _choices(
    marks: Iterable[Mark], readings: Iterable[Reading], terms: Terms, at_hand: Vocabulary
) -> list[Choices]:
    keys = _keys(terms, at_hand)
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
                        keys.get(term.term_id, ""),
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
