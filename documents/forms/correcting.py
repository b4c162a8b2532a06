"""The corrected text of a document."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError


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
