"""Titles in sentence case, and which of their capitals no style may lower.

APA and Harvard want sentence case, BibTeX styles lower what is not in braces, and archives
hold titles as printed, which in English is often title case. What is a name is not in any rule: a
word keeps its capital where the document's own prose writes it so and never in lower case, where
it has more capitals, a figure or a full stop ("U.S.", "AIDS"), where it is known as a name, and
where a title of address or an initial stands before it ("Dr. Smith"), and where it is printed as
names are (`printed_names.py`). The stop of an abbreviation
ends no sentence; a colon does (APA: the first word of a subtitle has a capital).
"""

import re
from collections.abc import Callable, Set
from enum import Enum
from itertools import pairwise

from documents.citations.printed_names import is_place_with_particle, places_of_names
from documents.ingest.wordlists import words

SENTENCE_ENDS = (":", "?", "!", "—", "–", ".")

ADDRESSES = words(
    """
    Mr Mrs Ms Dr St Prof Rev Fr Sr Sen Rep Gov Gen Col Lt Maj Capt Cpt Cmdr Adm Sgt Hon Amb Pres
    Messrs Mt Ft
    """
)
"""Abbreviations with a stop after which a name stands; both have capitals."""
CAPITALISED = words(
    """
    Jr Inc Ltd Corp Co Bros Esq
    """
)
"""Abbreviations with a stop that have a capital as part of a name."""
NUMBERED = words(
    """
    No Nos Vol Vols Art Sec Ch Fig Jan Feb Mar Apr Aug Sept Oct Nov Dec
    """
)
"""Abbreviations before a number or that are names of months: they keep the capital they have."""
ABBREVIATED_NAMES = ADDRESSES | CAPITALISED | NUMBERED
MID_SENTENCE = words(
    """
    v vs no nos vol pp ed etc al jan feb mar apr aug sept oct nov dec
    """
)
"""Further abbreviations whose stop ends no sentence."""
INSTITUTIONS = words(
    """
    College University School Church Cathedral Abbey Hospital Institute Center Centre Foundation
    Court Street Avenue Square Hall
    """
)
"""What belongs to the name before it: "St. John's College"."""
SMALL = words(
    """
    a an and as at but by for from in into nor of on or the to with
    """
)
"""Words that titles in title case write small (Chicago, MLA)."""

PREPOSITIONS = words(
    """
    Against Amid Among At Between By During For From Into Of Onto Throughout Toward Towards Upon Via
    With Within Without
    """
)
"""Those that are nothing else."""

_EDGES = re.compile(r"^([^\w]*)(.*?)((?:[’']s)?[^\w.]*)$", re.S)
_ADDRESS = re.compile(r"://|^www\.|^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:$|[/:?#])|@\w+\.|^[@#]\w")
_OPENING_DOUBLE = re.compile(r"(?<![^\s(\[{—–/‘“'-])\"(?=\S)")
_OPENING_SINGLE = re.compile(r"(?<![^\s(\[{—–/“-])'(?=\S[^']*\S'(?!\w))(?!\d\ds\b)")
_INITIAL = re.compile(r"[A-Z]\.")
_WITHIN_SENTENCE = re.compile(r"(?<=[a-z,;] )[A-Z][a-zà-ÿ]+")
_INNER_CAPITALS = re.compile(r"\b(?:[A-Z]{2,}s?|Ma?c[A-Z][a-z]+)\b")
_SENTENCES = re.compile(r"^.{60,}[.!?][”’\"')]*$", re.M)
_LOWER = re.compile(r"\b[a-zà-ÿ]+\b")
_CAPITALS_IN_A_ROW = re.compile(r"(?<=[a-z,;] )[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)+")

NAMES = words(
    """
    Africa African Africans America American Americans Asia Asian Europe European Europeans Pacific
    Atlantic Mediterranean Caribbean Arctic Balkans Balkan Gulf Sahel Afghanistan Afghan Albania
    Algeria Angola Argentina Armenia Australia Australian Austria Azerbaijan Bahrain Bangladesh
    Belarus Belgium Bolivia Bosnia Botswana Brazil Brazilian Britain British Bulgaria Burma Burmese
    Burundi Cambodia Cambodian Cameroon Canada Canadian Chad Chile China Chinese Colombia Congo
    Croatia Cuba Cuban Cyprus Czech Denmark Dominican Dutch Ecuador Egypt Egyptian England English
    Eritrea Estonia Ethiopia Finland Finnish France French Gambia Gaza Georgia German Germany Ghana
    Greece Greek Guatemala Guinea Haiti Haitian Honduras Hungary Iceland India Indian Indonesia Iran
    Iranian Iraq Iraqi Ireland Irish Israel Israeli Italian Italy Jamaica Japan Japanese Jordan
    Kazakhstan Kenya Kenyan Korea Korean Kosovo Kurdish Kuwait Laos Latin Latvia Lebanon Lesotho
    Liberia Libya Libyan Lithuania Madagascar Malawi Malaysia Mali Malta Mauritania Mexican Mexico
    Moldova Mongolia Montenegro Morocco Mozambique Myanmar Namibia Nepal Netherlands Nicaragua Niger
    Nigeria Nigerian Norway Norwegian Oman Pakistan Pakistani Palestine Palestinian Panama Paraguay
    Peru Philippine Philippines Poland Polish Portugal Portuguese Qatar Romania Romanian Russia
    Russian Rwanda Saudi Scotland Scottish Senegal Serbia Singapore Slovakia Slovenia Somalia Soviet
    Spain Spanish Sudan Sweden Swedish Swiss Switzerland Syria Syrian Taiwan Tajikistan Tanzania
    Thai Thailand Tibet Tunisia Turkey Turkish Uganda Ukraine Ukrainian Uruguay Uzbekistan Venezuela
    Vietnam Vietnamese Wales Welsh Yemen Zambia Zimbabwe
    Beijing Berlin Brussels Cairo Chicago Dallas Delhi Geneva Jerusalem London Moscow Nairobi Paris
    Rome Tokyo Vienna Washington
    Christian Christians Christianity Islam Islamic Muslim Muslims Jewish Jews Hindu Buddhist
    Catholic Protestant Orthodox God Bible Quran Pope
    January February April June July August September October November December
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    Congress Senate Pentagon Kremlin Nazi Olympic Olympics I
    Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Hawaii Idaho
    Illinois Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota
    Mississippi Missouri Montana Nebraska Nevada Ohio Oklahoma Oregon Pennsylvania Tennessee Texas
    Utah Vermont Virginia Wisconsin Wyoming Portland Boston Philadelphia Seattle Atlanta Houston
    Denver Detroit Miami Baltimore Pittsburgh Cleveland Sydney Toronto Mumbai Dubai Istanbul Madrid
    Lisbon Athens Warsaw Budapest Prague Stockholm Oslo Copenhagen Helsinki Dublin Edinburgh
    """
)
NAMES_OF_SEVERAL_WORDS = (
    "Air Force One",
    "White House",
    "World Bank",
    "World Trade Organization",
    "New York City",
    "New York",
    "New Jersey",
    "New Mexico",
    "New Hampshire",
    "New Zealand",
    "New Delhi",
    "New Orleans",
    "North Carolina",
    "South Carolina",
    "North Dakota",
    "South Dakota",
    "West Virginia",
    "Rhode Island",
    "Los Angeles",
    "San Francisco",
    "United States",
    "United Nations",
    "United Kingdom",
    "European Union",
    "European Parliament",
    "Supreme Court",
    "Security Council",
    "General Assembly",
    "State Department",
    "Department of State",
    "Department of Justice",
    "House of Representatives",
    "House of Commons",
    "House of Lords",
    "Oval Office",
    "Rose Garden",
    "Capitol Hill",
    "Wall Street",
    "Middle East",
    "Far East",
    "Latin America",
    "South Africa",
    "North Korea",
    "South Korea",
    "Sri Lanka",
    "Costa Rica",
    "El Salvador",
    "Puerto Rico",
    "Sierra Leone",
    "Burkina Faso",
    "Hong Kong",
    "Abu Dhabi",
    "Cold War",
    "World War",
    "Red Cross",
    "Salvation Army",
    "Amnesty International",
    "Human Rights Watch",
    "Camp David",
    "West Point",
)
"""Names whose words are common ones elsewhere."""


def names_in(prose: str) -> frozenset[str]:
    """The words that a text writes with a capital within sentences and never in lower case, those
    in a row, as one, if no two of them stand side by side in lower case: "West Point", though
    "point" does; and words with more than one capital: "NATO", "McCormack".

    Titles and headings say nothing about it: only paragraphs that end as a sentence does count.
    """
    sentences = "\n".join(_SENTENCES.findall(prose))
    never_lower = frozenset(_WITHIN_SENTENCE.findall(sentences)) - {
        word.capitalize() for word in _LOWER.findall(prose)
    }
    in_a_row = frozenset(_CAPITALS_IN_A_ROW.findall(sentences))
    with_inner_capitals = frozenset(_INNER_CAPITALS.findall(sentences))
    standing = {name for name in in_a_row if not _stands_in_lower_case(name, prose)}
    return never_lower | with_inner_capitals | standing


def _stands_in_lower_case(name: str, prose: str) -> bool:
    return any(f"{one} {other}".lower() in prose for one, other in pairwise(name.split()))


def sentence_case(title: str, names: Set[str] = frozenset()) -> str:
    """The title with only its first words and its names in capitals.

    `names` are known as names, words or several in a row. A title that is not in title case comes
    back as it is.
    """
    if not _is_title_case(title):
        return title
    names = names | _words_in_names(title, names)
    return each_word(title, lambda word, place: _lowered(word, names, place))


def _words_in_names(title: str, names: Set[str]) -> frozenset[str]:
    """The words of those names of several words that stand in a title."""
    several = (*NAMES_OF_SEVERAL_WORDS, *(name for name in names if " " in name))
    standing = (name for name in several if re.search(rf"\b{re.escape(name)}\b", title))
    return frozenset(word for name in standing for word in name.split() if word not in SMALL)


def with_capitals_kept(
    title: str, mark: Callable[[str], str], names: Set[str] = frozenset(), english: bool = True
) -> str:
    """The title with `mark` put on every word whose capitals must stay.

    In English these are the names and whatever has capitals within; in other languages, which have
    no title case, every word with a capital.
    """
    in_title_case = english and _is_title_case(title)
    names = names | _words_in_names(title, names)

    def keep(word: str, place: "Place") -> str:
        if _has_inner_capitals(word) or _ADDRESS.search(word):
            return mark(word)
        capital = word[:1].isupper() and place is not Place.LEADS
        if capital and (not in_title_case or _lowered(word, names, place) == word):
            return mark(word)
        return word

    return each_word(title, keep)


def kept_from_title_case(title: str, mark: Callable[[str], str]) -> str:
    """The title with `mark` put on the words that styles in title case would spoil: small words
    after the stop of an abbreviation ("U.S. and"), where they see the beginning of a sentence, and
    addresses ("example.org") and places ("Port-au-Prince"), which are spelt as they are.
    """
    return each_word(
        title,
        lambda word, place: (
            mark(word)
            if (word in SMALL and place is Place.AFTER_STOP)
            or _ADDRESS.search(word)
            or is_place_with_particle(word)
            else word
        ),
    )


def with_curled_quotes(title: str) -> str:
    """The title with typographic quotation marks and apostrophes for straight ones, as English has
    them: a mark opens at the beginning of a word and closes elsewhere.
    """
    title = _OPENING_DOUBLE.sub("“", title).replace('"', "”")
    title = _OPENING_SINGLE.sub("‘", title)
    return title.replace("'", "’")


def with_small_prepositions(title: str, longest: int) -> str:
    """The title with its prepositions of up to so many letters small, as titles in title case have
    them, which the styles leave as printed; not those that are adverbs as well ("Speaking Out"),
    nor the first and the last word of the title or of a part of it.
    """
    if not _is_title_case(title):
        return title
    last = title.split()[-1:]
    return each_word(
        title,
        lambda word, place: (
            word.lower()
            if word in PREPOSITIONS
            and len(word) <= longest
            and place is not Place.LEADS
            and [word] != last
            else word
        ),
    )


class Place(Enum):
    """Where a word stands: at the beginning of a sentence, where a name stands, right after one,
    after the stop of another abbreviation, or elsewhere.
    """

    LEADS = 1
    IN_NAME = 2
    AFTER_NAME = 3
    AFTER_STOP = 4
    ELSEWHERE = 5


def each_word(title: str, change: Callable[[str, Place], str]) -> str:
    """The title with `change` made of every word, without its punctuation, and where it stands."""
    changed, place = [], Place.LEADS
    tokens = re.split(r"(\s+)", title)
    in_names = places_of_names(tokens[::2])
    for n, token in enumerate(tokens):
        match = _EDGES.match(token)
        if token.isspace() or match is None or not match[2]:
            changed.append(token)
            if match and match[1].endswith(SENTENCE_ENDS):  # a dash between spaces
                place = Place.LEADS
            continue
        before, word, after = match.groups()
        if place is Place.IN_NAME and word in SMALL:
            place = Place.AFTER_STOP  # "Dr. and Mrs. Smith"
        if place is Place.ELSEWHERE and any(map(_INITIAL.fullmatch, tokens[n + 2 : n + 3])):
            place = Place.IN_NAME  # "Mark P. Lagon"
        if place is not Place.LEADS and n // 2 in in_names:
            place = Place.IN_NAME
        changed.append(before + change(word, place) + after)
        place = _place_after(word, after, place)
    return "".join(changed)


def _place_after(word: str, after: str, place: Place) -> Place:
    """Where the word after this one stands; `after` is what follows it before the space."""
    bare = word.rstrip(".")
    if after.rstrip("”’\"')]").endswith(SENTENCE_ENDS):
        return Place.LEADS
    if not word.endswith("."):
        return Place.AFTER_NAME if place is Place.IN_NAME else Place.ELSEWHERE
    if bare in ADDRESSES or (len(bare) == 1 and bare.isupper()):
        return Place.IN_NAME
    if bare in CAPITALISED or bare.lower() in MID_SENTENCE or _has_inner_capitals(word):
        return Place.AFTER_STOP
    return Place.LEADS


def _lowered(word: str, names: Set[str], place: Place = Place.ELSEWHERE) -> str:
    """The word in lower case, each part of a compound for itself; names, and the part that leads a
    sentence, are left alone.
    """
    if place is Place.IN_NAME or (place is Place.AFTER_NAME and word in INSTITUTIONS):
        return word
    if _ADDRESS.search(word) or (len(word) == 1 and word != "A"):  # "Plan B", "Vitamin C"
        return word
    if word in names:
        return word
    if _INITIAL.fullmatch(word) or (word[-1:] == "." and word[:-1] in ABBREVIATED_NAMES):
        return word
    parts = word.split("-")
    return "-".join(
        part
        if (place is Place.LEADS and n == 0)
        or _has_inner_capitals(part)
        or part in names
        or part in NAMES
        else part[:1].lower() + part[1:]
        for n, part in enumerate(parts)
    )


def _has_inner_capitals(word: str) -> bool:
    """Whether a word is no plain one: "AIDS", "U.S.", "McCormack", "G20"."""
    return any(
        any(c.isupper() for c in part[1:]) or any(c.isdigit() for c in part) or "." in part[:-1]
        for part in word.split("-")
    )


def _is_title_case(title: str) -> bool:
    """Whether most of the longer words after the first word begin with a capital."""
    longer = [word for word in re.findall(r"[^\W\d_]+", title)[1:] if len(word) >= 4]
    return sum(word[0].isupper() for word in longer) * 2 > len(longer)
