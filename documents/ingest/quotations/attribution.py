"""Whose words each quotation in prose is: by a cue in its sentence, else by what is around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.text import slugify

from documents.ingest.quotations.cues import Cue, cues
from documents.ingest.quotations.doubt import in_doubt
from documents.ingest.quotations.judgement import (
    is_bare_name,
    is_name,
    is_title,
    reads_as_speech,
)
from documents.ingest.quotations.marks import Marked, marked_spans
from documents.ingest.quotations.named import name_runs
from documents.ingest.quotations.people import Named
from documents.ingest.quotations.prose import NEAR, QUOTED, Sentence, sentences
from documents.ingest.quotations.referents import Referents, Resolved, Unnamed, Who
from documents.ingest.reading import CanonicalText, Quote, Segment, Voice
from documents.ingest.roles import role_in
from documents.vocabularies import Evidence, Part, PassageType

# "She does not say “prostitute.”"
DENIED = re.compile(r"\b(?:(?:does|do|did|would|will|could) not|never|\w+n[’']t) (?:say|said|use)$")
# A word that the writer keeps at arm's length: 'the “salary” that she was promised'.
ONE_WORD = re.compile(r"\b(?:the|this|that|these|those|his|her|their|its)$", re.IGNORECASE)
# These take up a word without quoting it, unless more than a word or two is given.
WEAK = re.compile(
    r"(?:us(?:e|es|ed|ing)|think(?:s|ing)?|thought|believ(?:e|es|ed|ing)|feel(?:s|ing)?|felt|find(?:s|ing)?|found)"
)


# “…” — Jane Doe, and the same a line further down.
SIGNED = re.compile(r"\s{0,3}[—–―-]{1,2}\s?")


@dataclass
class Found:
    """A quotation as it is being understood.

    `parent` and `chain` (the one it goes on with) are places among the document's quotations.
    """

    mark: Marked
    who: Who | None = None
    evidence: Evidence = Evidence.NONE
    basis: str = ""
    parent: int | None = None
    chain: int | None = None


def find_quotations(
    source: CanonicalText, segments: Sequence[Segment], voices: Sequence[Voice]
) -> tuple[tuple[Quote, ...], tuple[Voice, ...]]:
    """All quotations in the narrative segments, and the voices with the persons quoted added.

    Scare quotes, terms, titles and nicknames are left out. A quotation's span (code points of
    `source.text`) holds the words between the marks, a comma or stop inside the marks included.
    """
    prose = [s for s in segments if s.type == PassageType.NARRATIVE]
    author = next((v for v in voices if v.part in (Part.AUTHOR, Part.SPEAKER)), None)
    reader = _Reader(source.text, author)
    reader.meet(prose)
    for segment in prose:
        reader.read(segment)
    quotes, everybody = _quotes_and_voices(reader.found, voices)
    quotes = _left_open(source.text, prose, quotes, everybody)
    quoted = {quote.voice for quote in quotes}
    return quotes, tuple(v for v in everybody if v in voices or v.key in quoted)


def _left_open(
    text: str, prose: Sequence[Segment], quotes: tuple[Quote, ...], voices: Sequence[Voice]
) -> tuple[Quote, ...]:
    """The quotations, those in doubt as nobody's; one that an interruption parts is one."""
    doubted = in_doubt(text, prose, quotes, {v.key: v.name or "" for v in voices})
    first: list[int] = []
    for n, quote in enumerate(quotes):
        first.append(n if quote.continues is None else first[quote.continues])
    sure = {first[n] for n, quote in enumerate(quotes) if quote not in doubted}
    return tuple(
        quote if first[n] in sure else replace(quote, voice=None, evidence=Evidence.NONE, basis="")
        for n, quote in enumerate(quotes)
    )


class _Reader:
    """Walks through the paragraphs and collects quotations with those who said them."""

    def __init__(self, text: str, author: Voice | None) -> None:
        self.text = text
        self.referents = Referents(text, author)
        self.found: list[Found] = []
        self._running: int | None = None
        """The quotation that the paragraph before left open."""

    def meet(self, prose: Sequence[Segment]) -> None:
        self.referents.meet([s for segment in prose for s in self._cut(segment, "")[1]])

    def read(self, segment: Segment) -> None:
        carried = self.found[self._running].mark.mark if self._running is not None else ""
        marked, pieces = self._cut(segment, carried)
        self.referents.begin_paragraph()
        placed: dict[int, Found] = {}
        waiting: list[Found] = []
        has_speaker = False
        signed = self._signed(marked, segment)
        for sentence in pieces:
            resolved = self.referents.resolve(sentence)
            has_speaker |= self.referents.follow(sentence, resolved) is not None
            for n, found in self._judge(sentence, marked, resolved):
                placed[n] = found = signed.get(n, found)
                if found.evidence == Evidence.NONE:
                    waiting.append(found)
            if has_speaker:
                # “We lost it all.” Doe was speaking at …: the next sentence may say who.
                waiting = self._by_context(waiting)
        self._by_context(waiting)
        self._keep(marked, placed, segment)

    def _cut(
        self, segment: Segment, carried: str
    ) -> tuple[tuple[Marked, ...], tuple[Sentence, ...]]:
        """What stands between marks in a paragraph, and its sentences around that."""
        text, start, end = self.text, segment.start, segment.end
        marked = marked_spans(text, start, end, carried)
        names = frozenset(n for n, m in enumerate(marked) if is_name(*self._beside(m, start, end)))
        outer = {n: m for n, m in enumerate(marked) if m.parent is None}
        return marked, sentences(text, start, end, outer, names)

    def _beside(self, m: Marked, start: int, end: int) -> tuple[str, str, str]:
        """The words before a stretch, in it and after it, within `start` and `end`."""
        before = self.text[max(start, m.before - NEAR) : m.before]
        return before, self.text[m.start : m.end], self.text[m.after : min(end, m.after + NEAR)]

    def _signed(self, marked: Sequence[Marked], segment: Segment) -> dict[int, Found]:
        """A quotation that is a paragraph, and below or behind it a dash and who said it."""
        found: dict[int, Found] = {}
        for n, m in enumerate(marked):
            sign = SIGNED.match(self.text, m.after) if m.before == segment.start else None
            run = next(name_runs(self.text[sign.end() : sign.end() + NEAR]), None) if sign else None
            if sign is None or run is None or run.start - len(run.title) - bool(run.title):
                continue
            at = sign.end() + run.start
            who = self.referents.people.known(run, at)
            who.sure = True
            found[n] = Found(m, who, Evidence.CUE, self.text[at : sign.end() + run.end])
        return found

    def _by_context(self, waiting: Sequence[Found]) -> list[Found]:
        """Give quotations without a cue to the one who speaks around them; hand back those left."""
        if self.referents.focus is None:
            return list(waiting)
        for found in waiting:
            found.who, found.evidence = self.referents.focus, Evidence.CONTEXT
            found.basis = self.referents.focus_basis
        return []

    # Quotations of a sentence.

    def _judge(
        self, sentence: Sentence, marked: Sequence[Marked], resolved: Sequence[Resolved]
    ) -> list[tuple[int, Found]]:
        """Which stretches of the sentence are quotations; those with a cue have their person."""
        result: list[tuple[int, Found]] = []
        before: tuple[int, int, Cue] | None = None
        for place, n in _holes(sentence):
            inside = self.text[marked[n].start : marked[n].end]
            chosen = _governing(sentence.text, place, inside, resolved)
            if chosen is None and (within := self.referents.within(inside, marked[n].start)):
                result.append((n, Found(marked[n], within[0], Evidence.CUE, within[1])))
                continue
            if chosen is None:
                if reads_as_speech(inside) or _is_whole_sentence(sentence, inside):
                    result.append((n, Found(marked[n])))
                continue
            cue, who = chosen
            if not _is_quoted(sentence.text, place, inside, cue):
                continue
            found = Found(marked[n], who, Evidence.CUE, self.referents.basis(sentence, cue))
            if before and before[2] is cue:
                last = self.text[marked[before[0]].end - 1]
                if _interrupts(sentence.text, before[1], cue, place, last):
                    found.chain = before[0]
            before = (n, place, cue)
            result.append((n, found))
        return result

    def _nested(self, m: Marked, marked: Sequence[Marked], outer: Found) -> Found | None:
        """A quotation in a quotation: its own cue stands inside the words around it."""
        level = {n: x for n, x in enumerate(marked) if x.parent == m.parent}
        inside = self.text[m.start : m.end]
        around = outer.mark
        if is_name(*self._beside(m, around.start, around.end)):
            return None
        for sentence in sentences(self.text, around.start, around.end, level):
            for place, n in _holes(sentence):
                if marked[n] is not m:
                    continue
                resolved = [
                    (cue, self.referents.inside(cue.subject, outer.who, sentence.at[0]))
                    for cue in cues(sentence.text)
                ]
                chosen = _governing(sentence.text, place, inside, resolved)
                if chosen and _is_quoted(sentence.text, place, inside, chosen[0]):
                    basis = self.referents.basis(sentence, chosen[0])
                    return Found(m, chosen[1], Evidence.CUE, basis)
                return Found(m) if not chosen and reads_as_speech(inside) else None
        return None

    # Quotations of a paragraph, and those that run over several.

    def _keep(self, marked: Sequence[Marked], placed: dict[int, Found], segment: Segment) -> None:
        """Add the paragraph's quotations, outer before inner, linked to those they go on with."""
        running, self._running = self._running, None
        index: dict[int, int] = {}
        for n, m in enumerate(marked):
            goes_on = running is not None and m.parent is None and m.before == segment.start
            found = placed.get(n) or (Found(m) if goes_on else None)
            if m.parent is not None and m.parent in index:
                found = self._nested(m, marked, self.found[index[m.parent]])
                if found:
                    found.parent = index[m.parent]
            if found is None:
                continue
            if found.chain is not None:
                found.chain = index.get(found.chain)
            if goes_on and running is not None:
                self._join(found, running)
            index[n] = len(self.found)
            self.found.append(found)
            if not m.closed and m.parent is None:
                self._running = index[n]

    def _join(self, found: Found, running: int) -> None:
        """A quotation over paragraphs is one person's; a cue in any of them names the person."""
        found.chain = running
        before = self.found[running]
        if found.evidence == Evidence.CUE and before.evidence != Evidence.CUE:
            link: int | None = running
            while link is not None:
                earlier = self.found[link]
                earlier.who, earlier.basis = found.who, found.basis
                earlier.evidence = Evidence.CONTEXT
                link = earlier.chain
        else:
            found.who, found.basis = before.who, before.basis
            found.evidence = Evidence.CONTEXT
            self.referents.focus = before.who or self.referents.focus


def _holes(sentence: Sentence) -> list[tuple[int, int]]:
    """Where quotations stand in the sentence, and which of the paragraph's stretches they are."""
    places = [i for i, c in enumerate(sentence.text) if c == QUOTED]
    return list(zip(places, sentence.quotations, strict=True))


def _is_whole_sentence(sentence: Sentence, inside: str) -> bool:
    ended = re.search(r"[.?!…]$", inside)
    alone = sentence.text.strip()
    # Other languages set the stop behind the marks: “Nadie vino”.
    ended_behind = alone == f"{QUOTED}." and len(inside.split()) >= 4
    return bool((alone == QUOTED and ended) or ended_behind) and not is_title(inside)


def _governing(
    sentence: str, place: int, inside: str, resolved: Sequence[Resolved]
) -> Resolved | None:
    """The cue that claims the quotation at `place`: right behind it, nearest before, or behind."""
    for cue, who in resolved:
        between = sentence[place + 1 : cue.start]
        touches = cue.start > place and cue.speaks and re.fullmatch(r"[,.]?\s*", between)
        if touches and (cue.inverted or inside[-1] in ".,?!…—–-" or between.startswith(",")):
            return cue, who
    before = [
        c
        for c in resolved
        if c[0].end <= place and (c[0].speaks or ";" not in sentence[c[0].end : place])
    ]
    if before:
        return max(before, key=lambda c: c[0].end)
    behind = (c for c in resolved if c[0].start > place and c[0].speaks)
    return next((c for c in behind if ";" not in sentence[place : c[0].start]), None)


def _is_quoted(sentence: str, place: int, inside: str, cue: Cue) -> bool:
    """Whether words that a cue claims are that person's, not a name or term in indirect speech."""
    before = sentence[:place].rstrip()
    if len(inside.split()) <= 3 and DENIED.search(before):
        return False
    direct = place > cue.end and (before.endswith((",", ":")) or len(before) <= cue.end)
    if cue.start > place:
        direct |= re.fullmatch(r"[,.]?\s*", sentence[place + 1 : cue.start]) is not None
    if cue.subject.kind == "pronoun" and cue.subject.words in ("I", "we", "We"):
        return direct and reads_as_speech(inside)
    if not direct and (is_title(inside) or is_bare_name(inside)):
        return False
    if not direct and len(inside.split()) == 1 and ONE_WORD.search(before):
        return False
    return not WEAK.fullmatch(cue.verb) or len(inside.split()) >= 3


def _interrupts(sentence: str, place: int, cue: Cue, later: int, last: str) -> bool:
    """“We need to,” she said, “because …”: one sentence of hers with the cue inside it."""
    between = sentence[:later].rstrip()
    return place < cue.start < later and last not in ".?!" and between.endswith((",", "—", "–"))


# What is handed back.


def _quotes_and_voices(
    found: Sequence[Found], voices: Sequence[Voice]
) -> tuple[tuple[Quote, ...], tuple[Voice, ...]]:
    everybody = list(voices)
    keys: dict[int, str] = {}
    quotes = []
    for one in found:
        key = None
        if isinstance(one.who, Voice):
            key = one.who.key
        elif one.who is not None:
            if id(one.who) not in keys:
                keys[id(one.who)] = _voice(one.who, one, everybody).key
            key = keys[id(one.who)]
        evidence = one.evidence if key else Evidence.NONE
        basis = one.basis if key else ""
        quotes.append(
            Quote(one.mark.start, one.mark.end, key, evidence, basis, one.parent, one.chain)
        )
    return tuple(quotes), tuple(everybody)


def _voice(who: Named | Unnamed, found: Found, everybody: list[Voice]) -> Voice:
    """The voice of a person quoted: the one of that name in the document, else a new one."""
    if isinstance(who, Unnamed):
        voice = Voice(who.noun, Part.QUOTED, heading=who.heading, basis=found.basis)
    else:
        known = (v for v in everybody if v.name and v.name.casefold() == who.name.casefold())
        if same := next(known, None):
            return same
        voice = Voice(
            who.name if who.is_body else who.surname,
            Part.QUOTED,
            who.name,
            role_in(who.role),
            evidence=found.evidence,
            basis=found.basis,
            is_body=who.is_body,
        )
    stem = slugify(voice.key) or "quoted"
    taken = {v.key for v in everybody}
    key, count = stem, 2
    while key in taken:
        key, count = f"{stem}-{count}", count + 1
    everybody.append(replace(voice, key=key))
    return everybody[-1]
