"""What results can be narrowed and counted by: one description for filters, facets and chips.

A dimension turns values of the address ("mark-p-lagon") into keys of the index (7) and back, says
under which condition a passage has a key, and which keys a passage has. Passages without a value
have a key too where that can be asked for: a `Bucket`.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.db.models import BooleanField, Q, TextChoices, Value

from documents.folding import folded_words
from documents.models import Collection as DocumentCollection
from documents.models import Document, Speaker, Term, TermVersion, Vocabulary
from documents.tagging.terms import renamed
from documents.vocabularies import Kind, Part, PassageType
from search.held import held
from search.names import (
    ChoiceNames,
    DocumentNames,
    LanguageNames,
    Name,
    Names,
    PartNames,
    RowNames,
    SpeakerNames,
    TextNames,
    YearNames,
)

Key = int | str


class Bucket(StrEnum):
    """The key of what has no value. It stands in addresses like any other value."""

    UNDATED = "undated"
    UNKNOWN = "unknown"
    NONE = "none"
    UNDECIDED = "undecided"
    UNREAD = "unread"


OF_MARKS = {
    Bucket.NONE: "Read, has none",
    Bucket.UNDECIDED: "Not decided yet",
    Bucket.UNREAD: "Not yet read",
}
"""How a passage has no term of a vocabulary."""
NOT_DECIDED = (Bucket.UNDECIDED, Bucket.UNREAD)

REMEMBERED = 50_000
"""Of how many fingerprints a dimension remembers its keys at most."""

NOTHING = Q(Value(False, output_field=BooleanField()))


@dataclass(frozen=True)
class Dimension:
    """A column of the index with a single value. `counted` ones are facets, others only narrow."""

    key: str
    label: str
    column: str
    names: Names
    bucket: Bucket | None = None
    bucket_label: str = ""
    counted: bool = True
    vocabulary: Vocabulary | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that hold what `keys_in` wants."""
        return (self.column,)

    def resolve(self, values: Sequence[str]) -> dict[str, frozenset[Key]]:
        """The keys that each value of the address stands for; none for an unknown one.

        Who is called "Unknown" is found with those of whom nothing is known: it says the same.
        """
        found = self.names.resolve(values)
        for value in values:
            if self.bucket is not None and value == self.bucket:
                found[value] = frozenset([self.bucket, *found[value]])
        return found

    def holds(self, keys: Collection[Key]) -> bool:
        """Whether the archive has something under one of the keys of a value that was typed."""
        return bool(keys)

    def condition(self, keys: Collection[Key]) -> Q:
        """That a passage has one of the keys."""
        condition = Q(**{f"{self.column}__in": [k for k in keys if k != self.bucket]})
        if self.bucket in keys:
            condition |= Q(**{f"{self.column}__isnull": True}) | self._says_nothing()
        return condition if keys else NOTHING

    def _says_nothing(self) -> Q:
        """Texts that are empty or are the very word of the bucket."""
        if not isinstance(self.names, TextNames):
            return Q()
        return Q(**{f"{self.column}__in": ["", str(self.bucket)]})

    def keys_in(self, row: Mapping) -> Iterable[Key]:
        """The keys of a passage with these columns."""
        value = row[self.column]
        if value is not None and value != "":
            return (self._one_spelling(value),)
        return (self.bucket,) if self.bucket else ()

    def _one_spelling(self, value: Key) -> Key:
        """The same key for all texts of one address: a document with two of them counts once."""
        if not isinstance(self.names, TextNames):
            return value
        slug = self.names.slug(str(value))
        if self.bucket is not None and slug == self.bucket:
            return self.bucket
        return self._spellings.setdefault(slug, value)

    def keys_of(
        self, fingerprints: Iterable[Any], stand_for: Mapping[Any, Mapping]
    ) -> Mapping[Any, frozenset[Key]]:
        """By fingerprint, the keys of passages that have it; remembered, as it never changes."""
        if len(self._known) > REMEMBERED:
            vars(self)["_known"] = {}
        known = self._known
        for fingerprint in [each for each in fingerprints if each not in known]:
            keys = frozenset(self.keys_in(stand_for[fingerprint]))
            known[fingerprint] = self._sets.setdefault(keys, keys)
        return known

    @cached_property
    def _known(self) -> dict[Any, frozenset[Key]]:
        return {}

    @cached_property
    def _spellings(self) -> dict[str, Key]:
        return {}

    @cached_property
    def _sets(self) -> dict[frozenset[Key], frozenset[Key]]:
        """Equal ones made one: that they are the same is seen at once."""
        return {}

    def describe(self, keys: Collection[Key]) -> dict[Key, Name]:
        """What each key is called in addresses and on pages."""
        names = self.names.describe([k for k in keys if not isinstance(k, Bucket)])
        if self.bucket is not None:
            bucket = Name(self.bucket, self.bucket_label)
            names = {key: bucket if n.value == self.bucket else n for key, n in names.items()}
        return {**names, **self._describe_buckets(keys)}

    def having(self, words: Sequence[str]) -> frozenset[Key]:
        """The keys whose name has all of these folded words; a bucket is called by its label."""
        buckets = self._describe_buckets(tuple(Bucket))
        called = [key for key, name in buckets.items() if folded_words(name.label) == list(words)]
        return frozenset(called) or self.names.having(words)

    def _describe_buckets(self, keys: Collection[Key]) -> dict[Key, Name]:
        if self.bucket is None or self.bucket not in keys:
            return {}
        return {self.bucket: Name(self.bucket, self.bucket_label)}

    @property
    def always(self) -> tuple[Key, ...]:
        """Keys that are shown even if no passage has them."""
        return ()


class YearDimension(Dimension):
    """Every year can be asked for; there is not something from each."""

    def holds(self, keys: Collection[Key]) -> bool:
        return self.bucket in keys or not held("year").isdisjoint(keys)


class ManyDimension(Dimension):
    """A column of the index with several values for a passage."""

    def condition(self, keys: Collection[Key]) -> Q:
        return Q(**{f"{self.column}__overlap": list(keys)}) if keys else NOTHING

    def keys_in(self, row: Mapping) -> Iterable[Key]:
        return row[self.column]


@dataclass(frozen=True, kw_only=True)
class VocabularyDimension(Dimension):
    """The approved terms of one vocabulary; what was read and has none, is not decided, or was not
    read.
    """

    names: RowNames
    vocabulary: Vocabulary

    @property
    def columns(self) -> tuple[str, ...]:
        return ("terms", "read_vocabularies")

    @property
    def terms(self) -> list[int]:
        return self.names.keys

    @cached_property
    def _own(self) -> frozenset[int]:
        return frozenset(self.terms)

    def resolve(self, values: Sequence[str]) -> dict[str, frozenset[Key]]:
        buckets = {v: frozenset([v]) for v in values if v in OF_MARKS}
        found = {**self.names.resolve(values), **buckets}
        return {**found, **self._merged([value for value, keys in found.items() if not keys])}

    def _merged(self, slugs: Sequence[str]) -> dict[str, frozenset[Key]]:
        """The terms that took over those with these slugs, or have other slugs now."""
        if not slugs:
            return {}
        now = {slug: slug for slug in slugs} | renamed(self.vocabulary, list(slugs))
        rows = Term.objects.filter(vocabulary=self.vocabulary, slug__in=now.values())
        keys = {
            slug: merged or pk for slug, pk, merged in rows.values_list("slug", "pk", "merged_into")
        }
        return {slug: frozenset([keys[to]]) for slug, to in now.items() if to in keys}

    def condition(self, keys: Collection[Key]) -> Q:
        if not keys:
            return NOTHING
        has_none = ~Q(terms__overlap=self.terms) if self.terms else Q()
        was_read = Q(read_vocabularies__contains=[self.vocabulary.pk])
        waits = Q(read_vocabularies__contains=[-self.vocabulary.pk])
        condition = Q(terms__overlap=[key for key in keys if isinstance(key, int)])
        if Bucket.NONE in keys:
            condition |= has_none & was_read
        if Bucket.UNDECIDED in keys:
            condition |= has_none & waits
        if Bucket.UNREAD in keys:
            condition |= has_none & ~was_read & ~waits
        return condition

    def keys_in(self, row: Mapping) -> Iterable[Key]:
        if held := self._own.intersection(row["terms"]):
            return held
        if self.vocabulary.pk in row["read_vocabularies"]:
            return (Bucket.NONE,)
        waits = -self.vocabulary.pk in row["read_vocabularies"]
        return (Bucket.UNDECIDED,) if waits else (Bucket.UNREAD,)

    def _describe_buckets(self, keys: Collection[Key]) -> dict[Key, Name]:
        return {b: Name(b, label) for b, label in OF_MARKS.items() if b in keys}

    @property
    def always(self) -> tuple[Key, ...]:
        return tuple(self.terms) if self.vocabulary.exhaustive_register else ()


class TaggedDimension(Dimension):
    """Whether a passage carries an approved term of any vocabulary."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Those of the vocabularies, so that rows are grouped once for all of them."""
        return ("terms", "read_vocabularies")

    def keys_in(self, row: Mapping) -> Iterable[Key]:
        return ("yes",) if row["terms"] else ("no",)

    def condition(self, keys: Collection[Key]) -> Q:
        if not keys:
            return NOTHING
        wanted = {"yes": ~Q(terms=[]), "no": Q(terms=[])}
        condition = NOTHING
        for key in keys:
            condition |= wanted[str(key)]
        return condition


class YesOrNo(TextChoices):
    """The values of `tagged`."""

    YES = "yes", "tagged"
    NO = "no", "not tagged"


KEYS = (
    "speaker",
    "quoted",
    "part",
    "role",
    "year",
    "kind",
    "publisher",
    "language",
    "collection",
    "tagged",
)
SCOPES = ("document", "type")


def dimensions(
    vocabularies: Iterable[Vocabulary], terms: Mapping[int, Sequence[TermVersion]]
) -> list[Dimension]:
    """All dimensions in the order of the page, with one for each vocabulary and its `terms`."""
    unknown = Bucket.UNKNOWN
    speakers = SpeakerNames(Speaker)
    return [
        Dimension("speaker", "Speaker", "speaker_id", speakers, unknown, "Speaker unknown"),
        *(
            _of_terms(vocabulary, terms.get(vocabulary.pk, []))
            for vocabulary in vocabularies
            if vocabulary.query_key not in {*KEYS, *SCOPES}
        ),
        TaggedDimension("tagged", "Tagged or not", "terms", ChoiceNames(YesOrNo)),
        YearDimension("year", "Year", "year", YearNames(), Bucket.UNDATED, "Undated"),
        _of_text("kind", "Kind", ChoiceNames(Kind)),
        ManyDimension("part", "Part", "parts", PartNames(Part)),
        ManyDimension("quoted", "Quoted", "quoted_ids", speakers),
        Dimension("role", "Role", "role", TextNames("role"), unknown, "No role printed"),
        _of_text("publisher", "Publisher", TextNames("publisher")),
        _of_text("language", "Language", LanguageNames("language")),
        Dimension(
            "collection", "Collection", "collection_id", RowNames.of_model(DocumentCollection)
        ),
        Dimension("document", "Document", "document_id", DocumentNames(Document), counted=False),
        Dimension("type", "Type", "type", ChoiceNames(PassageType), counted=False),
    ]


def _of_terms(vocabulary: Vocabulary, terms: Sequence[TermVersion]) -> Dimension:
    return VocabularyDimension(
        key=vocabulary.query_key,
        label=vocabulary.name,
        column="terms",
        names=RowNames.of_terms(terms),
        vocabulary=vocabulary,
    )


def _of_text(key: str, label: str, names: Names) -> Dimension:
    """A dimension whose column has its name, and whose passages may have no value."""
    return Dimension(key, label, key, names, Bucket.UNKNOWN, f"{label} unknown")
