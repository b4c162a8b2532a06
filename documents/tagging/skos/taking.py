"""Taking a read SKOS scheme over: what it would change, and changing it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from documents.models import Term, TermVersion, Vocabulary
from documents.tagging.codebook import VERSION_FIELDS, CodebookError, load_vocabulary
from documents.tagging.skos.parsing import SkosError
from documents.tagging.skos.reading import ReadScheme
from documents.tagging.terms import renamed
from documents.withdrawing import memory

AS_SETS = ("alternative_labels", "examples", "counter_examples")
"""Fields whose order RDF does not keep."""
DESCRIBED = ("name", "description", "source", "language")


@dataclass
class Taken:
    """What taking a scheme over changes, by the slugs of terms; `remarks` say what is not kept."""

    vocabulary: str
    is_new: bool
    created: list[str] = field(default_factory=list)
    redefined: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    """Under another broader term, at another place or with another key or colour."""
    merged: list[str] = field(default_factory=list)
    """Terms that exist only as former ones, whose addresses lead on."""
    absent: list[str] = field(default_factory=list)
    """Terms of the archive that the file does not name: they stay."""
    described: bool = False
    """Whether name, description, source or language of the vocabulary change."""
    remarks: list[str] = field(default_factory=list)

    @property
    def changes_something(self) -> bool:
        lists = (self.created, self.redefined, self.moved, self.merged)
        return any(lists) or self.described or self.is_new


def take_over(read: ReadScheme, by: User | None = None, rehearse: bool = False) -> Taken:
    """Write a scheme; the same again changes nothing. With `rehearse` nothing is written.

    A changed label, definition, note or example is a new version of its term. Terms that the file
    does not name stay. Raises SkosError.
    """
    try:
        memory.refuse(*_texts_in([read.data, read.former]))
    except memory.TakenOut as error:
        raise SkosError(str(error)) from None
    try:
        return _take(read, by, rehearse)
    except IntegrityError:
        raise SkosError(
            "Somebody took over a list of the same name or address just now. Look at it again."
        ) from None


def _take(read: ReadScheme, by: User | None, rehearse: bool) -> Taken:
    with transaction.atomic():
        vocabulary = Vocabulary.objects.select_for_update().filter(key=read.data["key"]).first()
        read = _under_present_names(read, vocabulary)
        data = _as_kept(read.data, vocabulary)
        _refuse_merged(data, vocabulary)
        before = _state(vocabulary)
        try:
            changes = load_vocabulary(data, by)
        except CodebookError as error:
            raise SkosError(str(error)) from None
        taken = Taken(data["key"], vocabulary is None, remarks=list(read.remarks))
        taken.created = changes.created
        taken.redefined = changes.redefined
        loaded = Vocabulary.objects.get(key=data["key"])
        taken.merged = _former(loaded, read, taken.remarks)
        after = _state(loaded)
        known = {slug for slug in before.terms if slug not in read.merged}
        taken.moved = sorted(
            s for s in known & set(after.terms) if before.terms[s] != after.terms[s]
        )
        taken.described = not taken.is_new and before.described != after.described
        taken.absent = [slug for slug in changes.absent if slug in before.terms]
        if rehearse:
            transaction.set_rollback(True)
    return taken


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts_in(each)


@dataclass(frozen=True)
class _State:
    described: tuple = ()
    terms: Mapping[str, tuple] = field(default_factory=dict)


def _state(vocabulary: Vocabulary | None) -> _State:
    if vocabulary is None:
        return _State()
    terms = vocabulary.terms.filter(merged_into=None).order_by("order", "pk")
    rows = terms.values_list("slug", "order", "broader__slug", "keyboard", "colour")
    described = tuple(getattr(vocabulary, name) for name in DESCRIBED)
    return _State(described, {slug: tuple(rest) for slug, *rest in rows})


def _under_present_names(read: ReadScheme, vocabulary: Vocabulary | None) -> ReadScheme:
    """The same with the slugs that terms have here now, where their address was changed since."""
    now = renamed(vocabulary) if vocabulary is not None else {}
    if not now:
        return read
    terms = [dict(term) for term in read.data["terms"]]
    for term in terms:
        term["slug"] = now.get(term["slug"], term["slug"])
        if "broader" in term:
            term["broader"] = now.get(term["broader"], term["broader"])
    return ReadScheme(
        read.data | {"terms": terms},
        {now.get(slug, slug): now.get(into, into) for slug, into in read.merged.items()},
        {now.get(slug, slug): described for slug, described in read.former.items()},
        read.remarks,
    )


def _as_kept(data: dict[str, Any], vocabulary: Vocabulary | None) -> dict[str, Any]:
    """What is read, with all that only looks different as the archive has it: the order of
    examples, former names among the alternative labels, the numbers of an order that is the same.
    """
    terms = [dict(term) for term in data["terms"]]
    data = data | {"terms": terms}
    if vocabulary is None:
        last = Vocabulary.objects.order_by("-order").values_list("order", flat=True).first()
        return _numbered(data | {"order": 0 if last is None else last + 1})
    # The address and the query key of a vocabulary are fixed once it is there.
    data |= {"query_key": vocabulary.query_key, "path": vocabulary.path}
    known: dict[str, list[TermVersion]] = defaultdict(list)
    for version in TermVersion.objects.filter(term__vocabulary=vocabulary).select_related("term"):
        known[version.term.slug].append(version)
    for term in terms:
        versions = known[term["slug"]]
        current = next((version for version in versions if version.is_current), None)
        if current is None:
            continue
        former = {version.label for version in versions} - set(current.alternative_labels)
        term["alternative_labels"] = [x for x in term["alternative_labels"] if x not in former]
        for name in AS_SETS:
            if sorted(set(term[name])) == sorted(set(getattr(current, name))):
                term[name] = list(getattr(current, name))
        for name in ("definition", "scope_note"):
            if term[name] == getattr(current, name).strip():
                term[name] = getattr(current, name)
    in_file = [term["slug"] for term in terms]
    here = vocabulary.terms.order_by("order", "pk").values_list("slug", flat=True)
    if [slug for slug in here if slug in in_file] != in_file:
        return _numbered(data)
    return data


def _numbered(data: dict[str, Any]) -> dict[str, Any]:
    for place, term in enumerate(data["terms"]):
        term["order"] = place
    return data


def _refuse_merged(data: dict[str, Any], vocabulary: Vocabulary | None) -> None:
    if vocabulary is None:
        return
    gone = dict(vocabulary.terms.exclude(merged_into=None).values_list("slug", "merged_into__slug"))
    problems = [
        f"“{term['slug']}” was merged into “{gone[term['slug']]}” here, and the file still has it: "
        "undo the merge first, or take the term out of the file."
        for term in data["terms"]
        if term["slug"] in gone
    ]
    if problems:
        raise SkosError(*problems)


def _former(vocabulary: Vocabulary, read: ReadScheme, remarks: list[str]) -> list[str]:
    """Write the terms that went into others elsewhere, so that their addresses lead on here."""
    made = []
    for slug, into in sorted(read.merged.items()):
        there = vocabulary.terms.filter(slug=slug).first()
        if there is not None:
            if there.merged_into_id is None:
                remarks.append(
                    f"“{slug}” went into “{into}” in the file, and stands by itself here: merge "
                    "them on their page, so that the tags go over."
                )
            continue
        target = vocabulary.terms.get(slug=into)
        if target.merged_into_id is not None:
            target = target.merged_into  # type: ignore[assignment]
        term = Term.objects.create(vocabulary=vocabulary, slug=slug, merged_into=target)
        described = read.former[slug]
        values = {name: described[name] for name in VERSION_FIELDS}
        TermVersion.objects.create(term=term, number=1, **values)
        made.append(slug)
    return made
