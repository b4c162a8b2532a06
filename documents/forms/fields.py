"""What the forms of keepers have in common.

A value is checked by the same rules as in a description file (`documents.ingest.sidecar`), so
that the browser refuses what the file would, in the same words.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from documents.ingest import statements
from documents.ingest.statements import Misstated
from documents.models import Collection


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


def collection_field(help_text: str, empty_label: str) -> forms.ModelChoiceField:
    """The collection that texts are loaded into, if one is chosen."""
    return forms.ModelChoiceField(
        Collection.objects.all(),
        label="Collection",
        help_text=help_text,
        required=False,
        empty_label=empty_label,
        to_field_name="slug",
        widget=forms.Select(attrs={"class": "field"}),
    )
