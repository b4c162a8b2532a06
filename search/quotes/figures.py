"""Numbers as they are written, read for their value: "30" and "thirty", "80%" and "80 percent".

Pure. A point is a decimal point, and commas, spaces or apostrophes before three digits set
thousands apart: "1.500" is one and a half, "1,500" fifteen hundred. Where the language of a text
has it the other way round, "1.500" and "1,500" both are fifteen hundred and "1,5" is one and a
half. The currency, a percent sign and the minus belong to the number.
"""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from documents.folding import Word, words
from search.numbers import DECIMAL_POINT
from search.quotes.number_words import (
    GAP,
    NumberWords,
    number_words,
    part_of_one,
    without_accents,
)


class Figure(NamedTuple):
    """A number: its value, what it counts ("%", a currency, "th" for an ordinal, "" for no more),
    and where it stands in the text.
    """

    value: Decimal
    unit: str
    start: int
    end: int

    @property
    def says(self) -> tuple[Decimal, str]:
        """What has to be the same for two figures to be the same, however they are written."""
        return self.value, self.unit


_SHORT = {"mn": 10**6, "bn": 10**9, "m": 10**6, "b": 10**9, "k": 1000}
_CURRENCIES = {"dollar": "$", "euro": "€", "pound": "£", "yen": "¥", "rupee": "₹"}
_CODES = {"usd": "$", "eur": "€", "gbp": "£", "jpy": "¥", "inr": "₹"}

_SIGNS = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
"""Fractions of one sign, which folding takes for no word."""
_SIGN = re.compile(f"[{_SIGNS}]")
_OVER = r"""(?:1[/⁄](?:[2-9]|10|12|16|20|100)|2[/⁄][3579]|3[/⁄](?:[4578]|10)|4[/⁄][579]|5[/⁄][678]
    |7[/⁄](?:[89]|10)|9[/⁄]10)(?![\w/⁄]|[.,]\d)"""
"""Fractions in digits. "9/11" and "24/7" are none."""
_PARTS = "half|third|quarter|fifth|sixth|eighth|tenth"
_COUNT_OF = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "nine": 9}

_DIGITS = r"\d{1,3}(?:[,'’\u00a0\u2009\u202f ]\d{3})+(?![,'’]?\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_PERCENT = r"per\s?cent|pct|prozent|procent|pour\s?cent|por\s?cien(?:to)?|p[eo]r\s?cento"


@lru_cache
def _pattern(language: NumberWords) -> re.Pattern[str]:
    """A figure in a text of that language, without accents."""
    large, counts = language.any_large, "|".join(_COUNT_OF)
    return re.compile(
        rf"""
        (?P<minus>(?<![\w\-–—])[-−](?=[$€£¥₹.\d])|\b(?:minus|negative)\s(?=\S))?
        (?P<code>\b(?:USD|EUR|GBP|JPY|INR)\s?(?=\d))?
        (?P<sign>\b(?:US|U\.S\.)\s?[$]|\b(?:A|C|CA|AU|NZ|HK)[$]|[$€£¥₹])?\s?
        (?:
            (?<![\w.,/⁄])(?:(?P<ones>\d{{1,3}})(?:\s?(?=[{_SIGNS}])|[\s-](?={_OVER})))?
            (?P<fraction>[{_SIGNS}](?!\w)|{_OVER})
          | (?<![\w.,])(?P<digits>(?>{_DIGITS}))
            (?:(?P<ordinal>st|nd|rd|th)\b|(?P<short>mn|bn|[mMbBkK])\b)?(?![^\W\d])
          | \b(?:(?P<parts>(?:(?:{counts}){GAP}|an?{GAP}(?=(?!half)\w+\sof\b))(?:{_PARTS}))s?\b
              | (?P<half>{language.half})\b | (?P<written>{language.pattern}))
        )
        (?:{GAP}(?P<large>{large})\b)?
        (?:{language.gap}(?P<more>{language.more})\b)?(?:{GAP}(?P<larger>{large})\b)?
        (?:\s?(?P<percent>%)|{GAP}(?P<percents>{_PERCENT})\b
          |{GAP}(?P<currency>dollar|euro|pound|yen|rupee)s?\b|\s(?P<coded>USD|EUR|GBP|JPY|INR)\b
          |\s?(?P<euro>[€£])(?!\d))?
        """,
        re.VERBOSE | re.IGNORECASE,
    )


_THOUSANDS_POINT = re.compile(r"(?<=\d)\.(?=\d{3}(?!\d))")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d{1,2}(?!\d))")


def figures(text: str, config: str = "english") -> Iterator[Figure]:
    """The numbers in a text, in order; `config` is the dictionary of its language."""
    if config not in DECIMAL_POINT:
        text = _DECIMAL_COMMA.sub(".", _THOUSANDS_POINT.sub(",", text))
    language = number_words(config)
    for match in _pattern(language).finditer(without_accents(text)):
        worth = _worth(match, language)
        if worth is None:
            continue
        value, unit = worth
        start = match.start()
        while text[start].isspace():
            start += 1
        yield Figure(-value if match["minus"] else value, _unit(match) or unit, start, match.end())


def words_and_fractions(text: str) -> list[Word]:
    """The folded words of a text with those of its fractions of one sign: "⅔" is "2" and "3"."""
    found = words(text)
    signs = list(_SIGN.finditer(text))
    for sign in signs:
        parts = unicodedata.normalize("NFKC", sign[0]).split("⁄")
        found += [Word(part, *sign.span()) for part in parts]
    return sorted(found, key=lambda word: word.start) if signs else found


def _worth(match: re.Match[str], language: NumberWords) -> tuple[Decimal, str] | None:
    """What a figure is worth, with "th" for an ordinal; None for words that are no number."""
    ordinal, of_more = "", 1
    if match["written"]:
        read = language.read(match["written"])
        if read is None:
            return None
        (value, ordinal), of_more = read, language.last_large(match["written"])
    elif match["digits"]:
        value = Decimal(re.sub(r"[,'’\s]", "", match["digits"]))
        value *= _SHORT.get((match["short"] or "").lower(), 1)
        ordinal = "th" if match["ordinal"] else ""
    else:
        value = Decimal("0.5") if match["half"] else _fraction(match)
    large, larger = (_times(match[name], language) for name in ("large", "larger"))
    value *= large
    if match["more"]:
        value += _more(match["more"]) * max(of_more, large)
    return value * larger, ordinal


def _times(word: str | None, language: NumberWords) -> int:
    return language.large[word.lower()] if word else 1


def _more(words: str) -> Decimal:
    """What "and a half" or "y media" adds."""
    *before, part = re.split(GAP, words.lower())
    count = next((_COUNT_OF[word] for word in before if word in _COUNT_OF), 1)
    return Decimal(count) / part_of_one(part)


def _fraction(match: re.Match[str]) -> Decimal:
    """What "2/3", "1½" or "two thirds" is worth."""
    if match["parts"]:
        count, part = re.split(GAP, match["parts"].lower())
        return Decimal(_COUNT_OF.get(count, 1)) / part_of_one(part)
    over, under = re.split("[/⁄]", unicodedata.normalize("NFKC", match["fraction"]))
    return int(match["ones"] or 0) + Decimal(over) / Decimal(under)


def _unit(match: re.Match[str]) -> str:
    """The currency or percent sign of a figure, "" where it has none."""
    sign = (match["sign"] or match["euro"] or "").upper()
    found = ["$" if sign.startswith("U") else sign]
    if match["currency"]:
        found.append(_CURRENCIES[match["currency"].lower()])
    if code := match["code"] or match["coded"]:
        found.append(_CODES[code.strip().lower()])
    if match["percent"] or match["percents"]:
        found.append("%")
    return "".join(dict.fromkeys(found))
