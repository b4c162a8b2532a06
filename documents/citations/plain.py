"""A citation in one plain form: who, what, where, when, which passage, at which address.

It follows the order of a note in the Chicago Manual of Style and claims no more than the archive
knows.
"""

from collections.abc import Sequence

from documents import edtf
from documents.models import Appearance, Document, PassageVersion
from documents.vocabularies import Part, PassageType

NOT_NAMED = {Part.QUOTED, Part.OPERATOR, Part.INTERPRETER, Part.QUESTIONER}
"""Voices that are not among those who are named for a whole document."""
MOST_NAMES = 4


def citation(
    document: Document,
    voices: Sequence[Appearance],
    version: PassageVersion | None = None,
    address: str = "",
) -> str:
    """A line of plain text. `voices` are those of the document, or that of the passage alone."""
    named = [
        voice.shown_name
        for voice in voices
        if version is not None or (voice.part not in NOT_NAMED and (voice.speaker_id or voice.name))
    ]
    parts = [
        _names(named),
        f"{'in ' if version is not None and named else ''}“{document.title or 'Untitled'}”",
        document.get_kind_display() if document.kind else "",
        document.event or document.publisher or "",
        edtf.in_words(document.date) or "undated",
        pinpoint(version) if version is not None else "",
        address,
    ]
    return ", ".join(part for part in parts if part) + ("" if address else ".")


def pinpoint(version: PassageVersion) -> str:
    """ "¶ 12" or "slide 4"; empty where the passage has no number."""
    if version.type == PassageType.SLIDE:
        return f"slide {version.number}" if version.number else version.locator
    return f"¶ {version.number}" if version.number else ""


def _names(names: Sequence[str]) -> str:
    names = list(dict.fromkeys(names))
    if len(names) > MOST_NAMES:
        return f"{names[0]} and others"
    if len(names) > 1:
        return f"{', '.join(names[:-1])} and {names[-1]}"
    return names[0] if names else ""
