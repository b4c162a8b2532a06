"""Numbers whose thousands are set apart: "1,000", "1 000" and "1000" are one and the same number.

They are indexed and asked for written together, as compounds are (`search.compounds`). Commas,
apostrophes and blanks set thousands apart in any language; a point does between two of them
("1.000.000"), or alone where the language does not put it before decimals: "1.000" is a thousand in
Spanish and one in English.
"""

import re
from collections.abc import Iterator

from documents.folding import Word

DECIMAL_POINT = frozenset(
    {"arabic", "english", "hindi", "irish", "nepali", "simple", "tamil", "yiddish"}
)
"""The dictionaries of languages that put a point before decimals."""

_SIGNS, _BLANKS = ",'’", " \u00a0\u2009\u202f"
_GROUPED = re.compile(
    rf"(?<![^\W_])(?<![0-9][.{_SIGNS}])[1-9][0-9]{{0,2}}"
    rf"(?:(?P<by>[.{_SIGNS}{_BLANKS}])[0-9]{{3}}(?P<more>(?:(?P=by)[0-9]{{3}})*))"
    rf"(?![^\W_]|(?=\S)(?P=by)[0-9])"
)
_AT_ENDS = re.compile(r"^\W+|\W+$")
BLANKS = re.compile(r"\+?[$€£¥]?[1-9][0-9]{0,2}(?: [0-9]{3})+(?![^\s),;:!?])")
"""A number as it is typed, with single blanks."""


def grouped(text: str, config: str) -> Iterator[Word]:
    """The numbers of a text in which thousands are set apart, written together, with their
    places; `config` is the dictionary of its language.
    """
    for found in _GROUPED.finditer(text):
        if found["by"] != "." or found["more"] or config not in DECIMAL_POINT:
            yield Word(_together(found.group()), *found.span())


def number_typed(typed: str) -> str:
    """A typed number in which thousands are set apart, written together, "" for any other text. A
    sign beside it ("$1,000") goes.
    """
    found = _GROUPED.fullmatch(_AT_ENDS.sub("", typed))
    return _together(typed) if found and (found["by"] != "." or found["more"]) else ""


def together(text: str) -> str:
    """The text with such numbers written together."""
    return _GROUPED.sub(lambda found: number_typed(found.group()) or found.group(), text)


def _together(number: str) -> str:
    return re.sub("[^0-9]", "", number)
