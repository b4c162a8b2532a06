"""What the person behind a label is called in full, and in which role, by all that is printed."""

import re

from documents.ingest.forms_of_address import bare_name, is_full, split_title
from documents.ingest.name_words import (
    COURTESIES,
    FAMILY_NAMES_TOO,
    FOREIGN_COURTESIES,
    UPPER,
    plain,
    words_of,
)
from documents.ingest.names import (
    NAME,
    are_compatible,
    fullest,
    given_names,
    in_reading_case,
    initials,
    is_person_like,
    same_family,
    short_for,
    surname,
)
from documents.ingest.people.groups import Group, place_in, voice_of
from documents.ingest.people.interviews import behind_letters
from documents.ingest.people.introductions import (
    OPENING,
    Introduction,
    agreeing,
    forms_of,
    self_introduction,
    trimmed_name,
)
from documents.ingest.people.lines import Mention
from documents.ingest.people.offices import officer
from documents.ingest.people.talk import Talk
from documents.ingest.quotations.named import GIVEN, name_runs
from documents.ingest.quotations.words import ROLE_WORD
from documents.ingest.reading import Evidence, Voice
from documents.ingest.structure.initials import explained_initials


def named_voice(talk: Talk, group: Group, is_shared_family: bool) -> Voice:
    """The voice of a label. `is_shared_family`: another label has the same family name.

    The name is the fullest form that the page prints and that contradicts nothing: of the label
    itself, of a title line, of the person's own words, of others' words, in this order of evidence.
    """
    if group.kind == "operator":
        return voice_of(group, heading=in_reading_case(group.printed[0]))
    if group.kind == "office":
        return officer(talk, group)
    if group.is_initials:
        return _from_initials(talk, group)
    label = group.fullest_label
    place = place_in(label)
    title, name = split_title(re.sub(r"\sof\s.*$", "", label) if place else label)
    beside = bare_name(group.in_brackets)
    if not name and is_full(beside) and is_person_like(beside):  # "ME (Silvana Molinas)"
        return voice_of(group, in_reading_case(beside), None, Evidence.LABEL, group.in_brackets)
    if not name and (called := _called_like_an_office(talk, title)):
        form, evidence, basis, role = called
        return voice_of(group, form, group.in_brackets or role, evidence, basis)
    lines = _lines_about(talk, name, place)
    if not lines and not title and (called := _called(talk, name)):
        form, evidence, basis, role = called
        return voice_of(group, form, role or group.in_brackets or None, evidence, basis)
    if not title and not lines and _is_office_alone(name):
        return voice_of(group, heading=in_reading_case(label))
    own = _own_introduction(talk, group, name)
    found: list[tuple[str, Evidence, str]] = []
    if is_full(name):
        found.append((in_reading_case(name), Evidence.LABEL, label))
    found += [(line.name, Evidence.BYLINE, line.line) for line in lines]
    if own:
        found.append((own.name, Evidence.SELF, own.basis))
    if found or not is_shared_family:
        family = name if _may_be_family(title, name) else ""
        told = _told(talk, name, [form for form, _, _ in found], family)
        found += [(form, Evidence.INTRODUCTION, talk.sentence_at(at)) for form, at in told]
    if not found:
        found.append((in_reading_case(name), Evidence.LABEL, label))
    role = group.in_brackets or next((line.role for line in lines if line.role), None)
    role = role or (own.role if own else None) or _office_in(title)
    _, evidence, basis = found[0]
    forms = [bare_name(form) for form, _, _ in found]  # no office or portfolio before the name
    return voice_of(group, fullest(forms), role, evidence, basis)


def _is_office_alone(label: str) -> bool:
    """Whether a label says what somebody is, and not who: "Public Affairs Officer"."""
    last = words_of(label)[-1:]
    is_role = bool(last) and ROLE_WORD.fullmatch(last[0].casefold()) is not None
    return is_role and is_full(label) and not is_person_like(label)


def _called_like_an_office(talk: Talk, title: str) -> tuple[str, Evidence, str, str | None] | None:
    """Whose family name an office alone is: "KING", where the page names Anne King and no king,
    "MR. KING", "JUDGE KING".
    """
    before, _, last = title.rpartition(" ")
    office, role = in_reading_case(last.strip(".,")), _office_in(before)
    if plain(office) not in FAMILY_NAMES_TOO or _is_held(office, talk.text):
        return None
    lines = [m for m in talk.mentions if re.search(rf"\s{office}(?:,?\s[JS]r\.?)?$", m.name)]
    if len({plain(m.name) for m in lines}) == 1:
        return lines[0].name, Evidence.BYLINE, lines[0].line, lines[0].role or role
    groups = agreeing(forms_of(office, talk.text))
    if lines or len(groups) != 1:
        is_addressed = plain(before).strip(".") in {"mr", "mrs", "ms", "miss", "dr"}
        return (office, Evidence.LABEL, title, None) if is_addressed else None
    form, at = max(groups[0], key=lambda found: len(found[0]))
    return form, Evidence.INTRODUCTION, talk.sentence_at(at), role


def _is_held(office: str, text: str) -> bool:
    """Whether a text speaks of somebody who has the office: "the King", "met Judge Roe"."""
    alone = rf"\b[Tt]he {office}\b(?! [{UPPER}])"
    before_a_name = rf"(?:^|[^\w\s]\s*|\b[^\W\d_{UPPER}]\w* ){office} [{UPPER}]"
    return re.search(f"{alone}|{before_a_name}", text, re.MULTILINE) is not None


def _called(talk: Talk, name: str) -> tuple[str, Evidence, str, str | None] | None:
    """Whom a given name alone calls: "Maribel", of the title lines or of who names themselves.

    Nobody, where the name is a family name in the text or two people have the given name.
    """
    if len(words_of(name)) != 1 or forms_of(name, talk.text):
        return None
    lines = [m for m in talk.mentions if _begins_with(m.name, name)]
    if len({plain(m.name) for m in lines}) == 1:
        return lines[0].name, Evidence.BYLINE, lines[0].line, lines[0].role
    given = in_reading_case(name)
    pattern = re.compile(rf"(?<![\w’'-]){re.escape(given)}\s(?=[{UPPER}])")
    names: dict[str, int] = {}
    for at in pattern.finditer(talk.text):
        form, _ = trimmed_name(talk.text[at.start() : at.start() + 60].split("\n")[0])
        if form and _begins_with(form, given):
            names.setdefault(form, at.start())
    if lines or len({plain(surname(form)) for form in names}) != 1:
        return None
    form = fullest(sorted(names))
    return form, Evidence.INTRODUCTION, talk.sentence_at(names[form]), None


def _begins_with(full: str, given: str) -> bool:
    first = given_names(full)[:1]
    return bool(first and short_for(plain(first[0])) & short_for(plain(given)))


def _lines_about(talk: Talk, name: str, place: str) -> list[Mention]:
    """The title lines about one person; none where they may be about several."""
    lines = [m for m in talk.mentions if same_family(m.name, name) and are_compatible(m.name, name)]
    if place:
        lines = [m for m in lines if m.role and plain(place) in plain(m.role)] or lines
    contradict = any(not are_compatible(a.name, b.name) for a in lines for b in lines)
    return [] if contradict else lines


def _own_introduction(talk: Talk, group: Group, name: str) -> Introduction | None:
    for turn in sorted(group.turns)[:2]:
        own = self_introduction(talk.words(turn), limit=OPENING)
        if own and same_family(own.name, name) and are_compatible(own.name, name):
            return own
    return None


def _may_be_family(title: str, name: str) -> bool:
    """Whether "Mr." stands before a family name of two words rather than before a full name."""
    each = words_of(name)
    return (
        plain(title).strip(".") in {"mr", "mrs", "ms", "miss", "mme", "m"}
        and len(each) == 2
        and each[0].casefold() not in GIVEN
    )


def _told(talk: Talk, name: str, known: list[str], family: str = "") -> list[tuple[str, int]]:
    """The fuller forms of a name in the text, where all are one person's.

    `family`: what stands after "Mr." and may be a family name of two words, "Mr. Ould Salem".
    """
    if family:
        whole = f" {plain(family)}"
        longer = [f for f in forms_of(surname(name), talk.text) if plain(f[0]).endswith(whole)]
        if longer and len(agreeing(longer)) == 1:
            return longer
    forms = [
        (form, at)
        for form, at in forms_of(surname(name), talk.text)
        if are_compatible(form, name) and all(are_compatible(form, other) for other in known)
    ]
    groups = agreeing(forms)
    if not groups or (len(groups) > 1 and not known):
        return []
    return groups[0]


def _from_initials(talk: Talk, group: Group) -> Voice:
    """Initials that no label spells out: the one person of the title lines who has them."""
    label = group.fullest_label
    fitting = [m for m in talk.mentions if m.role == label]  # "Thomas Ekwueme (TE)"
    letters = label.replace(".", "")
    fitting = fitting or [m for m in talk.mentions if initials(m.name) == letters]
    if len({m.name for m in fitting}) != 1:
        if explained := _explained(talk, label):
            return voice_of(group, bare_name(explained[0]), None, Evidence.BYLINE, explained[1])
        if found := _in_the_head(talk, label):
            return voice_of(group, found[0], None, Evidence.BYLINE, found[1])
        if found := behind_letters(talk, label):
            return voice_of(group, found[0], None, Evidence.BYLINE, found[1])
        return voice_of(group, heading=label)
    first = fitting[0]
    role = re.sub(rf"(?:,\s)?\(?\b{re.escape(label)}\b\)?", "", first.role or "").strip(", ")
    return voice_of(group, first.name, role or None, Evidence.BYLINE, first.line)


def _in_the_head(talk: Talk, letters: str) -> tuple[str, str] | None:
    """Whose initials letters are, of the names that stand within the lines above the talk."""
    found = {
        run.name: line
        for line in talk.front
        for run in name_runs(line)
        if len(letters) > 1 and initials(run.name) == letters and is_person_like(run.name)
    }
    return next(iter(found.items())) if len(found) == 1 else None


def _explained(talk: Talk, letters: str) -> tuple[str, str] | None:
    """Whom "JM: Jane Miller", "(JM = Jane Miller; …)" or "Jane Miller (JM)" says that initials are,
    and the words.
    """
    said = re.compile(
        rf"(?<!\w){re.escape(letters)}\s?[:=–-]\s?(?P<name>{NAME})(?=\s*[;,.)]|\s*$)", re.M
    )
    found = {m["name"]: m[0] for m in said.finditer(talk.text) if initials(m["name"]) == letters}
    if not found and (name := explained_initials(talk.text).get(letters)):
        found = {name: f"{name} ({letters})"}
    return next(iter(found.items())) if len(found) == 1 else None


def _office_in(title: str) -> str | None:
    """The office in a printed title, without forms of address."""
    words = in_reading_case(title).split()
    forms = COURTESIES | FOREIGN_COURTESIES | {"le", "la", "el", "l'"}
    return " ".join(word for word in words if plain(word).strip(".,") not in forms) or None
