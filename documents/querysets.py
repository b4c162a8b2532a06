"""The reads that pages and search share: what is public, what is current."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from documents.vocabularies import Access, AnchorState, PassageType, State, TaggingStatus


def published_documents(prefix: str = "") -> Q:
    """The condition under which a document, reached by `prefix`, is open but for an embargo."""
    return Q(**{f"{prefix}state": State.PUBLISHED}) & ~Q(**{f"{prefix}access": Access.HIDDEN})


def open_today(prefix: str = "") -> Q:
    """The condition under which no embargo holds."""
    return Q(**{f"{prefix}embargo_until__isnull": True}) | Q(
        **{f"{prefix}embargo_until__lte": timezone.localdate()}
    )


def public_documents(prefix: str = "") -> Q:
    """The condition under which a document, reached by `prefix`, is open to the public today."""
    return published_documents(prefix) & open_today(prefix)


class DocumentQuerySet(models.QuerySet):
    """Documents: those that the public may read."""

    def public(self) -> "DocumentQuerySet":
        """Published, not hidden, not under embargo."""
        return self.filter(public_documents())


class RevisionQuerySet(models.QuerySet):
    """Revisions: those by which something published was corrected."""

    def corrections(self) -> "RevisionQuerySet":
        """Published revisions of public documents that followed a published one, latest first."""
        earlier = self.model._default_manager.filter(
            document=OuterRef("document"), number__lt=OuterRef("number"), published_at__isnull=False
        )
        found = self.filter(public_documents("document__"), published_at__isnull=False)
        found = found.filter(Exists(earlier)).select_related("document").defer("text", "runs")
        return found.order_by("-published_at", "-pk")


class PassageQuerySet(models.QuerySet):
    """Passages: those whose address shows words to everybody."""

    def public(self) -> "PassageQuerySet":
        """With an address, not withdrawn, in a public document."""
        return self.filter(
            public_documents("document__"), public_id__isnull=False, withdrawn_at__isnull=True
        )


class PassageVersionQuerySet(models.QuerySet):
    """Versions of passages: in force, of somebody's words, open to the public."""

    def current(self) -> "PassageVersionQuerySet":
        """The versions in each document's current revision."""
        return self.filter(revision__is_current=True)

    def numbered(self) -> "PassageVersionQuerySet":
        """Words of somebody: what is numbered, searched and cited."""
        return self.filter(type__in=PassageType.numbered())

    def public(self) -> "PassageVersionQuerySet":
        """What the public may find and cite now."""
        return (
            self.current()
            .numbered()
            .filter(
                public_documents("passage__document__"),
                passage__public_id__isnull=False,
                passage__withdrawn_at__isnull=True,
            )
        )


class AppearanceQuerySet(models.QuerySet):
    """Voices in documents: those that still say something."""

    def heard(self) -> "AppearanceQuerySet":
        """Without the voices whose words a correction has given to others, to the last."""
        same = self.model._default_manager.filter(pk=OuterRef("pk"))
        ever = Exists(same.filter(passage_versions__isnull=False))
        now = Exists(same.filter(passage_versions__revision__is_current=True))
        return self.exclude(ever, ~now)


class SpeakerQuerySet(models.QuerySet):
    """People and bodies: those that readers meet."""

    def public(self) -> "SpeakerQuerySet":
        """Not merged into another, and with a voice in a public document."""
        from documents.models import Appearance

        heard = Appearance.objects.filter(public_documents("document__"), speaker=OuterRef("pk"))
        return self.filter(Exists(heard), merged_into__isnull=True)


class TaggingQuerySet(models.QuerySet):
    """Judgments: what the public sees of them, and what waits for a decision."""

    def public(self) -> "TaggingQuerySet":
        """Approved, on words that still stand, outside blind rounds that are not settled."""
        found = self.filter(status=TaggingStatus.APPROVED, anchor__state__in=AnchorState.standing())
        return found.outside_blind_rounds()

    def outside_blind_rounds(self) -> "TaggingQuerySet":
        """Without what is judged in blind rounds that are not settled."""
        return self.exclude(round__blind=True, round__settled_at__isnull=True)

    def undecided(self) -> "TaggingQuerySet":
        """Proposed by somebody and not decided, or approved on words that have changed since. What
        has lost its words waits elsewhere.
        """
        proposed = Q(status=TaggingStatus.SUGGESTED, by__isnull=False)
        reopened = Q(status=TaggingStatus.APPROVED, anchor__state=AnchorState.REVIEW)
        return self.filter(proposed | reopened).exclude(anchor__state=AnchorState.ORPHANED)


class ReadingQuerySet(models.QuerySet):
    """Who has read what: as far as the public may be told."""

    def outside_blind_rounds(self) -> "ReadingQuerySet":
        """Without what is read in blind rounds that are not settled."""
        return self.exclude(round__blind=True, round__settled_at__isnull=True)

    def public(self) -> "ReadingQuerySet":
        """Readings whose result is known: as long as a proposal waits, "none" would be untrue."""
        from documents.models import Tagging

        waiting = (
            Tagging.objects.undecided()
            .outside_blind_rounds()
            .filter(
                anchor__passage=OuterRef("version__passage"),
                term_version__term__vocabulary=OuterRef("vocabulary"),
            )
        )
        return self.outside_blind_rounds().exclude(Exists(waiting))


class RoundQuerySet(models.QuerySet):
    """Rounds of tagging: what kind they are, and whom they blind."""

    def of_agreement(self) -> "RoundQuerySet":
        """Those with a sample that was drawn; others only say when something was judged."""
        return self.filter(seed__isnull=False)

    def blinding(self, user: int) -> "RoundQuerySet":
        """The blind rounds in which an account (primary key) is to judge, now."""
        return self.filter(taggers=user, blind=True, ended_at=None, settled_at=None)
