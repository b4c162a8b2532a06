"""What a text says of itself: title, kind, dates, event, venue, place, publisher, language.

Only what its head, its form or the format's own metadata give, each value with its evidence; what
is not given is absent, never guessed.
"""

import re
from collections.abc import Mapping, Sequence

from documents import edtf
from documents.ingest.description.dates import dates, dates_in
from documents.ingest.description.head import Head, Line, head_of
from documents.ingest.description.kinds import DATELINE, PUBLISHED_KINDS, kind_of
from documents.ingest.description.languages import language_of
from documents.ingest.description.provenance import provenance
from documents.ingest.description.titles import is_bare_genre, title_of
from documents.ingest.reading import CAPTIONS, CanonicalText, Known, Segment, Voice
from documents.vocabularies import Evidence, Kind, PassageType

DATES = ("held", "published", "recorded")
OF_FRONT_MATTER = ("text/plain", "text/markdown")
EPISODE = {"episode", "episode_number", "podcast"}
"""What front matter calls one of a series."""
SITE = ("meta/og:site_name", "site", "html/site_name")

# What programs call a page or file for want of a title.
OF_A_PROGRAM = re.compile(
    r"created (?:by|with) |converted (?:by|with) |untitled\b|microsoft (?:word|powerpoint) - "
    r"|(?:new )?document ?\d*$|(?:https?://)?(?:[\w-]+\.)+[a-z]{2,6}/\S*$",
    re.IGNORECASE,
)

# A value longer than its field is not what it was taken for. The rest have 300 characters.
LONGEST = {"title": 1000, "event": 500, "summary": 5000, "language": 35}

# What formats call the fields: front matter, meta elements (Dublin Core, Open Graph), properties.
DECLARED = {
    "title": ("title", "og:title", "dc.title", "dcterms.title", "citation_title", "headline"),
    "held": ("held", "event_date", "date_held"),
    "published": (
        "published",
        "article:published_time",
        "datepublished",
        "dc.date.issued",
        "dcterms.issued",
        "citation_publication_date",
        "pubdate",
        "publication_date",
    ),
    "date": ("date", "dc.date", "dcterms.date"),
    "recorded": ("recorded", "date_recorded"),
    "kind": ("kind", "genre"),
    "event": ("event",),
    "venue": ("venue",),
    "place": ("place", "location"),
    "publisher": ("publisher", "dc.publisher", "og:site_name", "site_name"),
    "language": ("language", "lang", "dc.language", "og:locale"),
    "summary": ("summary", "description", "dc.description", "og:description"),
}

# Lines at the top of a text that state a field by name.
STATED = re.compile(
    r"(date|title|event|venue|place|location|publisher|published|recorded)\s*:\s+(\S.*)",
    re.IGNORECASE,
)
STATED_AS = {"location": "place"}
GIVEN_ON = re.compile(r"\b(?:delivered|given|held|heard|argued|prononcé)\b", re.IGNORECASE)


def describe(
    source: CanonicalText, segments: Sequence[Segment], voices: Sequence[Voice]
) -> dict[str, Known]:
    """The fields that the text gives, by name, each with its evidence.

    Dates are EDTF; a "?" marks a doubt that the basis names. What the text does not give is absent.
    """
    declared = _declared(source.declared)
    head = head_of(source, segments)
    if source.media_type in CAPTIONS:  # they begin with what is said
        head = Head((), 0, head.labelled)
    title, title_line = _printed_title(source, head, has_other="title" in declared)
    language = declared.pop("language", None)
    if language is None or "html/" in language.basis:  # the language of a site's frame at times
        language = language_of(source.text[head.end :]) or language
    by_keeper = declared.get("title") if source.media_type in OF_FRONT_MATTER else None
    called = title or (by_keeper.value if by_keeper else None)
    kind = kind_of(head, called, source, segments, voices)
    if EPISODE & {name.casefold() for name in source.declared} and len({*voices}) > 1:
        kind = Known(Kind.PODCAST.value, Evidence.BYLINE, "an episode, as its front matter says")
    dateline = DATELINE.match(source.text[head.end : head.end + 200].lstrip())
    found: dict[str, Known | None] = {
        "title": Known(title, Evidence.BYLINE, f"“{title}”") if title else None,
        "kind": kind,
        "language": language,
        **provenance(source, segments, voices, head, (title_line, title or "")),
        **dates(head, title_line, kind, language, dateline[0] if dateline else ""),
    }
    return _surest(source, segments, declared, found)


def _printed_title(
    source: CanonicalText, head: Head, has_other: bool
) -> tuple[str | None, Line | None]:
    """The title that the head prints and its line; none where another, which the format declares,
    says more.
    """
    site = next((source.declared[name] for name in SITE if source.declared.get(name)), None)
    titled = title_of(head, site)
    if titled is None:
        return None, None
    if has_other and _is_sentence(titled[1]):
        return None, None  # the text begins at once; its title is that of the page
    if has_other and is_bare_genre(titled[0]):
        return None, None  # "Remarks", and the page or the message says whose
    return titled


def _surest(
    source: CanonicalText,
    segments: Sequence[Segment],
    declared: dict[str, Known],
    found: Mapping[str, Known | None],
) -> dict[str, Known]:
    """Of what the format declares and what was `found` in print, the surest by field.

    What the text states of itself line by line is that, and front matter but for its dates; other
    metadata only fills gaps, since on web pages it is often the site's own.
    """
    stated = _stated(source.text)
    printed = {name: known for name, known in found.items() if known}
    by_hand = {
        name: known
        for name, known in declared.items()
        if source.media_type in OF_FRONT_MATTER and name not in (*DATES, "date")
    }
    kind = printed.get("kind")
    written = kind is not None and Kind(kind.value) in PUBLISHED_KINDS
    for fields in (stated, declared):
        if date := fields.pop("date", None):
            fields.setdefault("published" if written else "held", date)
    if any(name in printed or name in stated for name in DATES):
        declared = {name: known for name, known in declared.items() if name not in DATES}
    elif not any(name in declared for name in DATES):
        declared |= _dated_by_title(declared.get("title")) or _dated_by_running_head(
            source, segments
        )
    return {
        name: known
        for name, known in {**declared, **printed, **by_hand, **stated}.items()
        if len(known.value) <= LONGEST.get(name, 300)
    }


def _is_sentence(line: Line) -> bool:
    """Whether a line is a sentence of the text rather than a title: no heading, and with a stop."""
    return (
        line.role == "paragraph" and len(line.words) > 3 and line.text.rstrip("”\"’'")[-1:] == "."
    )


def doubts(found: Mapping[str, Known | None]) -> tuple[str, ...]:
    """A sentence for each date that is uncertain, for the keeper: what contradicts it."""
    return tuple(
        f"The date ({name}) is uncertain, {known.value}: {known.basis}."
        for name in DATES
        if (known := found.get(name)) and edtf.is_doubtful(known.value) and known.basis
    )


def _stated(text: str) -> dict[str, Known]:
    """What the first lines state in the form "Date: 12 March 2009"."""
    known: dict[str, Known] = {}
    for line in text[:4000].split("\n")[:20]:
        match = STATED.match(line.strip(" *_#>"))
        if match and len(match[2].split()) <= 30:
            field = STATED_AS.get(match[1].casefold(), match[1].casefold())
            if value := _in_our_form(field, match[2].strip(" *_")):
                known.setdefault(field, Known(value, Evidence.BYLINE, f"“{match[0]}”"))
    return known


def _declared(fields: Mapping[str, str]) -> dict[str, Known]:
    """What the format states, under our names and in our forms."""
    folded: dict[str, tuple[str, str]] = {}
    for where, given in fields.items():  # "meta/og:title": what it is called, after where it is
        if given:
            folded.setdefault(where.rpartition("/")[2].casefold(), (where, given.strip()))
    known = {}
    for ours, theirs in DECLARED.items():
        for name in theirs:
            if name not in folded or (ours == "title" and OF_A_PROGRAM.match(folded[name][1])):
                continue
            if value := _in_our_form(ours, folded[name][1]):
                known[ours] = Known(value, Evidence.BYLINE, f"declared as {folded[name][0]}")
                break
    return known


def _dated_by_title(title: Known | None) -> dict[str, Known]:
    """The day in a title that the format declares, where nothing else gives one."""
    days = [value for value, *_ in dates_in(title.value)] if title else []
    if title is None or len(days) != 1 or len(days[0].rstrip("?")) != 10:
        return {}
    return {"held": Known(days[0], Evidence.BYLINE, f"{title.basis}: “{title.value}”")}


def _dated_by_running_head(source: CanonicalText, segments: Sequence[Segment]) -> dict[str, Known]:
    """The day on which a talk was given by the heads of the pages: "Delivered May 5, 2007"."""
    aside = {source.text[s.start : s.end] for s in segments if s.type == PassageType.FURNITURE}
    heads = sorted(line for line in aside if len(line) < 160 and GIVEN_ON.search(line))
    days = {value: line for line in heads for value, *_ in dates_in(line)}
    if len(days) != 1:
        return {}
    day, line = next(iter(days.items()))
    return {"held": Known(day, Evidence.BYLINE, f"“{line}”")}


def _in_our_form(field: str, value: str) -> str | None:
    if field == "kind":
        folded = value.casefold().replace(" ", "-")
        return folded if folded in Kind.values else None
    if field == "language":
        tag = value.replace("_", "-")
        return tag if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag) else None
    if field == "title":  # "Stated Meeting :: City Council :: Site"
        value = value.split(" :: ")[0]
    if field not in (*DATES, "date"):
        return " ".join(value.split())
    if edtf.is_valid(value):
        return value[:10] if re.match(r"\d{4}-\d\d-\d\dT", value) else value
    return next((date for date, *_ in dates_in(value)), None)


__all__ = ["describe", "doubts"]
