"""The closed sets of the archive, each with the standard or the practice it comes from.

What institutes choose for themselves (the 4 Ps, topics) is data: see `documents.models.Vocabulary`.
"""

from django.db.models import TextChoices


class Kind(TextChoices):
    """What a document is. The value stands in addresses, the label on pages and in reports."""

    SPEECH = "speech", "speech"
    INTERVIEW = "interview", "interview"
    PANEL = "panel", "panel"
    BRIEFING = "briefing", "briefing"
    PRESS_CONFERENCE = "press-conference", "press conference"
    HEARING = "hearing", "hearing"
    TESTIMONY = "testimony", "testimony"
    PARLIAMENT = "parliament", "parliament"
    COURT_ARGUMENT = "court-argument", "court argument"
    DEBATE = "debate", "debate"
    RECORD = "record", "record"
    LECTURE = "lecture", "lecture"
    PODCAST = "podcast", "podcast"
    SLIDES = "slides", "slides"
    ARTICLE = "article", "article"
    EDITORIAL = "editorial", "editorial"
    PRESS_STATEMENT = "press-statement", "press statement"


class PassageType(TextChoices):
    """What a stretch of a document's text is. Names as in Akoma Ntoso where it has one."""

    SPEECH = "speech", "speech"
    QUESTION = "question", "question"
    NARRATIVE = "narrative", "narrative"
    SLIDE = "slide", "slide"
    HEADING = "heading", "heading"
    SCENE = "scene", "scene"
    PROCEDURE = "procedure", "procedure"
    FURNITURE = "furniture", "furniture"

    @classmethod
    def numbered(cls) -> tuple["PassageType", ...]:
        """The types that are words of somebody: numbered, searched and cited."""
        return (cls.SPEECH, cls.QUESTION, cls.NARRATIVE, cls.SLIDE)


class Part(TextChoices):
    """What a voice does in a document."""

    SPEAKER = "speaker", "speaker"
    PRESIDER = "presider", "presider"
    PANELIST = "panelist", "panelist"
    INTERVIEWER = "interviewer", "interviewer"
    QUESTIONER = "questioner", "questioner"
    WITNESS = "witness", "witness"
    AUTHOR = "author", "author"
    QUOTED = "quoted", "quoted"
    OPERATOR = "operator", "operator"
    INTERPRETER = "interpreter", "interpreter"


class Evidence(TextChoices):
    """How an attribution or a description is known, the surest first."""

    EDITOR = "editor", "an editor decided it"
    DESCRIPTION = "description", "the description file says so"
    LABEL = "label", "a label printed in the text"
    BYLINE = "byline", "a byline or title line printed in the text"
    INTRODUCTION = "introduction", "the text introduces the person"
    SELF = "self", "the person gives the name in the text"
    ANNOUNCED = "announced", "another voice announces the person"
    CUE = "cue", "a cue beside the quoted words"
    CONTEXT = "context", "follows from the words around it"
    NONE = "none", "nothing in the text says it"


class Access(TextChoices):
    """How much of a document the public may read."""

    FULL = "full", "the whole text"
    EXCERPT = "excerpt", "excerpts"
    HIDDEN = "hidden", "hidden"


class State(TextChoices):
    """Where a document stands between arrival and withdrawal."""

    DRAFT = "draft", "draft"
    PUBLISHED = "published", "published"
    WITHDRAWN = "withdrawn", "withdrawn"


class WithdrawalKind(TextChoices):
    """What was taken out of the archive."""

    WORDS = "words", "words redacted"
    PASSAGE = "passage", "passage withdrawn"
    DOCUMENT = "document", "document withdrawn"


class SuccessionKind(TextChoices):
    """What became of something that was cited."""

    SPLIT = "split", "split"
    MERGED = "merged", "merged"
    MOVED = "moved", "moved"
    WITHDRAWN = "withdrawn", "withdrawn"


class Rights(TextChoices):
    """The statements of rightsstatements.org and the two Creative Commons marks; values are their
    addresses.
    """

    IN_COPYRIGHT = "http://rightsstatements.org/vocab/InC/1.0/", "In copyright"
    ORPHAN_WORK = "http://rightsstatements.org/vocab/InC-OW-EU/1.0/", "In copyright, EU orphan work"
    EDUCATIONAL = (
        "http://rightsstatements.org/vocab/InC-EDU/1.0/",
        "In copyright, educational use permitted",
    )
    NON_COMMERCIAL = (
        "http://rightsstatements.org/vocab/InC-NC/1.0/",
        "In copyright, non-commercial use permitted",
    )
    HOLDER_UNKNOWN = (
        "http://rightsstatements.org/vocab/InC-RUU/1.0/",
        "In copyright, rights holder unlocatable",
    )
    CONTRACTUAL = (
        "http://rightsstatements.org/vocab/NoC-CR/1.0/",
        "No copyright, contractual restrictions",
    )
    NO_COPYRIGHT_NC = (
        "http://rightsstatements.org/vocab/NoC-NC/1.0/",
        "No copyright, non-commercial use only",
    )
    OTHER_RESTRICTIONS = (
        "http://rightsstatements.org/vocab/NoC-OKLR/1.0/",
        "No copyright, other legal restrictions",
    )
    NO_COPYRIGHT_US = (
        "http://rightsstatements.org/vocab/NoC-US/1.0/",
        "No copyright, United States",
    )
    NOT_EVALUATED = "http://rightsstatements.org/vocab/CNE/1.0/", "Copyright not evaluated"
    UNDETERMINED = "http://rightsstatements.org/vocab/UND/1.0/", "Copyright undetermined"
    NO_KNOWN = "http://rightsstatements.org/vocab/NKC/1.0/", "No known copyright"
    CC0 = "https://creativecommons.org/publicdomain/zero/1.0/", "CC0, no rights reserved"
    CC_BY = "https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"
    CC_BY_SA = "https://creativecommons.org/licenses/by-sa/4.0/", "CC BY-SA 4.0"
    CC_BY_NC = "https://creativecommons.org/licenses/by-nc/4.0/", "CC BY-NC 4.0"


class TaggingStatus(TextChoices):
    """What was decided on a judgment."""

    SUGGESTED = "suggested", "suggested"
    APPROVED = "approved", "approved"
    REJECTED = "rejected", "rejected"


class AnchorState(TextChoices):
    """How an anchor stands to the current text."""

    ATTACHED = "attached", "attached"
    MOVED = "moved", "moved"
    REVIEW = "review", "to be reviewed"
    ORPHANED = "orphaned", "orphaned"

    @classmethod
    def standing(cls) -> tuple["AnchorState", ...]:
        """The states in which what is anchored holds for the words that stand there."""
        return (cls.ATTACHED, cls.MOVED)


class ReportState(TextChoices):
    """What became of an error that a reader reported."""

    OPEN = "open", "open"
    MENDED = "mended", "mended"
    DECLINED = "declined", "declined"
