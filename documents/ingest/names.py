"""What a person's name looks like in print, and when two printed forms can be one person's.

Names are kept as printed; these functions only take them apart to compare them.
"""

import re
import unicodedata
from functools import lru_cache

from nameparser import HumanName
from rapidfuzz.distance import OSA

from documents.ingest.wordlists import words as word_set

UPPER = (
    "A-Z\u00c0-\u00d6\u00d8-\u00de\u0100\u0102\u0104\u0106\u010c\u010e\u0110\u0112\u0118\u011a\u011e"
    "\u0130\u0139\u013d\u0141\u0143\u0147\u0150\u0152\u0158\u015a\u015e\u0160\u0164\u016e\u0170"
    "\u0178-\u017b\u017d"
)
"""The capitals of Latin alphabets, for character classes."""

COURTESIES = word_set(
    "mr mrs ms miss mx dr très madam m mm mme mmes mlle hon honorable honourable the sir he h.e s.e"
    " s.e.m s.e.mme h.e.mr h.e.ms h.e.mrs h.e.m"
)
"""Forms of address that say nothing of an office."""

FOREIGN_COURTESIES = word_set("""
    sr sra srta senor senora senorita don dona monsieur madame mademoiselle herr frau signor signora
""")
"""Forms of address of other languages, without accents."""

HONORIFICS = (COURTESIES - {"the"}) | word_set("""
    prof professor dame lord lady baroness viscount viscountess countess marquess
    rev reverend father rabbi imam sheikh excellency me monsieur
    kollege kollegin
    madame mademoiselle maître señor señora señorita don doña sr sra srta herr frau signor
    signora
""")
OFFICES = word_set("""
    ambassador amb president vice secretary undersecretary under deputy assistant minister prime
    chancellor senator sen representative rep congressman congresswoman governor gov mayor
    premier chairman chairwoman chairperson chair speaker justice chief judge attorney solicitor
    rear brig
    general gen colonel col admiral adm captain capt lieutenant lt major maj commander
    commissioner director administrator delegate councillor councilor press spokesman
    spokeswoman spokesperson king queen prince princess pope bishop archbishop cardinal
    inspector acting former advisor adviser counselor counsellor envoy coordinator businessman
    businesswoman congressperson sergeant sgt corporal constable superintendent commodore brigadier
    comptroller treasurer mayor dean bishop sergent sous lieutenant caporal gendarme commandant
    usec asec
    capitaine colonel amiral première ministre président présidente présidenta presidente
    presidenta ministro ministra senador senadora diputado diputada embajador embajadora
    secretario secretaria subsecretario subsecretaria viceministro viceministra canciller
    gobernador gobernadora alcalde alcaldesa comisionado comisionada vocero vocera portavoz
    procurador procuradora
    chargé chargée
    det insp supt cllr pc dci sec rapporteur rapporteuse
    präsident präsidentin vizepräsident vizepräsidentin alterspräsident alterspräsidentin
    bundespräsident bundeskanzler bundeskanzlerin kanzler kanzlerin bundesminister ministerin
    bundesministerin staatsminister staatsministerin staatssekretär staatssekretärin abgeordneter
    abgeordnete vorsitzender vorsitzende botschafter botschafterin sachverständiger sachverständige
    ambassadeur ambassadrice sénateur sénatrice député députée juge juez commissaire directora
""")
PORTFOLIOS = word_set("""
    agriculture commerce defense defence education energy interior labor labour transportation
    treasury homeland budget communications communication strategic counterterrorism advisers
    advisors staff economic climate change manufacturing policy veterans housing urban development
    environment trade
""")
"""What an office is for: "Secretary of Education Arne Duncan" is not called Education."""

_IN_PORTFOLIOS = PORTFOLIOS | word_set("""
    state health human services security justice finance foreign affairs interior home army navy
    air force war rights labour social culture science technology arms control political public
    international economy democracy global women
""")
"""The same, behind "of" or "for"."""

SHORT_WITH_STOP = word_set("""
    min. dep. del. hon. amb. asst. fr. mag. ing. dipl.-ing. lic. mtro. mtra. lcdo. lcda.
""")
"""What shortens an office or a degree only with its full stop: Min Zin and Del Toro are names."""

_DEGREES = word_set("dr. prof. mag. ing. dipl.-ing. lic. mtro. mtra. lcdo. lcda.")
_BEFORE_FULL_NAMES = word_set("sister brother")

SUFFIXES = word_set("jr sr ii iii iv phd ph.d md esq cbe obe mp mep qc kc sc")
GENERATIONS = word_set("jr jnr junior sr snr senior ii iii iv v")
"""The suffixes that tell people of one name apart; the rest are degrees and honours."""
PARTICLES = word_set("""
    de da do dos das del della di du des la le van von der den ter ten al el bin ibn ben abu af
    av zu y e of
""")

_INITIAL = rf"(?:[{UPPER}]\.){{1,3}}"
_WORD = rf"(?:(?:O|D|L|d|l)['’])?[{UPPER}][\w'’‑-]*"
_PARTICLE = r"(?:de|da|do|dos|das|del|della|di|du|van|von|der|den|ter|al|el|bin|ibn|ben|la|le|y)"
NAME = rf"{_WORD}(?:\.(?=\s))?(?:\s(?:{_INITIAL}|{_WORD}|{_PARTICLE}(?=\s)|“[^”]{{2,20}}”)){{1,4}}"
"""A name of at least two words, as a pattern; the first may be a title with its full stop."""

_NAME = re.compile(NAME)
_WORDS = re.compile(r"[\w.'’‑-]+")


def plain(text: str) -> str:
    """Without accents and case, for comparing."""
    decomposed = unicodedata.normalize("NFD", text.replace("’", "'").replace("‑", "-"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def words_of(name: str) -> list[str]:
    return [w for w in _WORDS.findall(name) if w.strip(".'’‑-")]


def _bare(word: str) -> str:
    """A word to be looked up: "L'hon." is "hon"."""
    bare = word.casefold().strip(".,")
    return bare[2:] if bare[:2] in {"l'", "l’"} and bare[2:5] == "hon" else bare


def is_title(word: str) -> bool:
    """Whether a word in front of a name is a form of address or an office, also misprinted."""
    bare = _bare(word)
    if word.casefold() in SHORT_WITH_STOP:
        return True
    parts = bare.split("-")  # "Secretary-General", "Vice-President"
    return bare in HONORIFICS or all(p in OFFICES for p in parts) or _is_misprinted_office(bare)


def is_title_at(words: list[str], at: int) -> bool:
    """Whether a word among others is a title. The "M." of "Carla M. Estes" is an initial, that of
    "de M. Dupont" is a title.
    """
    if not is_title(words[at]):
        return False
    before = words[at - 1] if at else ""
    is_initial = (
        _bare(words[at]) == "m"
        and before[:1].isupper()
        and not before.endswith((".", ",", ":"))
        and not is_title(before)
        and plain(before) not in NOT_NAMES
    )
    return not is_initial


@lru_cache(maxsize=4096)
def _is_misprinted_office(bare: str) -> bool:
    """Such as "Secrtary" or "Ambssador": long enough that no name is so near by chance."""
    return (
        len(bare) >= 8
        and not plain(bare).startswith("presidenc")
        and any(
            len(office) >= 8 and OSA.distance(bare, office, score_cutoff=2) <= 2
            for office in OFFICES
        )
    )


def _is_portfolio(words: list[str], at: int) -> bool:
    """Whether a word belongs to the name of an office that a person's name follows."""
    return _bare(words[at]) in PORTFOLIOS and at + 1 < len(words)


def split_title(name: str) -> tuple[str, str]:
    """("Ambassador", "Mark P. Lagon"): what stands before the name, and the name itself."""
    words = name.split()
    first = _leading_office(words)
    while first < len(words) and (
        _is_title_before_a_name(words, first)
        or _is_portfolio(words, first)
        or (
            _bare(words[first]) in {"the", "at", "of", "for", "le", "la", "el"}
            and _title_follows(words, first)
        )
        or (first and _goes_on_with_title(words, first))
        or (first and _goes_on_with_portfolio(words, first))
    ):
        first += 1
    if len(words) == 2 and _bare(words[0]) in {"don", "doña"}:  # "Don Fischbach" is called so
        first = 0
    elif first:
        first = max(first, _behind_a_degree(words))
    elif len(words) > 2 and _bare(words[0]) in _BEFORE_FULL_NAMES:  # but "Sister Mélène"
        first = 1
    title, rest = " ".join(words[:first]), words[first:]
    while len(rest) > 1 and _bare(rest[-1]) in SUFFIXES - {"jr", "sr", "ii", "iii", "iv"}:
        rest = rest[:-1]
    return title, " ".join(rest).rstrip(",;")


def _behind_a_degree(words: list[str]) -> int:
    """Where the name begins in "Bundesminister für Inneres Mag. Johannes Mikl": behind the last of
    the degrees in it; 0 without one.
    """
    at = [n for n, word in enumerate(words[:-1]) if word.casefold() in _DEGREES]
    return at[-1] + 1 if at else 0


_BEFORE_OFFICE = word_set("foreign interior finance defense defence crown national security")
"""What begins the name of an office: "Foreign Minister Ilves" is not called Foreign."""


def _is_title_before_a_name(words: list[str], at: int) -> bool:
    """Whether a word is a title; the last word may only look like a misprint of one: Cardigan."""
    bare = _bare(words[at])
    parts = bare.split("-")
    is_exact = (
        bare in HONORIFICS
        or all(part in OFFICES for part in parts)
        or words[at].casefold() in SHORT_WITH_STOP
    )
    return is_title(words[at]) and (is_exact or at + 1 < len(words))


def _leading_office(words: list[str]) -> int:
    """How many words lead to a name of two or more: "Pentagon Press Secretary" Daniel Roarke."""
    begins = next((n for n, word in enumerate(words) if _bare(word) not in _BEFORE_OFFICE), 0)
    if begins and begins + 1 < len(words) and is_title(words[begins]):
        return begins
    if not words or is_title(words[0]) or len(words) < 5:
        return 0
    offices = [n for n in range(1, len(words) - 2) if is_title(words[n])]
    return offices[-1] + 1 if len(offices) > 1 else 0


def _goes_on_with_title(words: list[str], at: int) -> bool:
    """ "d'état-major" in "Le sergent d'état-major Leon Ptak": small letters before a name."""
    word = words[at]
    return word[0].islower() and _bare(word) not in PARTICLES and at + 1 < len(words)


def _goes_on_with_portfolio(words: list[str], at: int) -> bool:
    """ "of Health and Human Services" in "Secretary of Health and Human Services Ann Roe"."""
    bare, following = _bare(words[at]), _bare(words[at + 1]) if at + 1 < len(words) else ""
    if bare in {"of", "for"}:
        return following in _IN_PORTFOLIOS and at + 2 < len(words)
    is_within = any(_bare(word) in {"of", "for"} for word in words[:at])
    is_part = bare in _IN_PORTFOLIOS or (bare in {"and", "the"} and following in _IN_PORTFOLIOS)
    return is_within and is_part and bool(following)


def _title_follows(words: list[str], at: int) -> bool:
    return at + 1 < len(words) and is_title(words[at + 1])


NOT_NAMES = word_set("""
    minister president secretary ambassador senator chairman chairwoman chancellor happy day
    interview podcast panel panelists speakers remarks address speech statement testimony
    briefing press conference hearing transcript policy program department office ministry
    committee council commission senate congress assembly parliament house white state states
    united nations university college school institute institution center centre foundation
    association union society company corporation group team bank court service services agency
    bureau division unit board project network forum summit session meeting event series report
    video audio media news photo page edition volume number section human rights trafficking
    slavery law international national global world federal general public foreign affairs
    security the this that these those there here what when where who why how and but so well
    now then thanks thank hello hi welcome good yes no please sorry great let with from by for
    of in on at to as is are was were do does did can could would should will has have had our my
    your his her its their we you they he she it if not one two three
    first second another aboard before during following regarding concerning about after against
    into via en route monday tuesday wednesday thursday friday saturday sunday january february
    march april june july august september october november december exclusive immediate release
    special annual joint story government american americans british french act bill treaty
    convention protocol plan strategy hall north south east west new street avenue washington
    europe africa asia america street journal times post radio television tv magazine review
    daily weekly free academy counsel officer fellow adviser advisor author member analyst
    manager editor journalist correspondent reporter professor studies executive senior junior
    associate founder head partner legal medical policy research science health
    room auditorium ballroom theater theatre hotel building library cathedral
    affaires etrangeres exteriores asuntos relations republique audition bonjour merci oui non
    un une peuple but foi mais comme selon pour avec presidence oral argument rebuttal behalf
    entretien reportage entrevista reportaje
""")
"""What stands with a capital in titles, bodies and sentences, but hardly in a person's name."""


GIVEN_NAMES_TOO = word_set("bill april june august")
"""Of these words, what a person's name may well begin with."""


FAMILY_NAMES_TOO = word_set("""
    king queen prince pope duke earl baron bishop abbot dean deacon rector judge major sheriff
    constable marshal chancellor
""")
"""Of the offices, those that are family names as well."""


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


def bare_name(name: str) -> str:
    return split_title(name)[1]


def is_full(name: str) -> bool:
    """Whether the name has a given and a family name."""
    return len(words_of(bare_name(name))) > 1


_LEADS_FAMILY = word_set("van von de der den ter ten du della del dos")
"""Particles that hardly are a given name: two words that begin so are a family name."""


def surname(name: str) -> str:
    """The family name, with its particles, as printed."""
    whole = words_of(bare_name(name))
    if len(whole) == 2 and plain(whole[0]) in _LEADS_FAMILY:  # "Ms. van Doorn"
        return " ".join(whole)
    parsed = HumanName(bare_name(name))
    words = [w.strip(",") for w in bare_name(name).split() if _bare(w) not in SUFFIXES]
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
    while len(words) > 1 and (_bare(words[0]) in _BEFORE_GIVEN or words[0] == "HE"):
        del words[0]
    return " ".join(words)


def generation(suffix: str) -> str:
    """Of what follows a name, what tells generations apart: "Jr." for "Jr., M.D."."""
    return " ".join(word for word in suffix.replace(",", " ").split() if _bare(word) in GENERATIONS)


def given_names(name: str) -> list[str]:
    """What stands before the family name, titles left out."""
    whole, last = words_of(bare_name(name)), len(words_of(surname(name)))
    return [w for w in whole if _bare(w) not in SUFFIXES][: -last or None]


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
    """A name printed in capitals as it is written in running text; any other name unchanged."""
    if sum(c.isalpha() for c in name) < 2 or not is_in_capitals(name):
        return name
    # A printed "McDONOUGH" says where its capitals are.
    return " ".join(_word_in_reading_case(word, n == 0) for n, word in enumerate(name.split()))


def _word_in_reading_case(word: str, leads: bool) -> str:
    if re.fullmatch(rf"(?:[{UPPER}]\.)+|[{UPPER}]", word):
        return word
    if _bare(word) in PARTICLES | {"and", "for", "the"} and not leads:  # "BEN RHODES" is called Ben
        return word.casefold()
    prefix = re.match(r"(Mac|Mc|MC|O['’])(?=\w{2})", word)
    if prefix:
        head = {"MC": "Mc"}.get(prefix[1], prefix[1])
        return head + word[prefix.end()].upper() + word[prefix.end() + 1 :].lower()
    return re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)


def is_courtesy(word: str) -> bool:
    return plain(word).strip(".,") in COURTESIES


def same_family(name: str, other: str) -> bool:
    """Whether two names have the same family name; this alone makes nobody one person."""
    return plain(surname(name)) == plain(surname(other))


def names_in(text: str) -> list[re.Match[str]]:
    """Where names of two and more words may stand in a text."""
    return list(_NAME.finditer(text))
