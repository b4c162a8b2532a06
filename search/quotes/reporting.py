"""Findings of the checker as data, in the shape that the command and other programs rely on."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from documents.excerpts import is_restricted
from documents.models import PassageVersion
from documents.spreadsheets import defused
from search.quotes.checking import Finding
from search.quotes.differences import Difference
from search.quotes.judgement import Flag, Judgement
from search.quotes.sentences import REMARKS, remarks

COLUMNS = (
    "id",
    "verdict",
    "quote",
    "attributed_to",
    "speaker",
    "text",
    "passage",
    "file",
    "differences",
    "remarks",
)


def as_json(finding: Finding) -> dict[str, Any]:
    """A finding as JSON; of a document for excerpts only, the address and none of its words."""
    best = finding.best
    return {
        "id": finding.asked.id,
        "verdict": str(finding.verdict),
        **_place(best),
        "differences": [_difference(d, best) for d in best.differences] if best else [],
        "remarks": _remarks(finding),
        "others": [_address(judgement) for judgement in finding.others],
        "nearest": [_address(judgement) for judgement in finding.nearest],
        "quote": finding.asked.text,
        "attributed_to": finding.asked.said_by or None,
    }


def _remarks(finding: Finding) -> list[str]:
    if finding.reason:
        return [finding.reason]
    if finding.best:
        return remarks(finding.best)
    return [REMARKS[Flag.CONTAINS]] if finding.contained else []


def as_csv(findings: Iterable[Finding], site: str) -> str:
    """Findings as CSV, a row each; `site` is put before the passages' addresses."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for finding in findings:
        row = as_json(finding)
        row["passage"] = f"{site}{row['passage']}" if row["passage"] else None
        row["differences"] = "; ".join(
            f"{d['kind']}: {d['asked']!r} / {d['archive']!r}" for d in row["differences"]
        )
        row["remarks"] = " ".join(row["remarks"])
        writer.writerow([defused(str(row[column] or "")) for column in COLUMNS])
    return out.getvalue()


def _place(best: Judgement | None) -> dict[str, Any]:
    if best is None:
        return {"passage": None, "file": None, "speaker": None, "text": None}
    receipt = first_version(best).revision.receipt
    return {
        "passage": _address(best),
        "file": receipt.name if receipt else None,
        "speaker": " and ".join(v.shown for v in best.voices if v.is_known and v.shown) or None,
        "text": None if is_closed(best) else best.text,
    }


def speakers(judgement: Judgement) -> list[str]:
    """Whose words they are, by name, in order; what nobody is named for is left out."""
    return [voice.shown for voice in judgement.voices if voice.shown]


def first_version(judgement: Judgement) -> PassageVersion:
    """The version of the passage in which the words begin."""
    return judgement.source.passages[judgement.source.heard[judgement.first].passage].record


def is_closed(judgement: Judgement) -> bool:
    """Whether it rests on a document of which only excerpts may be shown."""
    return is_restricted(first_version(judgement).passage.document)


def _address(judgement: Judgement) -> str:
    return first_version(judgement).passage.get_absolute_url()


def _difference(difference: Difference, best: Judgement) -> dict[str, Any]:
    return {
        "kind": str(difference.kind),
        "asked": difference.asked,
        "archive": None if is_closed(best) else best.held(difference),
        "changes": [str(callout) for callout in difference.callouts],
    }
