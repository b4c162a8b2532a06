"""Numbers in words, by language: "twenty-one", "vingt et un", "veintiuno", "einundzwanzig".

Pure. Each language has its numbers below a hundred spelt out, what multiplies them, and what adds
or makes a half ("two and a half million", "deux millions et demi", "zweieinhalb").
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

GAP = r"[\s\u00ad-]+"
_NO_GAP = r"[\s\u00ad-]*"

_ACCENTS = {
    ord(letter): unicodedata.normalize("NFD", letter)[0]
    for letter in "àâäáãåèéêëìíîïòóôöõùúûüçñÀÂÄÁÃÅÈÉÊËÌÍÎÏÒÓÔÖÕÙÚÛÜÇÑ"
}

_PARTS_OF_ONE = {
    **{"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10},
    **{"demi": 2, "demie": 2, "medio": 2, "media": 2, "einhalb": 2},
}


def without_accents(text: str) -> str:
    """The text with plain letters for accented ones, each in its place."""
    return text.translate(_ACCENTS)


def part_of_one(word: str) -> int:
    """How many of a fraction make one: 3 for "third" and "thirds"."""
    return _PARTS_OF_ONE.get(word) or _PARTS_OF_ONE[word.removesuffix("s")]


def _any_of(phrases: Sequence[str]) -> str:
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(phrase.replace(" ", GAP) for phrase in longest_first)


@dataclass(frozen=True, eq=False)
class NumberWords:
    """The number words of a language, without accents, in lower case, a blank between words."""

    below: dict[str, Decimal]
    """What is said for the numbers up to 99, for hundreds of one word, and for one and a half."""
    large: dict[str, int]
    one: str
    """What stands for one before a large number or behind another, and is an article else."""
    more: str
    """What adds a part of one behind a number, as a pattern: "and a half"."""
    half: str
    """What is half of one, or halves the large number that follows, as a pattern."""
    link: str = ""
    """What may stand between two parts of a number: "two hundred and five"."""
    ordinals: dict[str, int] = field(default_factory=dict)
    gap: str = GAP
    has_years: bool = False
    """Whether years are said by their halves: "nineteen ninety-nine"."""

    @property
    def any_large(self) -> str:
        return _any_of(list(self.large))

    @property
    def pattern(self) -> str:
        """A number in words, as a pattern for `re.VERBOSE | re.IGNORECASE`."""
        single, large, end = _any_of([*self.below, *self.ordinals]), self.any_large, r"\b"
        within = "" if self.gap == _NO_GAP else end
        first = rf"(?:(?:{self.one}){self.gap}(?=(?:{large}){within}))?"
        alone = rf"(?:{single}){within}(?!{self.gap}(?:{large}){within})"
        link = rf"(?:(?!{self.more}){self.link}{self.gap}(?={alone}))?" if self.link else ""
        part = rf"(?:{single}|{large}){within}"
        # "cent un", but not "a thousand a year".
        one = "(?!)" if self.has_years else rf"(?:{self.one}){end}"
        return rf"""{first}{part}(?:{self.gap}(?:{link}{part}|{one}))*(?:{end}|(?=einhalb))"""

    @cached_property
    def words(self) -> frozenset[str]:
        """The single words that are numbers by themselves."""
        return frozenset(
            word
            for word in (*self.below, *self.large, *self.ordinals)
            if " " not in word and word.isalpha()
        )

    @cached_property
    def _piece(self) -> re.Pattern[str]:
        return re.compile(
            rf"(?P<below>{_any_of([*self.below, *self.ordinals])})|(?P<large>{self.any_large})"
            rf"|(?P<one>(?:{self.one})\b)",
            re.IGNORECASE,
        )

    def read(self, text: str) -> tuple[Decimal, str] | None:
        """What a number in words is worth, with "th" for an ordinal: "two hundred and five",
        "twenty-first", "a hundred". `text` is what `pattern` matched.

        None for words that follow each other without making one number ("twenty thirty").
        """
        pieces = [(found.lastgroup, _spaced(found[0])) for found in self._piece.finditer(text)]
        if self.has_years and (year := self._year(pieces)):
            return Decimal(year), ""
        whole = part = Decimal(0)
        below, ordinal = Decimal(10**15), ""
        for kind, word in pieces:
            if kind == "large":
                times = self.large[word]
                if times == 100:
                    part = (part or Decimal(1)) * times
                elif whole and whole < times:
                    whole, part = (whole + part) * times, Decimal(0)
                else:
                    whole, part = whole + (part or Decimal(1)) * times, Decimal(0)
                below = Decimal(times)
                continue
            if kind == "one" and not (whole or part):
                continue
            worth = Decimal(1) if kind == "one" else self._worth(word)
            if worth >= below or ordinal:
                return None
            ordinal = "th" if word in self.ordinals else ""
            part += worth
            below = Decimal(100 if worth and worth % 100 == 0 else 1)
        return whole + part, ordinal

    def last_large(self, text: str) -> int:
        """The million, or the like, that a number in words ends in; else 1."""
        *_, last = self._piece.finditer(text)
        times = self.large[_spaced(last[0])] if last.lastgroup == "large" else 1
        return times if times >= 10**6 else 1

    def _worth(self, word: str) -> Decimal:
        return self.below[word] if word in self.below else Decimal(self.ordinals[word])

    def _year(self, pieces: Sequence[tuple[str | None, str]]) -> int:
        """The year that words say by its halves: "nineteen ninety-nine", "twenty twelve"; or 0."""
        if len(pieces) != 2 or any(word not in self.below for _, word in pieces):
            return 0
        century, rest = (int(self.below[word]) for _, word in pieces)
        of_this = century == 20 and 10 <= rest < 20
        of_another = 16 <= century <= 19 and rest >= (10 if century == 19 else 20)
        return 100 * century + rest if of_this or of_another else 0


def _spaced(words: str) -> str:
    return " ".join(re.split(GAP, words.lower()))


def _numbered(words: str, first: int = 1, step: int = 1) -> dict[str, int]:
    """Words in a row for numbers in a row; words with "/" between them are for the same number, and
    "_" stands for a blank.
    """
    return {
        word.replace("_", " "): first + step * at
        for at, several in enumerate(words.split())
        for word in several.split("/")
    }


def _joined(tens: dict[str, int], units: dict[str, int], between: str) -> dict[str, int]:
    """Numbers made of tens and a unit: "twenty one"."""
    return {
        f"{ten}{between}{unit}": worth + more
        for ten, worth in tens.items()
        for unit, more in units.items()
    }


def _decimals(*several: dict[str, int]) -> dict[str, Decimal]:
    return {word: Decimal(worth) for one in several for word, worth in one.items()}


def _english() -> NumberWords:
    small = _numbered(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen",
        first=0,
    )
    tens = _numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
    units = {word: worth for word, worth in small.items() if 0 < worth < 10}
    first = _numbered(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
    )
    last = {f"{ten[:-1]}ieth": worth for ten, worth in tens.items()}
    ninth = {word: worth for word, worth in first.items() if worth < 10}
    return NumberWords(
        below=_decimals(small, tens, _joined(tens, units, " ")),
        large={
            **{"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9},
            "trillion": 10**12,
        },
        ordinals=first | last | _joined(tens, ninth, " "),
        one="an?",
        link="and",
        more=rf"and{GAP}(?:an?|one|two|three){GAP}(?:half|thirds?|quarters?)",
        half=rf"(?:an?{GAP})?half(?:{GAP}an?(?={GAP}(?:hundred|thousand|[mbtr]+illion)\b))?",
        has_years=True,
    )


def _french() -> NumberWords:
    small = _numbered(
        "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
        "dix_sept dix_huit dix_neuf",
        first=2,
    )
    tens = _numbered("vingt trente quarante cinquante soixante", 20, 10)
    tens |= {"septante": 70, "huitante": 80, "nonante": 90, "quatre vingt": 80, "quatre vingts": 80}
    units = {word: worth for word, worth in small.items() if 0 < worth < 10}
    up_to_19 = {word: worth for word, worth in small.items() if worth >= 10}
    one = {"un": 1, "une": 1}
    long = {ten: tens[ten] for ten in ("soixante", "quatre vingt")}
    return NumberWords(
        below=_decimals(
            small,
            {"zero": 0},
            tens,
            _joined(tens, units, " "),
            _joined(tens, one, " et "),
            _joined(long, up_to_19 | one, " "),
            _joined(long, {"onze": 11}, " et "),
        ),
        large={
            **{"cent": 100, "cents": 100, "mille": 1000, "million": 10**6, "millions": 10**6},
            **{"milliard": 10**9, "milliards": 10**9, "billion": 10**12, "billions": 10**12},
        },
        one="une?",
        more=rf"et{GAP}demie?",
        half=rf"(?:une?{GAP})?demie?(?={GAP}(?:million|milliard|billion))",
    )


def _spanish() -> NumberWords:
    small = _numbered(
        "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
        "dieciseis diecisiete dieciocho diecinueve",
        first=0,
    )
    twenties = _numbered(
        "veinte veintiuno/veintiun/veintiuna veintidos veintitres veinticuatro veinticinco "
        "veintiseis veintisiete veintiocho veintinueve",
        first=20,
    )
    tens = _numbered("treinta cuarenta cincuenta sesenta setenta ochenta noventa", 30, 10)
    units = {word: worth for word, worth in small.items() if 0 < worth < 10}
    hundreds = _numbered(
        "cien/ciento doscientos/doscientas trescientos/trescientas cuatrocientos/cuatrocientas "
        "quinientos/quinientas seiscientos/seiscientas setecientos/setecientas "
        "ochocientos/ochocientas novecientos/novecientas",
        first=100,
        step=100,
    )
    return NumberWords(
        below=_decimals(
            small, twenties, tens, hundreds, _joined(tens, units | {"un": 1, "una": 1}, " y ")
        ),
        large={
            **{"mil": 1000, "millon": 10**6, "millones": 10**6},
            **{"billon": 10**12, "billones": 10**12},
        },
        one="una?",
        more=rf"y{GAP}medi[oa]",
        half=rf"medi[oa](?={GAP}[mb]illon)",
    )


def _german() -> NumberWords:
    small = _numbered(
        "null eins zwei/zwo drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn "
        "funfzehn sechzehn siebzehn achtzehn neunzehn",
        first=0,
    )
    tens = _numbered(
        "zwanzig dreißig/dreissig vierzig funfzig sechzig siebzig achtzig neunzig", 20, 10
    )
    units = {word: worth for word, worth in small.items() if 1 < worth < 10} | {"ein": 1}
    return NumberWords(
        below=_decimals(small, tens, _joined(units, tens, "und"))
        | {word: Decimal("1.5") for word in ("anderthalb", "eineinhalb")},
        large={
            **{"hundert": 100, "tausend": 1000, "million": 10**6, "millionen": 10**6},
            **{"milliarde": 10**9, "milliarden": 10**9, "billion": 10**12, "billionen": 10**12},
            **{"mio": 10**6, "mrd": 10**9},
        },
        one="ein(?:e[nmr]?)?",
        link="und",
        more="einhalb",
        half=rf"(?:eine[nmr]?{GAP})?halben?(?={GAP}[mb]illi)",
        gap=_NO_GAP,
    )


ENGLISH = _english()
_LANGUAGES = {"french": _french(), "spanish": _spanish(), "german": _german()}


def number_words(config: str) -> NumberWords:
    """The number words of a language, by the dictionary of its full-text search; English ones
    where those of the language are not known.
    """
    return _LANGUAGES.get(config, ENGLISH)
