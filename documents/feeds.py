"""What happens in the archive, for feed readers: Atom (RFC 4287)."""

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from documents.models import Revision

LATEST = 50


class CorrectionsFeed(Feed):
    """The latest corrections of published texts, each with its reason."""

    feed_type = Atom1Feed
    title = "Corrections"
    subtitle = "Every correction of a published text, with its day and its reason."

    def link(self) -> str:
        return reverse("corrections")

    def items(self) -> list[Revision]:
        return list(Revision.objects.corrections()[:LATEST])

    def item_title(self, item: Revision) -> str:
        return f"{item.document.title or 'Untitled'}, revision {item.number}"

    def item_description(self, item: Revision) -> str:
        return item.reason or "No reason was recorded."

    def item_link(self, item: Revision) -> str:
        return reverse("document-revision", args=[item.document.slug, item.number])

    def item_guid(self, item: Revision) -> str:
        """A tag URI (RFC 4151): it stays where the archive moves to another host."""
        return (
            f"tag:verbatim,{item.document.first_published_at:%Y}:{item.document.slug}/{item.number}"
        )

    def item_pubdate(self, item: Revision) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: Revision) -> datetime | None:
        return item.published_at
