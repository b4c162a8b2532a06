"""What the help page says of the query language, with examples that can be followed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from documents.folding import folded_words
from documents.models import Document, Equivalents
from search.matching import ask
from search.request import SearchRequest
from search.standing import standing


@dataclass(frozen=True)
class Example:
    """A query and what it means; whether it finds something in the archive as it is."""

    q: str
    means: str
    finds: bool = True

    @property
    def parameters(self) -> str:
        return urlencode({"q": self.q})


@dataclass(frozen=True)
class Section:
    """A part of the page: sentences, examples, and sentences that follow from them."""

    id: str
    title: str
    examples: Sequence[Example]
    before: Sequence[str] = ()
    after: Sequence[str] = ()
    groups: Sequence[str] = ()


TITLE = "title:"
SHORT = 6
"""Letters: words up to this length are no examples for a title."""

WORDS = Section(
    "words",
    "Words and phrases",
    (
        Example("forced labor", "Both words, in any form (labors), anywhere in a passage."),
        Example(
            '"the rule of law"',
            "Exactly these words in this order, small words and endings included. Case, accents, "
            "curly or straight quotation marks, dashes and hyphens make no difference, and a "
            "quotation within it may keep its own marks: “that “Jihadi John” is dead”. An "
            "apostrophe divides words as a hyphen does: “it” stands in “it’s” too.",
        ),
        Example("traffick*", "Every word that begins like this. At least three letters."),
        Example(
            '"forced labor"~5',
            "These very words in any order, with at most five other words among them.",
        ),
        Example("modern-day slavery", "A hyphen is a space: “modern day” is found as well."),
        Example(
            "antitrafficking",
            "Written together or with a hyphen: “anti-trafficking” is found as well, and in two "
            "words where the archive has them so (“cybersecurity” and “cyber security”).",
        ),
        Example(
            "1,000",
            "A number, however its thousands are set apart: “1000” and “1 000” are found as well. "
            "In quotation marks “1000” does not find “1,000”.",
        ),
        Example(
            "U.S.",
            "An acronym, with points or without; in two capitals it is never a word (“us”).",
        ),
    ),
    after=(
        "Below the search box stands how your query was read, and each part of it can be taken "
        "out there. Words such as “the” and “of” count in quotation marks only.",
        "Where no passage has all the words, those that have most of them are listed, and it is "
        "said so; from there one click demands all. What stands in quotation marks, or behind a "
        "plus sign, is demanded in any case.",
        "Scripts without spaces between words, such as Chinese, Japanese and Thai, are searched "
        "letter by letter: what you type is found wherever these letters stand in this order, "
        "within a longer run too.",
    ),
)
OPERATORS = Section(
    "operators",
    "One or the other, and without",
    (
        Example("labor OR victims", "What stands before OR, or what stands after it."),
        Example("trafficking -drugs", "The first, without the second. NOT says the same."),
        Example('trafficking -"at risk"', "A phrase, a field, a bracket can be left out too."),
        Example(
            "(labor OR sex) trafficking",
            "Brackets hold together what belongs together: else OR divides the whole query.",
        ),
    ),
    after=("Write OR and NOT in capitals. What cannot be read is repaired, and you are told how.",),
)
FIELDS = Section(
    "fields",
    "Fields",
    (
        Example("speaker:lagon slavery", "Said or written by somebody of this name."),
        Example("year:2007..2009", "From one year to another; 2007.. is open, undated has none."),
        Example("kind:panel OR kind:interview", "A field can stand wherever a word can."),
        Example(f"{TITLE}humanitarian", "In documents whose title has this word."),
        Example("topic:labor", "Marked with a topic of this name; p:protection with a P."),
        Example("speaker:(lagon OR kara)", "One of several values; brackets hold them together."),
        Example("-speaker:lagon trafficking", "Without what this person said."),
    ),
    before=(
        "Every filter can be typed: a name, a colon, a value. A value of several words stands in "
        "quotation marks.",
    ),
    after=(
        "Others are quoted (who is quoted), part, role, publisher, language, collection, document "
        "(by its address), type (speech, question, narrative, slide) and tagged (yes, no).",
    ),
)


def sections() -> list[Section]:
    """The parts of the page, the equivalents as the keeper has them now. Of the examples it is
    known which find something.
    """
    groups = [str(group) for group in Equivalents.objects.all()]
    equivalents = Section(
        "equivalents",
        "Words that mean the same",
        (
            Example("labour", "Finds labor as well, where the archive counts them as equal."),
            Example("+labour", "A plus sign demands this word in any form, without equivalents."),
        ),
        before=(
            "The keeper has a list of words that mean the same. Where a search uses it, the line "
            "below the search box says so, with a link that asks for your word only.",
        ),
        after=("In quotation marks nothing is added.",),
        groups=groups,
    )
    archive = standing()

    def tried(example: Example) -> Example:
        if example.q.startswith(TITLE):
            example = replace(example, q=f"{TITLE}{_word_of_titles()}")
        found = ask(SearchRequest(q=example.q), archive).matching()
        return replace(example, finds=found.exists())

    return [
        replace(section, examples=[tried(example) for example in section.examples])
        for section in (WORDS, OPERATORS, FIELDS, *([equivalents] if groups else []))
    ]


def _word_of_titles() -> str:
    """A long word that stands in many titles of the archive."""
    titled = Document.objects.public().exclude(title=None).order_by("pk")
    titles = titled.values_list("title", flat=True)[:200]
    words = (word for title in titles for word in set(folded_words(title)))
    long = Counter(word for word in words if len(word) > SHORT and word.isalpha())
    return min(long, key=lambda word: (-long[word], word), default="humanitarian")
