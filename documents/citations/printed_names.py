"""Which words of a title stand in a name, by how names are printed: courts' cases, offices with
whoever holds them, places with their state, names with a particle.

Nothing in a title says which of its capitals are a name's. Where these shapes leave it open, the
word is taken for one, since a capital too many misnames nobody.
"""

import re
from collections.abc import Sequence

from documents.ingest.wordlists import words

OFFICES = words(
    """
    Secretary President Minister Ambassador Advisor Adviser Director Senator Representative Governor
    Congressman Congresswoman Congressmember Administrator Chairman Chairwoman Chancellor Premier
    Commissioner Attorney Admiral Judge Mayor Spokesman Spokeswoman Spokesperson Rapporteur Pope
    Bishop Archbishop Rabbi Imam Reverend Sheikh Professor Colonel Lieutenant Sergeant
    """
)
"""Offices that stand before a name; one is set alike wherever it stands."""
PARTICLES = words(
    """
    King Queen Prince Princess Emperor Empress Sultan Emir Lord Lady Sir Dame Brother Sister Father
    Van Von De Di Da Del Della Der Den Du Dos Das La Le Les Las Los El Al Bin Ibn Ben Abu St Ste San
    Santa Santo São Saint Sainte Fort Port Mount Lake Cape
    """
)
"""What begins a name of several words, as ranks and forms of address do."""
WITHIN_PLACES = words(
    """
    au aux de del della des di da do dos du d el en la las le les los sous sur y am an im bei upon
    """
)
"""Small words between the hyphens of a place's name: "Port-au-Prince"."""
STATES = words(
    """
    AL AK AZ AR CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ
    NM NV NY OH OK OR PA PR RI SC SD TN TX UT VA VT WA WI WV WY Ala Ariz Ark Calif Colo Conn Del Fla
    Ga Ill Ind Kan Ky Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo
    Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia Hawaii
    Idaho Illinois Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan
    Minnesota Mississippi Missouri Montana Nebraska Nevada Ohio Oklahoma Oregon Pennsylvania
    Tennessee Texas Utah Vermont Virginia Washington Wisconsin Wyoming
    """
)
"""States, and their abbreviations, postal and older ones: before them stands a place."""
NO_NAMES = words(
    """
    a aboard about across after against along amid among an and are around as at before behind being
    below between beyond but by during en for from has have her his how in inside into is its my
    near nor of off on onto or our out outside over route since so than that the their this through
    to toward towards under until up upon was were what when where who why will with within without
    your
    """
)
"""Words that end a name before them and begin none."""

LONGEST = 4
"""How many words of an office or a place before its state are taken in."""
_COMPOUND = re.compile(r"[A-ZÀ-Þ][^\W\d_]*(?:-[^\W\d_]+)+")
_WORD = re.compile(r"[^\W\d_](?:.*\w)?", re.S)


def is_place_with_particle(word: str) -> bool:
    """Whether a compound is a place such as "Port-au-Prince", and no "State-of-the-Art"."""
    if not _COMPOUND.fullmatch(word):
        return False
    _, *inner, last = word.split("-")
    return last[0].isupper() and any(part.lower() in WITHIN_PLACES for part in inner)


def places_of_names(tokens: Sequence[str]) -> frozenset[int]:
    """The places of the words that stand in names, of tokens with their punctuation."""
    kept: set[int] = set()
    bare = [_bare(token) for token in tokens]
    for n, word in enumerate(bare):
        if word == "v" and tokens[n].startswith("v."):
            kept.update(_before(tokens, bare, n, LONGEST * 2), _after(tokens, bare, n, LONGEST * 2))
        elif word in OFFICES:
            kept.update({n}, _before(tokens, bare, n, LONGEST), _holder(tokens, bare, n))
        elif word in PARTICLES:
            kept.update({n} if (name := _after(tokens, bare, n, 1)) else (), name)
        elif word in STATES and n and tokens[n - 1].endswith(","):
            kept.update({n}, _before(tokens, bare, n, LONGEST, over_comma=True))
        elif word.lower() == "route" and n and bare[n - 1].lower() == "en":
            kept.update(_after(tokens, bare, n, LONGEST))
        elif is_place_with_particle(word):
            kept.add(n)
    return frozenset(kept)


def _bare(token: str) -> str:
    """The word of a token, without punctuation and "'s"."""
    found = _WORD.search(re.sub(r"[’']s\b", "", token))
    return found[0] if found else ""


def _holder(tokens: Sequence[str], bare: Sequence[str], at: int) -> list[int]:
    """Who holds an office, two words at most ("Attorney General" being one); of "Secretary of
    State" its field with them.
    """
    joints = at
    while (
        joints + 2 < len(bare)
        and bare[joints + 1] in ("of", "for", "the")
        and not _ends(tokens[joints])
    ):
        joints += 1
    if joints > at:
        return _after(tokens, bare, joints, LONGEST)
    is_general = bare[at + 1 : at + 2] == ["General"]
    return _after(tokens, bare, at, 3 if is_general else 2)


def _before(
    tokens: Sequence[str], bare: Sequence[str], at: int, most: int, over_comma: bool = False
) -> list[int]:
    """The places of the words of a name before a place, the nearest first."""
    found: list[int] = []
    n = at - 1
    while n >= 0 and len(found) < most and _may_be_name(bare[n]):
        if _ends(tokens[n]) and not (over_comma and n == at - 1):
            break
        found.append(n)
        n -= 1
    return found


def _after(tokens: Sequence[str], bare: Sequence[str], at: int, most: int) -> list[int]:
    """The places of the words of a name after a place."""
    found: list[int] = []
    n = at
    while len(found) < most and n + 1 < len(bare) and (n == at or not _ends(tokens[n])):
        n += 1
        if not _may_be_name(bare[n]):
            break
        found.append(n)
    return found


def _may_be_name(word: str) -> bool:
    return word[:1].isupper() and word.lower() not in NO_NAMES


def _ends(token: str) -> bool:
    """Whether a phrase ends with a token."""
    return token.endswith((",", ":", ";", "?", "!", "—", "–", ")", "”", '"'))
