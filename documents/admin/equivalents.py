"""Words that mean the same to a search, one group a row."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget

from documents.admin.base import ArchiveAdmin
from documents.models import Equivalents


class LinesField(forms.CharField):
    """A list of texts, one a line; what stands twice or is empty is left out."""

    widget = AdminTextareaWidget(attrs={"rows": 6})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        lines = (super().to_python(value) or "").splitlines()
        return list(dict.fromkeys(" ".join(line.split()) for line in lines if line.strip()))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != self.to_python(data)


class EquivalentsForm(forms.ModelForm):
    """One form of a word a line."""

    forms = LinesField(
        help_text="One a line, as written: “labor”, “labour”. A search for one finds all of them"
        " and says so; in quotation marks, or behind a plus sign, it finds only itself. What is"
        " written in capitals stands for the acronym alone."
    )


@admin.register(Equivalents)
class EquivalentsAdmin(ArchiveAdmin):
    """Groups of words that mean the same."""

    form = EquivalentsForm
    list_display = ["__str__", "note"]
    search_fields = ["forms", "note"]
    fields = ["forms", "note"]
