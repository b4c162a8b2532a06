"""Texts to load, one with what may come along with it, or several at once."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from documents.forms.fields import StatedField, collection_field
from documents.ingest import statements
from documents.ingest.sidecar import LARGEST

NOT_KEPT = "Choose the file again: a browser does not send it twice by itself."


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
    collection = collection_field(
        "Its rights hold for the text unless the description says otherwise.",
        "As the description says, else none yet",
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
    collection = collection_field(
        "Its rights hold for the texts unless a description says otherwise.",
        "As each description says, else none yet",
    )
