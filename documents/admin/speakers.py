"""People and bodies, their names and offices, and their appearances in documents."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from documents import edtf, identifying, unresolved
from documents.accounts import signed_in
from documents.admin.base import AnnouncingAdmin
from documents.admin.successions import leave_former_address, refuse_former_address
from documents.forms.fields import StatedField, edtf_field
from documents.ingest import statements
from documents.ingest.headings import fold_name
from documents.models import Appearance, Office, Speaker, SpeakerName


class SpeakerForm(ModelForm):
    """A heading; identifiers may be given as addresses too, and are checked."""

    wikidata = StatedField(check=statements.wikidata, empty_value="", help_text="Q42")
    viaf = StatedField(check=statements.viaf, label="VIAF", empty_value="", help_text="113230702")
    orcid = StatedField(
        check=statements.orcid, label="ORCID", empty_value="", help_text="0000-0002-1825-0097"
    )

    def clean_slug(self) -> str:
        refuse_former_address("speaker", self.cleaned_data["slug"])
        return self.cleaned_data["slug"]


class OfficeForm(ModelForm):
    """An office, which does not end before it begins."""

    begin = edtf_field("Begin", empty_value="", help_text="EDTF: 2007, 2007-07-09, 2007~")
    end = edtf_field("End", empty_value="", help_text="EDTF; empty while it lasts")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        begin = edtf.bounds(cleaned.get("begin") or None)
        end = edtf.bounds(cleaned.get("end") or None)
        if begin and end and begin[0] > end[1]:
            raise ValidationError("The office ends before it begins.")
        return cleaned


class VoiceForm(ModelForm):
    """A voice; a heading that was merged into another is not chosen any more."""

    def clean_speaker(self) -> Speaker | None:
        chosen = self.cleaned_data["speaker"]
        if chosen and chosen.merged_into:
            raise ValidationError(
                f"“{chosen}” was merged into “{chosen.merged_into}”: choose that."
            )
        return chosen


class SpeakerNameInline(admin.TabularInline):
    """Other names of a speaker."""

    model = SpeakerName
    extra = 0


class OfficeInline(admin.TabularInline):
    """Offices that a speaker held."""

    model = Office
    form = OfficeForm
    extra = 0


class AppearanceInline(admin.TabularInline):
    """Where the speaker is heard; the voices themselves are kept with their documents."""

    model = Appearance
    extra = 0
    can_delete = False
    show_change_link = True
    readonly_fields = ("document", "part", "name", "role", "speaker_evidence")
    fields = readonly_fields

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Appearance]:
        return super().get_queryset(request).select_related("document", "speaker")


@admin.register(Speaker)
class SpeakerAdmin(AnnouncingAdmin):
    """People and bodies; they are merged and split on pages of their own."""

    form = SpeakerForm
    list_display = ["name", "sort_name", "is_body", "appearances", "wikidata", "merged_into"]
    list_filter = ["is_body", ("merged_into", admin.EmptyFieldListFilter)]
    list_select_related = ["merged_into"]
    search_fields = ["name", "sort_name", "sort_key", "names__name"]
    prepopulated_fields = {"slug": ["name"]}
    readonly_fields = ["keeping_page", "merged_into"]
    fixed = ["slug"]
    inlines = [SpeakerNameInline, OfficeInline, AppearanceInline]
    history_of = [(SpeakerName, "speaker"), (Office, "speaker")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Speaker]:
        return super().get_queryset(request).annotate(heard=Count("appearances"))

    @admin.display(description="appearances", ordering="heard")
    def appearances(self, speaker: Any) -> int:
        return speaker.heard

    @admin.display(description="voices")
    def keeping_page(self, speaker: Speaker) -> str:
        if speaker.pk is None:
            return ""
        address = reverse("keeping-person", args=[speaker.pk])
        return format_html('<a href="{}">Merge, split, decisions</a>', address)

    def save_model(self, request: HttpRequest, obj: Speaker, form: Any, change: bool) -> None:
        obj.sort_key = fold_name(obj.sort_name)
        super().save_model(request, obj, form, change)

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool
    ) -> None:
        """Saves names and offices; says which voices of texts that are held the offices name."""
        super().save_related(request, form, formsets, change)
        if number := len(unresolved.named_by_office(form.instance)):
            voices = "1 voice" if number == 1 else f"{number} voices"
            said = f"Of texts that are held already, the offices certainly name {voices}: "
            address = reverse("keeping-person", args=[form.instance.pk])
            messages.info(request, format_html('{}<a href="{}">look</a>.', said, address))

    def delete_model(self, request: HttpRequest, obj: Speaker) -> None:
        slug = obj.slug
        super().delete_model(request, obj)
        leave_former_address("speaker", slug)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Speaker]) -> None:
        for speaker in queryset:
            self.delete_model(request, speaker)

    def documents_of(self, records: Sequence[Speaker]) -> Iterable[int]:
        heard = Appearance.objects.filter(speaker__in=records)
        return list(heard.values_list("document", flat=True).distinct())


@admin.register(SpeakerName)
class SpeakerNameAdmin(AnnouncingAdmin):
    """Variant names of all speakers."""

    list_display = ["name", "speaker"]
    list_select_related = ["speaker"]
    search_fields = ["name", "speaker__name"]
    autocomplete_fields = ["speaker"]

    def documents_of(self, records: Sequence[SpeakerName]) -> Iterable[int]:
        heard = Appearance.objects.filter(speaker__names__in=[record.pk for record in records])
        return list(heard.values_list("document", flat=True).distinct())


@admin.register(Office)
class OfficeAdmin(AnnouncingAdmin):
    """Offices of all speakers."""

    form = OfficeForm
    list_display = ["title", "organisation", "speaker", "begin", "end"]
    list_select_related = ["speaker"]
    search_fields = ["title", "organisation", "speaker__name"]
    autocomplete_fields = ["speaker"]

    def documents_of(self, records: Sequence[Office]) -> Iterable[int]:
        heard = Appearance.objects.filter(speaker__in=[record.speaker_id for record in records])
        return list(heard.values_list("document", flat=True).distinct())


@admin.register(Appearance)
class AppearanceAdmin(AnnouncingAdmin):
    """Who a voice is can be decided here; how it is printed stands in the text."""

    list_display = ["__str__", "part", "document", "speaker", "speaker_evidence"]
    list_filter = ["part", "evidence", "speaker_evidence", ("speaker", admin.EmptyFieldListFilter)]
    list_select_related = ["document", "speaker"]
    search_fields = ["name", "heading", "speaker__name", "document__title"]
    autocomplete_fields = ["speaker"]
    form = VoiceForm
    readonly_fields = [
        "document",
        "key",
        "order",
        "name",
        "labels",
        "evidence",
        "basis",
        "speaker_evidence",
        "speaker_basis",
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Appearance, form: Any, change: bool) -> None:
        """What is printed is saved as it was sent; whose voice it is, as a decision."""
        if "speaker" not in form.changed_data:
            return super().save_model(request, obj, form, change)
        chosen, obj.speaker_id = obj.speaker, form.initial.get("speaker")
        super().save_model(request, obj, form, change)
        identifying.give([obj], chosen, signed_in(request))
        obj.refresh_from_db()
        return None

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        if "speaker" not in form.changed_data:  # a decision has announced it already
            super().save_related(request, form, formsets, change)

    def documents_of(self, records: Sequence[Appearance]) -> Iterable[int]:
        return [appearance.document_id for appearance in records]
