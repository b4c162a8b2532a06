"""The forms of those who keep the archive: a text to load, and the description of a document.

A value is checked by the same rules as in a description file (`documents.ingest.sidecar`), so
that the browser refuses what the file would, in the same words.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import slugify

from documents.identifiers import first_free
from documents.ingest import statements
from documents.ingest.sidecar import FIELDS, INFERRED, LARGEST
from documents.ingest.statements import Misstated
from documents.models import Collection, Document
from documents.vocabularies import Evidence
from documents.withdrawing import memory

NOT_KEPT = "Choose the file again: a browser does not send it twice by itself."


class StatedField(forms.CharField):
    """A value checked as in a description file; None where nothing is stated."""

    def __init__(self, *, check: Callable[[str], Any], **kwargs: Any):
        kwargs.setdefault("required", False)
        kwargs.setdefault("empty_value", None)
        super().__init__(**kwargs)
        self.check = check

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if value in self.empty_values:
            return value
        try:
            return self.check(value)
        except Misstated as wrong:
            raise ValidationError(in_a_sentence(wrong), code="misstated") from wrong


def in_a_sentence(wrong: Misstated) -> str:
    """What is wrong with a stated value, as a sentence, with the nearest right value."""
    says = str(wrong)
    sentence = f"It {says}." if says[:1].islower() else f"{says}."
    return f"{sentence} Did you mean “{wrong.suggestion}”?" if wrong.suggestion else sentence


def show_instead(form: forms.BaseForm, name: str, value: str) -> None:
    """Let a form that was sent show this value in a field, in place of what was sent."""
    form.data = {key: form.data.get(key) for key in form.data} | {name: value}


def edtf_field(label: str, **kwargs: Any) -> StatedField:
    """A date in EDTF (ISO 8601-2:2019), such as 2008-06-03, 2007-06 or 2008~."""
    return StatedField(check=statements.edtf_date, label=label, max_length=60, **kwargs)


class UploadForm(forms.Form):
    """A text to load, with what may come along with it."""

    file = forms.FileField(
        label="Text",
        help_text="Plain text, Markdown, HTML, Word, PowerPoint, PDF, captions or XML.",
        max_length=255,
        error_messages={"required": "Choose the file that holds the text."},
    )
    source = StatedField(
        check=statements.web_address,
        label="Web address of the text",
        help_text="Where the text was published, if it was. The same address loaded again is a new "
        "revision of the same document.",
        max_length=500,
        empty_value="",
        widget=forms.URLInput,
    )
    collection = forms.ModelChoiceField(
        Collection.objects.all(),
        label="Collection",
        help_text="Its rights hold for the text unless the description says otherwise.",
        required=False,
        empty_label="As the description says, else none yet",
        to_field_name="slug",
    )
    description = forms.FileField(
        label="Description file",
        help_text="A YAML file with title, kind, dates and people, if you have one. What it states "
        "replaces what the text says.",
        required=False,
        max_length=255,
    )
    written = forms.CharField(
        label="Description, to be mended here",
        required=False,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
        max_length=LARGEST,
    )
    accept_unlike = forms.BooleanField(
        label="It is a new version of the same document: load it as its next revision",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in ("file", "source", "collection", "description", "written"):
            self.fields[name].widget.attrs["class"] = "field"

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        largest = settings.INGEST_LARGEST_TEXT
        if file.size > largest:
            raise ValidationError(
                f"“{file.name}” has {file.size / 1e6:.0f} MB; a browser may load up to "
                f"{largest / 1e6:.0f} MB. Load the text alone, without pictures or sound."
            )
        return file

    def clean_description(self) -> Any:
        given = self.cleaned_data["description"]
        if given and given.size > LARGEST:
            raise ValidationError(
                f"“{given.name}” is too long for a description (more than {LARGEST // 1024} kB)."
            )
        return given


class SeveralFiles(forms.ClearableFileInput):
    """A control in which several files are chosen."""

    allow_multiple_selected = True


class SeveralField(forms.FileField):
    """Some files, each checked alone."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        check = super().clean
        return [check(file, initial) for file in data or [None]]


class SeveralForm(forms.Form):
    """Texts and ZIP archives to load together, with the collection that they are of."""

    texts = SeveralField(
        label="Texts and ZIP archives",
        help_text="Choose several at once. A description NAME.yaml goes with NAME.txt, a manifest "
        "with all; in a ZIP archive, folders may be kept.",
        max_length=255,
        widget=SeveralFiles(attrs={"class": "field"}),
        error_messages={"required": "Choose the files that hold the texts."},
    )
    collection = forms.ModelChoiceField(
        Collection.objects.all(),
        label="Collection",
        help_text="Its rights hold for the texts unless a description says otherwise.",
        required=False,
        empty_label="As each description says, else none yet",
        to_field_name="slug",
        widget=forms.Select(attrs={"class": "field"}),
    )


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


class WithdrawalForm(forms.Form):
    """Why something is taken out of the archive; kept for keepers, never shown to anybody else."""

    reason = forms.CharField(
        label="Reason",
        help_text="For keepers; the public is told that something was withdrawn, not why.",
        widget=forms.Textarea(attrs={"rows": 2, "class": "field"}),
        max_length=2000,
        error_messages={"required": "Say why it is withdrawn; keepers after you will ask."},
    )


class RedactionForm(WithdrawalForm):
    """The words to take out, and from where; first they are looked for, then taken out.

    `seen` says for which words a preview was shown.
    """

    words = forms.CharField(
        label="Words to take out",
        help_text="Each form on a line of its own: Maria López, M. López, her street. Capitals, "
        "accents and hyphens make no difference.",
        widget=forms.Textarea(
            attrs={"rows": 3, "class": "field", "spellcheck": "false", "autocomplete": "off"}
        ),
        max_length=4000,
        error_messages={"required": "Write the words to take out, each form on a line."},
    )
    document = forms.ModelChoiceField(
        Document.objects.all(), required=False, widget=forms.HiddenInput
    )
    everywhere = forms.BooleanField(label="In the whole archive", required=False)
    held = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    field_order = ["words", "everywhere", "reason", "document", "seen"]

    def __init__(self, *args: Any, takes_out: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = takes_out
        self.fields["reason"].help_text = "For keepers, never public; without the words themselves."


class CorrectionForm(forms.Form):
    """The corrected text of a document, with the revision that it corrects and the reason.

    `held` is the SHA-256 of that revision when the page was opened, `seen` says which text a table
    was shown for, `original` the file that the text was taken from.
    """

    text = forms.CharField(
        label="Text",
        widget=forms.Textarea(attrs={"rows": 28, "class": "field", "spellcheck": "true"}),
        max_length=20_000_000,
        strip=False,
        error_messages={"required": "No text is left. To take a document back, withdraw it."},
    )
    reason = forms.CharField(
        label="Reason",
        help_text="Public, in the ledger of corrections: what was wrong, and how it is known.",
        max_length=1000,
        required=False,
        widget=forms.TextInput(attrs={"class": "field"}),
    )
    file = forms.FileField(
        label="Or a new file of the same text",
        help_text="Its text takes the place of the one above; you see what follows before "
        "anything is published.",
        required=False,
        max_length=255,
        widget=forms.ClearableFileInput(attrs={"class": "field"}),
    )
    base = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    held = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    original = forms.RegexField(r"^[0-9a-f]{64}$", required=False, widget=forms.HiddenInput)
    original_name = forms.CharField(max_length=255, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, publishes: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.publishes = publishes

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"]).replace("\r\n", "\n")
        if "\0" in text:
            raise ValidationError("The text holds a character that no text has (U+0000).")
        return text

    def clean_reason(self) -> str:
        reason = str(self.cleaned_data["reason"]).strip()
        if self.publishes and not reason:
            raise ValidationError("Say what was wrong; readers of the ledger will ask.")
        return reason
