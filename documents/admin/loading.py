"""What was loaded, when, by whom and how it went."""

from django.contrib import admin

from documents.admin.base import ReadOnlyAdmin, ReadOnlyInline
from documents.models import IngestItem, IngestRun, NearDuplicate, TextSketch


class IngestItemInline(ReadOnlyInline):
    """What became of each file of a run."""

    model = IngestItem
    readonly_fields = ("name", "key", "document", "outcome", "message")
    fields = readonly_fields


@admin.register(IngestRun)
class IngestRunAdmin(ReadOnlyAdmin):
    """Runs of loading."""

    list_display = ["started_at", "finished_at", "by", "source"]
    list_filter = ["started_at"]
    list_select_related = ["by"]
    search_fields = ["source"]
    inlines = [IngestItemInline]


@admin.register(IngestItem)
class IngestItemAdmin(ReadOnlyAdmin):
    """Files of all runs: their outcome, and why where they were refused."""

    list_display = ["name", "outcome", "document", "run", "message"]
    list_filter = ["outcome"]
    list_select_related = ["document", "run"]
    search_fields = ["name", "key", "message"]


@admin.register(NearDuplicate)
class NearDuplicateAdmin(ReadOnlyAdmin):
    """Pairs of texts that are nearly the same."""

    list_display = ["one", "other", "percent", "found_at", "refused_at"]
    list_filter = ["found_at"]
    list_select_related = ["one", "other"]
    search_fields = ["one__title", "other__title"]


@admin.register(TextSketch)
class TextSketchAdmin(ReadOnlyAdmin):
    """The sketches by which such pairs are found."""

    list_display = ["document"]
    list_select_related = ["document"]
    search_fields = ["document__title"]
