"""What happens in the archive, for feed readers: Atom (RFC 4287)."""

from datetime import UTC, datetime

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from documents.ledger import Entry, Ledger

LATEST = 50
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Atom(Atom1Feed):
    """A feed without entries was never updated: the same bytes at each request."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else NEVER


class CorrectionsFeed(Feed):
    """The latest corrections of published texts, each with its reason, and what was taken out."""

    feed_type = Atom
    title = "Corrections"
    subtitle = "Every correction of a published text, with its day and its reason."
    author_name = "Verbatim"

    def link(self) -> str:
        return reverse("corrections")

    def items(self) -> list[Entry]:
        return Ledger()[:LATEST]

    def item_title(self, item: Entry) -> str:
        return f"{item.title}, revision {item.revision.number}" if item.revision else item.title

    def item_description(self, item: Entry) -> str:
        """As HTML, which Django says that every summary is."""
        return escape(item.says)

    def item_link(self, item: Entry) -> str:
        if item.document is None:
            return reverse("corrections")
        if item.revision is None:
            return reverse("document-history", args=[item.document.slug])
        return reverse("document-revision", args=[item.document.slug, item.revision.number])

    def item_guid(self, item: Entry) -> str:
        """A tag URI (RFC 4151): it stays where the archive moves to another host."""
        if item.document is None or item.document.first_published_at is None:
            return f"tag:verbatim,{item.at:%Y}:{item.key}"
        year = f"{item.document.first_published_at:%Y}"
        name = item.revision.number if item.revision else item.key
        return f"tag:verbatim,{year}:{item.document.slug}/{name}"

    def item_pubdate(self, item: Entry) -> datetime:
        return item.at

    def item_updateddate(self, item: Entry) -> datetime:
        return item.at
