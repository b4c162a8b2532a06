"""Vocabularies as files: checked in words, and loaded so that a changed definition is a version."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max
from django.urls import resolve

from documents import storable
from documents.identifiers import LONGEST_LABEL, RESERVED_FOR_NO_TERM
from documents.models import Term, TermVersion, Vocabulary
from documents.storable import Unstorable
from documents.tagging.terms import KEYS, cycles
from documents.yaml_files import read_yaml


class CodebookError(Exception):
    """A vocabulary file cannot be loaded. The message says what is wrong in it."""


@dataclass(frozen=True)
class Changes:
    """What loading a vocabulary did, by the slugs of its terms."""

    vocabulary: str
    created: list[str] = field(default_factory=list)
    redefined: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    """Terms of the archive that the file does not name: they stay."""


VOCABULARY_FIELDS = {
    "name": str,
    "query_key": str,
    "path": str,
    "order": int,
    "description": str,
    "source": str,
    "language": str,
    "exhaustive_register": bool,
    "needs_review": bool,
}
KINDS_IN_WORDS = {str: "a text", int: "a number", bool: "true or false", list: "a list"}
TERM_FIELDS = {"order": int, "keyboard": str, "colour": int, "queries": str}
VERSION_FIELDS = {
    "label": str,
    "alternative_labels": list,
    "definition": str,
    "scope_note": str,
    "examples": list,
    "counter_examples": list,
}
LONGEST = {"label": LONGEST_LABEL, "alternative_labels": LONGEST_LABEL}
AT_ONCE = 1000
RESERVED = frozenset(
    (
        *("q", "speaker", "quoted", "part", "role", "year", "kind", "publisher", "language"),
        *("collection", "document", "type", "tagged", "title", "text", "sort", "page", "view"),
        *("count", "words", "format", "of", "as"),
        *("term", "act", "expected", "vocabulary", "waiting"),
    )
)
"""What addresses of searches hold already, and no vocabulary can have as its query key."""
NEEDED = {
    "vocabulary": ("key", "name", "query_key", "path"),
    "term": ("slug", "label", "definition"),
}


def read_vocabulary(path: Path) -> dict[str, Any]:
    """The description of a vocabulary with its `terms`, as those in fixtures/vocabularies.

    Raises CodebookError.
    """
    data = read_yaml(path, CodebookError)
    if not isinstance(data, dict):
        raise CodebookError("does not describe a vocabulary: key, name and terms are expected")
    _check(data, {"key": str, "terms": list} | VOCABULARY_FIELDS, "vocabulary", "the vocabulary")
    slugs: set[str] = set()
    for number, term in enumerate(data.get("terms", []), start=1):
        if not isinstance(term, dict):
            raise CodebookError(f"term {number} does not have slug, label and definition")
        name = f"term {number} ({term.get('slug', 'without slug')})"
        _check(term, {"slug": str, "broader": str} | TERM_FIELDS | VERSION_FIELDS, "term", name)
        if term["slug"] in slugs:
            raise CodebookError(f"{name} stands twice")
        slugs.add(term["slug"])
    for term in data.get("terms", []):
        if term.get("broader") and term["broader"] not in slugs:
            raise CodebookError(
                f"the broader term {term['broader']!r} of {term['slug']!r} is not in it"
            )
    return data


@transaction.atomic
def load_vocabulary(data: dict[str, Any], by: User | None = None) -> Changes:
    """Write a vocabulary that `read_vocabulary` gave. The same data again changes nothing.
    New versions are of the account `by`, where one is given.

    A term whose label, definition, notes or examples differ gets a new current version; taggings
    keep the version that they were made under. Raises CodebookError where a value is not possible.
    """
    vocabulary = Vocabulary.objects.select_for_update().filter(key=data["key"]).first()
    if vocabulary is None:
        _refuse_reserved(data)
        vocabulary = Vocabulary(key=data["key"])
    _assign(vocabulary, {name: data[name] for name in VOCABULARY_FIELDS if name in data})
    described = data.get("terms", [])
    terms = _terms(vocabulary)
    changes = Changes(vocabulary.key)
    changes.absent.extend(sorted(terms.keys() - {each["slug"] for each in described}))
    changes.created.extend(each["slug"] for each in described if each["slug"] not in terms)
    if reserved := RESERVED_FOR_NO_TERM.intersection(changes.created):
        slug = min(reserved)
        raise CodebookError(f"no term can have the slug {slug!r}: a search has it already")
    for slug in changes.created:
        terms[slug] = Term(vocabulary=vocabulary, slug=slug)
    given = {each["slug"]: _given(each, terms) for each in described}
    changed = [
        terms[slug] for slug in given if terms[slug].pk and _differs(terms[slug], given[slug])
    ]
    for slug, values in given.items():
        _set(terms[slug], values)
    current = _current(vocabulary)
    labels = {term.slug: current[term.pk].label for term in terms.values() if term.pk in current}
    _refuse_disorder(terms.values(), labels | {each["slug"]: each["label"] for each in described})
    _write(terms, given, changed)
    redefined = _define_all(vocabulary, [(terms[each["slug"]], each) for each in described], by)
    changes.redefined.extend(slug for slug in redefined if slug not in changes.created)
    return changes


def _terms(vocabulary: Vocabulary) -> dict[str, Term]:
    """The terms by slug, those above them among them."""
    known = {term.pk: term for term in vocabulary.terms.all()}
    for term in known.values():
        term.broader = known.get(term.broader_id or 0)
    return {term.slug: term for term in known.values()}


def _given(described: dict[str, Any], terms: dict[str, Term]) -> dict[str, Any]:
    """The columns of a term that are described; where none is broader, that is said as well."""
    values = {name: described[name] for name in TERM_FIELDS if name in described}
    return values | {"broader": terms.get(described.get("broader", ""))}


def _write(
    terms: Mapping[str, Term], given: Mapping[str, dict[str, Any]], changed: list[Term]
) -> None:
    """Write the new terms, and those that are `changed`; one may stand under one that is new."""
    new = [terms[slug] for slug in given if terms[slug].pk is None]
    for term in new:
        term.broader = None
    Term.objects.bulk_create(new, batch_size=AT_ONCE)
    for slug, values in given.items():
        terms[slug].broader = values["broader"]
    under = [term for term in new if term.broader]
    Term.objects.bulk_update(under, ["broader"], batch_size=AT_ONCE)
    Term.objects.bulk_update(changed, [*TERM_FIELDS, "broader"], batch_size=AT_ONCE)


def _current(vocabulary: Vocabulary) -> dict[int, TermVersion]:
    """The definitions in force, by term (primary key)."""
    found = TermVersion.objects.filter(term__vocabulary=vocabulary, is_current=True)
    return {version.term_id: version for version in found}


def _define_all(
    vocabulary: Vocabulary, described: list[tuple[Term, dict[str, Any]]], by: User | None
) -> list[str]:
    """Write the versions that terms need for what is described of them. Returns their slugs."""
    current = _current(vocabulary)
    every = TermVersion.objects.filter(term__vocabulary=vocabulary)
    latest = dict(every.order_by().values_list("term").annotate(Max("number")))
    new = [
        TermVersion(term=term, number=latest.get(term.pk, 0) + 1, by=by, **wanted)
        for term, each in described
        for wanted in [_wanted(each)]
        if term.pk not in current or _differs(current[term.pk], wanted)
    ]
    every.filter(is_current=True, term__in=[version.term for version in new]).update(
        is_current=False
    )
    TermVersion.objects.bulk_create(new, batch_size=AT_ONCE)
    return [version.term.slug for version in new]


def _refuse_reserved(data: dict[str, Any]) -> None:
    """A new vocabulary takes no address that something else has."""
    for problem in taken(data["query_key"], data["path"]).values():
        raise CodebookError(problem)


def taken(query_key: str, path: str) -> dict[str, str]:
    """What of the two a new vocabulary cannot have, since it is the search's or another page's, and
    why.
    """
    problems = {}
    if query_key in RESERVED:
        problems["query_key"] = (
            f"the query key {query_key!r} is one of the search itself; choose another"
        )
    names = [resolve(address).url_name for address in (f"/{path}/", f"/{path}/a-term/")]
    if names != ["vocabulary", "term"]:
        problems["path"] = f"the path {path!r} is that of other pages; choose another"
    return problems


def _refuse_disorder(terms: Iterable[Term], labels: Mapping[str, str]) -> None:
    """With what was here before, no two terms in force have a key or a name together, and none is
    above itself. `labels` are by slug.
    """
    in_force = [term for term in terms if term.merged_into_id is None]
    keys: dict[str, str] = {}
    names: dict[str, str] = {}
    for term in sorted(in_force, key=lambda term: (term.order, term.pk is None, term.pk)):
        slug, key = term.slug, term.keyboard
        if key and key not in KEYS:
            raise CodebookError(f"the key {key!r} of {slug!r} is not one digit from 1 to 9")
        if key and keys.setdefault(key, slug) != slug:
            raise CodebookError(f"{keys[key]!r} and {slug!r} both have the key {key}")
        name = " ".join(labels[slug].casefold().split())
        if names.setdefault(name, slug) != slug:
            raise CodebookError(f"{names[name]!r} and {slug!r} are both called “{labels[slug]}”")
    above = {term.slug: term.broader.slug for term in in_force if term.broader}
    for circle in cycles(above):
        raise CodebookError(f"the broader terms {circle}")


def define(term: Term, described: dict[str, Any], by: User | None) -> bool:
    """Whether the term needed a new version for what is described."""
    return bool(_define_all(term.vocabulary, [(term, described)], by))


def _wanted(described: dict[str, Any]) -> dict[str, Any]:
    """The columns of a version: what is not described is empty."""
    return {
        name: described.get(name, [] if kind is list else "")
        for name, kind in VERSION_FIELDS.items()
    }


def _differs(row: models.Model, values: Mapping[str, Any]) -> bool:
    return any(getattr(row, name) != value for name, value in values.items())


def _assign(vocabulary: Vocabulary, values: dict[str, Any]) -> None:
    """Save it where a value differs: what stays the same leaves no trace in the history."""
    if vocabulary.pk and not _differs(vocabulary, values):
        return
    _set(vocabulary, values)
    vocabulary.save()


def _set(row: Vocabulary | Term, values: Mapping[str, Any]) -> None:
    """Give the row these values. Raises CodebookError for those that it cannot have."""
    for name, value in values.items():
        setattr(row, name, value)
    try:
        if isinstance(row, Term):  # the rest holds for all that are of one vocabulary
            row.clean_fields(exclude=("vocabulary", "broader", "merged_into"))
        else:
            row.full_clean()
    except ValidationError as error:
        said = (f"{name}: {' '.join(words)}" for name, words in error.message_dict.items())
        raise CodebookError(f"{row}: {'; '.join(said)}") from None


def _check(data: dict[str, Any], known: dict[str, type], kind: str, name: str) -> None:
    for key in NEEDED[kind]:
        if not data.get(key):
            raise CodebookError(f"{name} has no {key}")
    for key, value in data.items():
        if key not in known:
            raise CodebookError(
                f"{name} has the unknown field {key!r}; known are {', '.join(known)}"
            )
        if not isinstance(value, known[key]):
            kind_wanted = KINDS_IN_WORDS[known[key]]
            raise CodebookError(f"{name}: {key} should be {kind_wanted}, not {value!r}")
        if key != "terms" and isinstance(value, list) and not _all_texts(value):
            raise CodebookError(f"{name}: {key} should hold texts only; put quotes around each")
        for text in value if key != "terms" and isinstance(value, list) else [value]:
            _check_text(text, key, name)


def _check_text(value: object, key: str, name: str) -> None:
    try:
        storable.text(value if isinstance(value, str) else "", LONGEST.get(key))
    except Unstorable as error:
        raise CodebookError(f"{name}: {key} {error}") from None


def _all_texts(values: list[object]) -> bool:
    return all(isinstance(value, str) for value in values)
