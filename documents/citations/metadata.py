"""What reference managers read from a page: COinS, meta tags, and schema.org for the rest.

COinS (OpenURL ContextObjects in a span) is what Zotero reads of a list: one span an item. It takes
a part without "=" or a stray "%" for an error that ends its reading of the whole page, so that
every value is percent-encoded. Meta tags describe the one item of a document's page. The type is
Zotero's own, since what it guesses from Open Graph or Highwire tags is wrong for speech, and so are
the roles and fields of what was said: Highwire's `citation_author` makes an author of everybody,
also of an interviewer, and puts aside whatever else is said of people (Zotero's translators
"Embedded Metadata" and "RDF", as read in their code).
"""

from typing import Any
from urllib.parse import quote

from documents.citations import dates, names
from documents.citations.describing import Cited

COINS = "ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Adc"
ROLES = {
    "presentation": ("z:presenters", "bib:contributors"),
    "interview": ("z:interviewees", "z:interviewers"),
    "podcast": ("z:guests", "z:podcasters"),
    "hearing": ("bib:contributors", "bib:contributors"),
}
"""By Zotero's type, the tags for who leads the item and for who asks; for the rest, authors."""
WITHOUT_PUBLISHER = frozenset({"presentation", "interview", "podcast"})
"""Zotero's types that have no field for who published it: it is told in Extra, where Zotero's own
styles find it.
"""
SCHEMA = {
    "newspaperArticle": "NewsArticle",
    "presentation": "CreativeWork",
    "podcast": "PodcastEpisode",
    "interview": "CreativeWork",
    "hearing": "CreativeWork",
    "webpage": "WebPage",
    "document": "CreativeWork",
}
"""The type in schema.org of each of Zotero's types: it has none for what was said."""


def coins(cited: Cited) -> str:
    """The ContextObject of an item, as a query string; HTML escapes it once more.

    In Dublin Core's form, which Zotero reads with its own type names.
    """
    item = cited.item
    values = [
        ("rft.type", cited.manner.zotero),
        ("rft.title", item["title"]),
        *(("rft.creator", for_zotero(name)) for name in creators(cited)),
        *(("rft.contributor", for_zotero(name)) for name in _others(cited)),
        ("rft.source", item.get("container-title") or item.get("event-title")),
        ("rft.place", item.get("event-place")),
        ("rft.publisher", item.get("publisher")),
        ("rft.date", iso_date(cited.date)),
        ("rft.description", cited.note_with_days),
        ("rft.language", item.get("language")),
        ("rft.identifier", item["URL"]),
    ]
    return "&".join([COINS, *(f"{key}={_encoded(value)}" for key, value in values if value)])


def creators(cited: Cited) -> list[names.Name]:
    """Who leads the item; where nobody is named, who published it: no item is without."""
    item = cited.item
    literal = item.get("publisher") or item.get("container-title") or "Unknown"
    return item.get("author") or [{"literal": literal}]


def for_zotero(name: names.Name) -> str:
    """A name as Zotero takes it apart at the comma, of which it reads two parts: the suffix stands
    with the given name. What is one name, of a body or of a person, ends in a comma: without any,
    its last word would be taken for the family name ("cleanAuthor" in its utilities).
    """
    if "literal" in name or not name.get("given"):
        return f"{names.short(name)},"
    given = " ".join(name[part] for part in ("given", "suffix") if name.get(part))
    return f"{name['family']}, {given}"


def _others(cited: Cited) -> list[names.Name]:
    """Who asks, hosts, or is heard elsewhere in the whole."""
    roles = ("interviewer", "host", "contributor")
    return [name for role in roles for name in cited.item.get(role, [])]


def iso_date(value: dict[str, Any]) -> str:
    """A CSL date's first day as ISO 8601, as exact as it is known; empty where it is not."""
    if not dates.fixes_a_year(value):
        return ""
    year, *rest = value["date-parts"][0]
    return "-".join([f"{year:04}", *(f"{part:02}" for part in rest)])


def meta_tags(cited: Cited) -> list[tuple[str, str]]:
    """The meta tags of the page of one document or passage, as (name, content).

    Zotero takes every field of its own by name ("Other fields" in its translator "RDF"): where the
    words stand goes into Extra, as no type of item has a field for it.
    """
    item = cited.item
    day, published = iso_date(cited.date), iso_date(cited.published)
    values = [
        ("z:itemType", cited.manner.zotero),
        ("z:extra", _extra(cited)),
        # Else it would be made of what the page says to search engines.
        ("z:abstractNote", " ".join(cited.words.split())),
        ("citation_title", item["title"]),
        *_people(cited),
        *_fields(cited),
        # Zotero takes it for the date of whatever it is, a talk as well.
        ("citation_publication_date", published.replace("-", "/") if published == day else ""),
        ("citation_publisher", item.get("publisher")),
        ("citation_language", item.get("language")),
        ("citation_public_url", item["URL"]),
        ("DC.title", item["title"]),
        *(("DC.creator", names.inverted(name)) for name in item.get("author", [])),
        ("DC.date", day),
        ("DC.publisher", item.get("publisher") or item.get("container-title")),
        ("DC.source", item.get("container-title")),
        ("DC.language", item.get("language")),
        ("DC.identifier", item["URL"]),
    ]
    return [(name, content) for name, content in values if content]


def _extra(cited: Cited) -> str:
    publisher = " ".join(str(cited.item.get("publisher") or "").split())
    is_told = publisher and cited.manner.zotero in WITHOUT_PUBLISHER
    lines = (is_told and f"Publisher: {publisher}", cited.note_with_days)
    return "\n".join(line for line in lines if line)


def _people(cited: Cited) -> list[tuple[str, str | None]]:
    """Who leads the item and who asks, a tag a person, in the roles that the type has.

    Of authors only people are told by `citation_author`, which other programs read as well, and
    which Zotero prefers to all else: where one is a body it gets them by a name of its own.
    """
    authors, item = cited.item.get("author", []), cited.item
    lead, asks = ROLES.get(cited.manner.zotero, ("citation_author", "bib:contributors"))
    if lead == "citation_author" and any(not name.get("given") for name in authors):
        lead = "bib:authors"
    asking = [*item.get("interviewer", []), *item.get("host", [])]
    return [
        *((lead, for_zotero(name)) for name in authors),
        *((asks, for_zotero(name)) for name in asking),
        *(("bib:contributors", for_zotero(name)) for name in item.get("contributor", [])),
    ]


def _fields(cited: Cited) -> list[tuple[str, str | None]]:
    """Fields by Zotero's own names, for which Dublin Core and Highwire have none."""
    item = cited.item
    medium = {"presentation": "presentationType", "interview": "interviewMedium"}
    meeting = {"presentation": "meetingName", "hearing": "committee"}
    values = [
        (medium.get(cited.manner.zotero), item.get("genre")),
        (meeting.get(cited.manner.zotero), item.get("event-title")),
        ("place", item.get("event-place")),
        ("websiteTitle" if cited.manner.zotero == "webpage" else None, item.get("publisher")),
    ]
    return [(f"z:{field}", value) for field, value in values if field]


def json_ld(cited: Cited) -> dict[str, Any]:
    """The item in schema.org's words, for search engines: a passage as a quotation from it."""
    whole = _work(cited)
    if not cited.words:
        return {"@context": "https://schema.org", **whole}
    creator = [cited.voice] if cited.voice else cited.item.get("author", [])
    said = {
        "@context": "https://schema.org",
        "@type": "Quotation",
        "text": cited.words,
        "creator": [] if cited.is_nameless else [_person(name) for name in creator],
        "url": whole.pop("url"),
        "isPartOf": whole,
    }
    return _without_empty(said)


def _work(cited: Cited) -> dict[str, Any]:
    item = cited.item
    is_later = cited.is_talk and "event-date" in item and bool(cited.published)
    said: dict[str, Any] = {
        "@type": SCHEMA[cited.manner.zotero],
        "name": item["title"],
        "headline": item["title"] if SCHEMA[cited.manner.zotero] == "NewsArticle" else None,
        "genre": item.get("genre"),
        "author": [_person(name) for name in item.get("author", [])],
        "contributor": [_person(name) for name in _others(cited)],
        "dateCreated": iso_date(item.get("event-date", {})),
        # Programs read one date of a work: of a talk that is its day, as in every other format.
        "datePublished": "" if is_later else iso_date(cited.published),
        "publication": _without_empty(
            {"@type": "PublicationEvent", "startDate": iso_date(cited.published)}
        )
        if is_later
        else None,
        "inLanguage": item.get("language"),
        "publisher": _body(item.get("publisher") or item.get("container-title")),
        "url": item["URL"],
    }
    if event := item.get("event-title"):
        said["recordedAt"] = _without_empty(
            {
                "@type": "Event",
                "name": event,
                "startDate": iso_date(item.get("event-date", {})),
                "location": item.get("event-place"),
            }
        )
    elif place := item.get("event-place"):
        said["locationCreated"] = {"@type": "Place", "name": place}
    return _without_empty(said)


def _person(name: names.Name) -> dict[str, str]:
    kind = "Organization" if "literal" in name else "Person"
    return {"@type": kind, "name": names.in_order(name)}


def _body(name: str | None) -> dict[str, str] | None:
    return {"@type": "Organization", "name": name} if name else None


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def _encoded(value: str) -> str:
    return quote(" ".join(value.split()), safe="", errors="replace")
