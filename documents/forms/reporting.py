"""The forms of error reports: the reader's, and the keeper's answer."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from documents.forms.fields import show_instead
from documents.models import ErrorReport
from documents.models.error_report import LONGEST_REPORT
from documents.vocabularies import ReportState


class ReportForm(forms.Form):
    """What is wrong. `website` is a trap: people do not see it, programs fill it in."""

    words = forms.CharField(
        label="What is wrong?",
        help_text="Which words, what they should be, and how you know: a recording, a printed "
        "text, a page of your own.",
        min_length=5,
        max_length=LONGEST_REPORT,
        widget=forms.Textarea(attrs={"rows": 6, "class": "field"}),
        error_messages={
            "required": "Say what is wrong.",
            "min_length": "Say a little more: the keepers have nothing but your words.",
            "max_length": f"Say it in {LONGEST_REPORT} characters.",
        },
    )
    contact = forms.CharField(
        label="How to reach you",
        help_text="If you like. Only the keepers see it.",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"class": "field", "autocomplete": "email"}),
    )
    website = forms.CharField(
        label="Leave this field empty",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError("Nothing was sent: the last field is to be left empty.")
        return ""


class AnswerForm(forms.ModelForm):
    """What the keeper makes of a report, with the revision that mended it. `seen` says when what
    the page showed was decided: an answer that was given meanwhile is shown before it is replaced.
    """

    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    class Meta:
        model = ErrorReport
        fields = ("state", "answer", "correction")
        labels = {"state": "The report is", "answer": "Answer", "correction": "Mended in"}
        help_texts = {
            "answer": "Shown to who reported it, under the address that they were given.",
            "correction": "Its entry in the ledger is linked.",
        }
        widgets = {
            "state": forms.RadioSelect,
            "answer": forms.Textarea(attrs={"rows": 3, "class": "field"}),
            "correction": forms.Select(attrs={"class": "field"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = ReportState.choices  # type: ignore[attr-defined]
        document = self.instance.passage.document
        corrections = document.revisions.filter(number__gt=1, published_at__isnull=False)
        field: Any = self.fields["correction"]
        field.queryset = corrections.defer("text", "runs").order_by("-number")
        field.empty_label = "No revision"
        field.label_from_instance = lambda revision: (
            f"Revision {revision.number}, {revision.published_at:%Y-%m-%d}"
            + (f": {revision.reason[:80]}" if revision.reason else "")
        )
        self.initial["seen"] = decided(self.instance)

    def clean_seen(self) -> str:
        seen: str = self.cleaned_data["seen"]
        if seen != decided(self.instance):
            show_instead(self, "seen", decided(self.instance))
            raise ValidationError(
                "%(who)s has answered it meanwhile: %(state)s. %(answer)s "
                "Save again to replace that.",
                params={
                    "who": self.instance.decided_by,
                    "state": self.instance.get_state_display(),
                    "answer": f"“{self.instance.answer}”" if self.instance.answer else "",
                },
            )
        return seen

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if cleaned.get("state") == ReportState.DECLINED and not cleaned.get("answer", "").strip():
            self.add_error("answer", "Say why; who reported it took the trouble.")
        if cleaned.get("correction") and cleaned.get("state") != ReportState.MENDED:
            self.add_error("correction", "A revision is named only where the error is mended.")
        return cleaned


def decided(report: ErrorReport) -> str:
    """When a report was decided on; nothing where nobody has."""
    return report.decided_at.isoformat() if report.decided_at else ""
