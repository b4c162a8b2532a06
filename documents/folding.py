"""What makes two spellings the same words: the one fold table of search, quotation checker and
anchors.

Case (Unicode case folding), accents, ligatures and full-width forms, quotation marks, and dashes,
hyphens and white space as one space; characters that are not seen (soft hyphens, zero-width and
direction marks) are nothing. Word endings, word order and small words stay. All offsets count
Unicode code points.

Of scripts that put no spaces between words each letter is a word, with the marks upon it: what they
write is found within a longer run, letter by letter in its order.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

LONGEST_WORD = 255
"""Longer runs of letters are taken for several words (PostgreSQL keeps lexemes of up to 2,046
bytes).
"""

MASK = "█"
"""Stands for each code point of words that were redacted; a run of them is a word by itself, so
that no phrase is found across it.
"""

DOUBLE_MARKS = '"“”„‟″«»〝〞＂'
"""What is read as a straight quotation mark."""
_QUOTES = dict.fromkeys("'`´‘’‚‛′‹›ʻʼʽ＇", "'") | dict.fromkeys(DOUBLE_MARKS, '"')
LETTERS = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    "ı": "i",
    "ħ": "h",
}
"""Letters that Unicode does not take apart into a base and an accent."""
_COMMON_MARKS = "‘’“”–—…\u00a0"
_DASH_LIKE = "−⁃﹣－"
# Combining marks that are accents. Others (Indic vowel signs, kana marks) are part of the word.
_ACCENTS = (
    (0x0300, 0x036F),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE20, 0xFE2F),
)
# Marks (most mute a vowel) that Unicode does not call alphabetic, as it does all others: PostgreSQL
# ends a word at them.
_MUTE = frozenset(
    "\u1715\u1734\u1bf2\u1bf3\u1ce1\u1cf7\u302e\u302f\ua9c0\uabec"
    "\U000111c0\U00011235\U0001134d\U000116b6\U0001193d"
    "\U0001d165\U0001d166\U0001d16d\U0001d16e\U0001d16f\U0001d170\U0001d171\U0001d172"
)
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())
_NEVER_SECOND = "\u0900"
"""Characters up to here are never the second half of a letter: those that are were taken off."""

_composed = partial(unicodedata.normalize, "NFC")

_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3006\u3040-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Thai, Lao, Burmese, Khmer, kana, bopomofo and Chinese characters, their marks and figures too."""


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; character `i` of it comes from `starts[i]` to `ends[i]` of the text before
    folding.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where the folded characters from `start` to `end` stand in the text before folding."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else (self.ends or (0,))[-1]
            return at, at
        return self.starts[start], self.ends[end - 1]


class Word(NamedTuple):
    """A folded word and its place in the text before folding."""

    text: str
    start: int
    end: int


# As Word(…), and faster: texts are taken apart into words all the time.
_word: Callable[[tuple[str, int, int]], Word] = partial(tuple.__new__, Word)


def fold(text: str) -> Folded:
    """Fold a text and keep the way back. White space at both ends goes, runs of it become one
    space.
    """
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for at, character in enumerate(text):
        replacement = _FOLDED[ord(character)]
        if not replacement and folded and folded[-1] != " ":
            ends[-1] = at + 1  # an accent belongs to the letter before it
        for c in replacement:
            if c == " " and (not folded or folded[-1] == " "):
                continue
            if c > _NEVER_SECOND and folded and len(one := _composed(folded[-1] + c)) == 1:
                folded[-1], ends[-1] = one, at + 1
                continue
            folded.append(c)
            starts.append(at)
            ends.append(at + 1)
    if folded and folded[-1] == " ":
        folded.pop(), starts.pop(), ends.pop()
    return Folded("".join(folded), tuple(starts), tuple(ends))


def folded_letters(text: str) -> str:
    """The letters and figures of a text as `fold` gives them, without the way back, and so many
    times faster.
    """
    folded = text.translate(_FOLDED)
    if folded.isascii():
        return folded.encode().translate(None, _NO_LETTERS).decode()
    if _composed(folded) != folded:
        folded = fold(text).text
    return "".join(filter(str.isalnum, folded))


def folded_words(text: str) -> list[str]:
    """The words of a text, folded: runs of letters and digits. Punctuation is stepped over."""
    folded = _blanked(text).translate(_WORDS)
    words = folded.split()
    is_plain = folded.isascii() or not (_UNSPACED.search(folded) or _composed(folded) != folded)
    if is_plain and all(len(word) <= LONGEST_WORD and word[0].isalnum() for word in words):
        return words
    return [piece for word in words for piece in _pieces(word)]


def words(text: str) -> list[Word]:
    """The same words with their places."""
    text = _blanked(text)
    folded = text.translate(_WORDS)
    if _WORDS.uneven.isdisjoint(text):
        return _between_blanks(folded)
    found: list[Word] = []
    letters: list[str] = []
    begin = end = 0
    for at, character in enumerate(text + " "):
        replacement = _WORDS[ord(character)]
        if not replacement and letters:
            end = at + 1
        for c in replacement:
            if letters and (c == " " or _parts(letters[0], c)):
                found += [Word(piece, begin, end) for piece in _pieces("".join(letters))]
                letters = []
            if c != " ":
                begin = begin if letters else at
                letters.append(c)
                end = at + 1
    return found


def _blanked(text: str) -> str:
    """A text with a blank for each of the common marks: most texts are ASCII but for these, and
    that is translated faster.
    """
    for mark in _COMMON_MARKS:
        text = text.replace(mark, " ")
    return text


def is_unspaced(text: str) -> bool:
    """Whether a text has a letter of a script that puts no spaces between words."""
    return any(map(_stands_alone, _UNSPACED.findall(text)))


def _stands_alone(character: str) -> bool:
    """Whether a folded character is a letter of such a script."""
    found = _UNSPACED.match(character)
    return found is not None and unicodedata.category(character)[0] == "L"


def _parts(first: str, character: str) -> bool:
    """Whether a folded character is of another word than a letter that stands before it, at the
    beginning of its word.
    """
    if _stands_alone(first):
        return unicodedata.category(character)[0] != "M"
    return _stands_alone(character)


def _between_blanks(folded: str) -> list[Word]:
    """The words of a folded text that has a character for each of the text before folding."""
    found: list[Word] = []
    is_plain = _is_plain(folded)
    at = 0
    for run in folded.split(" "):
        end = at + len(run)
        if is_plain and 0 < len(run) <= LONGEST_WORD:
            found.append(_word((run, at, end)))
        elif run:
            found += [Word(piece, at, end) for piece in _pieces(run)]
        at = end + 1
    return found


def _is_plain(folded: str) -> bool:
    """Whether what stands between the blanks of a folded text are words, if none is too long."""
    return folded.replace(" ", "").isalnum() and _composed(folded) == folded


class Words:
    """The words of a text, as `words` gives them. Where one of them stands is found when it is
    asked for: of a long text that is a few, and to find all takes many times as long as the words.

    `texts` are the folded words, in order.
    """

    def __init__(self, text: str) -> None:
        self._found: list[Word] = []
        self._last = 0, 0
        text = _blanked(text)
        self._folded = text.translate(_WORDS)
        self.texts = self._folded.split()
        is_even = _WORDS.uneven.isdisjoint(text) and _is_plain(self._folded)
        if not is_even or max(map(len, self.texts), default=0) > LONGEST_WORD:
            self._found = words(text)
            self.texts = [word.text for word in self._found]

    def place(self, first: int, last: int) -> tuple[int, int]:
        """From where to where the words from `first` to `last` stand (from 0), in code points."""
        if self._found:
            return self._found[first].start, self._found[last].end
        start = self._start(first)
        return start, self._start(last) + len(self.texts[last])

    def _start(self, word: int) -> int:
        """Where a word begins, counted on from the one that was asked for last."""
        before, at = self._last if self._last[0] <= word else (0, 0)
        rest = self._folded[at:].split(None, word - before)[-1]
        self._last = word, len(self._folded) - len(rest)
        return self._last[1]


def _pieces(word: str) -> list[str]:
    """A word, or its pieces where it is too long or of a script without spaces; none of what has
    no letter, but marks alone. However many code points are masked in a row, they are one MASK.
    """
    word = _composed(word)
    if _UNSPACED.search(word):
        return [piece for one in _letter_by_letter(word) for piece in _of_length(one)]
    return _of_length(word)


def _letter_by_letter(word: str) -> list[str]:
    begins = 0
    found = []
    for at in range(1, len(word)):
        if _parts(word[begins], word[at]):
            found.append(word[begins:at])
            begins = at
    return [*found, word[begins:]]


def _of_length(word: str) -> list[str]:
    if not any(map(str.isalnum, word)):
        return [MASK] if MASK in word else []
    return [word[i : i + LONGEST_WORD] for i in range(0, len(word), LONGEST_WORD)]


def _fold_character(character: str) -> str:
    category = unicodedata.category(character)
    if character.isspace() or category == "Pd" or character in _DASH_LIKE:
        return " "
    if category in ("Cc", "Cs", "Co", "Cn"):
        return " "
    if category == "Cf":
        return ""
    if character in _QUOTES:
        return _QUOTES[character]
    if character == "…":
        return "..."
    if category[0] not in "LM" and category != "Nd":
        return character  # footnote figures, fractions and symbols stay what they are
    apart = unicodedata.normalize("NFKD", character).casefold()
    bare = "".join(
        _QUOTES.get(c) or LETTERS.get(c, c)
        for c in unicodedata.normalize("NFKD", apart)
        if c not in _MUTE and not any(first <= ord(c) <= last for first, last in _ACCENTS)
    )
    return _composed(bare)


def _is_of_a_word(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "LM" or category == "Nd" or character == MASK


class _Table(dict[int, str]):
    """A table for `str.translate` that learns a character when it first meets it."""

    def __init__(self, words_only: bool) -> None:
        self.words_only = words_only
        self.uneven: set[str] = set()
        """The characters met so far that fold to none or to several."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        if self.words_only:
            folded = "".join(c if _is_of_a_word(c) else " " for c in folded)
            if is_unspaced(folded):
                folded = f" {folded}"  # so many characters as to be read one by one
        self[code] = folded
        if len(folded) != 1:
            self.uneven.add(chr(code))
        return folded


_FOLDED = _Table(words_only=False)
_WORDS = _Table(words_only=True)
