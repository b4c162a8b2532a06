"""What the admin pages of the archive have in common: announcing, read-only tables, history, and
what is done where somebody else is faster.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.contrib.messages.storage import default_storage
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from documents import history
from documents.identifying import NotPossible
from documents.models import Document
from documents.publishing import announce
from documents.withdrawing import memory


def wide() -> AdminTextInputWidget:
    """A text field for a whole line of words."""
    return AdminTextInputWidget(attrs={"class": "vLargeTextField"})


OVERTAKEN = (IntegrityError, NotPossible)
"""What is raised where somebody else wrote between the check of a form and its saving."""


class ArchiveAdmin(admin.ModelAdmin):
    """A table of the archive, with its history in place.

    `history_of` names the tracked models that belong to a record, each with the name of the foreign
    key that leads from it to the record. `fixed` are fields that are given once, when a record is
    added, because addresses rest on them.
    """

    list_per_page = 50
    formfield_overrides = {models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 4})}}
    show_full_result_count = False
    changes_template = "admin/documents/history.html"
    history_of: Sequence[tuple[type[models.Model], str]] = ()
    fixed: Sequence[str] = ()

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any):
        """The form of a record, which refuses words that were taken out of the archive."""
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        document = obj if isinstance(obj, Document) else None

        class Watched(form):
            def clean(self) -> dict[str, Any]:
                cleaned = super().clean() or self.cleaned_data
                said = [str(value) for value in cleaned.values() if isinstance(value, str | list)]
                if objection := memory.objection(said, document):
                    raise ValidationError(objection)
                return cleaned

        return Watched

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        given = list(super().get_readonly_fields(request, obj))
        return [*given, *self.fixed] if obj else given

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj else dict(super().get_prepopulated_fields(request, obj))

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        view = super().changeform_view
        return self._checked_anew(request, lambda: view(request, *args, **kwargs))

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        view = super().delete_view
        return self._checked_anew(request, lambda: view(request, *args, **kwargs))

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        view = super().changelist_view
        return self._checked_anew(request, lambda: view(request, *args, **kwargs))

    def _checked_anew(
        self, request: HttpRequest, answer: Callable[[], HttpResponse]
    ) -> HttpResponse:
        """The answer; where somebody else was faster, the one to the same request after that: its
        form then says what stands in the way, and keeps what was typed.
        """
        try:
            return answer()
        except OVERTAKEN:
            request._messages = default_storage(request)  # type: ignore[attr-defined]
        try:
            return answer()
        except OVERTAKEN:
            said = "Nothing was saved: somebody else changed the same. This is how it stands now."
            self.message_user(request, said, messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Who changed what and when, from the event tables; Django's log where there are none."""
        if not history.is_tracked(self.model):
            return super().history_view(request, object_id, extra_context)
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        records = {self.model: models.Q(pgh_obj_id=record.pk)}
        records.update({model: models.Q(**{key: record.pk}) for model, key in self.history_of})
        context = {
            **self.admin_site.each_context(request),
            "title": f"History of changes: {record}",
            "subtitle": None,
            "changes": history.changes(records),
            "module_name": str(self.opts.verbose_name_plural).capitalize(),
            "object": record,
            "opts": self.opts,
            **(extra_context or {}),
        }
        return TemplateResponse(request, self.changes_template, context)


class AnnouncingAdmin(ArchiveAdmin):
    """A table whose changes the public may see: the documents concerned are announced."""

    def documents_of(self, records: Sequence[Any]) -> Iterable[int]:
        """The primary keys of the documents that a change of these records concerns."""
        raise NotImplementedError

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        announce(self.documents_of([form.instance]))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        concerned = list(self.documents_of([obj]))
        super().delete_model(request, obj)
        announce(concerned)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        concerned = list(self.documents_of(list(queryset)))
        super().delete_queryset(request, queryset)
        announce(concerned)


class ReadOnlyAdmin(ArchiveAdmin):
    """A table that only the archive itself writes."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class OfRevisionAdmin(ReadOnlyAdmin):
    """Such a table whose rows name a revision, without its text: no list shows that."""

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("revision__text", "revision__runs")


class ReadOnlyInline(admin.TabularInline):
    """Rows of such a table, shown within another record."""

    extra = 0
    max_num = 0
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
