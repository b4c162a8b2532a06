"""What a correction does, in the report of an ingest run: every passage, quotation and tag."""

from typing import Any

from documents.ingest.carrying import Plan
from documents.ingest.fates import Fate
from documents.vocabularies import AnchorState


def entry(plan: Plan) -> dict[str, Any]:
    """The counts by fate, and by row what is not simply kept.

    Positions of passages count from 0, in the order of the former (`old`) and of the new text.
    """
    return {
        "counts": plan.counts(),
        "passages": [
            {
                "old": list(row.old),
                "new": list(row.new),
                "fate": row.fate.value if row.fate else "new",
                "likeness": round(row.likeness, 1),
                "others": list(row.others),
            }
            for row in plan.alignment.rows
            if row.fate is not Fate.KEPT
        ],
        "quotations": [
            {"text": carried.quotation.anchor.exact, "fate": carried.fate.value}
            for carried in plan.quotations
            if carried.fate is not Fate.KEPT
        ],
        "tags": [
            {
                "text": carried.before,
                "fate": carried.fate.value,
                "state": str(carried.state),
                "new": None if carried.state == AnchorState.ORPHANED else carried.position,
            }
            for carried in plan.tags
            if carried.fate is not Fate.KEPT
        ],
    }
