"""The controlled lists: vocabularies, terms, and what terms were called and meant over time."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest

from documents.admin.base import AnnouncingAdmin, ReadOnlyAdmin
from documents.admin.successions import leave_former_address, refuse_former_address
from documents.identifiers import RESERVED_FOR_NO_TERM
from documents.models import Tagging, Term, TermVersion, Vocabulary
from documents.tagging.codebook import taken
from documents.tagging.terms import NotPossible, below, current_label, free_label


def documents_tagged_with(**condition: Any) -> list[int]:
    """The documents that hold a tagging whose term version meets the condition."""
    taggings = Tagging.objects.filter(**condition)
    return list(taggings.values_list("anchor__passage__document", flat=True).distinct())


class VocabularyForm(ModelForm):
    """A vocabulary whose query key and path nothing else uses."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if self.instance.pk is None and {"query_key", "path"} <= cleaned.keys():
            for field, problem in taken(cleaned["query_key"], cleaned["path"]).items():
                self.add_error(field, f"{problem[:1].upper()}{problem[1:]}.")
        return cleaned


@admin.register(Vocabulary)
class VocabularyAdmin(AnnouncingAdmin):
    """Controlled lists."""

    form = VocabularyForm
    list_display = ["name", "key", "query_key", "path", "order", "needs_review"]
    search_fields = ["name", "key"]
    fixed = ["key", "query_key", "path"]

    def documents_of(self, records: Sequence[Vocabulary]) -> Iterable[int]:
        return documents_tagged_with(term_version__term__vocabulary__in=records)


class TermForm(ModelForm):
    """A term under a slug that means nothing else, and never below itself."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if "vocabulary" in cleaned and "slug" in cleaned:
            refuse_former_address(f"term:{cleaned['vocabulary'].key}", cleaned["slug"])
            if cleaned["slug"] in RESERVED_FOR_NO_TERM:
                self.add_error("slug", "A search says this of passages without a term.")
        broader = cleaned.get("broader")
        if broader and self.instance.pk and broader.pk in below(self.instance):
            self.add_error("broader", "This term stands under it: they would go round in a circle.")
        return cleaned


class TermVersionFormSet(BaseInlineFormSet):
    """What a term is called, of a term that may be new itself: it has no key then."""

    def clean(self) -> None:
        super().clean()
        term: Any = self.instance
        for form in self.forms:
            if term.vocabulary_id and "label" in form.cleaned_data:
                try:
                    free_label(term.vocabulary, form.cleaned_data["label"], term)
                except NotPossible as error:
                    form.add_error("label", str(error))


class TermVersionInline(admin.StackedInline):
    """All versions of a term: those before the last are history, a new one takes its place."""

    model = TermVersion
    formset = TermVersionFormSet
    extra = 0
    can_delete = False
    ordering = ["-number"]
    fields = [
        "label",
        "alternative_labels",
        "definition",
        "scope_note",
        "examples",
        "counter_examples",
        "number",
        "is_current",
        "by",
        "created_at",
    ]
    readonly_fields = ["number", "is_current", "by", "created_at"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # a tagging knows under which version it was made

    def get_min_num(self, request: HttpRequest, obj: Any = None, **options: Any) -> int:
        return 0 if obj else 1  # a new term has a name

    def get_formset(self, request: HttpRequest, obj: Any = None, **options: Any) -> Any:
        return super().get_formset(request, obj, validate_min=True, **options)


@admin.register(Term)
class TermAdmin(AnnouncingAdmin):
    """Entries of the lists, with what they were called and meant over time."""

    form = TermForm
    list_display = ["label", "slug", "vocabulary", "broader", "order", "keyboard", "merged_into"]
    list_filter = ["vocabulary", ("merged_into", admin.EmptyFieldListFilter)]
    list_select_related = ["vocabulary", "broader", "merged_into"]
    search_fields = ["slug", "versions__label"]
    autocomplete_fields = ["broader"]
    readonly_fields = ["merged_into"]
    fixed = ["vocabulary", "slug"]
    inlines = [TermVersionInline]
    history_of = [(TermVersion, "term")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Term]:
        return super().get_queryset(request).annotate(called=current_label())

    @admin.display(description="label", ordering="called")
    def label(self, term: Any) -> str:
        return term.called or term.slug

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """A new version gets the next number and takes the place of the current one."""
        for version in formset.save(commit=False):
            latest = version.term.versions.order_by("-number").first()
            version.number = latest.number + 1 if latest else 1
            version.by = request.user
            version.term.versions.filter(is_current=True).update(is_current=False)
            version.is_current = True
            version.save()

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """A term's versions go with it; taggings protect them."""
        listed, counts, _, protected = super().get_deleted_objects(objs, request)
        return listed, counts, set(), protected

    def delete_model(self, request: HttpRequest, obj: Term) -> None:
        space, slug = f"term:{obj.vocabulary.key}", obj.slug
        super().delete_model(request, obj)
        leave_former_address(space, slug)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Term]) -> None:
        for term in queryset.select_related("vocabulary"):
            self.delete_model(request, term)

    def documents_of(self, records: Sequence[Term]) -> Iterable[int]:
        return documents_tagged_with(term_version__term__in=records)


@admin.register(TermVersion)
class TermVersionAdmin(ReadOnlyAdmin):
    """Read here; a new version is written with its term."""

    list_display = ["label", "term", "number", "is_current", "created_at", "by"]
    list_filter = ["is_current", "term__vocabulary"]
    list_select_related = ["term", "by"]
    search_fields = ["label", "definition", "alternative_labels"]
