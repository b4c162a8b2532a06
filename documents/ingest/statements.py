"""Checks of single values that a keeper states: each takes the text and returns the value kept.

Each raises Misstated with a sentence, where it helps with the nearest right value and what is
allowed.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from typing import TypeVar
from urllib.parse import urlsplit

from django.conf.locale import LANG_INFO
from django.db.models import TextChoices
from django.utils.text import slugify

from documents import edtf
from documents.vocabularies import Rights

Choice = TypeVar("Choice", bound=TextChoices)

# The language tags of BCP 47 (RFC 5646): language, script, region, variants.
LANGUAGE_TAG = re.compile(
    r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z\d]{5,8}|\d[a-z\d]{3}))*", re.IGNORECASE
)
LANGUAGES = {info["name"].casefold(): tag for tag, info in LANG_INFO.items() if "name" in info}

RIGHTS_CODE = re.compile(
    r"https?://(?:www\.)?(?:rightsstatements\.org/(?:vocab|page)|creativecommons\.org/(?:licenses|publicdomain))"
    r"/([\w-]+)/([\d.]+)(?:/.*)?",
    re.IGNORECASE,
)


class Misstated(ValueError):
    """A stated value cannot be kept."""

    def __init__(self, says: str, suggestion: str | None = None, allowed: tuple[str, ...] = ()):
        super().__init__(says)
        self.suggestion, self.allowed = suggestion, allowed


def prose(text: str) -> str:
    """Text of any length, without control characters."""
    for character in text:
        if unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\t":
            raise Misstated(f"holds the control character U+{ord(character):04X}; remove it")
    return text.strip()


def line(longest: int) -> Callable[[str], str]:
    """A check for text of one line; line breaks and runs of white space become one space."""

    def check(text: str) -> str:
        text = " ".join(prose(text).split())
        if len(text) > longest:
            raise Misstated(f"is longer than {longest} characters")
        return text

    return check


def key(text: str) -> str:
    """A key: letters, digits and . _ - : / without white space, at most 200 characters."""
    if not re.fullmatch(r"[\w.:/-]{1,200}", text):
        near = slug(text)
        raise Misstated(f"“{text[:80]}” is not a key (letters, digits and . _ - : /)", near or None)
    return text


def slug(text: str) -> str:
    """Words as they stand in an address: "Mark P. Lagon: texts" becomes "mark-p-lagon-texts"."""
    return slugify(text)[:60].strip("-")


def slug_as_stated(text: str) -> str:
    """A key that stands in an address: small letters, digits and hyphens."""
    if text != slug(text):
        raise Misstated(
            f"“{text[:80]}” is not small letters, digits and hyphens", slug(text) or None
        )
    return text


def edtf_date(text: str) -> str:
    """An EDTF date whose earliest and latest day are known."""
    if problem := edtf.problem(text):
        raise Misstated(problem)
    return text


def day(text: str) -> date:
    """A day of the calendar, written 2024-05-17."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise Misstated(f"“{text[:80]}” is not a day such as 2024-05-17") from error


def one_of(choices: type[Choice]) -> Callable[[str], Choice]:
    """A check for a member of a closed vocabulary, by its value or its label."""

    def check(text: str) -> Choice:
        folded = text.strip().casefold().replace("_", "-")
        for member in choices:
            if folded in (member.value, str(member.label), folded_label(member)):
                return member
        allowed = tuple(choices.values)
        near = get_close_matches(folded, allowed, n=1)
        raise Misstated(f"“{text}” is not one of them", near[0] if near else None, allowed)

    return check


def folded_label(member: TextChoices) -> str:
    """A label as people may write it: "Press conference" and "press-conference" are one."""
    return str(member.label).casefold().replace(" ", "-")


def language(text: str) -> str:
    """A language tag as in BCP 47: "en", "fr-CA", "zh-Hant"."""
    if not LANGUAGE_TAG.fullmatch(text) or len(text) > 35:
        raise Misstated(
            f"“{text}” is not a language tag of BCP 47, such as en, fr or es-MX",
            LANGUAGES.get(text.casefold()),
        )
    return text


def web_address(text: str) -> str:
    """An http or https address."""
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or re.search(r"\s", text)
        or any(unicodedata.category(character) in ("Cc", "Cs") for character in text)
        or len(text) > 2000
    ):
        raise Misstated(f"“{text[:80]}” is not a web address beginning with http:// or https://")
    return text


def rights(text: str) -> str:
    """The address of a rights statement, from any form of the address or from its short name.

    Short names are those of rightsstatements.org and Creative Commons: InC, NoC-US, CC0, CC-BY.
    """
    wanted = short_name(text)
    names = {short_name(member.value): member.value for member in Rights}
    if wanted.casefold() not in {name.casefold() for name in names}:
        near = get_close_matches(wanted, names, n=1)
        raise Misstated(
            f"“{text[:80]}” is not a known statement", near[0] if near else None, tuple(names)
        )
    return next(value for name, value in names.items() if name.casefold() == wanted.casefold())


def short_name(text: str) -> str:
    """ "InC" for http://rightsstatements.org/vocab/InC/1.0/, "CC-BY" for the licence's address."""
    match = RIGHTS_CODE.fullmatch(text.strip())
    if not match:
        return re.sub(r"[\s_]+", "-", text.strip())
    code, version = match.groups()
    if "creativecommons" not in text.casefold():
        return code
    return (
        "CC0"
        if code.casefold() == "zero"
        else f"CC-{code.upper()}" + ("" if version == "4.0" else f"-{version}")
    )


def wikidata(text: str) -> str:
    """An item of Wikidata, "Q42", from the item or its address."""
    return _identifier(
        text, r"(?:https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/)?(Q[1-9]\d*)", "Q42"
    )


def viaf(text: str) -> str:
    """A number of the Virtual International Authority File, from the number or its address."""
    return _identifier(text, r"(?:https?://(?:www\.)?viaf\.org/viaf/)?(\d{1,22})/?", "113230702")


def orcid(text: str) -> str:
    """An ORCID iD with the right check digit (ISO 7064 MOD 11-2), from the iD or its address."""
    pattern = r"(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])"
    found = _identifier(text, pattern, "0000-0002-1825-0097")
    total = 0
    for digit in found.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    if "0123456789X"[(12 - total % 11) % 11] != found[-1]:
        raise Misstated(f"“{found}” has a wrong check digit; look the ORCID iD up again")
    return found


def _identifier(text: str, pattern: str, example: str) -> str:
    match = re.fullmatch(pattern, text.strip())
    if not match:
        raise Misstated(f"“{text[:80]}” is not in the form {example}")
    return match[1]


def yes_or_no(text: str) -> bool:
    """true or yes, false or no."""
    if text.casefold() not in ("true", "yes", "false", "no"):
        raise Misstated(f"“{text}” is neither true nor false")
    return text.casefold() in ("true", "yes")
