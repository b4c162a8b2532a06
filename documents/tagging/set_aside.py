"""Judgments that corrections set aside: they are known when they come in again from a file.

A tag whose words are gone is kept with its former words, a reading with the words that were read.
Whoever takes in the archive's own export does not decide that they hold again.
"""

from datetime import datetime

from documents.models import Document, PassageVersion, Reading, Revision, Round, Tagging
from documents.tagging.marks import Place, ReadingMark, TaggingMark
from documents.tagging.naming import Names
from documents.vocabularies import AnchorState

Said = tuple[object, ...]
"""Who said what of which words, and when."""


class SetAside:
    """What was set aside in a document, whose text is this revision now."""

    def __init__(self, document: Document, revision: Revision) -> None:
        taggings = Tagging.objects.filter(
            anchor__passage__document=document, anchor__state=AnchorState.ORPHANED
        ).select_related("anchor", "round")
        readings = Reading.objects.filter(version__passage__document=document)
        readings = readings.exclude(version__revision=revision).select_related("version", "round")
        texts = {
            (version.revision_id, version.passage_id): version.text
            for version in PassageVersion.objects.filter(
                passage__in={t.anchor.passage_id for t in taggings if t.anchor.whole},
                revision__in={t.anchor.revision_id for t in taggings if t.anchor.whole},
            )
        }
        self._status: dict[Said, str] = {}
        for reading in readings:
            key = _said("read", reading.vocabulary_id, reading, reading.round, reading.at)
            self._status[*key, reading.version.text] = ""
        for tagging in taggings:
            place = tagging.anchor
            words = place.exact or texts.get((place.revision_id, place.passage_id), "")
            made = tagging.created_at
            key = _said(place.whole, tagging.term_version_id, tagging, tagging.round, made)
            self._status[*key, words] = tagging.status

    def status_of(self, mark: TaggingMark | ReadingMark, place: Place, names: Names) -> str | None:
        """The status of a judgment that was set aside, "" of a reading; None where none is."""
        hand = names.whose(mark.hand)
        by = hand["by"]
        who = (getattr(by, "pk", None), hand["agent"], mark.round.name if mark.round else "")
        if isinstance(mark, ReadingMark):
            what: Said = ("read", names.vocabularies[mark.vocabulary].pk)
        else:
            what = (place.whole, names.versions[mark.vocabulary, mark.term, mark.version].pk)
        return self._status.get((*what, *who, mark.created, place.exact))


def _said(
    kind: object, of: int, row: Tagging | Reading, round_: Round | None, made: datetime
) -> Said:
    return (kind, of, row.by_id, row.agent, round_.name if round_ else "", made)
