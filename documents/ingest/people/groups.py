"""Which printed labels are one voice.

Two labels are one voice where they are the same but for case and accents, where one is the
initials of the other, where one is the family name of the only full name that has it, or an office
whose only holder is named beside it once. The same family name alone joins nobody: "Mr. Hale of
Eastmark" and "Ms. Hale of Northfell" are two.
"""

import re
from dataclasses import dataclass, field

from documents.ingest.forms_of_address import bare_name, is_full, split_title
from documents.ingest.name_words import plain, words_of
from documents.ingest.names import are_compatible, fullest, initials, same_family, surname
from documents.ingest.quotations.named import GIVEN
from documents.ingest.reading import Evidence, Part, Voice
from documents.ingest.roles import role_in
from documents.ingest.structure.label import Label
from documents.ingest.structure.label_kinds import SHARED


@dataclass
class Group:
    """The turns of one label, or of labels that are one voice."""

    key: str
    kind: str
    labels: list[Label] = field(default_factory=list)
    turns: list[int] = field(default_factory=list)

    @property
    def printed(self) -> tuple[str, ...]:
        """The labels as printed, without what stands in brackets after them."""
        texts = (re.sub(r"\s?[(\[].*[)\]]$", "", label.text).strip() for label in self.labels)
        return tuple(dict.fromkeys(text for text in texts if text))

    @property
    def fullest_label(self) -> str:
        return fullest(list(self.printed)) if self.printed else ""

    @property
    def in_brackets(self) -> str:
        """What a label prints in brackets: "Mr. Fung (Professor, McGill University)"."""
        return next((x.given_in_brackets for x in self.labels if x.given_in_brackets), "")

    is_initials: bool = False


def voice_of(
    group: Group,
    name: str | None = None,
    role: str | None = None,
    evidence: Evidence = Evidence.NONE,
    basis: str = "",
    heading: str = "",
) -> Voice:
    """The voice of a group, as known by the evidence."""
    part = Part.OPERATOR if group.kind == "operator" else Part.SPEAKER
    return Voice(
        group.key, part, name or None, role_in(role), group.printed, evidence, basis, heading
    )


def groups_of(labels: dict[int, Label], known_names: list[str]) -> list[Group]:
    """The labels of a text by voice, in order of first appearance.

    `known_names` are names printed elsewhere on the page, for initials that no label spells out.
    """
    groups: dict[str, Group] = {}
    several = _offices_of_several(labels)
    first_named = _first_named(labels)
    names = known_names + [label.name for label in labels.values() if is_full(label.name)]
    for turn, label in sorted(labels.items()):
        kind = "name" if label.kind == "initials" else label.kind
        key = kind if kind in SHARED | {"operator"} else label.key
        if key in several and label.given_in_brackets:
            key = f"{key} {plain(label.given_in_brackets)}"
        if kind == "office" and label.given_in_brackets:
            key = f"{key} {plain(label.given_in_brackets)}"
        elif kind == "office" and turn < first_named.get(label.key, 0):
            key = f"{key} before"
        group = groups.setdefault(key, Group(key, kind))
        group.labels.append(label)
        group.turns.append(turn)
        group.is_initials = label.kind == "initials" and _are_initials(label.name, names)
    return _joined(list(groups.values()), known_names)


def _offices_of_several(labels: dict[int, Label]) -> set[str]:
    """The offices that several people hold in turn, each named once in brackets.

    Whoever sits there when nobody is named is then unknown.
    """
    holders: dict[str, set[str]] = {}
    for label in labels.values():
        if label.kind == "office" and label.given_in_brackets:
            holders.setdefault(label.key, set()).add(plain(label.given_in_brackets))
    return {key for key, names in holders.items() if len(names) > 1}


_IN_TURN = re.compile(r"\b(?:pro tempore|presiding officer|acting)\b")


def _first_named(labels: dict[int, Label]) -> dict[str, int]:
    """The turn at which an office that members hold in turn first has a name beside it.

    The name is printed when somebody takes the chair: who sat there before is unknown.
    """
    first: dict[str, int] = {}
    for turn, label in sorted(labels.items()):
        if label.given_in_brackets and _IN_TURN.search(label.key):
            first.setdefault(label.key, turn)
    return first


def _are_initials(letters: str, names: list[str]) -> bool:
    """Whether one to three capitals abbreviate a name, or are one: "MT", "M.T." and "KIM"."""
    letters = letters.replace(".", "")
    if len(letters) == 1:
        return True
    if any(plain(surname(name)) == plain(letters) for name in names):
        return False
    if any(initials(name) == letters for name in names):
        return True
    return not any(vowel in plain(letters) for vowel in "aeiouy")


def place_in(label: str) -> str:
    """ "Eastmark" in "Mr. Hale of Eastmark"."""
    found = re.search(r"\sof\s(.+)$", label)
    return found[1] if found else ""


def _joined(groups: list[Group], known_names: list[str]) -> list[Group]:
    offices = [g for g in groups if g.kind == "office"]
    for office in offices:  # "The Clerk" is "The Clerk of the Committee", if there is one
        homes = [g for g in offices if g.key.startswith(f"{office.key} of ")]
        _join(office, homes, groups)
    named = [g for g in groups if g.kind == "name"]
    full = [g for g in named if is_full(g.fullest_label) and not g.is_initials]
    for group in full[1:]:  # "Secretary Jo Roe", and then "Jo Roe"
        _join(group, [g for g in full[: full.index(group)] if _are_named_alike(g, group)], groups)
    for group in [g for g in full if g in groups and _may_be_family(g)]:  # "VAN SUSTEREN"
        _join(group, [g for g in full if g in groups and _is_of_family(g, group)], groups)
    full = [g for g in full if g in groups]
    named = [g for g in named if g in groups]
    for group in named:
        if group not in full and not group.is_initials:
            _join(group, _full_forms(group, full, named), groups)
    for group in named:  # "The Minister of State (Jo Roe)", and then "Jo Roe"
        _join(group, [g for g in groups if g.kind == "office" and _is_held_by(g, group)], groups)
    for group in [g for g in groups if g.kind == "office" and not g.in_brackets]:
        _join(group, _holders(group, groups), groups)
    # Initials last: they stand for a voice, whichever of its labels spells it out.
    for group in [g for g in named if g.is_initials]:
        spelled = [g for g in groups if g.kind == "name" and not g.is_initials]
        _join(group, [g for g in spelled if _stands_for(group, g, known_names)], groups)
    return groups


def _are_named_alike(one: Group, other: Group) -> bool:
    """Whether two labels are the same full name but for the office before it."""
    names = {plain(bare_name(group.fullest_label)) for group in (one, other)}
    return len(names) == 1 and is_full(one.fullest_label)


def _may_be_family(group: Group) -> bool:
    """Whether a label of two words may be a family name: "Van Susteren", "Lu Stout"."""
    each = words_of(bare_name(group.fullest_label))
    return len(each) == 2 and plain(each[0]) not in GIVEN


def _is_of_family(group: Group, family: Group) -> bool:
    """Whether a label is a given name and just this family name."""
    name, ending = plain(bare_name(group.fullest_label)), plain(bare_name(family.fullest_label))
    return group is not family and name.endswith(f" {ending}")


def _is_held_by(office: Group, person: Group) -> bool:
    """Whether the name of a person, in full or with a title, stands in brackets beside an office,
    and no other: "The Minister of State (Mr Jo Roe)", and then "Mr Roe".
    """
    holders = {x.given_in_brackets for x in office.labels if x.given_in_brackets}
    name = person.fullest_label
    if is_full(name):
        return {plain(bare_name(holder)) for holder in holders} == {plain(bare_name(name))}
    if bare_name(name) == name or len(holders) != 1:
        return False
    holder = next(iter(holders))
    courtesy, family = split_title(name)
    of_whom, full = split_title(holder)
    is_of_family = courtesy == of_whom and same_family(full, family)
    return plain(holder) == plain(name) or is_of_family


def _holders(office: Group, groups: list[Group]) -> list[Group]:
    """Who is named beside an office: "The Clerk" is "The Clerk of the Committee (Mr. Etoka)".

    Where several hold it in turn, as a Senate's presiding officers do, nothing says which is meant.
    """
    named = [
        g
        for g in groups
        if g.kind == "office"
        and g.in_brackets
        and f"{g.labels[0].key} ".startswith(f"{office.key} ")
    ]
    return named or _of_that_role(office, groups)


def _of_that_role(office: Group, groups: list[Group]) -> list[Group]:
    """Who is printed with the office as a role: "Mme la ministre" is "Mme Roy, ministre de …"."""
    found = _ADDRESSED.fullmatch(office.fullest_label)
    if not found:
        return []
    role = plain(found["office"])
    return [
        g
        for g in groups
        if g.kind == "name"
        and plain(g.in_brackets).startswith(role)
        and g.fullest_label.startswith(found["courtesy"])
    ]


_ADDRESSED = re.compile(r"(?P<courtesy>M\.|Mme)\sl[ea]\s(?P<office>(?!président)\w.*?)\.?")


def _join(group: Group, homes: list[Group], groups: list[Group]) -> None:
    """Make a group part of its home, if there is exactly one that it can be."""
    if len(homes) == 1:
        homes[0].labels += group.labels
        homes[0].turns += group.turns
        groups.remove(group)


def _stands_for(short: Group, group: Group, known_names: list[str]) -> bool:
    label = group.fullest_label
    fuller = [n for n in known_names if same_family(n, label) and are_compatible(n, label)]
    letters = short.fullest_label.replace(".", "")
    return any(initials(form) == letters for form in [label, *fuller])


def _full_forms(short: Group, full: list[Group], named: list[Group]) -> list[Group]:
    label = short.fullest_label
    if place_in(label):
        return []
    namesakes = [g for g in named if g is not short and same_family(g.fullest_label, label)]
    if not namesakes and plain(label) == plain(bare_name(label)):  # "Dale" is "Dale Sorrel"
        return _called_by(label, full) if len(_called_by(label, full)) == 1 else []
    return namesakes if len(namesakes) == 1 and namesakes[0] in full else []


def _called_by(given: str, groups: list[Group]) -> list[Group]:
    """The groups whose full name begins with this given name."""
    return [g for g in groups if plain(bare_name(g.fullest_label)).split()[0] == plain(given)]
