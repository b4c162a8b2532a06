"""What readers reported; answered at /keeping/reports/."""

from django.contrib import admin

from documents.admin.base import ReadOnlyAdmin
from documents.models import ErrorReport


@admin.register(ErrorReport)
class ErrorReportAdmin(ReadOnlyAdmin):
    """Reports as they were sent, with what was decided."""

    list_display = ["at", "passage", "state", "words", "decided_by"]
    list_filter = ["state", "at"]
    list_select_related = ["passage", "decided_by"]
    search_fields = ["words", "answer", "passage__public_id"]
