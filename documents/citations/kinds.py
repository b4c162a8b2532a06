"""How each kind of document is cited: its type in CSL, Zotero, RIS and Wikipedia, and its name."""

from dataclasses import dataclass

from documents.vocabularies import Kind, Part


@dataclass(frozen=True)
class Manner:
    """Type names by system, and how the kind is called in a reference.

    Zotero's names are those of its item types; RIS types are those that Zotero reads back as the
    same type. `by_speaker`: who speaks in a passage is the author of a contribution.
    """

    csl: str
    zotero: str
    ris: str
    wikipedia: str
    genre: str
    by_speaker: bool = False


_TALK = ("speech", "presentation", "SLIDE", "cite speech")
_NEWS = ("article-newspaper", "newspaperArticle", "NEWS", "cite news")
_HEARD = ("hearing", "hearing", "HEAR", "cite speech")
_PAGE = ("webpage", "webpage", "ELEC", "cite web")

MANNERS: dict[str | None, Manner] = {
    Kind.SPEECH: Manner(*_TALK, "Speech"),
    Kind.LECTURE: Manner(*_TALK, "Lecture"),
    Kind.SLIDES: Manner(*_TALK, "Slides"),
    Kind.TESTIMONY: Manner("speech", "hearing", "HEAR", "cite speech", "Testimony"),
    Kind.PANEL: Manner(*_TALK, "Panel discussion", by_speaker=True),
    Kind.BRIEFING: Manner(*_TALK, "Briefing", by_speaker=True),
    Kind.PRESS_CONFERENCE: Manner(*_TALK, "Press conference", by_speaker=True),
    Kind.DEBATE: Manner(*_TALK, "Debate", by_speaker=True),
    Kind.PARLIAMENT: Manner("speech", *_HEARD[1:], "Parliamentary debate", by_speaker=True),
    Kind.HEARING: Manner("speech", *_HEARD[1:], "Hearing", by_speaker=True),
    Kind.COURT_ARGUMENT: Manner("speech", *_HEARD[1:], "Oral argument", by_speaker=True),
    Kind.INTERVIEW: Manner("interview", "interview", "ELEC", "cite interview", "Interview"),
    Kind.PODCAST: Manner("broadcast", "podcast", "SOUND", "cite podcast", "Podcast"),
    Kind.ARTICLE: Manner(*_NEWS, ""),
    Kind.EDITORIAL: Manner(*_NEWS, "Editorial"),
    Kind.PRESS_STATEMENT: Manner(*_PAGE, "Press statement"),
    Kind.RECORD: Manner("document", "document", "ELEC", "cite web", "Record", by_speaker=True),
    None: Manner("document", "document", "ELEC", "cite web", ""),
}

IN_PERIODICALS = frozenset({Kind.ARTICLE, Kind.EDITORIAL})
"""What appears in a newspaper or the like: its publisher is the container, not the house."""

WRITTEN = IN_PERIODICALS | {Kind.PRESS_STATEMENT}
"""What was written, not said: words that are nobody else's are its author's."""

AUTHORS = frozenset({Part.AUTHOR, Part.SPEAKER, Part.PRESIDER, Part.PANELIST, Part.WITNESS})
"""Who is named as an author of the whole. Who asks, announces, interprets or is quoted is not."""


def manner_of(kind: str | None, with_interviewer: bool = False) -> Manner:
    """The manner of a kind. A podcast in which somebody is interviewed is cited as an interview."""
    manner = MANNERS[kind]
    if kind == Kind.PODCAST and with_interviewer:
        return Manner("interview", manner.zotero, manner.ris, "cite interview", manner.genre)
    return manner
