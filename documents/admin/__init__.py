"""Django's admin for every table of the archive, one module a family."""

from django.contrib import admin

from documents.admin import (  # noqa: F401  (each registers its tables)
    documents,
    equivalents,
    error_reports,
    identifications,
    loading,
    passages,
    speakers,
    successions,
    taggings,
    vocabularies,
)

admin.site.site_header = "Verbatim"
admin.site.site_title = "Verbatim"
admin.site.index_title = "Keeping the archive"
admin.site.empty_value_display = "none"
