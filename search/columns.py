"""The columns of the index that are read from rows as they stand, and where each comes from."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Exists,
    F,
    Func,
    OuterRef,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce, NullIf

from documents.models import Quotation, Reading, Tagging
from documents.vocabularies import AnchorState, Part

VOCABULARY = "term_version__term__vocabulary"
"""From a tagging to the vocabulary of its term."""


def indexed_columns() -> dict[str, Any]:
    """By column of the index, where its value comes from, seen from a passage version."""
    own = {name: F(name) for name in ("passage_id", "order", "type")}
    names = ("year", "earliest", "latest", "kind", "publisher", "collection_id", "embargo_until")
    of_document = {name: F(f"passage__document__{name}") for name in names}
    quotations = Quotation.objects.filter(
        anchor__passage=OuterRef("passage"),
        anchor__state__in=AnchorState.standing(),
    ).order_by()
    return (
        own
        | of_document
        | {
            "document_id": F("passage__document_id"),
            "public_id": F("passage__public_id"),
            "language": own_language(),
            "speaker_id": Coalesce("appearance__speaker__merged_into", "appearance__speaker"),
            "role": Coalesce("appearance__role", Value(""), output_field=TextField()),
            "parts": PartsOf(
                F("appearance__part"),
                Case(When(Exists(quotations), then=Value(Part.QUOTED)), output_field=CharField()),
            ),
            "quoted_ids": ArraySubquery(
                quotations.filter(appearance__speaker__isnull=False)
                .values_list(
                    Coalesce("appearance__speaker__merged_into", "appearance__speaker"), flat=True
                )
                .distinct()
            ),
        }
        | judged_columns()
    )


def judged_columns() -> dict[str, Func | ArraySubquery]:
    """Of the columns those that taggers fill."""
    taggings = Tagging.objects.public().filter(anchor__passage=OuterRef("passage")).order_by()
    readings = Reading.objects.public().filter(version=OuterRef("pk")).order_by("vocabulary")
    undecided = Tagging.objects.undecided().outside_blind_rounds()
    undecided = undecided.filter(anchor__passage=OuterRef("passage")).annotate(
        waits=Negative(VOCABULARY)
    )
    return {
        "terms": ArraySubquery(taggings.values_list("term_version__term", flat=True).distinct()),
        "read_vocabularies": Func(
            ArraySubquery(readings.values_list("vocabulary", flat=True).distinct()),
            ArraySubquery(undecided.order_by("waits").values_list("waits", flat=True).distinct()),
            function="array_cat",
            output_field=ArrayField(BigIntegerField()),
        ),
    }


def own_language() -> Coalesce:
    """The passage's own language, else the document's."""
    empty = Value("", output_field=CharField())
    return Coalesce(NullIf("language", empty), NullIf("passage__document__language", empty))


class Negative(Func):
    """The number below zero."""

    template = "(-%(expressions)s)"
    output_field = BigIntegerField()


class PartsOf(Func):
    """The parts that are not null, as an array."""

    template = "array_remove(ARRAY[%(expressions)s]::varchar[], NULL)"
    output_field = ArrayField(CharField())
