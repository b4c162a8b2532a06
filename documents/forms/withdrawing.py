"""What is taken out of the archive, and why."""

from typing import Any

from django import forms

from documents.models import Document


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
