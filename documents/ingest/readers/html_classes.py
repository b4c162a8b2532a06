"""What a web page says by its classes and styles: what is bold, and where somebody's name stands.

Programs that turn documents into pages set the names of those who speak bold by classes alone, and
sites of transcripts call the element so that holds the name.
"""

import re
from collections.abc import Mapping, Set

_STYLE_SHEET = re.compile(r"<style\b[^>]*>(.*?)</style", re.I | re.S)
_RULE = re.compile(r"(?P<selectors>[^{}]{1,500})\{(?P<rules>[^{}]{0,2000})\}")
_CLASS = re.compile(r"(?:\w+)?\.([\w-]+)\s*")
_BOLD = re.compile(
    r"font-weight\s*:\s*(?:bold|[6-9]00)|(?:^|[;\s])font\s*:[^;]*\b(?:bold|[6-9]00)\b", re.I
)
# The last part of the name says what it holds: "debate-speech__speaker", "speaker-name".
_OF_SPEAKER = re.compile(
    r"(?:[\w-]*[_-])?(?:speaker|interlocutor)(?:[_-]+(?:name|label))?|speaker(?:Name|Label)", re.I
)


def bold_classes(page: str) -> frozenset[str]:
    """The classes that the style sheets within a page set in bold."""
    return frozenset(
        found[1]
        for sheet in _STYLE_SHEET.findall(page)
        for rule in _RULE.finditer(sheet)
        if _BOLD.search(rule["rules"])
        for selector in rule["selectors"].split(",")
        if (found := _CLASS.fullmatch(selector.strip()))
    )


def is_bold(given: Mapping[str, str], bold: Set[str]) -> bool:
    """Whether an element is set in bold by its style, or by one of these classes."""
    return bool(_BOLD.search(given.get("style", ""))) or not bold.isdisjoint(
        given.get("class", "").split()
    )


def is_of_speaker(given: Mapping[str, str]) -> bool:
    """Whether an element is called the name of who speaks."""
    return any(_OF_SPEAKER.fullmatch(name) for name in given.get("class", "").split())


__all__ = ["bold_classes", "is_bold", "is_of_speaker"]
