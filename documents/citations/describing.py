"""What is cited, described once for all formats: the CSL item of a document or of a passage.

The item is CSL-JSON 1.0.2 (https://docs.citationstyles.org/en/stable/specification.html). What CSL
has no place for stands beside it: the pinpoint belongs to the citation, not to the item.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from documents import edtf
from documents.citations import dates, names
from documents.citations.kinds import AUTHORS, IN_PERIODICALS, WRITTEN, Manner, manner_of
from documents.citations.titles import names_in
from documents.margins import quotations_by
from documents.models import Appearance, Document, PassageVersion, Revision
from documents.vocabularies import Kind, Part, PassageType

NAMED = [*AUTHORS, Part.INTERVIEWER]
"""Who is named in the description of a whole document."""
HEARD = [part for part in Part if part != Part.QUOTED]


@dataclass(frozen=True)
class Cited:
    """A document or a passage as every format needs it.

    `key` is the citation key, stable and unique among documents and passages. `pinpoint` is the
    printed number ("para. 12", "slide 4"), `locator` the source's own ("page 12"), empty where
    there is none. `voice` is who speaks in the passage where that is not an author of the item,
    `quoted` whose words are quoted in it. `words` are the passage's, as far as they may be shown.
    `remarks` say what the item cannot: a date that is an estimate. `proper` are words that the text
    writes as names. `is_untitled`: the title says only what it is, in brackets. `is_nameless`: so
    does the voice, "an unnamed questioner".
    """

    key: str
    kind: str | None
    manner: Manner
    item: dict[str, Any]
    pinpoint: str = ""
    locator: str = ""
    voice: names.Name | None = None
    quoted: tuple[names.Name, ...] = ()
    words: str = ""
    remarks: tuple[str, ...] = ()
    proper: frozenset[str] = frozenset()
    is_untitled: bool = False
    is_nameless: bool = False

    @property
    def note(self) -> str:
        """What stands in a note: remarks, whose words these are, and where."""
        said = list(self.remarks)
        if self.voice:
            said.append(f"Words of {names.in_order(self.voice)}")
        if self.quoted:
            said.append(f"Quoted: {', '.join(names.in_order(name) for name in self.quoted)}")
        where = ", ".join(part for part in (self.locator, self.pinpoint) if part)
        if where:
            said.append(f"Cited: {where}")
        return ". ".join(said)

    @property
    def note_with_days(self) -> str:
        """The note of formats with room for one day: it says all days of an event of several."""
        days = dates.span_in_words(self.date)
        verb = "Held" if self.date == self.item.get("event-date") else "Published"
        return ". ".join(part for part in (days and f"{verb} {days}", self.note) if part)

    @property
    def date(self) -> dates.CSLDate:
        """The one date that the styles cite and formats with a single field give: of a talk its
        day, of what is published, an interview as well, that of its publication (APA, Chicago; the
        day it was held where no other is known); empty where unknown.
        """
        issued = dict(self.item.get("issued", {}))
        return (dict(self.item.get("event-date", {})) or issued) if self.is_talk else issued

    @property
    def is_talk(self) -> bool:
        return self.manner.csl == "speech"

    @property
    def published(self) -> dates.CSLDate:
        """The day of publication where it is another than the event's, which stands for it in CSL
        where there is none; else empty.
        """
        if "available-date" in self.item:
            return dict(self.item["available-date"])
        issued = dict(self.item.get("issued", {}))
        return {} if issued == self.item.get("event-date") else issued

    @property
    def is_english(self) -> bool:
        """Whether the title is in English, so that title case and sentence case apply."""
        return str(self.item.get("language", "en")).split("-")[0].lower() == "en"


def cite_document(
    document: Document,
    voices: Sequence[Appearance],
    address: str,
    accessed: date,
    with_names: bool = True,
) -> Cited:
    """A document as a whole. `voices` are its appearances, speakers selected, in order.

    Without `with_names` its text is not read for names, which only titles in sentence case and
    BibTeX need.
    """
    manner, item, remarks = _whole(document, voices, address, accessed)
    return Cited(
        key=item["id"],
        kind=document.kind,
        manner=manner,
        item=item,
        remarks=remarks,
        is_untitled=not document.title,
        proper=_proper(document, voices, _current_revision_id(document))
        if with_names
        else frozenset(),
    )


def cite_documents(
    documents: Iterable[Document], address_of: Callable[[str], str], accessed: date
) -> list[Cited]:
    """Documents as wholes, in order, in one query, each at its own address; their texts are not
    read for names.
    """
    documents = list(documents)
    voices = _voices({document.pk for document in documents}, NAMED)
    return [
        cite_document(
            document,
            voices.get(document.pk, []),
            address_of(document.get_absolute_url()),
            accessed,
            with_names=False,
        )
        for document in documents
    ]


def cite_passages(
    versions: Sequence[PassageVersion],
    address_of: Callable[[str], str],
    accessed: date,
    with_names: bool = True,
    quoted: Mapping[int, Sequence[Appearance]] | None = None,
) -> list[Cited]:
    """Passages, in the order given, in a few queries however many there are.

    Wants `passage__document`, `revision` and `appearance__speaker` to be selected; takes the words
    as they are in `versions` (cut to excerpts where they have to be). `address_of` makes an address
    of a path absolute; `with_names` is as for documents; `quoted` says by passage (primary key)
    who is quoted, where that is known already.
    """
    documents = {version.passage.document_id for version in versions}
    voices = _voices(documents) if with_names else _voices(documents, NAMED)
    if quoted is None:
        quoted = _quoted(versions)
    return [
        _passage(
            version,
            voices.get(version.passage.document_id, []),
            quoted.get(version.passage_id, ()),
            address_of(f"{version.passage.get_absolute_url()}?rev={version.revision.number}"),
            accessed,
            with_names,
        )
        for version in versions
    ]


def pinpoint_of(version: PassageVersion) -> str:
    """ "para. 12" or "slide 4"; empty where the passage has no number."""
    if not version.number:
        return ""
    return f"{'slide' if version.type == PassageType.SLIDE else 'para.'} {version.number}"


def key_of(version: PassageVersion) -> str:
    """The citation key of a passage: the document's, with its number."""
    key = _key(version.passage.document)
    return f"{key}-p{version.number}" if version.number else key


def _key(document: Document) -> str:
    return document.citation_key or f"draft{document.pk}"


def _passage(
    version: PassageVersion,
    voices: Sequence[Appearance],
    quoted: Iterable[Appearance],
    address: str,
    accessed: date,
    with_names: bool,
) -> Cited:
    document = version.passage.document
    manner, item, remarks = _whole(document, voices, address, accessed)
    voice = version.appearance
    name = names.csl_name(voice) if voice else None
    authors = item.get("author", [])
    nobody = "" if name else _nobody(version, manner, voices)
    if manner.by_speaker and (nobody or (name and authors != [name])):
        whose = f" of {nobody}" if nobody else ""
        item["genre"] = f"Contribution{whose} to {manner.genre[:1].lower()}{manner.genre[1:]}"
        item["author"] = [name] if name else []
        item["contributor"] = [author for author in authors if author != name]
        item = {key: value for key, value in item.items() if value}
    if nobody:
        name = {"literal": nobody}
    pinpoint = pinpoint_of(version)
    key = key_of(version)
    return Cited(
        key=key,
        kind=document.kind,
        manner=manner,
        item={**item, "id": key},
        pinpoint=pinpoint,
        locator="" if version.locator == pinpoint else _locator(version),
        voice=name if name and name not in item.get("author", []) else None,
        quoted=_once(names.csl_name(other) for other in quoted),
        words=version.text,
        remarks=remarks,
        is_untitled=not document.title,
        is_nameless=bool(nobody),
        proper=_proper(document, voices, version.revision_id) if with_names else frozenset(),
    )


def _nobody(version: PassageVersion, manner: Manner, voices: Sequence[Appearance]) -> str:
    """Whose words these are where nobody is named for them: "an unnamed questioner".

    Empty where the author of the whole answers for them: what is not said to be anybody's in a
    written text; and in a talk of which the archive names nobody at all.
    """
    voice = version.appearance
    if "voice" in version.label.casefold():
        return "an unidentified voice"  # "VOICE: That is a lie!" asks nothing
    if voice and voice.part not in AUTHORS:
        return f"an unnamed {voice.get_part_display()}"
    leads = [one for one in voices if one.part in AUTHORS and names.csl_name(one)]
    is_written = version.passage.document.kind in WRITTEN or (
        bool(leads) and all(one.part == Part.AUTHOR for one in leads)
    )
    if voice is None and is_written:
        return ""
    several_speak = manner.by_speaker or manner.csl in ("interview", "broadcast")
    return "an unidentified voice" if leads or several_speak else ""


def _locator(version: PassageVersion) -> str:
    """The source's own locator: page, column, slide, else the time in its recording."""
    if version.locator:
        return version.locator
    if version.media_start is None:
        return ""
    minutes, seconds = divmod(int(version.media_start), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def _whole(
    document: Document, voices: Sequence[Appearance], address: str, accessed: date
) -> tuple[Manner, dict[str, Any], tuple[str, ...]]:
    """The manner, the item and the remarks of a document that is cited at an address."""
    interviewers = _named(voices, {Part.INTERVIEWER})
    manner = manner_of(document.kind, with_interviewer=bool(interviewers))
    in_periodical = document.kind in IN_PERIODICALS
    authors = _named(voices, AUTHORS)
    publisher = document.publisher
    if not authors and publisher and document.kind == Kind.PRESS_STATEMENT:
        authors, publisher = [{"literal": publisher}], None
    held, published = dates.csl_date(document.held), dates.csl_date(document.published)
    if manner.csl == "speech":
        issued, available = held or published, published if held and held != published else None
    else:
        issued, available = published or held, None
    item: dict[str, Any] = {
        "id": _key(document),
        "type": manner.csl,
        "title": _title(document, manner),
        "author": authors,
        "interviewer": interviewers if manner.csl == "interview" else [],
        "host": interviewers if manner.csl == "broadcast" else [],
        "genre": manner.genre,
        "container-title": publisher if in_periodical else None,
        "publisher": None if in_periodical else publisher,
        "event-title": document.event,
        "event-place": _place(document) if document.event or document.held else None,
        "event-date": held,
        "issued": issued,
        "available-date": available,
        "accessed": dates.csl_day(accessed),
        "URL": address,
        "language": document.language,
    }
    if in_periodical:
        for key in ("event-title", "event-place", "event-date"):
            item[key] = None
    return manner, {key: value for key, value in item.items() if value}, _remarks(document, manner)


def _title(document: Document, manner: Manner) -> str:
    if document.title:
        return document.title
    return f"[Untitled {(manner.genre or 'document').lower()}]"


def _place(document: Document) -> str | None:
    venue, place = document.venue, document.place
    if venue and place and place not in venue:
        return f"{venue}, {place}"
    return venue or place


def _remarks(document: Document, manner: Manner) -> tuple[str, ...]:
    """The dates of which the item says less than is known, in words, and of two the one that is not
    cited.
    """
    said = []
    second = "Published" if manner.csl == "speech" else "Held"
    are_two = document.held and document.published and document.held != document.published
    for verb, value in (("Held", document.held), ("Published", document.published)):
        whole = verb == second and are_two
        if words := edtf.in_words(value) if whole else dates.beyond_csl(value):
            said.append(f"{verb} {words}")
    if document.recorded and not document.date:
        said.append(f"Recorded {edtf.in_words(document.recorded)}")
    return tuple(said)


def _named(voices: Sequence[Appearance], parts: Iterable[str]) -> list[names.Name]:
    """The names of those who have one of the parts, each once, in order."""
    return list(_once(names.csl_name(voice) for voice in voices if voice.part in parts))


def _once(found: Iterable[names.Name | None]) -> tuple[names.Name, ...]:
    kept: list[names.Name] = []
    for name in found:
        if name is not None and name not in kept:
            kept.append(name)
    return tuple(kept)


def _voices(
    documents: Iterable[int], parts: Collection[str] = HEARD
) -> dict[int, list[Appearance]]:
    """By document (primary key), its voices that have one of the parts, speakers selected."""
    rows = Appearance.objects.heard().filter(document__in=documents, part__in=parts)
    found: dict[int, list[Appearance]] = {}
    for voice in rows.select_related("speaker").order_by("document", "order"):
        found.setdefault(voice.document_id, []).append(voice)
    return found


def _quoted(versions: Sequence[PassageVersion]) -> dict[int, list[Appearance]]:
    """By passage (primary key), who is quoted in it."""
    return {
        passage: [quotation.appearance for quotation in found if quotation.appearance is not None]
        for passage, found in quotations_by(versions).items()
    }


def _current_revision_id(document: Document) -> int | None:
    return document.revisions.filter(is_current=True).values_list("pk", flat=True).first()


def _proper(
    document: Document, voices: Sequence[Appearance], revision: int | None
) -> frozenset[str]:
    """Words that the text writes as names, and those of the place and of the people heard."""
    people = (name for voice in voices if (name := names.csl_name(voice)) and "family" in name)
    named = [document.place or "", *(names.in_order(name) for name in people)]
    found = {word for name in named for word in name.replace(",", " ").split()}
    capitals = {word for word in found if word[:1].isupper()}
    return (names_in_revision(revision) if revision else frozenset()) | capitals


@lru_cache(maxsize=512)
def names_in_revision(revision: int) -> frozenset[str]:
    """The names in the text of a revision (primary key), read once in a process."""
    text = Revision.objects.filter(pk=revision).values_list("text", flat=True).first()
    return names_in(text or "")
