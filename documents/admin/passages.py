"""What is cited: passages, their versions, the notes and quotations in them."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from documents.admin.base import AnnouncingAdmin, OfRevisionAdmin, ReadOnlyAdmin, ReadOnlyInline
from documents.models import Anchor, Note, Passage, PassageVersion, Quotation
from documents.tagging.blindness import veil_of
from documents.vocabularies import Evidence


class PassageVersionInline(ReadOnlyInline):
    """The wordings of a passage in all revisions, without the texts around them."""

    model = PassageVersion
    readonly_fields = ("revision", "number", "type", "appearance", "text")
    fields = readonly_fields

    def get_queryset(self, request: HttpRequest) -> Any:
        found = super().get_queryset(request)
        found = found.select_related("revision__document", "appearance__speaker", "passage")
        return found.defer("revision__text", "revision__runs")


@admin.register(Passage)
class PassageAdmin(ReadOnlyAdmin):
    """Identities that are cited."""

    list_display = ["__str__", "document", "withdrawn_at"]
    list_filter = ["withdrawn_at"]
    list_select_related = ["document"]
    search_fields = ["public_id", "document__title", "document__key"]
    inlines = [PassageVersionInline]
    readonly_fields = ["keeping_page"]
    history_of = [(PassageVersion, "passage")]

    @admin.display(description="speaker")
    def keeping_page(self, passage: Passage) -> str:
        address = reverse("keeping-speaker", args=[passage.pk])
        return format_html('<a href="{}">Mend the speaker</a>', address)


class NoteInline(ReadOnlyInline):
    """The notes in a version, with their words."""

    model = Note
    show_change_link = False
    readonly_fields = ("words", "start", "end")
    fields = readonly_fields

    @admin.display(description="words")
    def words(self, note: Note) -> str:
        return note.version.text[note.start : note.end]


@admin.register(PassageVersion)
class PassageVersionAdmin(OfRevisionAdmin):
    """Passages as they stand in one revision."""

    list_display = ["passage", "revision", "number", "type", "appearance", "beginning"]
    ordering = ["revision_id", "order"]  # as an index has them: "revision" would sort all versions
    list_filter = ["type", "evidence", "revision__is_current"]
    list_select_related = ["passage", "revision__document", "appearance__speaker"]
    search_fields = ["passage__public_id", "text", "revision__document__title"]
    inlines = [NoteInline]

    @admin.display(description="text")
    def beginning(self, version: PassageVersion) -> str:
        return version.text[:80]


@admin.register(Note)
class NoteAdmin(ReadOnlyAdmin):
    """Notes such as “(Laughs.)”."""

    list_display = ["words", "version", "start", "end"]
    list_select_related = ["version__passage"]
    search_fields = ["version__text"]

    @admin.display(description="words")
    def words(self, note: Note) -> str:
        return note.version.text[note.start : note.end]


@admin.register(Anchor)
class AnchorAdmin(OfRevisionAdmin):
    """Places that tags and quotations hold on to, and whether they still do."""

    list_display = ["__str__", "passage", "revision", "start", "end", "state"]
    list_filter = ["state", "whole"]
    list_select_related = ["passage", "revision__document"]
    search_fields = ["exact", "passage__public_id"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return veil_of(request.user).over_anchors(super().get_queryset(request))


@admin.register(Quotation)
class QuotationAdmin(AnnouncingAdmin):
    """Whose words are quoted can be decided here; which words they are stands in the text."""

    list_display = ["anchor", "appearance", "evidence", "basis"]
    list_filter = ["evidence"]
    search_fields = ["anchor__exact", "appearance__name", "appearance__speaker__name"]
    autocomplete_fields = ["appearance"]
    readonly_fields = ["anchor", "parent", "continues", "evidence", "basis"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> Any:
        found = super().get_queryset(request)
        return found.select_related(
            "anchor__passage",
            "appearance__speaker",
            "parent__anchor__passage",
            "continues__anchor__passage",
        )

    def save_model(self, request: HttpRequest, obj: Quotation, form: Any, change: bool) -> None:
        if "appearance" in form.changed_data:
            obj.evidence, obj.basis = Evidence.EDITOR, ""
        super().save_model(request, obj, form, change)

    def documents_of(self, records: Sequence[Quotation]) -> Iterable[int]:
        return [quotation.anchor.passage.document_id for quotation in records]
