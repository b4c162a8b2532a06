"""What became of what was cited."""

from django.contrib import admin
from django.core.exceptions import ValidationError

from documents.admin.base import OfRevisionAdmin, ReadOnlyAdmin
from documents.models import FormerAddress, Succession
from documents.vocabularies import SuccessionKind


def leave_former_address(space: str, slug: str) -> None:
    """Note that nothing has this slug any more: its address answers 410 and is not given again.

    `space` is that of FormerAddress: "speaker", or "term:" and the vocabulary's key.
    """
    FormerAddress.objects.get_or_create(
        space=space, slug=slug, defaults={"kind": SuccessionKind.WITHDRAWN}
    )


def refuse_former_address(space: str, slug: str) -> None:
    """Raises ValidationError for a slug that was public once: it is never given again."""
    if FormerAddress.objects.filter(space=space, slug=slug).exists():
        raise ValidationError(
            "This address named something else once, and may have been cited. Choose another."
        )


@admin.register(Succession)
class SuccessionAdmin(OfRevisionAdmin):
    """What passages went on as, or that they ended."""

    list_display = ["passage", "kind", "to", "revision", "at", "reason"]
    list_filter = ["kind", "at"]
    list_select_related = ["passage", "to", "revision__document"]
    search_fields = ["passage__public_id", "to__public_id", "reason"]


@admin.register(FormerAddress)
class FormerAddressAdmin(ReadOnlyAdmin):
    """Slugs that lead elsewhere now, or nowhere."""

    list_display = ["slug", "space", "kind", "to", "at", "reason"]
    list_filter = ["space", "kind"]
    search_fields = ["slug", "to", "reason"]
