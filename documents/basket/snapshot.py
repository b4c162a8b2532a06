"""How a passage was described when a basket was shared, put by as JSON and taken up again.

Whatever the archive says of it later, the copy and its files say what they said then. The words are
those of the version, which is not changed but by redaction, and the key is the document's, which
stays.
"""

from dataclasses import asdict, dataclass, fields
from typing import Any

from documents.citations.describing import Cited, key_of
from documents.citations.kinds import Manner
from documents.models import PassageVersion


@dataclass(frozen=True)
class Snapshot:
    """What pages and files say of a passage beside its words and its citation."""

    cited: Cited
    voice: str = ""
    role: str = ""
    title: str = ""
    date: str = ""
    is_plain: bool = False
    """The citation is in one plain form, as pandoc was missing."""


def taken_of(version: PassageVersion, cited: Cited, is_plain: bool) -> Snapshot:
    """The passage as it is described now."""
    voice, document = version.appearance, version.passage.document
    return Snapshot(
        cited,
        voice=voice.shown_name if voice else "",
        role=voice.role if voice else "",
        title=document.title or "",
        date=document.date or "",
        is_plain=is_plain,
    )


def to_data(snapshot: Snapshot) -> dict[str, Any]:
    """As JSON has it, without the words and the key."""
    data = asdict(snapshot)
    del data["cited"]["words"], data["cited"]["key"], data["cited"]["item"]["id"]
    data["cited"]["proper"] = sorted(data["cited"]["proper"])
    return data


def from_data(data: dict[str, Any], version: PassageVersion) -> Snapshot:
    """The snapshot of what `to_data` gave; fields that are not known any more are passed over."""
    key = key_of(version)
    cited = _known(Cited, data["cited"]) | {"key": key, "words": version.text}
    cited["item"] = {"id": key, **cited["item"]}
    cited["manner"] = Manner(**_known(Manner, cited["manner"]))
    for name in ("quoted", "remarks"):
        cited[name] = tuple(cited.get(name, ()))
    cited["proper"] = frozenset(cited.get("proper", ()))
    known = _known(Snapshot, data) | {"cited": Cited(**cited)}
    return Snapshot(**known)


def _known(kind: type, data: dict[str, Any]) -> dict[str, Any]:
    names = {one.name for one in fields(kind)}
    return {name: value for name, value in data.items() if name in names}
