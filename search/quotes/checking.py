"""Checking quotations against the archive: candidates, alignment, verdict, and what stands by."""

import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q

from documents.margins import quotations_in
from documents.models import Appearance, Note, PassageVersion, Speaker, SpeakerName
from documents.models import Quotation as DocumentQuotation
from documents.querysets import PassageVersionQuerySet
from documents.vocabularies import Part
from search.quotes.alignment import effort
from search.quotes.candidates import Stretch, between, holding, resembling
from search.quotes.far_apart import stretches
from search.quotes.judgement import Flag, Judgement, Verdict
from search.quotes.naming import is_an_asker
from search.quotes.omissions import is_all_scraps
from search.quotes.people import people_called
from search.quotes.quotation import Omission, Quotation, read_quotation
from search.quotes.source import NOBODY, Passage, Quoted, Source, Voice
from search.quotes.verdicts import judge
from search.quotes.word_classes import content_words

LONGEST = 400
"""Words of one quotation; what is longer is refused in words."""

LONGEST_TEXT = 20_000
"""Characters of one quotation, with all its marks."""

LONGEST_NAME = 300
"""Characters of the name of whoever is said to have said it."""

MOST_MARKED = 50
"""Omissions and words in brackets of one quotation."""

COMPARED = 5_000_000
"""Words of a quotation times words of the archive that are compared for it: about two seconds."""

OCCURRENCES = 20
"""Passages that hold the same words, of which so many are looked at."""

NEAREST = 3

BESIDE = 2
BESIDE_OMITTED = 6
"""Passages to either side that are read along, without and with an ellipsis."""

TOO_LATE = "The time for one request was used up before this one. Check it again with fewer."
TOO_MUCH = (
    "So much of the archive may hold it that comparing would take too long. Check it in parts."
)

MILDEST = (
    Verdict.EXACT,
    Verdict.PUNCTUATION,
    Verdict.ABRIDGED,
    Verdict.MISATTRIBUTED,
    Verdict.ALTERED,
    Verdict.NOT_FOUND,
)


@dataclass(frozen=True)
class Asked:
    """A quotation to check and who is said to have said it, or "" where nobody is."""

    text: str
    said_by: str = ""
    id: str = ""


@dataclass(frozen=True)
class Finding:
    """What the archive says of a quotation.

    `best` is the judgement that the verdict rests on, None where there is none. `others` are the
    further places where the same words stand, `nearest` those that come nearest, as no
    confirmation, where nothing was found.
    """

    asked: Asked
    quotation: Quotation
    verdict: Verdict
    best: Judgement | None = None
    others: tuple[Judgement, ...] = ()
    nearest: tuple[Judgement, ...] = ()
    reason: str = ""

    @property
    def contained(self) -> Judgement | None:
        """On what the text contains words of, where it was not found as a whole."""
        return next((j for j in self.nearest if Flag.CONTAINS in j.flags), None)

    @property
    def flags(self) -> tuple[Flag, ...]:
        """What a reader has to know beside the verdict."""
        return self.best.flags if self.best else ()


def check_all(asked: Sequence[Asked], seconds: float | None = None) -> list[Finding]:
    """Checks several quotations in their order. Those that are not reached in so many seconds are
    refused in words.
    """
    until = None if seconds is None else time.monotonic() + seconds
    found = []
    for one in asked:
        if until is not None and time.monotonic() > until:
            found.append(_refused(one, TOO_LATE))
        else:
            found.append(check(one))
    return found


def check(asked: Asked) -> Finding:
    """Checks one quotation. Takes any text; what cannot be checked is refused in words."""
    if reason := _too_long(asked):
        return _refused(asked, reason)
    quotation = read_quotation(asked.text)
    if reason := _refusal(quotation):
        return Finding(asked, quotation, Verdict.REFUSED, reason=reason)
    stated = people_called(asked.said_by) if asked.said_by.strip() else []
    misspelled = bool(asked.said_by.strip()) and not stated
    sources = _sources(_where(quotation, _whose(asked.said_by, stated)))
    if asked.said_by.strip():
        sources = _with_everybody(sources)
    compared = _affordable(quotation, sources)
    judged = [
        judgement
        for source in compared
        if (judgement := judge(quotation, source, asked.said_by, misspelled))
    ]
    judged = sorted(_once(judged), key=_how_good)
    if not judged or judged[0].verdict is Verdict.NOT_FOUND:
        if len(compared) < len(sources):
            return Finding(asked, quotation, Verdict.REFUSED, reason=TOO_MUCH)
        near = [judgement for judgement in judged if _is_near(judgement)]
        near = sorted(near, key=lambda judgement: Flag.CONTAINS not in judgement.flags)
        return Finding(asked, quotation, Verdict.NOT_FOUND, nearest=tuple(near[:NEAREST]))
    best, *rest = judged
    if len(compared) < len(sources):
        best = replace(best, flags=(*best.flags, Flag.NOT_ALL_COMPARED))
    return Finding(
        asked,
        quotation,
        best.verdict,
        best,
        others=tuple(j for j in rest if j.verdict in MILDEST[:4]),
    )


def _refused(asked: Asked, reason: str) -> Finding:
    """The finding on a quotation that is not even read."""
    return Finding(asked, Quotation(asked.text, ()), Verdict.REFUSED, reason=reason)


def _affordable(quotation: Quotation, sources: Sequence[Source]) -> list[Source]:
    """The sources that can be compared within COMPARED, the likeliest first.

    Counted, not timed: the same quotation gets the same verdict on a busy machine.
    """
    chosen, left = [], COMPARED
    for source in sources:
        cost = effort(quotation.tokens, source.words)
        if cost <= left:
            chosen.append(source)
            left -= cost
    return chosen


def _is_near(judgement: Judgement) -> bool:
    """Whether a passage that is no match says something of the same at all."""
    words = judgement.source.words[judgement.first : judgement.last + 1]
    changed = {at for d in judgement.differences for at in range(*d.held_words)}
    same = [w for at, w in enumerate(words, start=judgement.first) if at not in changed]
    return len(content_words(same)) > 1


def _too_long(asked: Asked) -> str:
    """Why a text or a name is too long to be read at all, in words, or ""."""
    if len(asked.text) > LONGEST_TEXT:
        return (
            f"It has {len(asked.text):,} characters, and up to {LONGEST_TEXT:,} are read at once. "
            "Check it in parts."
        )
    if len(asked.said_by) > LONGEST_NAME:
        return (
            f"The name of who said it has {len(asked.said_by):,} characters, and up to "
            f"{LONGEST_NAME} are compared. Give the name alone."
        )
    return ""


def _refusal(quotation: Quotation) -> str:
    """Why a quotation cannot be checked, in words, or ""."""
    if not quotation.words:
        return "There are no words in it."
    if not content_words(quotation.words):
        return (
            "It has only words that stand in every text, such as “the” and “is”: that they stand "
            "here too would prove nothing. Add the words around them."
        )
    if is_all_scraps(quotation):
        return (
            "Only single words and pairs stand between its ellipses, which many texts have in this "
            "order. Add the words around them."
        )
    if len(quotation.words) > LONGEST:
        return (
            f"It has {len(quotation.words)} words, and up to {LONGEST} are compared at once. "
            "Check it in parts."
        )
    marked = len(quotation.tokens) - len(quotation.words)
    if marked > MOST_MARKED:
        return (
            f"It leaves out or puts in something {marked} times, and up to {MOST_MARKED} are "
            "compared at once. Check it in parts."
        )
    return ""


def _where(quotation: Quotation, whose: Q | None) -> list[Stretch]:
    """The rows of passages worth aligning: each that holds it as it is, else that is most like it,
    with its neighbours, for quotations that go on from one into the next; before them those that
    have its parts far apart. A stock phrase, which many hold, is looked for with whoever is stated
    as well.
    """
    reach = _reach(quotation)
    rows = holding(quotation.parts, OCCURRENCES)
    apart = [] if rows else stretches(quotation, within=reach)
    if len(rows) == OCCURRENCES and whose is not None:
        rows = list(dict.fromkeys([*holding(quotation.parts, OCCURRENCES, whose), *rows]))
    rows = rows or resembling(quotation.words)
    near = [Stretch(row.document_id, row.order - reach, row.order + reach) for row in rows]
    return [*apart, *near]


def _whose(said_by: str, stated: Sequence[Speaker]) -> Q | None:
    """Which passages are those of the people who are stated; None where nobody is known so."""
    if is_an_asker(said_by):
        return Q(speaker_id=None)
    if not stated:
        return None
    people = [speaker.pk for speaker in stated]
    return Q(speaker_id__in=people) | Q(quoted_ids__overlap=people)


def _how_good(judgement: Judgement) -> tuple:
    """Sorts the mildest verdict first, then what holds most, then as the archive is read."""
    return MILDEST.index(judgement.verdict), -judgement.share


def _once(judged: Iterable[Judgement]) -> list[Judgement]:
    """Without the second of two judgements on the same words, from sources that overlap."""
    seen: dict[tuple, Judgement] = {}
    for judgement in judged:
        heard = judgement.source.heard[judgement.first]
        passage = judgement.source.passages[heard.passage]
        seen.setdefault((passage.public_id, heard.start), judgement)
    return list(seen.values())


def _reach(quotation: Quotation) -> int:
    """How many passages to either side a quotation may go on in: more, where it leaves out."""
    omits = any(isinstance(token, Omission) for token in quotation.tokens)
    return (BESIDE_OMITTED if omits else BESIDE) + len(quotation.words) // 60


def _sources(where: Sequence[Stretch]) -> list[Source]:
    """The passages of each row, as one source."""
    passages = passages_of(PassageVersion.objects.public().filter(pk__in=between(where)))
    return [
        Source(
            tuple(
                passage
                for passage in passages
                if passage.document_id == row.document_id and row.first <= passage.order <= row.last
            )
        )
        for row in where
    ]


def _with_everybody(sources: Sequence[Source]) -> list[Source]:
    """The sources with all the voices of their documents. Two queries."""
    documents = {source.passages[0].document_id for source in sources}
    appearances = Appearance.objects.filter(document__in=documents).select_related(
        "speaker__merged_into"
    )
    variants = _variants(appearances)
    voices: dict[int, list[Voice]] = defaultdict(list)
    for appearance in appearances:
        voices[appearance.document_id].append(_voice(appearance, variants, ""))
    return [
        replace(source, everybody=tuple(voices[source.passages[0].document_id]))
        for source in sources
    ]


def passages_of(versions: PassageVersionQuerySet) -> list[Passage]:
    """Passage versions as the checker reads them, in the order of reading. Four queries."""
    fetched = list(
        versions.select_related(
            "passage__document", "appearance__speaker__merged_into", "revision__receipt"
        )
        .defer("revision__text", "revision__runs")
        .order_by("passage__document", "order")
    )
    notes: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for version, start, end in Note.objects.filter(version__in=fetched).values_list(
        "version", "start", "end"
    ):
        notes[version].append((start, end))
    quotations: dict[int, list[DocumentQuotation]] = defaultdict(list)
    for quotation in quotations_in(fetched):
        quotations[quotation.anchor.passage_id].append(quotation)
    appearances = [version.appearance for version in fetched]
    appearances += [q.appearance for several in quotations.values() for q in several]
    names = _variants(appearances)
    return [
        Passage(
            version.passage.public_id or "",
            version.passage.document_id,
            version.order,
            version.text,
            _voice(version.appearance, names, version.get_evidence_display()),
            tuple(notes[version.pk]),
            tuple(
                Quoted(
                    quotation.anchor.start,
                    quotation.anchor.end,
                    _voice(quotation.appearance, names, quotation.get_evidence_display()),
                )
                for quotation in quotations[version.passage_id]
            ),
            version,
            version.language or version.passage.document.language or "",
        )
        for version in fetched
    ]


def _variants(appearances: Iterable[Appearance | None]) -> dict[int, tuple[str, ...]]:
    """The variant names of those who appear, by speaker."""
    speakers = {_speaker(a.speaker).pk for a in appearances if a and a.speaker}
    names: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for speaker, name in SpeakerName.objects.filter(speaker__in=speakers).values_list(
        "speaker", "name"
    ):
        names[speaker] += (name,)
    return names


def _voice(
    appearance: Appearance | None, variants: dict[int, tuple[str, ...]], evidence: str
) -> Voice:
    if appearance is None:
        return NOBODY
    part, role = appearance.part, appearance.role
    printed = (appearance.name, *appearance.labels, appearance.heading)
    if appearance.speaker is None:
        # Without a label nothing says that it is one who speaks nowhere else under a name.
        is_anybody = part == Part.SPEAKER and not (appearance.name or appearance.labels)
        names = () if is_anybody else tuple(dict.fromkeys(filter(None, printed)))
        return Voice(None, None, names, evidence, role, part, is_named=bool(appearance.name))
    speaker = _speaker(appearance.speaker)
    known = (speaker.name, *variants[speaker.pk], *printed)
    names = tuple(dict.fromkeys(filter(None, known)))
    return Voice(speaker.name, speaker.slug, names, evidence, role, part)


def _speaker(speaker: Speaker) -> Speaker:
    """Whose heading holds for a person: that of the one they were merged into, if they were."""
    return speaker.merged_into or speaker
