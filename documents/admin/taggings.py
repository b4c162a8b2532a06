"""Judgments on passages, as they were made: rounds, batches, taggings, readings."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from documents.accounts import signed_in
from documents.admin.base import AnnouncingAdmin, ArchiveAdmin, ReadOnlyAdmin
from documents.models import Batch, Reading, Round, Tagging
from documents.tagging.blindness import veil_of


@admin.register(Round)
class RoundAdmin(ArchiveAdmin):
    """Rounds of tagging."""

    list_display = ["name", "vocabulary", "blind", "opened_at", "settled_at"]
    list_filter = ["vocabulary", "blind"]
    list_select_related = ["vocabulary"]
    search_fields = ["name"]
    fixed = ["vocabulary"]
    exclude = ["passages"]
    readonly_fields = ["taggers", "source", "seed", "made_by", "ended_at"]


@admin.register(Batch)
class BatchAdmin(ReadOnlyAdmin):
    """What was done at one stroke, and whether it was undone."""

    list_display = ["action", "by", "created_at", "undone_at"]
    list_filter = ["created_at"]
    list_select_related = ["by"]
    search_fields = ["action", "query"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Batch]:
        return veil_of(request.user).over_batches(super().get_queryset(request))


@admin.register(Tagging)
class TaggingAdmin(AnnouncingAdmin):
    """A judgment's standing can be changed here; what was judged, and by whom, is history."""

    list_display = ["term_version", "anchor", "status", "by", "agent", "created_at"]
    list_filter = ["status", "term_version__term__vocabulary", "round"]
    list_select_related = ["term_version", "anchor__passage", "by"]
    search_fields = ["term_version__label", "anchor__exact", "anchor__passage__public_id", "agent"]
    readonly_fields = [
        "term_version",
        "anchor",
        "by",
        "agent",
        "round",
        "batch",
        "created_at",
        "decided_by",
        "decided_at",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tagging]:
        return veil_of(request.user).over_taggings(super().get_queryset(request))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # a tag needs its anchor: /tagging/

    def save_model(self, request: HttpRequest, obj: Tagging, form: Any, change: bool) -> None:
        if "status" in form.changed_data:
            obj.decided_by, obj.decided_at = signed_in(request), timezone.now()
        super().save_model(request, obj, form, change)

    def documents_of(self, records: Sequence[Tagging]) -> Iterable[int]:
        return [tagging.anchor.passage.document_id for tagging in records]


@admin.register(Reading)
class ReadingAdmin(ReadOnlyAdmin):
    """Who has read which version for which vocabulary."""

    list_display = ["version", "vocabulary", "by", "agent", "round", "at"]
    list_filter = ["vocabulary", "round"]
    list_select_related = ["version__passage", "vocabulary", "by", "round"]
    search_fields = ["version__passage__public_id", "agent"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Reading]:
        return veil_of(request.user).over_readings(super().get_queryset(request))
