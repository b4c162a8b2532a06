"""Who stands behind the label of an office: "The Chair", "THE PRESIDENT", "Host"."""

import re

from documents.ingest.forms_of_address import bare_name, is_full, is_title, split_title
from documents.ingest.name_words import NOT_NAMES, UPPER, plain, unaccented
from documents.ingest.names import NAME, in_reading_case
from documents.ingest.people.groups import Group, voice_of
from documents.ingest.people.interviews import who_asks
from documents.ingest.people.introductions import (
    OPENING,
    Introduction,
    self_introduction,
    trimmed_name,
)
from documents.ingest.people.talk import Talk
from documents.ingest.reading import Evidence, Voice
from documents.ingest.structure.han_labels import holder_of, is_han
from documents.ingest.wordlists import words

# Before the family name there may be a given one.
_GIVEN = rf"(?:[{UPPER}][\w’'-]*[a-z]\s)?"


def officer(talk: Talk, group: Group) -> Voice:
    """ "The Chair (Mr. Lloyd Longfield)", or "THE PRESIDENT", whom a title line names."""
    heading = in_reading_case(group.printed[0])
    office = re.sub(r"^(?:the|le|la|el)\s", "", heading, flags=re.I)
    inner = re.sub(r"\s?\(.*$", "", group.in_brackets)
    title, name = split_title(inner)
    name = re.sub(r"\sof\s.*$", "", name) if title else name  # "Mr. Hale of Eastmark"
    if name and (title or is_full(name) or is_han(name)):
        return voice_of(
            group, in_reading_case(name), heading, Evidence.LABEL, group.in_brackets, heading
        )
    office = re.sub(r"^señora?\s", "", office, flags=re.I)
    office = re.sub(r"^(?:mr|mrs|ms|madam|mm?|mmes?)\.?\s(?:(?:le|la)\s)?", "", office, flags=re.I)
    office = office.rstrip(".")
    presides = _named_as_presiding(talk, office) or _listed(talk, office)
    presides = presides or _named_behind(talk, office)
    if presides:
        return voice_of(group, presides[0], office, Evidence.BYLINE, presides[1], heading)
    holders = [m for m in talk.mentions if plain(office) in plain(m.title).split()]
    holders = holders or [m for m in talk.mentions if _begins_role(m.role or "", office)]
    if len({m.name for m in holders}) == 1:
        first = holders[0]
        name = bare_name(first.name)
        return voice_of(group, name, office, Evidence.BYLINE, first.line, heading)
    if is_han(office) and (named := [line for line in talk.front if holder_of(office, line)]):
        holder = holder_of(office, named[0])
        return voice_of(group, holder, office, Evidence.BYLINE, named[0], heading)
    if family := _by_family_name(talk, office):
        return voice_of(group, family[0], office, Evidence.BYLINE, family[1], heading)
    if own := _host(talk, group, office):
        return voice_of(group, own.name, office, Evidence.SELF, own.basis, heading)
    if guest := _guest(talk, group, office):
        return voice_of(group, guest[0], office, Evidence.INTRODUCTION, guest[1], heading)
    return voice_of(group, None, office, heading=heading)


def _begins_role(role: str, office: str) -> bool:
    """ "Deputy Spokesman" is the "Deputy Spokesman for the Secretary-General"."""
    return len(office) > 4 and re.match(rf"{re.escape(plain(office))}\b", plain(role)) is not None


def _by_family_name(talk: Talk, office: str) -> tuple[str, str] | None:
    """Whom alone the lines above the talk call by the office and a family name: "Remarks by
    President Harlan at a Meeting".
    """
    called = re.compile(
        rf"(?<!Vice )(?<!Former )(?<!VICE )\b(?i:{re.escape(unaccented(office))})\s"
        rf"(?P<name>{_GIVEN}[{UPPER}][\w'’-]+)"
        r"(?=\s(?:[a-z]|AND\b|AT\b|IN\b|ON\b|TO\b|BEFORE\b|WITH\b)|[,.;:—–]|$)"
    )
    found = {
        plain(at["name"]): (in_reading_case(line[slice(*at.span("name"))]), line)
        for line in talk.front
        for at in called.finditer(unaccented(line))
        if plain(at["name"].split()[0]) not in NOT_NAMES and not is_title(at["name"].split()[0])
    }
    return next(iter(found.values())) if len(found) == 1 else None


_HOSTS = frozenset(["host", "moderator", "presenter", "interviewer", "anchor", "narrator", "chair"])

_INTERVIEWS = frozenset(["interviewer", "host", "presenter", "anchor"])

_GUESTS = re.compile(
    r"\b(?i:(?:my|our)\s(?:guest|interviewee)\b[^.?!:]{0,60}?\bis"
    r"|(?:joined|with me)[^.?!:]{0,40}?\s(?:by|is))\s"
    rf"(?P<name>{NAME})"
)


def _host(talk: Talk, group: Group, office: str) -> Introduction | None:
    """How who opens the programme names themselves: "This is Ports of Call. I'm Ewan Tulloch." """
    if not plain(office).split() or plain(office).split()[-1] not in _HOSTS:
        return None
    own = self_introduction(talk.words(group.turns[0]), limit=OPENING)
    if own is None and plain(office) in _INTERVIEWS and (asks := who_asks(talk)):
        return Introduction(asks[0], None, asks[1])
    return own


def _guest(talk: Talk, group: Group, office: str) -> tuple[str, str] | None:
    """Whom the turns before the guest's first name as the one guest, and the sentence."""
    if plain(office) != "guest":
        return None
    for turn in range(max(1, group.turns[0] - 3), group.turns[0]):
        if (at := _GUESTS.search(talk.words(turn))) and (name := trimmed_name(at["name"])[0]):
            return name, at[0]
    return None


_CHAIRS = words("chair chairman chairwoman chairperson president presidente presidenta speaker")

_OF_THE_CHAIR = r"(?:,\s|\s[\[(])(?:the\s)?(?:chair\w*|president)\b[^.;\[\]()]{0,80}?(?:,|[\])])?\s"

_PRESIDES = (
    re.compile(
        rf"(?i:the\s(?:president|speaker))\s\((?:(?:[A-Z]\w+\.?|the)\s)*?(?P<name>{NAME})\)"
        r"(?=,?\s(?:took|in)\sthe\s[Cc]hair)"
    ),
    re.compile(rf"^(?P<name>(?:Acting\s|Vice-)?President\s[{UPPER}][\w'’-]+),?\spresiding\b"),
    re.compile(rf"(?P<name>{NAME})(?={_OF_THE_CHAIR}presiding\b)"),
    re.compile(rf"(?P<name>{NAME})(?=\s\(président[e]?\)\s(?:occupe|au\sfauteuil))"),
    re.compile(rf"(?i:pr[ée]sidence de)\s(?P<name>(?:[A-Z]\w*\.?\s)?{NAME})"),
    re.compile(
        r"(?i:presidencia de(?:l| la)?\s(?:excm[oa]\.\s)?(?:sra?\.\s)?(?:d\.ª?\s|don\s|doña\s)?)"
        rf"(?P<name>{NAME})"
    ),
    re.compile(rf"(?P<name>{NAME})(?=,?\s(?:\((?:[Tt]he )?Chair(?:man|woman)?\)|in the [Cc]hair))"),
    re.compile(rf"(?P<name>{NAME})(?=,\s(?:\w+,\s)?(?:Chair(?:man|woman)?|CHAIR(?:MAN|WOMAN)?)$)"),
)


def _listed(talk: Talk, office: str) -> tuple[str, str] | None:
    """Whom the head lists under the office of the label: "Host: Maribel Ochoa"."""
    printed = rf"(?i:{re.escape(office)})"
    before = re.compile(rf"{printed}s?\s?[:–—-]\s*(?P<name>(?:Dr\.\s)?{NAME})")
    behind = re.compile(rf"(?P<name>{NAME}),?\s\((?:[Tt]he\s)?{printed}\)")  # "Jo Roe (chair)"
    found = {
        _name_listed(at["name"]): line
        for line in talk.front
        if (at := before.match(line) or behind.search(line))
    }
    return next(iter(found.items())) if len(found) == 1 and all(found) else None


def _named_behind(talk: Talk, office: str) -> tuple[str, str] | None:
    """Whom alone the lines above the talk name right behind the office: "Intervista del Presidente
    della Repubblica, Sergio Mattarella".
    """
    if len(office.split()) < 2:
        return None
    called = re.compile(rf"\b(?i:{re.escape(office)}),\s(?P<name>{NAME})")
    found = {at["name"]: line for line in talk.front for at in called.finditer(line)}
    return next(iter(found.items())) if len(found) == 1 else None


def _name_listed(printed: str) -> str:
    """The name in "Dr. Maribel Ochoa", the family name in "Mr. Cardona"; "" in anything else."""
    title, family = split_title(printed)
    return trimmed_name(printed)[0] or (family if title and len(family.split()) == 1 else "")


def _named_as_presiding(talk: Talk, office: str) -> tuple[str, str] | None:
    """Whom the head names as presiding: "Iain Pell (Chair)", "Présidence de Mme Roy"."""
    if plain(office) not in _CHAIRS:
        return None
    found = {
        (in_reading_case(bare_name(at["name"])), line)
        for line in talk.front
        for pattern in _PRESIDES
        for at in pattern.finditer(line)
        if is_full(at["name"]) or split_title(at["name"])[0]
    }
    names = {plain(name) for name, _ in found}
    return next(iter(sorted(found))) if len(names) == 1 else None
