"""A text from its bytes to what is understood of it, for tests of the whole reading."""

from documents.ingest.readers import read
from documents.ingest.reading import PassageType, Understanding
from documents.ingest.understanding import understand


def understood(text: str | bytes, name: str = "a.txt") -> Understanding:
    data = text if isinstance(text, bytes) else text.encode()
    return understand(read(data, name), name)


def said(reading: Understanding) -> list[tuple[str | None, str]]:
    """Whose words each spoken passage holds, in order."""
    names = {voice.key: voice.name for voice in reading.voices}
    return [
        (names.get(segment.voice or ""), reading.words(segment))
        for segment in reading.segments
        if segment.type in (PassageType.SPEECH, PassageType.QUESTION)
    ]


def set_aside(reading: Understanding) -> list[str]:
    kinds = (PassageType.PROCEDURE, PassageType.FURNITURE)
    return [reading.words(s) for s in reading.segments if s.type in kinds]


def turns(text: str, name: str = "a.txt") -> list[tuple[str | None, str]]:
    """Whose words each spoken passage of a text holds, in order."""
    return said(understood(text, name))


def names_in_turn(text: str, name: str = "a.txt") -> list[str | None]:
    """Whose each spoken passage of a text is, in order."""
    return [who for who, _ in turns(text, name)]


def talk_of(*lines: str) -> str:
    """A text of some paragraphs."""
    return "\n\n".join(lines)
