"""People and bodies in schema.org's words, with their addresses in authority files."""

from collections.abc import Iterable
from typing import Any

from documents import edtf
from documents.models import Office, Speaker

AUTHORITIES = (
    ("Wikidata", "wikidata", "https://www.wikidata.org/entity/"),
    ("VIAF", "viaf", "https://viaf.org/viaf/"),
    ("ORCID", "orcid", "https://orcid.org/"),
)


def authorities(headings: Iterable[Speaker]) -> list[tuple[str, str, str]]:
    """File, identifier and address of each entry of a heading and of those merged into it; of a
    file in which the first of them has an entry, that one alone.
    """
    found = []
    rows = list(headings)
    for label, field, address in AUTHORITIES:
        entries = list(dict.fromkeys(getattr(heading, field) for heading in rows))
        own = getattr(rows[0], field) if rows else ""
        for entry in [own] if own else filter(None, entries):
            found.append((label, entry, f"{address}{entry}"))
    return found


def json_ld(
    speaker: Speaker,
    url: str,
    names: Iterable[str],
    offices: Iterable[Office],
    same_as: Iterable[str],
) -> dict[str, Any]:
    """A heading as a schema.org Person or Organization; `url` is the address of its page."""
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Organization" if speaker.is_body else "Person",
        "name": speaker.name,
        "alternateName": list(names),
        "url": url,
        "sameAs": list(same_as),
        "hasOccupation": [_office(office) for office in offices],
    }
    return {key: value for key, value in said.items() if value}


def _office(office: Office) -> dict[str, Any]:
    """An office as a Role, which can have days: its occupation, where, from when to when."""
    role = {
        "@type": "Role",
        "roleName": office.title,
        "startDate": edtf.iso(office.begin or None),
        "endDate": edtf.iso(office.end or None),
        "hasOccupation": {
            "@type": "Occupation",
            "name": f"{office.title}, {office.organisation}"
            if office.organisation
            else office.title,
        },
    }
    return {key: value for key, value in role.items() if value}
