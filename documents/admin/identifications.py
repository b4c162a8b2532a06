"""What keepers decided on who is who; made and undone at /keeping/people/."""

from django.contrib import admin

from documents.admin.base import ReadOnlyAdmin
from documents.models import Identification, IdentifiedVoice


@admin.register(Identification)
class IdentificationAdmin(ReadOnlyAdmin):
    """Decisions on who is who."""

    list_display = ["__str__", "at", "by", "reason", "undone_at", "undone_by", "stayed"]
    list_filter = ["is_merger", "to_nobody", "at"]
    list_select_related = ["speaker", "absorbed", "by", "undone_by"]
    search_fields = ["speaker__name", "absorbed__name", "reason"]


@admin.register(IdentifiedVoice)
class IdentifiedVoiceAdmin(ReadOnlyAdmin):
    """The voices that a decision moved, and to whom they had belonged."""

    list_display = ["appearance", "before", "evidence_before", "identification"]
    list_select_related = [
        "appearance__speaker",
        "before",
        "identification__speaker",
        "identification__absorbed",
    ]
    search_fields = ["appearance__name", "before__name", "identification__speaker__name"]
