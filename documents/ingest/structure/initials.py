"""Initials that a text explains: "Tom Okafor (TO)", or "TO: Tom Okafor" alone in its line."""

import re

from documents.ingest.names import NAME, initials

_EXPLAINED = (
    re.compile(rf"(?P<name>{NAME})\s\((?P<letters>[A-Z]{{2,4}})\)"),
    re.compile(rf"^(?P<letters>[A-Z]{{2,4}})\s?[:=–-]\s?(?P<name>{NAME})[;,.]?$", re.M),
)


def explained_initials(text: str) -> dict[str, str]:
    """By the initials that a text explains, the name as it prints it."""
    found = (explained for form in _EXPLAINED for explained in form.finditer(text))
    return {x["letters"]: x["name"] for x in found if initials(x["name"]) == x["letters"]}


__all__ = ["explained_initials"]
