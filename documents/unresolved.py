"""Voices without a person: what is printed, whom it may be, and how much a decision changes.

Voices with the same printed label in one collection are decided together, or in one document
alone. Whom a label may stand for is offered with the reason; nobody is chosen by the archive.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Max, Min, Q, QuerySet
from rapidfuzz.distance import OSA

from documents import offices
from documents.identifying import Extent, extent
from documents.ingest.forms_of_address import bare_name, is_full
from documents.ingest.headings import fold_name
from documents.ingest.names import are_compatible, surname
from documents.ingest.people.introductions import forms_of
from documents.models import Appearance, Document, Office, PassageVersion, Quotation, Speaker
from documents.vocabularies import Evidence, Part, State

CANDIDATES = 6
SAMPLES = 3
DOCUMENTS = 6
AROUND = 80
"""Code points around a family name in a text in which its fuller form is looked for."""
SHORTEST_MISPRINT = 5


@dataclass(frozen=True)
class Label:
    """A printed label in a collection, with the voices that have no person. `first` is one."""

    printed: str
    first: Appearance
    voices: tuple[Appearance, ...]
    passages: int


@dataclass
class Candidate:
    """Whom a label may stand for: a heading, or a name for a new one (`speaker` None)."""

    name: str
    speaker: Speaker | None = None
    reasons: list[str] = field(default_factory=list)
    weight: int = 0


@dataclass(frozen=True)
class Sample:
    """The beginning of a passage of the voice."""

    version: PassageVersion
    document: Document


@dataclass(frozen=True)
class Case:
    """A label with everything that a keeper needs to decide on it."""

    label: Label
    candidates: list[Candidate]
    samples: list[Sample]
    documents: list[Document]
    all: Extent
    here: Extent


def voices(anonymous: bool = False) -> QuerySet[Appearance]:
    """The voices without a person on which nobody has decided yet.

    Those that the text gives neither a name nor an office (“Q”, “Operator”) only if `anonymous`.
    """
    found = Appearance.objects.filter(speaker=None).exclude(speaker_evidence=Evidence.EDITOR)
    found = found.exclude(document__state=State.WITHDRAWN)
    named = Q(name__isnull=False) & ~Q(name="")
    office = ~Q(role="") & ~Q(part__in=[Part.QUESTIONER, Part.OPERATOR, Part.INTERPRETER])
    found = found.exclude(named | office) if anonymous else found.filter(named | office)
    return found.filter(~Q(labels=[]) | named)


def printed_of(voice: Appearance) -> str:
    """The label by which voices are decided together: as printed, else the name."""
    return voice.labels[0] if voice.labels else voice.name or voice.heading


def labels(anonymous: bool = False) -> list[Label]:
    """What waits for a decision, those with most passages first."""
    rows = (
        voices(anonymous)
        .select_related("document__collection")
        .annotate(
            said=Count("passage_versions", filter=Q(passage_versions__revision__is_current=True))
        )
        .order_by("document__earliest", "document_id", "order")
    )
    groups: dict[tuple[int, str, bool], list[Appearance]] = defaultdict(list)
    for voice in rows:
        groups[_key(voice)].append(voice)
    found = [
        Label(printed_of(v[0]), v[0], tuple(v), sum(voice.said for voice in v))  # type: ignore[attr-defined]
        for v in groups.values()
    ]
    return sorted(found, key=lambda label: (-label.passages, label.printed.casefold()))


def same_label(voice: Appearance) -> list[Appearance]:
    """The undecided voices with the same label in the same collection, this one among them."""
    for anonymous in (False, True):
        rows = voices(anonymous).filter(document__collection=voice.document.collection_id)
        same = [other for other in rows.select_related("document") if _key(other) == _key(voice)]
        if same:
            return same
    return []


def named_by_office(speaker: Speaker) -> list[Appearance]:
    """The undecided voices whose printed office this person, and nobody else, certainly held on
    their day: the rule by which a text that is loaded now would be read.
    """
    own = Q(speaker=speaker) | Q(speaker__merged_into=speaker)
    held = Office.objects.filter(own).values_list("title", flat=True)
    titles = {word for title in held for word in offices.bare_title(title).split()[:1]}
    if not titles:
        return []
    rows = voices().exclude(part=Part.QUOTED).select_related("document__collection")
    asked = [v for v in rows if titles & set(offices.bare_title(v.role).split()[:1])]
    return [voice for voice in asked if _certain_holder(voice) == speaker]


def _certain_holder(voice: Appearance) -> Speaker | None:
    if voice.name and is_full(voice.name):
        return None
    found = offices.holder_in(voice.document)(voice.role, voice.name or "")
    return found[0] if found else None


def case_of(label: Label) -> Case:
    """The evidence for one label, and whom it may stand for."""
    documents = list({voice.document_id: voice.document for voice in label.voices}.values())
    return Case(
        label,
        _candidates(label),
        _samples(label),
        documents,
        extent(label.voices),
        extent([label.first]),
    )


def _key(voice: Appearance) -> tuple[int, str, bool]:
    return (
        voice.document.collection_id,
        fold_name(printed_of(voice)),
        voice.part == Part.QUOTED,
    )


def _samples(label: Label) -> list[Sample]:
    """The first words of the voice in some of its documents, or in the only one."""
    first = [voice.pk for voice in label.voices[:DOCUMENTS]]
    current = PassageVersion.objects.current().numbered()
    versions = current.filter(appearance__in=first)
    if label.first.part == Part.QUOTED:
        quoting = Quotation.objects.filter(appearance__in=first).values("anchor__passage")
        versions = current.filter(passage__in=list(quoting.values_list(flat=True)))
    shown = versions.order_by("revision_id", "order")
    if len({voice.document_id for voice in label.voices}) > 1:
        shown = shown.distinct("revision_id")
    return [
        Sample(version, version.passage.document)
        for version in shown.select_related("passage__document")[:SAMPLES]
    ]


def _candidates(label: Label) -> list[Candidate]:
    """Whom the label may stand for, the likeliest first; each once, with all the reasons."""
    found: dict[object, Candidate] = {}
    for speaker, name, reason, weight in _offers(label):
        key = speaker.pk if speaker else fold_name(name)
        known = found.setdefault(key, Candidate(name, speaker))
        if reason not in known.reasons:
            known.reasons.append(reason)
            known.weight += weight
    return sorted(found.values(), key=lambda c: -c.weight)[:CANDIDATES]


Offer = tuple[Speaker | None, str, str, int]


def _offers(label: Label) -> Iterator[Offer]:
    yield from _by_the_same_label(label)
    yield from _by_office(label)
    name = label.first.name or ""
    if not name:
        return
    headings = list(_with_family_name(name))
    yield from _by_family_name(label, name, headings)
    if len(fold_name(surname(name))) >= SHORTEST_MISPRINT:
        yield from _by_misprint(label, name)
    yield from _by_the_text(label, name, headings)


def _by_the_same_label(label: Label) -> Iterator[Offer]:
    """Whose voice the same label is in other documents of the collection."""
    rows = Appearance.objects.filter(
        document__collection=label.first.document.collection_id,
        labels__contains=[label.printed],
        speaker__isnull=False,
    )
    counted = Counter(dict(rows.order_by().values_list("speaker").annotate(Count("document"))))
    people = Speaker.objects.in_bulk(counted)
    for pk, number in counted.most_common(CANDIDATES):
        in_documents = f"{number} other document{'s' if number > 1 else ''}"
        span = _span(rows.filter(speaker=pk))
        yield people[pk], people[pk].name, f"“{label.printed}” in {in_documents}{span}", 40 + number


def _by_office(label: Label) -> Iterator[Offer]:
    first = label.first
    for title in {first.role, first.heading} - {""}:
        for document in {voice.document_id: voice.document for voice in label.voices}.values():
            days, where = offices.days_of(document), offices.where_of(document)
            for holder in offices.holders(title, days, first.name or "", where):
                weight = 60 if holder.certain else 20
                yield holder.speaker, holder.speaker.name, holder.in_words, weight


def _with_family_name(name: str) -> QuerySet[Speaker]:
    folded = fold_name(surname(name))
    return (
        Speaker.objects.filter(merged_into=None)
        .filter(
            Q(sort_key__startswith=f"{folded},") | Q(names__name__unaccent__iendswith=surname(name))
        )
        .distinct()
    )


def _by_family_name(label: Label, name: str, headings: Iterable[Speaker]) -> Iterator[Offer]:
    for speaker in headings:
        if not are_compatible(speaker.name, name):
            continue
        heard = speaker.appearances.filter(document__collection=label.first.document.collection_id)
        span = _span(heard)
        where = f", heard in this collection{span}" if span else ""
        yield speaker, speaker.name, f"the same family name{where}", 30 if span else 15


def _by_misprint(label: Label, name: str) -> Iterator[Offer]:
    """Headings whose family name differs in a letter or two: "EAREST" for "Earnest"."""
    printed = fold_name(surname(name))
    rows = Speaker.objects.filter(merged_into=None, is_body=False).filter(
        appearances__document__collection=label.first.document.collection_id
    )
    for speaker in rows.distinct():
        family = fold_name(surname(speaker.name))
        distance = OSA.distance(printed, family, score_cutoff=2)
        if distance and distance <= (1 if len(printed) < 7 else 2):
            letters = "a letter" if distance == 1 else "two letters"
            said = f"“{surname(name)}” differs in {letters} from “{surname(speaker.name)}”"
            yield speaker, speaker.name, said, 24 - 6 * distance


def _by_the_text(label: Label, name: str, headings: Sequence[Speaker]) -> Iterator[Offer]:
    """The fuller forms of the name that the text of the first document prints."""
    if is_full(name):
        yield None, bare_name(name), "the name as printed, for a new heading", 5
        return
    texts = label.first.document.revisions.order_by("-number").values_list("text", flat=True)
    text = texts.first() or ""
    family = surname(name)
    near = "\n".join(
        text[max(0, at.start() - AROUND) : at.end() + AROUND]
        for at in list(re.finditer(rf"\b{re.escape(family)}\b", text, re.I))[:40]
    )
    for form, _ in forms_of(family, near):
        if not is_full(form) or not are_compatible(form, name):
            continue
        said = f"this document names “{form}”"
        known = [h for h in headings if are_compatible(h.name, form)]
        if len(known) == 1:
            yield known[0], known[0].name, said, 25
        elif not known:
            yield None, bare_name(form), f"{said}, for a new heading", 18


def _span(voices: QuerySet[Appearance]) -> str:
    """ ", 2011 to 2014": the years in which some voices are heard; empty where none is dated."""
    years = voices.aggregate(first=Min("document__year"), last=Max("document__year"))
    if years["first"] is None:
        return ""
    if years["first"] == years["last"]:
        return f", {years['first']}"
    return f", {years['first']} to {years['last']}"
