"""Vocabularies as files: checked in words, and loaded so that a changed definition is a version."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import resolve

from documents import storable
from documents.identifiers import RESERVED_FOR_NO_TERM
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
LONGEST = {"label": 200, "alternative_labels": 200}
RESERVED = frozenset(
    (
        *("q", "speaker", "quoted", "part", "role", "year", "kind", "publisher", "language"),
        *("collection", "document", "type", "tagged", "title", "text", "sort", "page", "view"),
        *("count", "words", "format", "of", "as", "term", "act", "expected", "vocabulary"),
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
def load_vocabulary(data: dict[str, Any], by: AbstractUser | None = None) -> Changes:
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
    changes = Changes(vocabulary.key)
    terms = {term.slug: term for term in vocabulary.terms.all()}
    for described in data.get("terms", []):
        slug = described["slug"]
        if slug not in terms:
            if slug in RESERVED_FOR_NO_TERM:
                raise CodebookError(f"no term can have the slug {slug!r}: a search has it already")
            terms[slug] = Term(vocabulary=vocabulary, slug=slug)
            changes.created.append(slug)
        _assign(terms[slug], {name: described[name] for name in TERM_FIELDS if name in described})
        if define(terms[slug], described, by) and slug not in changes.created:
            changes.redefined.append(slug)
    for described in data.get("terms", []):
        broader = terms.get(described.get("broader", ""))
        _assign(terms[described["slug"]], {"broader": broader})
    _refuse_disorder(vocabulary)
    named = {described["slug"] for described in data.get("terms", [])}
    changes.absent.extend(sorted(set(terms) - named))
    return changes


def _refuse_reserved(data: dict[str, Any]) -> None:
    """A new vocabulary takes no address that something else has."""
    key, path = data["query_key"], data["path"]
    if key in RESERVED:
        raise CodebookError(f"the query key {key!r} is one of the search itself; choose another")
    names = [resolve(address).url_name for address in (f"/{path}/", f"/{path}/a-term/")]
    if names != ["vocabulary", "term"]:
        raise CodebookError(f"the path {path!r} is that of other pages; choose another")


def _refuse_disorder(vocabulary: Vocabulary) -> None:
    """With what was here before, no key stands for two terms, and none is above itself."""
    rows = list(
        vocabulary.terms.filter(merged_into=None)
        .order_by("order", "pk")
        .values_list("slug", "keyboard", "broader__slug")
    )
    owners: dict[str, str] = {}
    for slug, key, _ in rows:
        if key and key not in KEYS:
            raise CodebookError(f"the key {key!r} of {slug!r} is not one digit from 1 to 9")
        if key in owners:
            raise CodebookError(f"{owners[key]!r} and {slug!r} both have the key {key}")
        if key:
            owners[key] = slug
    for circle in cycles({slug: broader for slug, _, broader in rows if broader}):
        raise CodebookError(f"the broader terms {circle}")


def define(term: Term, described: dict[str, Any], by: AbstractUser | None) -> bool:
    """Whether the term needed a new version for what is described."""
    wanted = {
        name: described.get(name, [] if kind is list else "")
        for name, kind in VERSION_FIELDS.items()
    }
    current = term.versions.filter(is_current=True).first()
    if current and all(getattr(current, name) == value for name, value in wanted.items()):
        return False
    latest = term.versions.order_by("-number").first()
    if current:
        current.is_current = False
        current.save(update_fields=["is_current"])
    number = latest.number + 1 if latest else 1
    TermVersion.objects.create(term=term, number=number, by=by, **wanted)  # type: ignore[misc]
    return True


def _assign(row: Vocabulary | Term, values: dict[str, Any]) -> None:
    """Save the row where a value differs: what stays the same leaves no trace in the history."""
    if row.pk and all(getattr(row, name) == value for name, value in values.items()):
        return
    for name, value in values.items():
        setattr(row, name, value)
    try:
        row.full_clean()
    except ValidationError as error:
        said = (f"{name}: {' '.join(words)}" for name, words in error.message_dict.items())
        raise CodebookError(f"{row}: {'; '.join(said)}") from None
    row.save()


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
