"""Where the words themselves say who speaks: people name themselves, or others announce them."""

import re
from dataclasses import dataclass

from documents.ingest.forms_of_address import is_title_at, split_title
from documents.ingest.name_words import NOT_NAMES, SUFFIXES, UPPER, plain
from documents.ingest.names import NAME, are_compatible, in_reading_case, is_person_like
from documents.ingest.people.biographies import is_role
from documents.ingest.quotations.named import GIVEN, MORE_OFFICES
from documents.ingest.wordlists import one_of
from documents.ingest.wordlists import words as word_set


@dataclass(frozen=True)
class Introduction:
    """A name that the text gives, the role printed with it, and the words that say so."""

    name: str
    role: str | None
    basis: str


_GREETINGS = one_of("""
    thank you|thanks|hi|hello|hey|good (?:morning|afternoon|evening)
    yes|yeah|sorry|great|ok|okay|sure|so|um|uh|well|all right
""")
_LINE_OF = r"(?:the line of\s+)?"

_I_AM = one_of(r"""
    I['’]m|I am|[Mm]y name is|[Mm]y name['’]s
    (?:(?<=[.!?…—,]\s)|(?<![^\n]))(?:And\s|and\s)?[Tt]his is
    [Jj]e m['’]appelle|[Jj]e suis|[Mm]e llamo|[Mm]i nombre es|[Ss]oy
""")
_SELF = re.compile(rf"(?<!\w){_I_AM}\s+(?P<name>{NAME})")
_OPENING = re.compile(rf"(?:{_GREETINGS}\b[^.!?{UPPER}]{{0,40}}[.!,?…—-]*\s+)*", re.I)
_NAMED_FIRST = re.compile(rf"(?P<name>{NAME})(?=,|\s(?:with|from|here|of|at)\b|\.\s)")
_NEXT_QUESTION = re.compile(
    rf"\b(?:[Qq]uestions?|[Cc]aller)\b[^.?!:]{{0,50}}?\b(?:from|is)\s+{_LINE_OF}(?P<name>{NAME})"
    rf"|\b(?:[Ff]irst|[Nn]ext|[Ss]econd|[Tt]hird|[Ll]ast|[Ff]inal|[Oo]pening) questions?"
    rf"(?:\s(?:is|goes|go|will|today|then)){{0,3}}\sto\s+(?P<to>{NAME})"
)
_NEXT_LINE = re.compile(
    rf"\b(?:[Ll]ine|[Nn]ext|[Gg]o|[Gg]oing|[Tt]urn|[Hh]ear|[Cc]ome)\b[^.?!:]{{0,30}}?"
    rf"\b(?:from|by|is|of|to)\s+{_LINE_OF}(?P<name>{NAME})"
)
_AFFILIATION = re.compile(
    r"\s?(?:,\s(?:and\s)?|;\s|\s)(?:I['’]m\s|I am\s)?(?P<link>(?:with|from|of|at|for)\s)?(?:the\s)?"
    r"(?P<role>[^.;!?]{2,120})"
)
_NO_ROLE = re.compile(
    one_of(r"""
        I\b|and\b|but\b|so\b|we\b|you\b|here\b|my\b|thank|it['’]?s\b|who\b|this\b|to\b
        speaking\b|again\b|its\b|their\b|if\b|as\b
    """),
    re.I,
)
_SENTENCE_GOES_ON = re.compile(
    r"\s(?:and|but|so|who|which|where)\s(?=I\b|my\b|we\b|has\b|is\b)|—|\s--\s|,\sand\sI\b"
)

# A chair or host is introduced, or says the name, in the first words of a turn.
OPENING = 700


def self_introduction(words: str, limit: int = 400) -> Introduction | None:
    """How a turn names its own speaker, in its first sentences."""
    head = words[:limit]
    for found in _SELF.finditer(head):
        made = _introduction(head, found)
        if made:
            return made
    opening = _OPENING.match(head)
    first = _NAMED_FIRST.match(head, opening.end() if opening else 0)
    return _introduction(head, first, wants_role=True) if first else None


def announcement(words: str, by_operator: bool) -> Introduction | None:
    """Whom a turn announces as the next to ask: the last one that it names.

    An operator's every mention of a name is an announcement; others must speak of a question.
    """
    patterns = (_NEXT_QUESTION, _NEXT_LINE) if by_operator else (_NEXT_QUESTION,)
    found = sorted((f for p in patterns for f in p.finditer(words)), key=lambda f: f.start())
    named = [one for one in (_introduction(words, f) for f in found) if one]
    return named[-1] if named else None


def _introduction(
    words: str, found: re.Match[str], wants_role: bool = False
) -> Introduction | None:
    group = "name" if found["name"] else "to"
    name, end = trimmed_name(found[group])
    if not name:
        return None
    end += found.start(group)
    role = _affiliation(words, end)
    if wants_role and not (role and _is_presentation(words[end:], role)):
        return None
    if role and role.startswith("one of "):
        # Said of somebody else: "This is Cardinal Sarah, one of the Pope's right hands".
        return None
    sentence_end = re.compile(r"[.!?](?=\s|$)|$").search(words, end)
    basis = words[found.start() : sentence_end.end() if sentence_end else end].strip()
    return Introduction(in_reading_case(name), role, basis)


def _is_presentation(after: str, role: str) -> bool:
    """Whether a name and a role are the whole sentence: "Ann Roe, National Journal." """
    sentence = re.match(r"[^.!?—]{0,120}?(?=[.!?](?:\s|$))", after)
    if not sentence or "--" in sentence[0] or len(role.split()) > 12:
        return False
    return all(part[:1].isupper() or is_role(part) for part in role.split(", "))


def trimmed_name(phrase: str) -> tuple[str, int]:
    """The name at the head of a run of capitalised words, and where it ends; "" where none is.

    Titles stay off: the name of "Ambassador Mark Lagon" is "Mark Lagon".
    """
    title, rest = split_title(re.sub(r",\s(?![JS]r\b|I{2,3}\b|Ph\.?D|M\.?D|Esq).*$", "", phrase))
    words = rest.split()
    callings = [n for n in range(len(words) - 2) if MORE_OFFICES.match(words[n])]
    if callings and not GIVEN & {word.casefold() for word in words[: callings[-1] + 1]}:
        words = words[callings[-1] + 1 :]  # "Debt Historian Oona Marchetti"
    while len(words) > 1 and not is_person_like(" ".join(words)):
        words.pop()
    if len(words) < 2:
        return "", 0
    name = re.sub(r"['’]s$", "", " ".join(words))
    if name.endswith(".") and len(words[-1]) > 3 and plain(words[-1][:-1]) not in SUFFIXES:
        name = name[:-1]  # the end of the sentence
    if re.search(r"[^\W\d_]{2,}\.\s", name):
        # A full stop inside: two sentences, not "Matt. Border".
        return "", 0
    return name, phrase.index(words[0], len(title)) + len(name)


def _affiliation(words: str, at: int) -> str | None:
    found = _AFFILIATION.match(words, at)
    if not found:
        return None
    role = found["role"].strip().rstrip(",—- ")
    spaced_only = words[at : at + 1] == " " and not found["link"]
    if spaced_only or _NO_ROLE.match(role) or (found["link"] is None and _has_verb(role)):
        return None
    if found["link"]:
        role = _SENTENCE_GOES_ON.split(role)[0]
    return role.strip(" ,") or None


def _has_verb(role: str) -> bool:
    return bool(re.search(r"\b(?:I|am|is|are|was|were|have|has|do|does|want|think|guess)\b", role))


_NOT_GIVEN = word_set("""
    and but so or thanks thank hello hi hey welcome with from by for the let well now then when
    as our my to yes no oh ok okay dear both like said says if while because after before since
    that it of sister brother
""")

_ENDS_OF_STATES = word_set("""
    alabama alaska arizona arkansas california carolina colorado connecticut dakota delaware
    florida georgia hampshire hawaii idaho illinois indiana iowa island jersey kansas kentucky
    louisiana maine maryland massachusetts mexico michigan minnesota mississippi missouri
    montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont
    virginia washington wisconsin wyoming york
""")


def forms_of(family: str, text: str) -> list[tuple[str, int]]:
    """Every fuller form in which a text prints a family name, with its place: "Mark P. Lagon"."""
    forms: list[tuple[str, int]] = []
    pattern = re.compile(
        rf"(?<![\w’'-])(?P<given>(?:(?:[{UPPER}]\.|[{UPPER}][\w’'-]*\.?|“[^”]{{2,20}}”)[^\S\n]){{1,4}})"
        rf"(?P<family>(?i:{re.escape(family)}))(?![\w-])"
    )
    for found in pattern.finditer(text):
        given = found["given"].split()
        # Sentence openers and titles are not given names; what follows the last of them is.
        outside = [
            i
            for i, w in enumerate(given)
            if (is_title_at(given, i) and not (w == "Don" and i == len(given) - 1))  # "Don Yarrow"
            or plain(w).strip(".’'") in _NOT_GIVEN
            or _ends_a_phrase(w)
        ]
        if text[: found.start()].endswith(", "):  # of a list: "Rita Alvarez, Texas Joseph Cordell"
            outside += [i for i, w in enumerate(given) if plain(w) in _ENDS_OF_STATES][:1]
            outside.sort()
        given = given[outside[-1] + 1 :] if outside else given
        if not outside and _OF_AN_OFFICE.search(text[: found.start()][-12:]):
            while given and plain(given[0]) in NOT_NAMES:  # "Secretary of State Jo Roe"
                given = given[1:]
        if found["family"].isupper() and len(found["family"]) > 2:
            # Capitals begin with the name: "Pennsylvania LYNN C. WOOLSEY", of two columns.
            mixed = [i for i, w in enumerate(given) if w != w.upper()]
            given = given[mixed[-1] + 1 :] if mixed else given
        callings = [i for i, w in enumerate(given[:-1]) if MORE_OFFICES.match(w)]
        if callings and not GIVEN & {w.casefold() for w in given[: callings[-1] + 1]}:
            given = given[callings[-1] + 1 :]  # "Harbor Chaplain Ruth Adeyemi"
        name = " ".join([*given, found["family"]])
        if given and is_person_like(name):
            forms.append((in_reading_case(name), found.end() - len(name)))
    return forms


_OF_AN_OFFICE = re.compile(r"\b(?:of|for)(?: the)? $", re.I)


def _ends_a_phrase(word: str) -> bool:
    """ "City." and "I'm" before a name are no part of it; "Wm." and "J." may be."""
    return bool(re.fullmatch(r"\w{4,}\.|I['’]\w+", word))


def agreeing(forms: list[tuple[str, int]]) -> list[list[tuple[str, int]]]:
    """Forms in groups that can each be one person's, the group met most often first."""
    groups: list[list[tuple[str, int]]] = []
    for form in sorted(forms, key=lambda f: -len(f[0])):
        home = next((g for g in groups if are_compatible(g[0][0], form[0])), None)
        if home is None:
            groups.append([form])
        else:
            home.append(form)
    return sorted(groups, key=len, reverse=True)
