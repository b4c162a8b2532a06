"""Found passages as they are shown, alone and under their documents."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.safestring import SafeString

from documents.edition import Judgment, ShownPassage
from documents.excerpts import is_restricted
from documents.margins import Margins, judged_by, quotations_by, with_margins
from documents.models import Appearance, Document, Note, PassageVersion, Speaker
from documents.vocabularies import Kind, Part
from search.highlighting import Marks, Place, Row, marked, snippet
from search.listing import Listed
from search.matching import Asked
from search.request import SearchRequest

BRIEF = 220
"""Characters of a passage that stands among others under its document."""


@dataclass(frozen=True)
class Hit:
    """A found passage as it is shown.

    `marks` are the places of the words asked for in its text, `query` the query that asked for
    them.
    """

    shown: ShownPassage
    marks: list[Place]
    query: str

    @property
    def version(self) -> PassageVersion:
        return self.shown.version

    @property
    def document(self) -> Document:
        return self.version.passage.document

    @property
    def id(self) -> str:
        return self.version.passage.public_id or ""

    @property
    def url(self) -> str:
        """The passage in its document, words marked; alone where only excerpts may be read."""
        asked = f"?{urlencode({'q': self.query})}" if self.query else ""
        arrival = self.shown.arrival(self.marks)
        if is_restricted(self.document):
            at = f"#{arrival}" if arrival != self.shown.anchor else ""
            return f"{self.passage_url}{asked}{at}"
        return f"{self.document.get_absolute_url()}{asked}#{arrival}"

    @property
    def document_url(self) -> str:
        """The document from its beginning, words marked."""
        asked = f"?{urlencode({'q': self.query})}" if self.query else ""
        return f"{self.document.get_absolute_url()}{asked}"

    @property
    def passage_url(self) -> str:
        return self.version.passage.get_absolute_url()

    @property
    def number(self) -> str:
        return self.version.number or ""

    @property
    def locator(self) -> str:
        return self.version.locator

    @property
    def text(self) -> str:
        """The whole passage; where only excerpts may be shown, the excerpt."""
        return self.version.text

    @property
    def snippet(self) -> SafeString:
        return snippet(self.version.text, self.marks)

    @property
    def brief(self) -> SafeString:
        """A shorter snippet, for one of several passages of a document."""
        return snippet(self.version.text, self.marks, BRIEF)

    @property
    def marked(self) -> SafeString:
        return marked(self.version.text, self.marks)

    @property
    def appearance(self) -> Appearance | None:
        return self.version.appearance

    @property
    def speaker(self) -> Speaker | None:
        return self.appearance.speaker if self.appearance else None

    @property
    def shown_name(self) -> str:
        return self.appearance.shown_name if self.appearance else ""

    @property
    def short_name(self) -> str:
        """The family name where the person is known, else the name as printed."""
        return self.speaker.sort_name.split(",")[0] if self.speaker else self.shown_name

    @property
    def role(self) -> str:
        return self.appearance.role if self.appearance else ""

    @property
    def quoted(self) -> list[Appearance]:
        return self.shown.quoted

    @property
    def date(self) -> str | None:
        return self.document.date

    @property
    def earliest(self) -> datetime.date | None:
        return self.document.earliest

    @property
    def year(self) -> int | None:
        return self.document.year

    @property
    def kind(self) -> str | None:
        return self.document.kind

    @property
    def kind_label(self) -> str:
        return str(Kind(self.kind).label) if self.kind else ""

    @property
    def judgments(self) -> list[Judgment]:
        return self.shown.judgments

    def as_json(self) -> dict[str, object]:
        """The hit in the shape that clients rely on."""
        quoted = {a.speaker for a in self.quoted if a.speaker}
        return {
            "id": self.id,
            "url": self.url,
            "document": self.document.slug,
            "speaker": _person(self.speaker) if self.speaker else None,
            "quoted": [_person(s) for s in sorted(quoted, key=lambda s: (s.sort_key, s.pk))],
            "date": self.date,
            "year": self.year,
            "kind": self.kind,
            "number": self.number,
            "text": self.text,
            "terms": {
                j.vocabulary.query_key: [version.term.slug for version in j.terms]
                for j in self.judgments
            },
        }


def _person(speaker: Speaker) -> dict[str, str]:
    return {"slug": speaker.slug, "name": speaker.name}


@dataclass(frozen=True)
class Group:
    """A document with the best of its hits. `found` counts all of them, `url` leads to them."""

    hits: list[Hit]
    found: int
    url: str

    @property
    def document(self) -> Document:
        return self.hits[0].document

    @property
    def more(self) -> int:
        return self.found - len(self.hits)

    def as_json(self) -> dict[str, object]:
        return {
            "document": self.document.slug,
            "title": self.document.title,
            "count": self.found,
            "hits": [hit.id for hit in self.hits],
        }


def hits_of(asked: Asked, version_ids: Sequence[int]) -> list[Hit]:
    """Hits, in order. A passage that went after it was counted is left out."""
    versions = versions_in_order(version_ids)
    marks = Marks(asked.query, asked.configs).read_passages(keys_of(versions))
    words = asked.request.q if asked.query.wanted else ""
    shown = with_margins(versions, _margins(asked, versions, marks.rows))
    return [Hit(passage, marks.bring_up(passage), words) for passage in shown]


def versions_in_order(version_ids: Sequence[int]) -> list[PassageVersion]:
    """The versions with these primary keys, in their order, with all that is shown of them; those
    that are not public today, or gone, are left out.
    """
    versions = _shown(timezone.localdate()).filter(pk__in=version_ids)
    by_id = {version.pk: version for version in versions}
    return [by_id[pk] for pk in version_ids if pk in by_id]


@lru_cache(maxsize=1)
def _shown(today: datetime.date) -> QuerySet[PassageVersion]:
    """What of versions is shown, of those that are public today: put together once a day."""
    return (
        PassageVersion.objects.public()
        .select_related("passage__document", "appearance__speaker", "revision")
        .defer("revision__text", "revision__runs")
        .order_by()
    )


def _margins(asked: Asked, versions: Sequence[PassageVersion], rows: Mapping[int, Row]) -> Margins:
    """The margins as far as the index knows them, as the facets do: no query where nobody is
    quoted.
    """
    lists = asked.archive.lists
    quoting = [v for v in versions if v.pk in rows and Part.QUOTED in rows[v.pk].parts]
    tagged = {v.passage_id: rows[v.pk].terms for v in versions if v.pk in rows}
    said = [(v, key) for v in versions if v.pk in rows for key in rows[v.pk].read_vocabularies]
    read = {(version.pk, key) for version, key in said}
    undecided = {(version.passage_id, -key) for version, key in said}
    return Margins(
        {version: [Note(start=s, end=e) for s, e in row.notes] for version, row in rows.items()},
        quotations_by(quoting) if quoting else {},
        judged_by(versions, lists.vocabularies, lists.terms, tagged, read, undecided),
    )


def grouped(request: SearchRequest, hits: Sequence[Hit], listed: Sequence[Listed]) -> list[Group]:
    """The hits by their documents, in order, each with how many are found in it."""
    found = {row.version: row.found for row in listed}
    groups = []
    for _, own in groupby(hits, lambda hit: hit.document.pk):
        group = list(own)
        document = group[0].document
        within = request.asking(view="passages").having("document", document.slug or "")
        groups.append(Group(group, found[group[0].version.pk], within.url))
    return groups


def keys_of(versions: Iterable[PassageVersion]) -> list[tuple[int, int]]:
    """By which the index knows passages: document and passage (primary keys)."""
    return [(version.passage.document_id, version.passage_id) for version in versions]
