"""Reading what was typed: one pure function from text to a tree of words, phrases and fields.

    forced labor              both words, in any form, anywhere in a passage
    "forced labor"            these words in this order, as they are; straight or curly marks
    "forced labor"~5          these words in any order, with at most five others among them
    traffick*                 every word that begins like this
    labor OR victims          one of both; OR divides everything within its brackets
    -slavery  -"at risk"      without these; NOT says the same
    (labor OR sex) -children  brackets hold together what belongs together
    +labor                    this word in any form, none of its equivalents, and never without it
    speaker:lagon year:2007..2012    fields, which go wherever a word can go
    speaker:(lagon OR kara)    the field of all that stands in the brackets

A word that folding takes apart ("modern-day", "G/TIP") asks for its pieces side by side; an acronym
in it is one piece ("U.S.-led"), with blanks as well ("U. S."). A number is one word, however its
thousands are set apart ("1,000", "1 000"). Nothing is refused here: what cannot be read is
repaired, and `remarks` says how.
"""

import re
from collections.abc import Collection
from unicodedata import category, normalize

from documents.folding import folded_words, is_unspaced
from search.compounds import APART, is_acronym_only, without_points
from search.numbers import BLANKS, number_typed
from search.quotation_marks import ANY, straightened
from search.tree import MINUS, All, Either, Field, Manner, Node, Not, Query, Term, joined

FIELDS = frozenset(
    {
        "collection", "document", "kind", "language", "p", "part", "publisher", "quoted", "role",
        "speaker", "tagged", "title", "topic", "type", "year",
    }
)  # fmt: skip
SHORTEST_BEGINNING = 3
"""Letters that must stand before "*": fewer begin a good part of all words."""
WIDEST = 50
"""At most so many words may stand among those that are looked for near each other."""
DEEPEST = 20
"""Brackets within more brackets than these are read as if they were not there."""

_PIECE = re.compile(
    r'\s*(?:(?P<phrase>"[^"]*"?)(?:~(?P<within>\d*))?'
    rf'|(?P<bare>{BLANKS.pattern}|{APART.pattern}|[^\s"|]+))'
)
_OPERATORS = {
    "OR": re.compile(r'OR(?=["()| ]|$)|\|\|?'),
    "AND": re.compile(r'(?:AND|&&)(?=["() ]|$)'),
    "NOT": re.compile(r'NOT(?=["() ]|$)'),
}
_LETTER_OPEN = re.compile(r"[^\W\d_]\?[^\W\d_]")
_GERSHAYIM = re.compile(rf"(?<=[א-ת]){ANY.pattern}(?=[א-ת])")
_NEAR = re.compile(r"NEAR(?:/\d+)?")
_WITHIN = re.compile(r"(?:^|(?<=[^\W_]))~\d+(?=\**$)")
_SINGLE_QUOTED = re.compile(r"(?<!\S)[-+(]?['‘](\w[^'’\"]*\s[^'’\"]*)['’](?![^\s),.;:!?])")
_FIELD_OF_SEVERAL = re.compile(r"(?P<name>[^\W\d_][\w-]*): ?(?=\()")
_FIELD = re.compile(r"(?P<name>[^\W\d_][\w-]*):(?P<value>.*)", re.DOTALL)


def clean(text: str) -> str:
    """A query without control characters, lone surrogates and private-use marks; white space is
    single. The mark of a Hebrew acronym is one, as keyboards have the quotation mark in its place.
    """
    seen = (c for c in text if category(c) != "Cf")
    printable = (" " if category(c) in ("Cc", "Cs", "Co", "Cn") else c for c in seen)
    return _GERSHAYIM.sub("״", " ".join("".join(printable).split()))


def parse(text: str, fields: Collection[str] = FIELDS) -> Query:
    """Read a query; `fields` are the names known before a colon. Never raises."""
    text = clean(text)
    reader = _Reader(straightened(text), fields)
    root = reader.read()
    if quoted := _SINGLE_QUOTED.search(reader.text):
        reader.remark(
            "Single quotation marks were read as apostrophes: for exact words write "
            f'"{_cut(quoted[1])}".'
        )
    if text != reader.text and any(t.manner in (Manner.EXACT, Manner.NEAR) for t in reader.terms):
        reader.remark("Curly quotation marks were read as straight ones.")
    return Query(text, root, tuple(reader.remarks))


def can_begin(word: str) -> bool:
    """Whether a folded word is long enough to begin others; of Korean its letters are counted, not
    its syllables.
    """
    return len(normalize("NFD", word)) >= SHORTEST_BEGINNING or is_unspaced(word)


class _Reader:
    """Reads a text from left to right, by recursive descent."""

    def __init__(self, text: str, fields: Collection[str]) -> None:
        self.text, self.fields = text, fields
        self.at = 0
        self.depth = 0
        self.named = ""
        """The field whose values stand in the brackets that are read."""
        self.remarks: list[str] = []
        self.terms: list[Term] = []

    def remark(self, sentence: str) -> None:
        if sentence not in self.remarks:
            self.remarks.append(sentence)

    def read(self) -> Node | None:
        """The whole text; a closing bracket without an opening one is stepped over."""
        parts: list[Node] = []
        while True:
            part = self.either()
            parts += [part] if part is not None else []
            if self.at >= len(self.text):
                return joined(All, parts)
            self.remark("A bracket without its partner was left out.")
            self.at += 1

    def either(self) -> Node | None:
        """Alternatives, up to the end or a closing bracket."""
        alternatives: list[Node | None] = [self.all()]
        while self.takes("OR"):
            alternatives.append(self.all())
        if len(alternatives) > 1 and None in alternatives:
            self.remark("An OR without words on both sides was left out.")
        return joined(Either, [a for a in alternatives if a is not None])

    def all(self) -> Node | None:
        parts: list[Node] = []
        while not self.is_at_end() and not self.sees("OR"):
            part = self.part()
            parts += [part] if part is not None else []
        return joined(All, parts)

    def part(self) -> Node | None:
        """The next term, field or bracket, with what excludes it; None for what says nothing."""
        excluded = negated = False
        while True:
            if self.takes("AND"):
                negated = False
            elif self.takes("NOT"):
                excluded, negated = not excluded, True
            elif minus := MINUS.match(self.text, self.at):
                self.at = minus.end()
                excluded, negated = not excluded, False
            else:
                break
        if self.is_at_end() or self.sees("OR"):
            if negated:
                self.remark("A NOT without a word behind it was left out.")
            return None
        part = self.bracket() if self.text[self.at] == "(" else self.leaf()
        return Not(part) if excluded and part is not None else part

    def bracket(self) -> Node | None:
        self.at += 1
        if self.depth == DEEPEST:
            self.remark(f"Brackets within more than {DEEPEST} others were left out.")
            return None
        self.depth += 1
        inside = self.either()
        self.depth -= 1
        if self.at < len(self.text):
            self.at += 1
        else:
            self.remark("A bracket was not closed: it was closed at the end.")
        return inside

    def leaf(self) -> Node | None:
        start = self.at
        several = _FIELD_OF_SEVERAL.match(self.text, start)
        if several and several["name"].lower() in self.fields:
            self.at = several.end()
            return self.values(several["name"].lower())
        piece = _PIECE.match(self.text, start)
        if piece is None:
            self.at = len(self.text)
            return None
        self.at = piece.end()
        if piece["phrase"]:
            if self.named:
                return self.field(self.named, piece["phrase"].strip('" '), start)
            return self.phrase(piece, start)
        bare = self.bare_word(piece["bare"], start)
        if field := _FIELD.fullmatch(bare):
            if field["name"].lower() in self.fields:
                return self.field(field["name"].lower(), field["value"], start)
            if field["value"] and not field["value"].startswith("//"):  # of an address
                self.remark(
                    f"There is no field “{field['name'][:40]}”: “{bare[:80]}” was read as words."
                    f" Fields are {', '.join(sorted(self.fields))}."
                )
        return self.field(self.named, bare, start) if self.named else self.word(bare, start)

    def values(self, name: str) -> Node | None:
        """Brackets in which every word and phrase is a value of a field."""
        outside, self.named = self.named, name
        inside = self.bracket()
        self.named = outside
        if inside is None:
            self.remark(f"“{name}:” names nothing and was left out.")
        return inside

    def bare_word(self, bare: str, start: int) -> str:
        """A word up to the bracket that closes what stands before it."""
        opened = 0
        for place, character in enumerate(bare):
            opened += (character == "(") - (character == ")")
            if opened < 0:
                self.at = start + place + (len(self.text[start : self.at]) - len(bare))
                return bare[:place]
        return bare

    def phrase(self, piece: re.Match, start: int) -> Term | None:
        inside = piece["phrase"][1:]
        if not inside:
            self.remark("A quotation mark without its partner was left out.")
        typed = " ".join(inside.removesuffix('"').split())
        if not inside.endswith('"') and typed:
            self.remark(
                "A quotation mark was not closed: everything after it, "
                f"“{_cut(typed)}”, was read as a phrase."
            )
        if "*" in typed:
            self.remark("Within quotation marks * is no beginning of words: it was left out.")
        words = tuple(folded_words(typed))
        within = int(piece["within"][:9]) if piece["within"] else 0
        if piece["within"] == "":
            self.remark("After ~ stands how many words may lie between, as in ~5: it was left out.")
        if within > WIDEST:
            self.remark(f"Words are looked for within {WIDEST} words of each other at most.")
        if not words:
            return None
        near = bool(piece["within"]) and len(words) > 1
        manner = Manner.NEAR if near else Manner.EXACT
        end = min(piece.end(), len(self.text))
        return self.kept(Term(typed, words, manner, start, end, min(within, WIDEST) if near else 0))

    def field(self, name: str, value: str, start: int) -> Field | None:
        """A field; a value in quotation marks, or behind a space, is its value as well."""
        if not value:
            piece = _PIECE.match(self.text, self.at)
            follows = piece is not None and not self.is_at_end() and not self.sees("OR")
            if piece and follows and piece["phrase"]:
                self.at, value = piece.end(), piece["phrase"].strip('" ')
            elif piece and follows and not _FIELD.match(piece["bare"]) and piece["bare"][0] != "(":
                begins = piece.start("bare")
                self.at = piece.end()
                value = self.bare_word(piece["bare"], begins)
        value = value.strip(" ,;")
        if not value:
            self.remark(f"“{name}:” names nothing and was left out.")
            return None
        return Field(name, value, start, self.at)

    def word(self, raw: str, start: int) -> Term | None:
        plain = raw.startswith("+")
        typed = raw.removeprefix("+").rstrip(",;:!?") or raw
        if APART.match(typed):
            typed = typed.replace(" ", "")
        if within := _WITHIN.search(typed):
            self.remark(f"“{within[0][:20]}” stands behind no phrase and was left out.")
            typed = typed[: within.start()] + typed[within.end() :]
        begins = typed.endswith("*")
        typed = typed.rstrip("*,;:!?")
        typed += ")" * (typed.count("(") - typed.count(")"))
        number = "" if begins else number_typed(typed)
        plainly = typed if begins else without_points(typed)
        words = (number,) if number else tuple(folded_words(plainly))
        if not words:
            return None
        if _NEAR.fullmatch(typed):
            self.remark(
                f'“{typed}” was read as a word: words near each other are written "forced labor"~5.'
            )
        if " " in typed:
            self.remark(f"“{typed}” was read as one number, {number}.")
        if "*" in typed:
            self.remark("* can stand at the end of a word only: elsewhere it was left out.")
        if _LETTER_OPEN.search(typed):
            self.remark("? stands for no letter: * at the end of a word stands for any ending.")
        if begins and not can_begin(words[-1]):
            self.remark(
                f"“{typed}*” was read as “{typed}”: a beginning has at least"
                f" {SHORTEST_BEGINNING} letters."
            )
            begins = False
        bare = Manner.ACRONYM if is_acronym_only(typed) else Manner.FORMS
        manner = Manner.BEGINNING if begins else bare
        return self.kept(Term(typed, words, manner, start, self.at, plain=plain and not begins))

    def kept(self, term: Term) -> Term:
        self.terms.append(term)
        return term

    def is_at_end(self) -> bool:
        """Steps over spaces; whether nothing more of these brackets is left."""
        while self.at < len(self.text) and self.text[self.at] == " ":
            self.at += 1
        return self.at >= len(self.text) or self.text[self.at] == ")"

    def sees(self, operator: str) -> bool:
        return _OPERATORS[operator].match(self.text, self.at) is not None

    def takes(self, operator: str) -> bool:
        found = None if self.is_at_end() else _OPERATORS[operator].match(self.text, self.at)
        if found is None:
            return False
        if found.group() != operator:
            self.remark(f"“{found.group()}” was read as {operator}.")
        self.at = found.end()
        return True


def _cut(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
