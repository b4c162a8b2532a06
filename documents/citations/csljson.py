"""CSL-JSON: the items as they are, with the note (CSL 1.0.2, csl-data.json)."""

import json
from collections.abc import Sequence
from typing import Any

from documents.citations.describing import Cited


def item_of(cited: Cited) -> dict[str, Any]:
    """The item with what CSL has no other place for in its note."""
    return {**cited.item, "note": cited.note} if cited.note else cited.item


def csl_json(cited: Sequence[Cited]) -> str:
    """A list of items, also of one."""
    return json.dumps([item_of(one) for one in cited], ensure_ascii=False, indent=2) + "\n"
