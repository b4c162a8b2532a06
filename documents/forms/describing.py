"""The description of a document."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify

from documents.forms.fields import StatedField, edtf_field, show_instead
from documents.identifiers import first_free
from documents.ingest import statements
from documents.ingest.sidecar import FIELDS, INFERRED
from documents.models import Collection, Document
from documents.vocabularies import Evidence
from documents.withdrawing import memory


@dataclass(frozen=True)
class Row:
    """A field of the description as the page shows it: the control, and how its value is known."""

    field: forms.BoundField
    how: str
    basis: str
    wide: bool


class DescriptionForm(forms.ModelForm):
    """The description of a document. A value that is changed here is known by its editor then.

    `changed_at` travels hidden through the page: when another keeper has saved in between, nothing
    is written and `overtaken` names what stands in the archive now.
    """

    title = StatedField(check=FIELDS["title"], label="Title")
    held = edtf_field("Held", help_text="The day of the event: 2008-06-03, 2007-06, 2008~ (EDTF).")
    published = edtf_field("Published", help_text="In the same form; so is the next.")
    recorded = edtf_field("Recorded")
    event = StatedField(check=FIELDS["event"], label="Event")
    venue = StatedField(check=FIELDS["venue"], label="Venue")
    place = StatedField(check=FIELDS["place"], label="Place")
    publisher = StatedField(check=FIELDS["publisher"], label="Publisher")
    language = StatedField(
        check=FIELDS["language"],
        label="Language",
        help_text="A tag of BCP 47: en, fr, es-MX.",
    )
    source_url = StatedField(
        check=FIELDS["source"], label="Web address", max_length=2000, empty_value=""
    )
    new_collection = StatedField(
        check=statements.line(300),
        label="Or a new collection",
        help_text="Its title. It takes the place of the collection chosen before.",
    )
    changed_at = forms.CharField(widget=forms.HiddenInput, required=False)

    groups = (
        ("What it is", ("title", "kind", "language", "summary")),
        ("When", ("held", "published", "recorded", "date_note")),
        ("Where", ("event", "venue", "place", "publisher")),
        ("Where it comes from", ("collection", "new_collection", "source_url", "source_retrieved")),
        ("Rights", ("rights", "rights_holder", "rights_note", "access", "embargo_until")),
        ("For keepers only", ("note",)),
    )

    class Meta:
        model = Document
        fields = (
            "title",
            "kind",
            "language",
            "summary",
            "held",
            "published",
            "recorded",
            "date_note",
            "event",
            "venue",
            "place",
            "publisher",
            "collection",
            "source_url",
            "source_retrieved",
            "rights",
            "rights_holder",
            "rights_note",
            "access",
            "embargo_until",
            "note",
        )
        labels = {
            "source_retrieved": "Retrieved",
            "rights": "Rights statement",
            "rights_holder": "Rights holder",
            "rights_note": "Note on rights",
            "date_note": "Note on the dates",
            "access": "Open to the public",
            "embargo_until": "Closed until",
            "note": "Note",
        }
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            for name in ("source_retrieved", "embargo_until")
        }
        help_texts = {
            "rights": "From rightsstatements.org and Creative Commons.",
            "source_retrieved": "The day on which it was fetched.",
            "embargo_until": "Before this day the public does not find it.",
            "note": "Never shown to the public.",
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "unknown"), *self._choices_of("kind")]  # type: ignore[attr-defined]
        self.initial["changed_at"] = self.instance.changed_at.isoformat()
        for name in ("summary", "date_note", "rights_note", "note"):
            self.fields[name].widget.attrs["rows"] = 3
        for field in self.fields.values():
            field.widget.attrs["class"] = "field"

    def _choices_of(self, name: str) -> list[tuple[Any, Any]]:
        choices = self.fields[name].choices  # type: ignore[attr-defined]
        return [choice for choice in choices if choice[0]]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.data.get("changed_at") != self.initial["changed_at"]:
            self.overtaken = [
                (str(self[name].label), self._in_the_archive(name))
                for name in self.changed_data
                if name in self.Meta.fields
            ]
            show_instead(self, "changed_at", self.initial["changed_at"])
            raise ValidationError(
                "Somebody changed this description while you were editing it. Nothing was saved; "
                "your values are still below. Save again to put them in place of what stands in "
                "the archive now.",
                code="overtaken",
            )
        said = [str(value) for value in self.cleaned_data.values() if isinstance(value, str)]
        if objection := memory.objection(said, self.instance):
            raise ValidationError(objection)
        return cleaned

    overtaken: list[tuple[str, str]] = []

    def _in_the_archive(self, name: str) -> str:
        value = self.initial.get(name)
        choices = dict(getattr(self.fields[name], "choices", ()))
        return str(choices.get(value, value)) if value not in (None, "") else "unknown"

    def save(self, commit: bool = True) -> Document:
        """Write the description, the changed values with an editor as their evidence."""
        self.instance.evidence = edited(self.instance.evidence, self.changed_data)
        if title := self.cleaned_data.get("new_collection"):
            self.instance.collection = collection_called(title)
        return super().save(commit)

    def rows(self) -> Iterator[tuple[str, list[Row]]]:
        """The fields by group, each with how its value is known."""
        for heading, names in self.groups:
            yield heading, [self._row(name) for name in names]

    def _row(self, name: str) -> Row:
        known = self.instance.evidence.get(name) or {}
        how = known.get("how")
        if how is None and name in INFERRED and not self.initial.get(name):
            how = Evidence.NONE
        said = str(Evidence(how).label) if how in Evidence.values else ""
        wide = name == "title" or isinstance(self.fields[name].widget, forms.Textarea)
        return Row(self[name], said, known.get("basis", ""), wide)


def edited(evidence: dict[str, Any], names: list[str]) -> dict[str, Any]:
    """The evidence of a description in which an editor has changed the values of these fields."""
    by_editor = {"how": str(Evidence.EDITOR), "basis": ""}
    return {**evidence, **dict.fromkeys(set(names).intersection(INFERRED), by_editor)}


def collection_called(title: str) -> Collection:
    """The collection with this title, made where there is none."""
    collection = Collection.objects.filter(title=title).first()
    if collection is None:
        stem = slugify(title)[:90] or "collection"
        taken = set(Collection.objects.values_list("slug", flat=True))
        collection = Collection.objects.create(slug=first_free(stem, taken), title=title)
    return collection
