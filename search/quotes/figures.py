"""Numbers as they are written, read for their value: "30" and "thirty", "80%" and "80 percent".

Pure. A point is a decimal point, and commas, spaces or apostrophes before three digits set
thousands apart: "1.500" is one and a half, "1,500" fifteen hundred. Where the language of a text
has it the other way round, "1.500" and "1,500" both are fifteen hundred and "1,5" is one and a
half. The currency, a percent sign and the minus belong to the number.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from documents.folding import Word, words


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


_SMALL = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = [
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth"),
]
_WORTH = {word: at for at, word in enumerate(_SMALL)}
_WORTH |= {word: 10 * at for at, word in enumerate(_TENS, start=2)}
_WORTH_ORDINAL = {word: at for at, word in enumerate(_ORDINALS, start=1)}
_WORTH_ORDINAL |= {f"{word[:-1]}ieth": 10 * at for at, word in enumerate(_TENS, start=2)}
_TIMES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "mn": 10**6,
    "bn": 10**9,
    "m": 10**6,
    "b": 10**9,
    "k": 1000,
}
_CURRENCIES = {"dollar": "$", "euro": "€", "pound": "£", "yen": "¥", "rupee": "₹"}
_CODES = {"usd": "$", "eur": "€", "gbp": "£", "jpy": "¥", "inr": "₹"}

_SIGNS = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
"""Fractions of one sign, which folding takes for no word."""
_SIGN = re.compile(f"[{_SIGNS}]")
_OVER = r"""(?:1[/⁄](?:[2-9]|10|12|16|20|100)|2[/⁄][3579]|3[/⁄](?:[4578]|10)|4[/⁄][579]|5[/⁄][678]
    |7[/⁄](?:[89]|10)|9[/⁄]10)(?![\w/⁄]|[.,]\d)"""
"""Fractions in digits. "9/11" and "24/7" are none."""
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}

_GAP = r"[\s\u00ad-]+"
_DIGITS = r"\d{1,3}(?:[,'’\u00a0\u2009\u202f ]\d{3})+(?![,'’]?\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_WORD = rf"(?:{'|'.join(sorted([*_WORTH, *_WORTH_ORDINAL], key=len, reverse=True))})"
_LARGE = "hundred|thousand|million|billion|trillion"
_WRITTEN = rf"""
    (?:an?{_GAP}(?=(?:{_LARGE})\b))?(?:{_WORD}|{_LARGE})\b
    (?:{_GAP}(?:and{_GAP}(?={_WORD}\b(?!{_GAP}(?:{_LARGE})\b)))?(?:{_WORD}|{_LARGE})\b)*
"""
_PERCENT = r"per\s?cent|pct|prozent|procent|pour\s?cent|por\s?cien(?:to)?|p[eo]r\s?cento"
_FIGURE = re.compile(
    rf"""
    (?P<minus>(?<![\w\-–—])[-−](?=[$€£¥₹.\d])|\b(?:minus|negative)\s(?=\S))?
    (?P<code>\b(?:USD|EUR|GBP|JPY|INR)\s?(?=\d))?
    (?P<sign>\b(?:US|U\.S\.)\s?[$]|\b(?:A|C|CA|AU|NZ|HK)[$]|[$€£¥₹])?\s?
    (?:
        (?<![\w.,/⁄])(?:(?P<ones>\d{{1,3}})(?:\s?(?=[{_SIGNS}])|[\s-](?={_OVER})))?
        (?P<fraction>[{_SIGNS}](?!\w)|{_OVER})
      | \b(?P<parts>(?:one|two|three|four|five|seven|nine){_GAP}(?:{"|".join(_PARTS)}))s?\b
      | (?<![\w.,])(?P<digits>(?>{_DIGITS}))
        (?:(?P<ordinal>st|nd|rd|th)\b|(?P<short>mn|bn|[mMbBkK])\b|{_GAP}(?P<large>{_LARGE})\b)?
        (?![^\W\d])
      | \b(?P<written>{_WRITTEN})
    )
    (?:\s?(?P<percent>%)|{_GAP}(?P<percents>{_PERCENT})\b
      |{_GAP}(?P<currency>dollar|euro|pound|yen|rupee)s?\b|\s(?P<coded>USD|EUR|GBP|JPY|INR)\b
      |\s?(?P<euro>[€£])(?!\d))?
    """,
    re.VERBOSE | re.IGNORECASE,
)


_THOUSANDS_POINT = re.compile(r"(?<=\d)\.(?=\d{3}(?!\d))")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d{1,2}(?!\d))")


def figures(text: str, has_decimal_point: bool = True) -> Iterator[Figure]:
    """The numbers in a text, in order; whether its language puts a point before decimals."""
    if not has_decimal_point:
        text = _DECIMAL_COMMA.sub(".", _THOUSANDS_POINT.sub(",", text))
    for match in _FIGURE.finditer(text):
        if match["fraction"] or match["parts"]:
            worth: tuple[Decimal, str] | None = (_fraction(match), "")
        else:
            worth = _written(match["written"]) if match["written"] else _in_digits(match)
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


def _fraction(match: re.Match[str]) -> Decimal:
    """What "2/3", "1½" or "two thirds" is worth."""
    if match["parts"]:
        count, part = re.split(r"[\s\u00ad-]+", match["parts"].lower())
        return Decimal(_WORTH[count]) / _PARTS[part]
    over, under = re.split("[/⁄]", unicodedata.normalize("NFKC", match["fraction"]))
    return int(match["ones"] or 0) + Decimal(over) / Decimal(under)


def _in_digits(match: re.Match[str]) -> tuple[Decimal, str]:
    value = Decimal(re.sub(r"[,'’\s]", "", match["digits"]))
    times = (match["short"] or match["large"] or "").lower()
    return value * _TIMES.get(times, 1), "th" if match["ordinal"] else ""


def _written(text: str) -> tuple[Decimal, str] | None:
    """What a number in words is worth: "two hundred and five", "twenty-first", "a hundred".

    None for words that follow each other without making one number ("twenty thirty").
    """
    whole = part = 0
    below, ordinal = 10**15, ""
    said = re.split(r"[\s\u00ad-]+", text.lower())
    if year := _year(said):
        return Decimal(year), ""
    for word in said:
        if word in ("a", "an", "and"):
            continue
        if word in _TIMES:
            times = _TIMES[word]
            if times == 100:
                part, below = (part or 1) * times, 100
            else:
                whole, part, below = whole + (part or 1) * times, 0, times
            continue
        worth = _WORTH.get(word, _WORTH_ORDINAL.get(word, 0))
        if worth >= below or ordinal:
            return None
        ordinal = "th" if word in _WORTH_ORDINAL else ""
        part += worth
        below = 10 if worth >= 20 else 1
    return Decimal(whole + part), ordinal


def _year(said: Sequence[str]) -> int:
    """The year that words say by its halves: "nineteen ninety-nine", "twenty twelve"; else 0."""
    century, *rest = (_WORTH.get(word, 0) for word in said)
    if len(rest) == 2 and rest[0] >= 20 and 0 < rest[1] < 10:
        rest = [sum(rest)]
    if len(rest) != 1:
        return 0
    of_this = century == 20 and 10 <= rest[0] < 20
    of_another = 16 <= century <= 19 and rest[0] >= (10 if century == 19 else 20)
    return 100 * century + rest[0] if of_this or of_another else 0


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
