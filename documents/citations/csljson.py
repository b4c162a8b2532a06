"""CSL-JSON: the items as they are, with the note (CSL 1.0.2, csl-data.json)."""

import json
from collections.abc import Sequence
from typing import Any

from documents.citations import names
from documents.citations.describing import Cited

PEOPLE = ("author", "interviewer", "host", "contributor")


def item_of(cited: Cited) -> dict[str, Any]:
    """The item with particles of names apart, and what CSL has no other place for in its note."""
    item = dict(cited.item)
    for role in PEOPLE:
        if role in item:
            item[role] = [names.with_particle(name) for name in item[role]]
    return {**item, "note": cited.note} if cited.note else item


def csl_json(cited: Sequence[Cited]) -> str:
    """A list of items, also of one."""
    return json.dumps([item_of(one) for one in cited], ensure_ascii=False, indent=2) + "\n"
