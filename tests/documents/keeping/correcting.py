"""Correcting a text as the browser of a keeper does it."""

from documents.correcting import latest_revision, sheet_of
from documents.ingest import worksheet
from documents.models import PassageVersion


def sheet(document) -> str:
    return worksheet.write(sheet_of(latest_revision(document)))


def address(document) -> str:
    return f"/keeping/documents/{document.pk}/correct/"


def preview(keeper, document, text: str, **more):
    data = {"text": text, "base": latest_revision(document).number, "preview": "yes", **more}
    return keeper.post(address(document), data)


def publish(keeper, document, text: str, reason: str = "A slip.", base: int | None = None, **more):
    base = base or latest_revision(document).number
    seen = preview(keeper, document, text).context["form"]["seen"].value()
    data = {"text": text, "base": base, "seen": seen, "reason": reason, "publish": "yes", **more}
    return keeper.post(address(document), data)


def current(document) -> dict[str, PassageVersion]:
    versions = PassageVersion.objects.filter(passage__document=document).current().numbered()
    return {v.number: v for v in versions.select_related("passage", "appearance")}
