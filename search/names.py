"""How keys of the index are called in addresses and on pages: by slug and by label."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import Any, Protocol

from django.conf.locale import LANG_INFO
from django.db import connection
from django.db.models import Model, Q, QuerySet, TextChoices
from django.utils.text import slugify

from documents.folding import folded_words
from documents.models import Document, SpeakerName, TermVersion
from documents.vocabularies import Part
from search.held import held

Key = int | str

LONGEST_SLUG = 80
KEPT = 8
"""For so many columns, as they are at a time, a process keeps what their texts are called by."""
UNLISTED = {"zh": "Chinese"}
"""Languages that Django knows with a script only."""


@dataclass(frozen=True)
class Name:
    """The value in an address, the label on a page, and the place in a list that has an order."""

    value: str
    label: str
    place: int = 0


class Names(Protocol):
    """What a dimension knows of the names of its keys."""

    def resolve(self, values: Sequence[str]) -> dict[str, frozenset[Key]]:
        """The keys that each value stands for: none for one that is unknown."""

    def describe(self, keys: Collection[Key]) -> dict[Key, Name]:
        """The name of each key; a key without one is left out."""

    def having(self, words: Sequence[str]) -> frozenset[Key]:
        """The keys whose name has all of these folded words."""


def has_words(name: str, words: Sequence[str]) -> bool:
    """Whether a name has all of some folded words."""
    return set(words) <= set(folded_words(name))


def with_words(rows: QuerySet, column: str, words: Sequence[str]) -> list[tuple[int, str]]:
    """The rows (primary key, text) whose text in a column has all of some folded words."""
    for word in words:
        rows = rows.filter(**{f"{column}__unaccent__icontains": word})
    found = rows.values_list("pk", column)
    return [(pk, text) for pk, text in found if words and has_words(text, words)]


@dataclass(frozen=True)
class ChoiceNames:
    """The members of a closed set: the key is the value."""

    choices: type[TextChoices]

    def resolve(self, values: Sequence[str]) -> dict[str, frozenset[Key]]:
        return {v: frozenset([v] if v in self.choices.values else []) for v in values}

    def describe(self, keys: Collection[Key]) -> dict[Key, Name]:
        names: dict[Key, Name] = {}
        for place, choice in enumerate(self.choices):
            if choice.value in keys:
                label = str(choice.label)
                names[choice.value] = Name(choice.value, label[:1].upper() + label[1:], place)
        return names

    def having(self, words: Sequence[str]) -> frozenset[Key]:
        """Those whose label, or what pages call them, has these words: is these words, if any."""
        shown = self.describe(self.choices.values)
        called = {c.value: (str(c.label), shown[c.value].label) for c in self.choices}
        found = {key for key, names in called.items() if any(has_words(n, words) for n in names)}
        very = {key for key in found if list(words) in map(folded_words, called[key])}
        return frozenset(very or found)


class PartNames(ChoiceNames):
    """What voices do in a document, as verbs: one speaks, another is quoted."""

    DOES = {
        Part.SPEAKER: "Speaks",
        Part.PRESIDER: "Presides",
        Part.PANELIST: "Speaks on a panel",
        Part.INTERVIEWER: "Interviews",
        Part.QUESTIONER: "Asks",
        Part.WITNESS: "Testifies",
        Part.AUTHOR: "Writes",
        Part.QUOTED: "Is quoted",
        Part.OPERATOR: "Operates the line",
        Part.INTERPRETER: "Interprets",
    }

    def describe(self, keys: Collection[Key]) -> dict[Key, Name]:
        return {
            key: replace(name, label=self.DOES[Part(str(key))])
            for key, name in super().describe(keys).items()
        }


class YearNames:
    """Years of four figures."""

    def resolve(self, values: Sequence[str]) -> dict[str, frozenset[Key]]:
        years = {v for v in values if v.isascii() and v.isdecimal() and len(v) == 4}
        return {v: frozenset([int(v)] if v in years else []) for v in values}

    def describe(self, keys: Collection[Key]) -> dict[Key, Name]:
        return {key: Name(f"{key:04}", str(key), -int(key)) for key in keys}

    def having(self, words: Sequence[str]) -> frozenset[Key]:
        return frozenset()


def _digest(text: str) -> str:
    """Tells apart what an address has no room or no letters for."""
    return sha256(text.encode()).hexdigest()[:6]


@dataclass(frozen=True)
class TextNames:
    """Text as printed in a column of the index; spellings with one slug are one value."""

    column: str

    def slug(self, text: str) -> str:
        slug = slugify(text, allow_unicode=True)
        if len(slug) > LONGEST_SLUG:
            begin = slug[:LONGEST_SLUG].rpartition("-")[0] or slug[:LONGEST_SLUG]
            return f"{begin}-{_digest(slug)}"
        return slug or f"other-{_digest(text.strip())}"

    def label(self, text: str) -> str:
        return text

    def resolve(self, values: Sequence[str]) -> dict[str, frozenset[Key]]:
        by_slug = _by_slug(self, held(self.column)) if values else {}
        # What has no word can be called by nothing but itself ("???").
        slugs = {v: v.lower() if folded_words(v) else self.slug(v) for v in values}
        return {value: by_slug.get(slug, frozenset()) for value, slug in slugs.items()}

    def describe(self, keys: Collection[Key]) -> dict[Key, Name]:
        return {key: Name(self.slug(str(key)), self.label(str(key))) for key in keys}

    def having(self, words: Sequence[str]) -> frozenset[Key]:
        texts = held(self.column)
        by_word = _by_word(self, texts)
        return texts.intersection(*(by_word.get(word, frozenset()) for word in words))


class LanguageNames(TextNames):
    """BCP 47 tags, with the languages' English names."""

    def slug(self, text: str) -> str:
        return text.lower()

    def label(self, text: str) -> str:
        info: dict[str, Any] = LANG_INFO.get(text.lower()) or LANG_INFO.get(text[:2].lower()) or {}
        return info.get("name") or UNLISTED.get(text[:2].lower(), text)


@lru_cache(KEPT)
def _by_slug(names: TextNames, texts: frozenset[Key]) -> dict[str, frozenset[Key]]:
    """The texts of a column by their slugs."""
    return _grouped((names.slug(str(text)), text) for text in texts)


@lru_cache(KEPT)
def _by_word(names: TextNames, texts: frozenset[Key]) -> dict[str, frozenset[Key]]:
    """The texts of a column by the folded words of their labels."""
    return _grouped((word, t) for t in texts for word in folded_words(names.label(str(t))))


def _grouped(pairs: Iterable[tuple[str, Key]]) -> dict[str, frozenset[Key]]:
    grouped: dict[str, set[Key]] = defaultdict(set)
    for value, key in pairs:
        grouped[value].add(key)
    return {value: frozenset(keys) for value, keys in grouped.items()}


@dataclass(frozen=True)
class RowNames:
    """Rows of a small table, by slug."""

    names: dict[Key, Name]

    @classmethod
    def of_model(cls, model: type[Model]) -> "RowNames":
        """A table with `slug` and `title`."""
        rows = model._default_manager.values_list("pk", "slug", "title")
        return cls({pk: Name(slug, title) for pk, slug, title in rows})

    @classmethod
    def of_terms(cls, terms: Iterable[TermVersion]) -> "RowNames":
        """The terms of a vocabulary, in order, under their current labels."""
        return cls({t.term_id: Name(t.term.slug, t.label, n) for n, t in enumerate(terms)})

    @cached_property
    def keys(self) -> list[int]:
        return [int(key) for key in self.names]

    def resolve(self, values: Sequence[str]) -> dict[str, frozenset[Key]]:
        by_slug = {name.value: key for key, name in self.names.items()}
        return {v: frozenset([by_slug[v]] if v in by_slug else []) for v in values}

    def describe(self, keys: Collection[Key]) -> dict[Key, Name]:
        return {key: self.names[key] for key in keys if key in self.names}

    def having(self, words: Sequence[str]) -> frozenset[Key]:
        return frozenset(key for key, n in self.names.items() if has_words(n.label, words))


@dataclass(frozen=True)
class SpeakerNames:
    """People and bodies; who was merged is found under the old slug too."""

    model: type[Model]

    def resolve(self, values: Sequence[str]) -> dict[str, frozenset[Key]]:
        rows = self.model._default_manager.filter(slug__in=values)
        keys = {
            slug: merged or pk for slug, merged, pk in rows.values_list("slug", "merged_into", "pk")
        }
        return {v: frozenset([keys[v]] if v in keys else []) for v in values}

    def describe(self, keys: Collection[Key]) -> dict[Key, Name]:
        if not keys:
            return {}
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id, slug, name FROM documents_speaker WHERE id = ANY(%s)", [list(keys)]
            )
            return {pk: Name(slug, name) for pk, slug, name in cursor.fetchall()}

    def having(self, words: Sequence[str]) -> frozenset[Key]:
        """Whose heading, or a variant of it, has these words."""
        speakers = with_words(self.model._default_manager.all(), "name", words)
        variants = with_words(SpeakerName.objects.order_by(), "name", words)
        merged = Q(pk__in=[pk for pk, _ in speakers]) | Q(names__in=[pk for pk, _ in variants])
        rows = self.model._default_manager.filter(merged).values_list("pk", "merged_into")
        return frozenset(into or pk for pk, into in rows)


@dataclass(frozen=True)
class DocumentNames:
    """Documents that are open to the public."""

    model: type[Document]

    def resolve(self, values: Sequence[str]) -> dict[str, frozenset[Key]]:
        rows = self.model.objects.public().filter(slug__in=values).values_list("slug", "pk")
        keys = dict(rows)
        return {v: frozenset([keys[v]] if v in keys else []) for v in values}

    def describe(self, keys: Collection[Key]) -> dict[Key, Name]:
        return {
            d.pk: Name(d.slug or "", str(d))
            for d in self.model.objects.public().filter(pk__in=keys)
        }

    def having(self, words: Sequence[str]) -> frozenset[Key]:
        return frozenset(pk for pk, _ in with_words(self.model.objects.public(), "title", words))
