"""Names as CSL has them: of people, family and given name apart, or a family name alone where there
is no other; of bodies, one literal name.
"""

import re

from documents.ingest.forms_of_address import is_full
from documents.ingest.headings import sort_name_of
from documents.ingest.names import generation, without_address
from documents.models import Appearance

Name = dict[str, str]

_PARTICLES = re.compile(
    r"(?P<particle>(?:(?:van|von|vom|zu|zum|zur|de|den|der|des|del|della|dalla|di|da|do|dos|das|du|"
    r"la|le|el|al|ter|ten|te|af|av)\s+)+)(?=\S)"
)
_PART_OF_FAMILY = re.compile(r"(?:ibn|bin|bint|ben|abu)\s+\S")
"""What no list puts behind the given name (Chicago, on Arabic names in indexes)."""


def csl_name(voice: Appearance) -> Name | None:
    """The name of a voice by its heading, else as printed; None where it is not named at all."""
    if voice.speaker_id and voice.speaker:
        if voice.speaker.is_body:
            return {"literal": voice.speaker.name}
        return from_sort_name(voice.speaker.sort_name, voice.speaker.name)
    if not voice.name:
        return None
    return (
        from_sort_name(sort_name_of(voice.name), voice.name)
        if is_full(voice.name)
        else {"family": voice.name}
    )


def from_sort_name(sort_name: str, name: str) -> Name:
    """Takes a person's "King, Martin Luther, Jr." apart; what has no comma is one name. Forms of
    address, degrees and honours are left out (APA, MLA, Chicago).
    """
    family, *rest = (part.strip() for part in sort_name.split(","))
    if not rest or not family or not rest[0]:
        return {"family": name}
    parts = {"family": family, "given": without_address(rest[0])}
    if suffix := generation(" ".join(rest[1:])):
        parts["suffix"] = suffix
    return parts


def with_particle(name: Name) -> Name:
    """The name with its particle apart, as CSL has it: "van der" and "Berg". It stays with the
    family name wherever that stands ("non-dropping"); styles that file under "Berg" can.
    """
    found = _PARTICLES.match(name.get("family", ""))
    if not found or not name.get("given"):
        return name
    particle = found["particle"]
    family = name["family"][len(particle) :]
    return {**name, "family": family, "non-dropping-particle": particle.strip()}


def undivided(name: Name) -> Name:
    """The name so that no style takes "bin Laden" apart: its particle is said to be none."""
    if not _PART_OF_FAMILY.match(name.get("family", "")):
        return name
    return {**name, "non-dropping-particle": ""}


def inverted(name: Name) -> str:
    """ "Lagon, Mark P.", with a suffix "King, Martin Luther, Jr."; a body's name as it is."""
    if "literal" in name:
        return name["literal"]
    return ", ".join(name[part] for part in ("family", "given", "suffix") if name.get(part))


def in_order(name: Name) -> str:
    """ "Mark P. Lagon", "Martin Luther King Jr."."""
    if "literal" in name:
        return name["literal"]
    return " ".join(name[part] for part in ("given", "family", "suffix") if name.get(part))


def short(name: Name) -> str:
    """The part that stands in a parenthesis: "Lagon"."""
    return name.get("literal") or name["family"]


def initialled(name: Name) -> str:
    """ "S. McCormack"."""
    if not name.get("given"):
        return short(name)
    initials = "".join(f"{part[0]}." for part in name["given"].split())
    return f"{initials} {name['family']}"
