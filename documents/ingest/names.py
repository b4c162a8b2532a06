"""What a person's name looks like in print, and when two printed forms can be one person's.

Names are kept as printed; these functions only take them apart to compare them.
"""

import re

from nameparser import HumanName

from documents.ingest.forms_of_address import bare_name, bare_word
from documents.ingest.name_words import (
    GENERATIONS,
    GIVEN_NAMES_TOO,
    NOT_NAMES,
    PARTICLES,
    SUFFIXES,
    UPPER,
    plain,
    words_of,
)
from documents.ingest.wordlists import words as word_set

_INITIAL = rf"(?:[{UPPER}]\.){{1,3}}"
_WORD = rf"(?:(?:O|D|L|d|l)['’])?[{UPPER}][\w'’‑-]*"
_PARTICLE = r"(?:de|da|do|dos|das|del|della|di|du|van|von|der|den|ter|al|el|bin|ibn|ben|la|le|y)"
NAME = rf"{_WORD}(?:\.(?=\s))?(?:\s(?:{_INITIAL}|{_WORD}|{_PARTICLE}(?=\s)|“[^”]{{2,20}}”)){{1,4}}"
"""A name of at least two words, as a pattern; the first may be a title with its full stop."""

_NAME = re.compile(NAME)


def is_person_like(name: str) -> bool:
    """Whether a phrase in capitals can be a person's name rather than a title's or a body's."""
    words = words_of(bare_name(name))
    if any(plain(w).endswith("'s") for w in words[:-1]):
        return False
    if words and plain(words[0]) in GIVEN_NAMES_TOO and len(words) == 2:
        return plain(words[1]) not in NOT_NAMES
    return 1 < len(words) <= 6 and not any(plain(w) in NOT_NAMES for w in words)


BODIES = re.compile(
    r"the\s.*\b(?:board|committee|council|commission|department|office|ministry|institute|society|"
    r"association|foundation|center|centre|university|company|union|group|staff|government|"
    r"embassy|secretariat|coalition|network|editors)\b.*|"
    r".*[\s,](?:inc|ltd|llc|llp|corp|plc|gmbh)\.?",
    re.I,
)
"""Names that only a body has: with an article and what kind of body it is, or as companies are."""


def is_body_name(name: str) -> bool:
    """Whether a name is certainly a body's: "The Editorial Board", "Reyes Holdings, Inc."."""
    return BODIES.fullmatch(name.strip()) is not None


_LEADS_FAMILY = word_set("van von de der den ter ten du della del dos")
"""Particles that hardly are a given name: two words that begin so are a family name."""


def surname(name: str) -> str:
    """The family name, with its particles, as printed."""
    whole = words_of(bare_name(name))
    if len(whole) == 2 and plain(whole[0]) in _LEADS_FAMILY:  # "Ms. van Doorn"
        return " ".join(whole)
    parsed = HumanName(bare_name(name))
    words = [w.strip(",") for w in bare_name(name).split() if bare_word(w) not in SUFFIXES]
    if parsed.last and plain(parsed.last).split()[-1] == plain(words[-1] if words else ""):
        return parsed.last
    return words[-1] if words else name


_BEFORE_GIVEN = word_set("""
    h.e h.h h.r.h h.m s.e s.e.m dr prof professor mr mrs ms mx miss mme mlle hon
    honorable honourable excellency
""")


def without_address(given: str) -> str:
    """Given names without forms of address before them: "José" for "H.E. Dr. José". Initials that
    stand alone are the name ("H.E. Marshall").
    """
    words = given.split()
    while len(words) > 1 and (bare_word(words[0]) in _BEFORE_GIVEN or words[0] == "HE"):
        del words[0]
    return " ".join(words)


def generation(suffix: str) -> str:
    """Of what follows a name, what tells generations apart: "Jr." for "Jr., M.D."."""
    return " ".join(
        word for word in suffix.replace(",", " ").split() if bare_word(word) in GENERATIONS
    )


def given_names(name: str) -> list[str]:
    """What stands before the family name, titles left out."""
    whole, last = words_of(bare_name(name)), len(words_of(surname(name)))
    return [w for w in whole if bare_word(w) not in SUFFIXES][: -last or None]


def initials(name: str) -> str:
    """The first letters of a name, as capitals, titles left out."""
    return "".join(word[0].upper() for word in words_of(bare_name(name)))


def are_compatible(one: str, other: str) -> bool:
    """Whether two printed names can be one person's: nothing in them contradicts.

    A missing given name or an initial contradicts nothing. This never says that they *are* one.
    """
    a, b = plain(bare_name(one)), plain(bare_name(other))
    if a == b:
        return True
    last_a, last_b = plain(surname(one)), plain(surname(other))
    if last_a != last_b and last_a.split()[-1:] != last_b.split()[-1:]:
        return False
    first_a, first_b = given_names(one), given_names(other)
    if not first_a or not first_b:
        return True
    parts = sorted(({plain(g).strip(".") for g in each} for each in (first_a, first_b)), key=len)
    if parts[0] <= parts[1] and all(len(g) == 1 for g in parts[0]):  # "C. Roe", "Luis C. Roe"
        return True
    x, y = plain(first_a[0]).strip("."), plain(first_b[0]).strip(".")
    return (
        x == y or (min(len(x), len(y)) == 1 and x[0] == y[0]) or bool(short_for(x) & short_for(y))
    )


def short_for(given: str) -> frozenset[str]:
    """The given names that one may stand for, itself among them: "tom" for "thomas"."""
    return frozenset({given}) | _SHORT_FOR.get(given, frozenset())


# A full name, and what people who have it are called.
_SHORT_FORMS = """
    thomas tom tommy; robert bob bobby rob; william bill will billy; richard dick rick rich;
    james jim jimmy; john jack; michael mike; david dave; daniel dan danny; joseph joe; charles
    chuck charlie; edward ed ted eddie; stephen steve; steven steve; anthony tony; christopher
    chris; matthew matt; nicholas nick; benjamin ben; samuel sam; gregory greg; kenneth ken;
    ronald ron; donald don; jeffrey jeff; timothy tim; patrick pat; peter pete; andrew andy
    drew; lawrence larry; gerald jerry; raymond ray; philip phil; phillip phil; douglas doug;
    theodore ted; frederick fred; alexander alex; elizabeth liz beth betty; katherine kate
    kathy; catherine kate cathy; margaret peggy meg; susan sue; deborah debbie deb; barbara
    barb; jennifer jen; rebecca becky; patricia pat patty; judith judy; victoria vicky;
    jacqueline jackie; kimberly kim; cynthia cindy; pamela pam; zachary zach; albert al
"""
_SHORT_FOR: dict[str, frozenset[str]] = {}
for _forms in _SHORT_FORMS.split(";"):
    _whole, *_shorts = _forms.split()
    for _short in _shorts:
        _SHORT_FOR[_short] = _SHORT_FOR.get(_short, frozenset()) | {_whole}


def fullest(names: list[str]) -> str:
    """The form that says most: most given names, then initials written out, then the first."""
    return max(names, key=lambda n: (len(given_names(n)), len(n.replace(".", ""))))


def is_in_capitals(words: str) -> bool:
    """Whether three letters of four are capitals: "JANE McDONOUGH"."""
    letters = [c for c in words if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) >= 0.75 * len(letters)


def in_reading_case(name: str) -> str:
    """A name printed in capitals as it is written in running text, and one of which only the family
    name is; any other name unchanged.
    """
    if FAMILY_IN_CAPITALS.fullmatch(name):
        words = name.split()
        return " ".join(
            _word_in_reading_case(word, leads=True) if word.isupper() and len(word) > 2 else word
            for word in words
        )
    if sum(c.isalpha() for c in name) < 2 or not is_in_capitals(name):
        return name
    # A printed "McDONOUGH" says where its capitals are.
    return " ".join(_word_in_reading_case(word, n == 0) for n, word in enumerate(name.split()))


FAMILY_IN_CAPITALS = re.compile(
    rf"(?:[{UPPER}][\w’'-]*[a-zà-ÿ][\w’'-]*\s)+(?:(?:de|du|van|von|der|le|la)\s){{0,2}}"
    rf"[{UPPER}]{{4,}}(?:[-\s][{UPPER}]{{3,}})?"
)


def _word_in_reading_case(word: str, leads: bool) -> str:
    if re.fullmatch(rf"(?:[{UPPER}]\.)+|[{UPPER}]", word):
        return word
    if (
        bare_word(word) in PARTICLES | {"and", "for", "the"} and not leads
    ):  # "BEN RHODES" is called Ben
        return word.casefold()
    prefix = re.match(r"(Mac|Mc|MC|O['’])(?=\w{2})", word)
    if prefix:
        head = {"MC": "Mc"}.get(prefix[1], prefix[1])
        first, *others = word[prefix.end() :].split("-")
        others = [_word_in_reading_case(part, leads=True) for part in others]
        return "-".join([head + first[:1].upper() + first[1:].lower(), *others])
    return re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)


def same_family(name: str, other: str) -> bool:
    """Whether two names have the same family name; this alone makes nobody one person."""
    return plain(surname(name)) == plain(surname(other))


def names_in(text: str) -> list[re.Match[str]]:
    """Where names of two and more words may stand in a text."""
    return list(_NAME.finditer(text))
