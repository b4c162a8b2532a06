"""Where the words of a query stand in a passage, and how they are shown.

Places come from the index: the n-th word of a passage has position n in its stems, as the
database's own dictionary made them, so what is marked is what was found. Phrases are compared as
folded words. Markup is made last, from escaped pieces.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from django.db import connection
from django.utils.html import format_html
from django.utils.safestring import SafeString

from documents.edition import ShownPassage
from documents.folding import Word, Words
from documents.spans import Span, runs
from documents.spoken import spoken
from search.analysis import lexemes, stems
from search.commonness import as_typed
from search.compounds import acronym_typed, acronyms, compound_typed, compounds
from search.crowded import begins, is_crowded, places_of_stems
from search.numbers import grouped
from search.tree import BARE, Manner, Query, Term

Place = tuple[int, int]
"""From and to, in Unicode code points of the passage's text."""

AROUND = 140
"""How many characters are shown before the first and after the last of some marks that stand
together.
"""
SHOWN = 420
"""How long an excerpt is at most, unless a single mark is longer."""

INDEXED = """
SELECT p.version_id, p.config, p.terms, p.read_vocabularies, p.parts,
       ARRAY(SELECT ARRAY[n."start", n."end"] FROM documents_note AS n
             WHERE n.version_id = p.version_id ORDER BY n."start"),
       (SELECT json_object_agg(s.lexeme, s.positions) FROM unnest(p.stems) AS s
        WHERE s.lexeme = ANY(%s))
FROM search_passage AS p
WHERE (p.document_id, p.passage_id) IN (SELECT * FROM unnest(%s::bigint[], %s::bigint[]))
"""

Stems = Mapping[str, Sequence[int] | None]
"""By stem, at which words of a passage it stands, from 1; None for a part of a compound only."""


class Sought(NamedTuple):
    """What a bare term is looked for by: its words, if it is looked for as it stands, else their
    stems; the term as one `whole` word ("" where it is not), and the `stem` of that.
    """

    typed: Sequence[str]
    stems: Sequence[str | None]
    whole: str
    stem: str | None


class Row(NamedTuple):
    """What the index holds of a passage, with the places of its notes; `stems` are those of them
    that are looked for, if there are any.
    """

    config: str
    terms: Sequence[int]
    read_vocabularies: Sequence[int]
    parts: Sequence[str]
    notes: Sequence[Sequence[int]]
    stems: Stems | None


class Marks:
    """The places of a query's words in passages. `rows` are those that were looked up, by
    version.
    """

    def __init__(self, query: Query, configs: Sequence[str]) -> None:
        self.query, self.configs = query, configs
        self.rows: dict[int, Row] = {}
        self._known: dict[tuple[Term, str], Sought] = {}

    def read_passages(self, keys: Sequence[tuple[int, int]]) -> "Marks":
        """Look up the passages with these pairs of document and passage."""
        bare = [word for term in self.query.wanted for word in _stemmed_words(term)]
        wanted = {lexeme for config in self.configs for lexeme in lexemes(config, bare)}
        with connection.cursor() as cursor:
            cursor.execute(INDEXED, [sorted(wanted), [d for d, _ in keys], [p for _, p in keys]])
            self.rows = {version: Row(*row) for version, *row in cursor.fetchall()}
        return self

    def bring_up(self, shown: ShownPassage) -> list[Place]:
        """The places in what is shown of a passage; of an excerpt, a match is brought up first."""
        version, searched = shown.version.pk, shown.searched
        asked = self.of(version, *searched, in_so_many_words=True) if shown.is_cut else []
        return shown.bring_up(self.of(version, *searched), asked)

    def of(
        self,
        version_id: int,
        text: str,
        notes: Iterable[Place] = (),
        in_so_many_words: bool = False,
    ) -> list[Place]:
        """The places in a version's text, in order and apart from each other.

        `in_so_many_words`: only words that the query itself has, or forms of them. What "traffick*"
        and the common words of a compound stand for is not among them, for it would tell whoever
        asks what they do not know.
        """
        heard = spoken(text, notes)
        said = Words(heard)
        found: list[Place] = []
        for term in self.query.wanted:
            match term.manner:
                case Manner.EXACT:
                    found += phrase_places(term.words, said)
                case Manner.BEGINNING if not in_so_many_words:
                    found += phrase_places(term.words, said, begins=True)
                case Manner.NEAR:
                    found += near_places(term.words, term.within, said)
                case Manner.FORMS if version_id in self.rows and self.rows[version_id].stems:
                    if not (in_so_many_words and self._leaves_open(term, version_id)):
                        found += self._in_any_form(term, version_id, heard, said)
            if term.manner in BARE and (acronym := acronym_typed(term.typed)):
                found += _places_of({acronym}, acronyms(heard))
        return joined(found)

    def _leaves_open(self, term: Term, version: int) -> bool:
        """Whether any word may stand for one of the term's, which is too common to be kept."""
        sought = self._sought(term, self.rows[version].config)
        return None in sought.stems and not sought.typed

    def _in_any_form(self, term: Term, version: int, heard: str, said: Words) -> list[Place]:
        """The places of a bare term's stems, and of compounds that are the same word."""
        config, held = self.rows[version].config, self.rows[version].stems or {}
        if is_crowded(len(said.texts), held.values()):
            held = places_of_stems(config, said.texts)
        typed, wanted, whole, stem = self._sought(term, config)
        found = phrase_places(typed, said) if typed else stem_places(term.words, wanted, held, said)
        if stem is None or stem not in held:
            return found
        if term.words != (whole,):
            found += stem_places([whole], [stem], held, said)
        joined = grouped(heard, config) if stem.isdecimal() else compounds(heard)
        likely = [c for c in joined if c.text[:3] == stem[:3]]
        alike = stems(config, [compound.text for compound in likely]) if likely else ()
        return found + [(c.start, c.end) for c, s in zip(likely, alike, strict=True) if s == stem]

    def _sought(self, term: Term, config: str) -> Sought:
        if (term, config) not in self._known:
            stem = None
            whole = compound_typed(term.typed)
            if not whole and len(term.words) == 1:
                [whole] = term.words
            if whole:
                [stem] = stems(config, [whole])
            wanted = stems(config, term.words)
            self._known[term, config] = Sought(as_typed(term, config), wanted, whole, stem)
        return self._known[term, config]


def _stemmed_words(term: Term) -> list[str]:
    """The words of a bare term whose stems are looked up; a compound as one word too."""
    if term.manner != Manner.FORMS:
        return []
    return [*term.words, *filter(None, [compound_typed(term.typed)])]


def _places_of(lexemes: Collection[str], found: Iterable[Word]) -> list[Place]:
    return [(word.start, word.end) for word in found if word.text in lexemes]


def phrase_places(phrase: Sequence[str], said: Words, begins: bool = False) -> list[Place]:
    """Where a passage's words are those of the phrase, in a row; `begins`: the last may go on."""
    texts = said.texts
    whole, last = list(phrase if not begins else phrase[:-1]), phrase[-1]
    size = len(phrase)
    return [
        said.place(at, at + size - 1)
        for at in range(len(texts) - size + 1)
        if texts[at : at + len(whole)] == whole
        and (not begins or texts[at + size - 1].startswith(last))
    ]


def near_places(wanted: Sequence[str], within: int, said: Words) -> list[Place]:
    """Each of some words where all of them stand near each other, in any order."""
    needed = Counter(wanted)
    held = [(at, word) for at, word in enumerate(said.texts) if word in needed]
    width = len(wanted) + within
    near: Counter[str] = Counter()
    places: set[Place] = set()
    last = marked = 0
    for first, (at, word) in enumerate(held):
        while last < len(held) and held[last][0] < at + width:
            near[held[last][1]] += 1
            last += 1
        if near >= needed:
            places.update(said.place(n, n) for n, _ in held[max(first, marked) : last])
            marked = last
        near[word] -= 1
    return sorted(places)


def stem_places(
    typed: Sequence[str], wanted: Sequence[str | None], found: Stems, said: Words
) -> list[Place]:
    """Where a passage has the stems of some typed words side by side. None is the stem of a word
    too common to be kept: any word may stand in its place, and at either end none of it is marked
    but that word itself.
    """
    kept = [at for at, stem in enumerate(wanted) if stem is not None]
    texts, marked = said.texts, []
    for place in begins(wanted, found):
        begin, first, last = place - 1, kept[0], kept[-1]
        if begin + last >= len(texts):
            continue
        while first and begin + first > 0 and texts[begin + first - 1] == typed[first - 1]:
            first -= 1
        while (
            last + 1 < len(typed)
            and begin + last + 1 < len(texts)
            and texts[begin + last + 1] == typed[last + 1]
        ):
            last += 1
        marked.append(said.place(begin + first, begin + last))
    return marked


def joined(places: Iterable[Place]) -> list[Place]:
    """The places in order; those that overlap are one."""
    found: list[Place] = []
    for start, end in sorted(places):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def marked(text: str, marks: Iterable[Place], start: int = 0, end: int | None = None) -> SafeString:
    """The text from `start` to `end`, escaped, with each place in a `<mark>`."""
    pieces = runs(text, [Span(*mark, "mark") for mark in marks], start, end)
    template = "".join("<mark>{}</mark>" if piece.kinds else "{}" for piece in pieces)
    return format_html(template, *(piece.text for piece in pieces)) if pieces else SafeString()


def excerpts(text: str, marks: Sequence[Place], shown: int = SHOWN) -> list[Place]:
    """The stretches of a text to show: around as many marks as there is room for, cut between
    words.

    They begin where most different words stand together. Together they are at most `shown` long,
    unless a single mark is longer.
    """
    if len(text) <= shown:
        return [(0, len(text))]
    windows = [(0, shown)]
    for number, (start, end) in enumerate(_best_first(text, marks)):
        window = (max(0, start - AROUND), min(len(text), end + AROUND))
        if number and window[0] <= windows[-1][1]:
            grown = [*windows[:-1], (windows[-1][0], window[1])]
        else:
            grown = [*windows, window] if number else [window]
        if number and _size(grown) > shown:
            break
        windows = grown
    start, end = windows[-1]
    windows[-1] = (start, min(len(text), end + max(0, shown - _size(windows))))
    return [_between_words(text, window, marks) for window in windows]


def _best_first(text: str, marks: Sequence[Place]) -> Sequence[Place]:
    """The marks from the place on where most different words stand near each other."""

    def variety(at: int) -> int:
        near = [m for m in marks[at : at + 20] if m[1] - marks[at][0] <= 2 * AROUND]
        return sum(len(found) for found in {text[s:e].casefold() for s, e in near})

    best = max(range(len(marks)), key=variety, default=0)
    return marks[best:]


def _size(windows: Iterable[Place]) -> int:
    return sum(end - start for start, end in windows)


def _between_words(text: str, window: Place, marks: Sequence[Place]) -> Place:
    """The window without the words it cuts into, unless that would cost a mark or much else."""
    start, end = _between_marks(window, marks)
    inside = [mark for mark in marks if mark[0] < end and mark[1] > start]
    latest = min([start + 40, end, *(m[0] for m in inside)])
    earliest = max([end - 40, start, *(m[1] for m in inside)])
    if start > 0:
        borders = (at for at in range(start, latest + 1) if text[at - 1].isspace())
        start = next(borders, start)
    if end < len(text):
        borders = (at for at in range(end, earliest - 1, -1) if text[at].isspace())
        end = next(borders, end)
    return start, end


def _between_marks(window: Place, marks: Sequence[Place]) -> Place:
    """The window without the marks it cuts into, or with the one that is all there is in it."""
    start, end = window
    for first, last in marks:
        alone = not any(start <= s and e <= end for s, e in marks)
        if first < start < last:
            start = first if alone else last
        if first < end < last:
            end = last if alone else first
    return start, end


def snippet(text: str, marks: Sequence[Place], shown: int = SHOWN) -> SafeString:
    """The excerpts of a text, marked, with "…" where something is left out."""
    pieces = excerpts(text, marks, shown)
    before = "… " if pieces[0][0] > 0 else ""
    after = " …" if pieces[-1][1] < len(text) else ""
    template = before + " … ".join("{}" for _ in pieces) + after
    return format_html(template, *(marked(text, marks, start, end) for start, end in pieces))
