"""The description file: what a keeper states about a text, in YAML, beside it as NAME.yaml.

It is read strictly: a field that is not known, a date that is not in the calendar or a kind outside
the vocabulary is an error with the line and the nearest right word, never a silent drop. What it
states replaces what was inferred, field by field; a field that is present and empty says "unknown".

Scalars are taken as they are written: YAML's own ideas of dates, numbers and truth (`2007-06`,
`0123`, `no` for Norwegian) do not apply.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from documents import storable
from documents.ingest import statements
from documents.ingest.reading import Unreadable
from documents.ingest.statements import Misstated
from documents.ingest.structure.label_kinds import SHARED, kind_of
from documents.vocabularies import Access, Kind, Part

LARGEST = 256 * 1024

SUFFIXES = (".yaml", ".yml")


class DescriptionError(Unreadable):
    """A description cannot be taken as it stands; the message names file, line and remedy."""

    def __init__(
        self,
        says: str,
        *,
        file: str,
        line: int | None = None,
        field: str | None = None,
        suggestion: str | None = None,
        allowed: tuple[str, ...] = (),
    ):
        self.file, self.line, self.field = file, line, field
        self.suggestion, self.allowed = suggestion, allowed
        message = f"{file}{f', line {line}' if line else ''}: {says}."
        if suggestion:
            message += f" Did you mean “{suggestion}”?"
        if allowed:
            message += f" Allowed: {', '.join(allowed)}."
        super().__init__(storable.repaired(message))


@dataclass(frozen=True)
class DescribedPerson:
    """A person or body as the description gives it; `part` is None where the text decides it."""

    name: str
    role: str | None = None
    part: Part | None = None
    labels: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    wikidata: str | None = None
    viaf: str | None = None
    orcid: str | None = None
    body: bool = False


@dataclass(frozen=True)
class DescribedCollection:
    """The collection a document belongs to: a key for addresses and its title."""

    key: str
    title: str


@dataclass(frozen=True)
class Described:
    """What a description states. Dates are EDTF, `rights` a member address of `Rights`.

    `stated` names the fields that the file holds: one that is held and None means unknown.
    """

    id: str | None = None
    title: str | None = None
    kind: Kind | None = None
    held: str | None = None
    published: str | None = None
    recorded: str | None = None
    date_note: str | None = None
    event: str | None = None
    venue: str | None = None
    place: str | None = None
    publisher: str | None = None
    language: str | None = None
    source: str | None = None
    source_retrieved: date | None = None
    rights: str | None = None
    rights_note: str | None = None
    rights_holder: str | None = None
    access: Access | None = None
    collection: DescribedCollection | None = None
    summary: str | None = None
    people: tuple[DescribedPerson, ...] = ()
    notes: str | None = None
    file: str = ""
    stated: frozenset[str] = frozenset()

    @property
    def labels(self) -> tuple[str, ...]:
        """What the text prints before the turns of all described people."""
        return tuple(label for person in self.people for label in person.labels)


Check = Callable[[str], Any]

FIELDS: Mapping[str, Check] = {
    "id": statements.key,
    "title": statements.line(1000),
    "kind": statements.one_of(Kind),
    "held": statements.edtf_date,
    "published": statements.edtf_date,
    "recorded": statements.edtf_date,
    "date_note": statements.prose,
    "event": statements.line(500),
    "venue": statements.line(300),
    "place": statements.line(300),
    "publisher": statements.line(300),
    "language": statements.language,
    "source": statements.web_address,
    "source_retrieved": statements.day,
    "rights": statements.rights,
    "rights_note": statements.prose,
    "rights_holder": statements.line(300),
    "access": statements.one_of(Access),
    "summary": statements.prose,
    "notes": statements.prose,
}
PERSON_FIELDS: Mapping[str, Check] = {
    "name": statements.line(300),
    "role": statements.line(2000),
    "part": statements.one_of(Part),
    "wikidata": statements.wikidata,
    "viaf": statements.viaf,
    "orcid": statements.orcid,
    "body": statements.yes_or_no,
}
PERSON_LISTS = ("labels", "variants")
COLLECTION_FIELDS: Mapping[str, Check] = {
    "key": statements.slug_as_stated,
    "title": statements.line(300),
}

INFERRED = (
    *("title", "kind", "held", "published", "recorded", "event", "venue", "place"),
    *("publisher", "language", "summary"),
)


def beside(text: Path) -> Path | None:
    """The description file beside a text, or None."""
    return next((p for s in SUFFIXES if (p := text.with_suffix(s)).is_file() and p != text), None)


def load(source: Path | str | bytes, file: str | None = None) -> Described:
    """The description in a file or in its bytes; `file` is what messages call it.

    Raises DescriptionError.
    """
    if isinstance(source, bytes):
        data, name = source, file or "the description"
    else:
        name = file or str(source)
        try:
            data = Path(source).read_bytes()
        except OSError as error:
            raise DescriptionError(f"cannot be read: {error.strerror}", file=name) from error
    reader = _Reader(name)
    return reader.described(reader.root(data))


def described_in(node: yaml.Node, file: str) -> Described:
    """The description in a YAML mapping of a larger file, a manifest. Raises DescriptionError."""
    return _Reader(file).described(node)


class _Reader:
    """Walks the YAML nodes of one file, so that each error knows its line."""

    def __init__(self, file: str):
        self.file = file

    def described(self, root: yaml.Node) -> Described:
        pairs = self.pairs(root, {*FIELDS, "collection", "people"}, "a description")
        values = {
            name: self.value(name, node, FIELDS[name])
            for name, node in pairs.items()
            if name in FIELDS
        }
        if "collection" in pairs:
            values["collection"] = self.collection(pairs["collection"])
        if "people" in pairs:
            values["people"] = self.people(pairs["people"])
        return Described(**values, file=Path(self.file).name, stated=frozenset(pairs))

    def root(self, data: bytes) -> yaml.Node:
        if len(data) > LARGEST:
            raise self.error("is too long for a description (more than 256 kB)")
        try:
            root = yaml.compose(data.decode("utf-8-sig"), Loader=yaml.SafeLoader)
        except UnicodeDecodeError as error:
            raise self.error("is not in UTF-8; save it as UTF-8") from error
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else None
            raise self.error(f"is not YAML: {error.problem or error.context}", line) from error
        except (yaml.YAMLError, RecursionError) as error:
            says = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
            raise self.error(f"is not YAML: {' '.join(says.split())}") from error
        if root is None:
            raise self.error("is empty: state at least a title, or remove the file")
        return root

    def pairs(self, node: yaml.Node, known: set[str], what: str) -> dict[str, yaml.Node]:
        """The fields of a mapping, each known and stated once."""
        if not isinstance(node, yaml.MappingNode):
            raise self.error(f"{what} is a list of fields such as “title: …”", node)
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else "?"
            if name not in known:
                near = get_close_matches(name.casefold(), known, n=1)
                allowed = tuple(sorted(known))
                says = f"“{name}” is not a field of {what}"
                raise self.error(says, key, name, near[0] if near else None, allowed)
            if name in found:
                raise self.error(f"“{name}” is stated twice", key, name)
            found[name] = value
        return found

    def value(self, name: str, node: yaml.Node, check: Check) -> Any:
        """A checked scalar, None where it is empty or null."""
        if not isinstance(node, yaml.ScalarNode):
            says = f"“{name}” takes one value; put it in quotation marks if it begins with [ or {{"
            raise self.error(says, node, name)
        if node.tag == "tag:yaml.org,2002:null" or not node.value.strip():
            return None
        try:
            return check(node.value)
        except Misstated as wrong:
            raise self.error(
                f"“{name}”: {wrong}", node, name, wrong.suggestion, wrong.allowed
            ) from wrong

    def items(self, name: str, node: yaml.Node) -> list[yaml.Node]:
        if isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null":
            return []
        if not isinstance(node, yaml.SequenceNode):
            raise self.error(f"“{name}” is a list: a line “- …” for each", node, name)
        return node.value

    def collection(self, node: yaml.Node) -> DescribedCollection | None:
        """A collection as key and title, or as a title alone."""
        if isinstance(node, yaml.ScalarNode):
            title = self.value("collection", node, COLLECTION_FIELDS["title"])
            return title and DescribedCollection(statements.slug(title), title)
        pairs = self.pairs(node, set(COLLECTION_FIELDS), "a collection")
        values = {n: self.value(n, pairs[n], COLLECTION_FIELDS[n]) for n in pairs}
        if not values.get("title"):
            raise self.error("a collection needs a title", node, "collection")
        return DescribedCollection(
            values.get("key") or statements.slug(values["title"]), values["title"]
        )

    def people(self, node: yaml.Node) -> tuple[DescribedPerson, ...]:
        found: list[DescribedPerson] = []
        whose: dict[str, str] = {}
        for item in self.items("people", node):
            person = self.person(item)
            for label in person.labels:
                other = whose.setdefault(label.casefold(), person.name)
                if other != person.name and kind_of(label) not in SHARED:
                    says = (
                        f"the label “{label}” is given to {other} and to {person.name}, so that it "
                        "does not tell who speaks. Give it to one of them, or to nobody"
                    )
                    raise self.error(says, item, "labels")
            found.append(person)
        return tuple(found)

    def person(self, node: yaml.Node) -> DescribedPerson:
        known = {field.name for field in fields(DescribedPerson)}
        pairs = self.pairs(node, known, "a person")
        values = {
            n: self.value(n, v, PERSON_FIELDS[n]) for n, v in pairs.items() if n in PERSON_FIELDS
        }
        for name in PERSON_LISTS:
            if name in pairs:
                each = [
                    self.value(name, n, statements.line(300)) for n in self.items(name, pairs[name])
                ]
                values[name] = tuple(text for text in each if text)
        if not values.get("name"):
            raise self.error("a person needs a name", node, "people")
        return DescribedPerson(**{n: v for n, v in values.items() if v is not None})

    def error(
        self,
        says: str,
        at: yaml.Node | int | None = None,
        field: str | None = None,
        suggestion: str | None = None,
        allowed: tuple[str, ...] = (),
    ) -> DescriptionError:
        line = at.start_mark.line + 1 if isinstance(at, yaml.Node) else at
        return DescriptionError(
            says, file=self.file, line=line, field=field, suggestion=suggestion, allowed=allowed
        )
