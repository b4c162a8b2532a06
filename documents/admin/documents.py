"""Collections, documents and what they were made from: revisions, originals, receipts."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from documents import edtf, identifying, publishing
from documents.accounts import signed_in
from documents.admin.base import AnnouncingAdmin, ReadOnlyAdmin, ReadOnlyInline, wide
from documents.admin.speakers import VoiceForm
from documents.forms.describing import edited
from documents.forms.fields import StatedField, edtf_field
from documents.ingest.sidecar import FIELDS
from documents.models import Appearance, Collection, Document, Original, Receipt, Revision
from documents.vocabularies import Evidence


class DocumentForm(ModelForm):
    """A document's fields, dates and addresses checked as in a description file."""

    title = StatedField(check=FIELDS["title"], widget=wide())
    held = edtf_field("Held")
    published = edtf_field("Published")
    recorded = edtf_field("Recorded")
    language = StatedField(check=FIELDS["language"], help_text="BCP 47")
    source_url = StatedField(
        check=FIELDS["source"],
        label="Source URL",
        max_length=2000,
        empty_value="",
        widget=wide(),
    )


@admin.register(Collection)
class CollectionAdmin(AnnouncingAdmin):
    """Collections, with the rights that texts have that are loaded into them from now on."""

    list_display = ["title", "slug", "rights", "access"]
    list_filter = ["access"]
    search_fields = ["title", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    fixed = ["slug"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "scope_and_content"]}),
        (
            "Rights",
            {
                "fields": ["rights", "access"],
                "description": "Those of texts that are loaded into the collection from now on. "
                "What is in it already keeps its own.",
            },
        ),
    ]

    def documents_of(self, records: Sequence[Collection]) -> Iterable[int]:
        found = Document.objects.filter(collection__in=records)
        return found.values_list("pk", flat=True)


class AppearanceInline(admin.TabularInline):
    """The voices of a document; who they are can be decided here."""

    model = Appearance
    form = VoiceForm
    extra = 0
    can_delete = False
    show_change_link = True
    ordering = ["order"]
    fields = ["name", "part", "role", "labels", "speaker", "speaker_evidence"]
    readonly_fields = ["name", "part", "role", "labels", "speaker_evidence"]
    autocomplete_fields = ["speaker"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class RevisionInline(ReadOnlyInline):
    """The revisions of a document, without their text."""

    model = Revision
    readonly_fields = ("number", "is_current", "created_at", "published_at", "editor", "reason")
    fields = readonly_fields


@admin.register(Document)
class DocumentAdmin(AnnouncingAdmin):
    """Documents as described; texts come by loading and go by being withdrawn."""

    form = DocumentForm
    list_display = ["title_or_key", "kind", "date_in_words", "collection", "state", "access"]
    list_filter = ["state", "access", "kind", "collection", "language", "year"]
    list_select_related = ["collection"]
    search_fields = ["title", "key", "event", "publisher"]
    autocomplete_fields = ["collection"]
    inlines = [AppearanceInline, RevisionInline]
    history_of = [(Appearance, "document")]
    actions = ["publish"]
    readonly_fields = [
        "key",
        "slug",
        "citation_key",
        "state",
        "days",
        "year",
        "evidence_in_words",
        "keeping_page",
        "created_at",
        "changed_at",
        "first_published_at",
        "withdrawn_at",
        "withdrawal_reason",
    ]
    fieldsets = [
        (None, {"fields": ["title", "kind", "language", "summary", "keeping_page"]}),
        ("When", {"fields": ["held", "published", "recorded", "date_note", "days", "year"]}),
        ("Where", {"fields": ["event", "venue", "place", "publisher"]}),
        (
            "Source and rights",
            {
                "fields": [
                    "collection",
                    "source_url",
                    "source_retrieved",
                    "rights",
                    "rights_holder",
                    "rights_note",
                    "access",
                    "embargo_until",
                ]
            },
        ),
        ("For keepers", {"fields": ["note", "evidence_in_words"]}),
        (
            "Names and standing",
            {
                "fields": [
                    "state",
                    "key",
                    "slug",
                    "citation_key",
                    "created_at",
                    "changed_at",
                    "first_published_at",
                    "withdrawn_at",
                    "withdrawal_reason",
                ]
            },
        ),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # a document begins with its text: /keeping/add/

    def has_delete_permission(self, request: HttpRequest, obj: Document | None = None) -> bool:
        return False  # what was public is withdrawn, a draft is discarded: /keeping/

    def has_keep_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("documents.keep_archive")

    @admin.display(description="title", ordering="title")
    def title_or_key(self, document: Document) -> str:
        return str(document)

    @admin.display(description="date", ordering="earliest")
    def date_in_words(self, document: Document) -> str:
        return edtf.in_words(document.date) or "undated"

    @admin.display(description="from, to")
    def days(self, document: Document) -> str | None:
        if document.earliest is None:
            return None
        return f"{document.earliest:%Y-%m-%d}, {document.latest:%Y-%m-%d}"

    @admin.display(description="evidence")
    def evidence_in_words(self, document: Document) -> str:
        labels = dict(Evidence.choices)
        return "; ".join(
            f"{name}: {labels.get(known.get('how'), known.get('how'))}"
            + (f" (“{known['basis']}”)" if known.get("basis") else "")
            for name, known in sorted(document.evidence.items())
        )

    @admin.display(description="as understood")
    def keeping_page(self, document: Document) -> str:
        address = reverse("keeping-document", args=[document.pk])
        return format_html('<a href="{}">Turns, people and description</a>', address)

    @admin.action(description="Publish selected documents", permissions=["keep"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Document]) -> None:
        published = 0
        for document in queryset:
            try:
                publishing.publish(document, by=signed_in(request))
                published += 1
            except publishing.NotPublishable as error:
                self.message_user(request, f"{document}: {error}", messages.WARNING)
        if published:
            self.message_user(request, f"{published} published.", messages.SUCCESS)

    def save_model(self, request: HttpRequest, obj: Document, form: Any, change: bool) -> None:
        obj.evidence = edited(obj.evidence, form.changed_data)
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        for appearance in formset.save(commit=False):
            identifying.give([appearance], appearance.speaker, signed_in(request))

    def documents_of(self, records: Sequence[Document]) -> Iterable[int]:
        return [document.pk for document in records]


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    """Canonical texts: written by loads and corrections alone."""

    list_display = ["document", "number", "is_current", "created_at", "published_at", "editor"]
    list_filter = ["is_current", "rules_version"]
    list_select_related = ["document", "editor"]
    search_fields = ["document__title", "document__key"]
    exclude = ["runs"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Revision]:
        return super().get_queryset(request).defer("runs", "text")


@admin.register(Original)
class OriginalAdmin(ReadOnlyAdmin):
    """Files as received, once by content."""

    list_display = ["sha256", "media_type", "size"]
    list_filter = ["media_type"]
    search_fields = ["sha256", "receipts__name"]


@admin.register(Receipt)
class ReceiptAdmin(ReadOnlyAdmin):
    """Which file arrived for which document, when and from where."""

    list_display = ["name", "document", "received_at", "source"]
    list_filter = ["received_at"]
    list_select_related = ["document"]
    search_fields = ["name", "source", "document__title"]
