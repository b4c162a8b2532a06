"""People in title lines: "Mark P. Lagon, Ambassador-At-Large", "Remarks by ...", "By ..."."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from documents.ingest.forms_of_address import is_courtesy, is_title, is_title_at, split_title
from documents.ingest.name_words import UPPER, plain
from documents.ingest.names import NAME, in_reading_case, is_person_like
from documents.ingest.people.biographies import is_role
from documents.ingest.quotations.named import GIVEN, MORE_OFFICES
from documents.ingest.reading import CanonicalText, Part, Segment
from documents.ingest.wordlists import one_of


@dataclass(frozen=True)
class Mention:
    """A person in a title line. `cue` leads to the name: "by", "role", "possessive" or "line"."""

    name: str
    title: str
    role: str | None
    part: Part | None
    cue: str
    line: str


_BY = re.compile(
    r"\b(?:by|By|BY|of|OF|with|With|WITH|par|por)\s+(?:(?:el|la|le)\s[a-zà-ÿ]{4,}\s(?=[A-ZÀ-Þ]))?"
)
_HANGS = re.compile(
    r"(?:statement|remarks|address|speech|testimony|déclaration|intervention|allocution|discours"
    r"|discurso|intervención|declaración)\s(?:by|of|de|du|del|par|por)$",
    re.I,
)
# "Permanent Representative of Sri Lanka": nobody is called so.
_OF_A_STATE = re.compile(
    r"\b(?:representative|mission|republic|kingdom|government|ministry|people|embassy|ambassador"
    r"|president|minister|delegation|permanent|state|union|federation)\s$",
    re.I,
)
_LEAD = re.compile(
    r"(?i:(?:statement|testimony|remarks|address|presentation|lecture|speech|interview)s?\s"
    r"(?:of|by|with|from)|(?:allocution|discours|déclaration|intervention|message)s?\s(?:de|par)"
    r"|(?:discurso|declaración|intervención|palabras)\s(?:de|del|por)|by|author|speaker|presenter|interviewer|interviewee|narrator|respondent"
    r"|guest|hosted by|host|moderator|presider|introduction)"
    r"\s*:?\s+"
)
_NAME = re.compile(NAME)
_CAPITALISED = re.compile(
    rf"(?:(?:of|the|at|and)\s|(?:[{UPPER}]\.)+\s|[{UPPER}][\w'’‑-]*\.?\s)*?{NAME}"
    r"(?!\w)(?<!\bDr)(?<!\bProf)"  # "Rev. Dr. Thomas Akers"
)
_LEADERS = re.compile(r"\s*\.{3,}\s*\d*\s*$")
_NEXT_IN_CAPITALS = re.compile(rf"\s(?:[{UPPER}]{{2,}}\s|[{UPPER}]\.\s){{1,3}}[{UPPER}]{{2,}},")
# "Colonel (Ret.) Jane Roe", "Jane Roe, USA (Ret.)"
_RETIRED = re.compile(r"\s?\((?:US\w{1,3},?\s)?ret(?:\.|ired|['’]d)\)", re.I)
# What parts a name from its role.
ROLE_FOLLOWS = ",–—-("

_PARTS = {
    "moderator": Part.PRESIDER,
    "presider": Part.PRESIDER,
    "presiding": Part.PRESIDER,
    "chair": Part.PRESIDER,
    "chairman": Part.PRESIDER,
    "chairwoman": Part.PRESIDER,
    "host": Part.INTERVIEWER,
    "interviewer": Part.INTERVIEWER,
    "panelist": Part.PANELIST,
    "panellist": Part.PANELIST,
    "witness": Part.WITNESS,
}
_BODY = re.compile(
    r"\b(?:institut\w+|universi\w+|college|school|department|ministry|office|council|cent(?:er|re)|company"
    r"|corporation|foundation|association|society|agency|bureau|bank|commission|committee|union|nations"
    r"|organi[sz]ation|fund|network|group|inc|ltd|llc)\b",
    re.I,
)
_DAYS = one_of("(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\\s")
_MONTHS = one_of(r"""
    jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?
    oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|janvier|février|mars|avril|mai|juin|juillet|août
    septembre|octobre|novembre|décembre
""")
_OF_OCCASION = re.compile(
    r"(?:(?:opening|closing|keynote|prepared)\s)?(?:remarks|address|speech|statement|testimony|lecture"
    r"|sermon|homily)\s(?:at|to|on|before|for|in|of|delivered)\b",
    re.I,
)
_GOES_ON = re.compile(r",\s(?=(?:\w+s|discuss\w*|who|on|in)\s)")
_TOWN = re.compile(rf"(?:[{UPPER}][\w.’'-]*\s?){{1,3}},\s(?:[{UPPER}][\w.’'-]*\s?){{1,2}}")
# The day of the event at the end of a title: "Press Briefing by Jo Earl, 5/11/16".
_WHEN = re.compile(
    rf"(?:^|[,;–—(]|\s-)\s*(?:on\s)?(?:{_DAYS})?"
    rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d\d){{1,2}}|(?:19|20)\d\d-\d\d-\d\d"
    rf"|{_MONTHS}\.?\s\d{{1,2}},?\s(?:19|20)\d\d|\d{{1,2}}\.?\s(?:de\s)?{_MONTHS}\.?,?\s(?:de\s)?(?:19|20)\d\d)\)?$",
    re.I,
)
_DATE = re.compile(r"\b(?:19|20)\d{2}\b")


def mentions(source: CanonicalText, lines: Sequence[Segment]) -> list[Mention]:
    """The people that title lines name, with the roles printed beside or below the name."""
    found: list[Mention] = []
    for place, line in enumerate(lines):
        printed = line_words(source, line)
        words = _with_rest(source, lines, place)
        below = _lines_below(source, lines, place)
        for piece in _pieces(words):
            mention = _mention(piece, below if piece == words else "", printed)
            above = line_words(source, lines[place - 1]) if place else ""
            if mention and _HANGS.search(above):  # "STATEMENT BY", and here the name
                mention = replace(mention, cue="by")
            if mention:
                found.append(mention)
    return found


def line_words(source: CanonicalText, line: Segment) -> str:
    """A title line's words; a no-break space in a name or a role is the page's typesetting."""
    return source.text[line.start : line.end].replace("\u00a0", " ")


def _pieces(words: str) -> Iterator[str]:
    """A line that lists people is cut at its semicolons."""
    pieces = [re.sub(r"^(?:and|et|y)\s", "", p.strip()) for p in words.split(";")]
    if len(pieces) > 1 and all(_NAME.search(p) for p in pieces):
        yield from pieces
    else:
        yield words


def _with_rest(source: CanonicalText, lines: Sequence[Segment], place: int) -> str:
    """A line, with the next one where this ends in "and" or a comma and the next names nobody."""
    words = line_words(source, lines[place])
    if place + 1 < len(lines) and re.search(r"(?:,|\band)$", words, re.I) and "," in words[:-1]:
        following = line_words(source, lines[place + 1])
        if _person_at(following, 0) is None:
            return f"{words} {following}"
    return words


def _lines_below(source: CanonicalText, lines: Sequence[Segment], place: int) -> str:
    """What stands right under a line of the title page: a role, and the body it is held in."""
    below: list[str] = []
    in_capitals = line_words(source, lines[place]).isupper()
    for line, following in zip(lines[place:], lines[place + 1 :], strict=False):
        words = line_words(source, following)
        is_apart = source.text[line.end : following.start] != "\n"
        # Below a name in capitals a role may stand apart, as on the title page of a transcript.
        if is_apart and (below or not in_capitals or words.isupper() or not is_role(words)):
            break
        if _OF_OCCASION.match(words):
            break
        if below and not _BODY.search(words) or _TOWN.fullmatch(words) and not is_role(words):
            break
        below.append(words)
    return ", ".join(below)


def _mention(words: str, below: str, line: str) -> Mention | None:
    words = _RETIRED.sub("", _LEADERS.sub("", words))
    words = re.sub(r"\b(?:Of|For)\b", lambda small: small[0].lower(), words)  # of a headline
    lead = _LEAD.match(words)
    person = _person_at(words, lead.end() if lead else 0)
    cue = "by" if lead else "line"
    if person is None:
        after_by = (
            _person_at(words, by.end())
            for by in _BY.finditer(words)
            if not _OF_A_STATE.search(words[: by.start()])
        )
        person, cue = next((p for p in after_by if p), None), "by"
    if person is None:
        return None
    rest = words[person.end :].strip()
    if person.is_possessive:
        cue = "possessive"
    elif cue == "line" and rest and rest[0] not in ROLE_FOLLOWS:
        return None
    role, part = _role(rest, below)
    if cue == "line" and role:
        cue = "role"
    if person.title and not all(is_courtesy(word) for word in person.title.split()):
        # "Ambassador Mark P. Lagon, U.S. Department of State": office before, body after the name.
        office = in_reading_case(person.title)
        role = f"{office}, {role}" if role and plain(office) not in plain(role) else role or office
    return Mention(in_reading_case(person.name), person.title, role, part, cue, line)


@dataclass(frozen=True)
class _Found:
    """A person in a line: the name as printed, and where it ends."""

    title: str
    name: str
    end: int
    is_possessive: bool


def _person_at(words: str, at: int) -> _Found | None:
    """The person whose title or name begins here.

    Of "White House Press Secretary Robert Gibbs Aboard Air Force One" it is "Robert Gibbs": from
    the last title on, to the first word that no name has.
    """
    run = _CAPITALISED.match(words, at)
    if not run:
        return None
    phrase, possessive, _ = re.split(r"(['’][sS]\b|$)", run[0], maxsplit=1)
    parts = [(w[0], w.start()) for w in re.finditer(r"\S+", phrase)]
    in_order = [word for word, _ in parts]
    titles = [place for place in range(len(parts) - 1) if is_title_at(in_order, place)]
    first = titles[-1] + 1 if titles else 0
    if titles:  # "Secretary Of State Hillary Rodham Clinton"
        first = max(first, len(split_title(phrase)[0].split()))
    while titles and first < len(parts) and _is_of_an_office(in_order[first]):
        first += 1  # "Chargé d'Affaires Katherine Bower"
    if first + 2 < len(parts) and MORE_OFFICES.match(in_order[first]):
        first += in_order[first].casefold() not in GIVEN  # "Actress Mira Roe"
    last = first
    while last < len(parts) and (
        last - first < 2 or is_person_like(" ".join(w for w, _ in parts[first : last + 1]))
    ):
        last += 1
    name = " ".join(word for word, _ in parts[first:last])
    if not is_person_like(name):
        return None
    end = parts[last - 1][1] + len(parts[last - 1][0])
    title = " ".join(word for word, _ in parts[:first] if is_title(word) or _is_of_an_office(word))
    return _Found(title, name, at + end, bool(possessive) and last == len(parts))


def _is_of_an_office(word: str) -> bool:
    """ "d'Affaires", "d'état-major": what goes on with the name of an office in small letters."""
    return re.match(r"d['’]\w{4,}", word) is not None and word[:1].islower()


def _role(rest: str, below: str) -> tuple[str | None, Part | None]:
    """The role printed after the name, or in the line below; and the part, where it says it."""
    text = re.sub(r"^esq(?:uire)?\b[.,\s]*", "", rest.lstrip(",–—-: ").strip(), flags=re.I)
    if text.startswith("(") and text.endswith(")"):
        text = re.split(r"\)\s?\(", text[1:-1])[0]  # "(Stoke North) (Lab)": the seat
    capitals = _NEXT_IN_CAPITALS.search(text)
    if capitals and is_person_like(capitals[0].strip(" ,")):
        text = text[: capitals.start()].rstrip(" ,")
    if text.endswith("."):
        # A sentence about the person: the role ends where the verb begins.
        text = re.sub(r"^who\s(?:(?:is|was)\s)?", "", _GOES_ON.split(text)[0]).rstrip(".")
    text = re.sub(r",?\s+(?:and|AND)$", "", _WHEN.sub("", text)).rstrip(" ,;")
    if rest and rest[0] not in ROLE_FOLLOWS:
        text = ""
    part = _PARTS.get(plain(text.split(",")[0])) if text else None
    if part and "," not in text:
        text = ""
    if not text and below and not _DATE.search(below):
        text = below if is_role(below) or _person_at(below, 0) is None else ""
    return (text if len(text) > 1 else None), part or _part_in(text)


def _part_in(text: str) -> Part | None:
    words = [plain(w) for w in re.findall(r"\w+", text or "")]
    return next((_PARTS[w] for w in words[-1:] if w in _PARTS and len(words) > 1), None)
