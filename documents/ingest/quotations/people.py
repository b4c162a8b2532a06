"""Everybody named in a document's prose, once: in the fullest form, with role and gender."""

import re
from dataclasses import dataclass, field

from documents.ingest.quotations.named import NameRun, gender, name_runs
from documents.ingest.quotations.roles import role_after, role_before

# "banged her gavel", not "had known her since"
OWN = (
    r"\b(his|himself|herself|her(?= (?!since|when|for|as|to|and|in|at|on|from|with|by|that|who|was"
    r"|is|had|if|or|but|so|the|a|an|before|after|until|because|well|again|too)[a-z]))\b"
)
RELATED = re.compile(
    r"\b(?:married to|wife|husband|widow(?:er)?|son|daughter|sister|brother|mother|father|cousin"
    r"|uncle|aunt|niece|nephew|no relation|(?:not|un)\s?related)\b"
)
CALLED = re.compile(r"\b(man|boy|woman|girl) (?:named|called|identified as|known as)\s*$")


@dataclass(eq=False)
class Named:
    """A person or body. `at` is where it is first named, `male` None where nothing tells."""

    name: str
    at: int
    role: str | None = None
    male: bool | None = None
    is_body: bool = False
    sure: bool = False
    """A title, a role, an age or words spoken show that this is a person, no place or thing."""
    mentions: list[int] = field(default_factory=list)

    @property
    def tokens(self) -> list[str]:
        return self.name.split()

    @property
    def surname(self) -> str:
        last = [t for t in self.tokens if t.rstrip(".,") not in ("Jr", "Sr")]
        return last[-1] if last else self.name


class People:
    """Everybody named in a document's prose, found again by surname, role or the name itself."""

    def __init__(self) -> None:
        self.all: list[Named] = []

    def read(self, prose: str, offset: int) -> None:
        """Take in the names of a sentence. `offset` is where it stands in the text."""
        runs = list(name_runs(prose))
        for run in runs:
            before, after = prose[: run.start], prose[run.end :]
            if len(run.name.split()) == 1 and not run.title and not self.find(run.name):
                continue
            role = role_after(after) or role_before(before.rstrip(), run.title)
            person = self.find(run.name, run.title)
            if person is None or self._is_a_relative(person, run, role):
                person = self.add(Named(run.name, offset + run.start))
            person.mentions.append(offset + run.start)
            self._fuller(person, run.name)
            person.role = person.role or role or run.role
            person.sure |= bool(run.title or role or re.match(r", (?:aged )?\d\d?\b", after))
            if person.male is None:
                person.male = gender(person.name, f"{run.title} {role or ''}")
            if called := CALLED.search(before):
                person.male, person.sure = called[1] in ("man", "boy"), True
            if person.male is None and len(runs) == 1:
                person.male = _by_possessive(after)

    def _is_a_relative(self, person: Named, run: NameRun, role: str | None) -> bool:
        """Whether a surname means somebody else: "Ms. Doe, who is married to the minister, …"."""
        alone = len(run.name.split()) == 1 and len(person.tokens) > 1 and bool(run.title)
        return alone and bool(role and RELATED.search(role))

    def _fuller(self, person: Named, name: str) -> None:
        if len(name.split()) > len(person.tokens) and not person.is_body:
            person.name = name

    def find(self, name: str, title: str = "") -> Named | None:
        """The person of that name: the whole name, or the last name alone if one only bears it."""
        tokens = re.sub(r"^(?:(?:[a-z]+) )+", "", name).split()
        for person in self.all:
            if person.name == name and (len(tokens) != 1 or not title):
                return person
        if len(tokens) == 1:
            same = [
                p for p in self.all if p.surname == name or (not p.is_body and p.tokens[0] == name)
            ]
            by_last = [p for p in same if p.surname == name] or same
            if len(by_last) > 1 and title:
                man = gender("", title)
                by_last = [p for p in by_last if man is None or p.male in (man, None)] or by_last
                by_last = [p for p in by_last if man is not None and p.male is man] or by_last
            return by_last[0] if len(by_last) == 1 else None
        for person in self.all:
            mine = person.tokens
            if (
                not person.is_body
                and len(mine) > 1
                and mine[-1] == tokens[-1]
                and _same_first(mine[0], tokens[0])
            ):
                return person
            if len(mine) == 1 and mine[0] == tokens[-1]:
                return person
        return None

    def body(self, name: str, at: int) -> Named:
        """The body of that name, made known if it is new; short forms find the full one."""
        for one in self.all:
            if one.is_body and (
                one.name == name or one.name.endswith(" " + name) or one.name.startswith(name + " ")
            ):
                return one
        made = Named(name, at, is_body=True, sure=True)
        self.all.append(made)
        return made

    def known(self, run: NameRun, at: int) -> Named:
        """The person a name in a cue means, made known if nobody of that name is yet."""
        person = self.find(run.name, run.title)
        return person or self.add(Named(run.name, at, run.role, gender(run.name, run.title)))

    def add(self, person: Named) -> Named:
        if person not in self.all:
            self.all.append(person)
        return person

    def with_role(self, noun: str) -> list[Named]:
        """Those whose printed role has the word."""
        whole = re.compile(rf"\b{re.escape(noun)}\b", re.IGNORECASE)
        return [p for p in self.all if p.role and not p.is_body and whole.search(p.role)]


def _by_possessive(after: str) -> bool | None:
    """ "Doe banged her gavel": of the only one named in a sentence."""
    found = {word.casefold() for word in re.findall(OWN, after)}
    men, women = found & {"his", "himself"}, found & {"her", "herself"}
    return bool(men) if bool(men) != bool(women) else None


def last_mention(person: Named, before: int) -> int:
    """Where the person is named last before a place in the text; -1 where nowhere."""
    return max((m for m in person.mentions if m < before), default=-1)


def _same_first(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one.rstrip("."), other.rstrip(".")), key=len)
    return len(short) == 1 and long.startswith(short)
