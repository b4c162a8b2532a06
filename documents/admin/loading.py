"""What was loaded, when, by whom and how it went."""

from django.contrib import admin

from documents.admin.base import ReadOnlyAdmin, ReadOnlyInline
from documents.models import IngestItem, IngestRun


class IngestItemInline(ReadOnlyInline):
    model = IngestItem
    readonly_fields = ("name", "key", "document", "outcome", "message")
    fields = readonly_fields


@admin.register(IngestRun)
class IngestRunAdmin(ReadOnlyAdmin):
    list_display = ["started_at", "finished_at", "by", "source"]
    list_filter = ["started_at"]
    list_select_related = ["by"]
    search_fields = ["source"]
    inlines = [IngestItemInline]


@admin.register(IngestItem)
class IngestItemAdmin(ReadOnlyAdmin):
    list_display = ["name", "outcome", "document", "run", "message"]
    list_filter = ["outcome"]
    list_select_related = ["document", "run"]
    search_fields = ["name", "key", "message"]
