"""Findings of the checker as data, in the shape that the command and other programs rely on."""

from typing import Any

from documents.excerpts import is_restricted
from documents.models import PassageVersion
from search.quotes.checking import Finding
from search.quotes.differences import Difference
from search.quotes.verdicts import Flag, Judgement

SAID: dict[str, str] = {
    Flag.FEW_WORDS: "So few words prove little: many people may have said them.",
    Flag.WRONG_SPEAKER: "Somebody else than stated said this.",
    Flag.SEVERAL_SPEAKERS: "It runs the words of several people together.",
    Flag.OMITS_NEGATION: "What was left out holds a negation.",
    Flag.OMITS_CONDITION: "What was left out holds a condition.",
    Flag.CUTS_NEGATION: "The sentence begins with a negation that was cut off.",
    Flag.CONTAINS: "It contains words of the archive beside others.",
}


def as_json(finding: Finding) -> dict[str, Any]:
    """A finding as JSON; of a document for excerpts only, the address and none of its words."""
    best = finding.best
    return {
        "id": finding.asked.id,
        "verdict": str(finding.verdict),
        **_place(best),
        "differences": [_difference(d, best) for d in best.differences] if best else [],
        "remarks": [finding.reason] if finding.reason else [SAID[f] for f in finding.flags],
        "others": [_address(judgement) for judgement in finding.others],
        "nearest": [_address(judgement) for judgement in finding.nearest],
    }


def _place(best: Judgement | None) -> dict[str, Any]:
    if best is None:
        return {"passage": None, "file": None, "speaker": None, "text": None}
    version = first_version(best)
    receipt = version.revision.receipt
    shown = [voice.shown for voice in best.voices if voice.shown]
    return {
        "passage": _address(best),
        "file": receipt.name if receipt else None,
        "speaker": " and ".join(shown) or None,
        "text": None if _is_closed(best) else best.source.text(best.first, best.last),
    }


def first_version(judgement: Judgement) -> PassageVersion:
    """The version of the passage in which the words begin."""
    return judgement.source.passages[judgement.source.heard[judgement.first].passage].record


def _address(judgement: Judgement) -> str:
    return first_version(judgement).passage.get_absolute_url()


def _is_closed(judgement: Judgement) -> bool:
    return is_restricted(first_version(judgement).passage.document)


def _difference(difference: Difference, best: Judgement) -> dict[str, Any]:
    return {
        "kind": str(difference.kind),
        "asked": difference.asked,
        "archive": None if _is_closed(best) else difference.held,
        "changes": [str(callout) for callout in difference.callouts],
    }
