"""The evidence for one passage, packed: the words, what stands around them, the original, and how
all of it is known.
"""

import hashlib
import io
import json
import zipfile
from datetime import datetime
from pathlib import PurePath

from documents.excerpts import HIDDEN, cut_to_excerpts, is_restricted, uncut
from documents.margins import quotations_in
from documents.models import Appearance, Document, PassageVersion, Quotation, Receipt
from documents.wording import how_known

AROUND = 2
"""Paragraphs before and after."""
README = """\
Evidence for a quotation
========================

{citation}

Permanent address: {address}
Packed on {at} (UTC).
{quoted}
quotation.txt   the words of the passage, as in revision {revision}{cut}
context.txt     two paragraphs before and after it, the passage between lines of dashes
evidence.json   who speaks or is quoted and how that is known, the description, the revisions, the
                originals
original/       the file as it was received{original}
SHA256SUMS      of every other file here: `sha256sum --check SHA256SUMS` compares them

The same passage in the same revision gives the same files, but for the time.
"""


def pack(version: PassageVersion, address: str, citation: str, at: datetime) -> bytes:
    """A ZIP archive. Wants `passage__document`, `revision` and `appearance__speaker` selected.

    Of a document for excerpts only: the excerpt, and of the original its hash and its source.
    """
    document = version.passage.document
    restricted = is_restricted(document)
    around = [] if restricted else _around(version)
    cut_to_excerpts([version])
    quotations = [] if version.text == HIDDEN else _quotations(version, restricted)
    receipts = list(document.receipts.select_related("original").order_by("received_at", "pk"))
    files = {
        "quotation.txt": version.text.encode(),
        "context.txt": _context(around or [version], version).encode(),
        "evidence.json": _json(_evidence(version, address, citation, receipts, quotations)),
    }
    missing = [] if restricted else _add_originals(files, receipts)
    said = ": not given out, only excerpts may be shown; its hash and source are in evidence.json"
    files["README.txt"] = README.format(
        citation=citation,
        address=address,
        at=f"{at:%Y-%m-%d %H:%M}",
        quoted=_said_of(quotations),
        revision=version.revision.number,
        cut=", in the excerpt that may be shown" if restricted else "",
        original=said if restricted else f"; not readable here: {missing}" if missing else "",
    ).encode()
    sums = (f"{hashlib.sha256(data).hexdigest()}  {name}" for name, data in sorted(files.items()))
    files["SHA256SUMS"] = ("\n".join(sums) + "\n").encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, at.timetuple()[:6]), data)
    return packed.getvalue()


def _quotations(version: PassageVersion, restricted: bool) -> list[Quotation]:
    """Those whose words stand in this version. Of a document for excerpts, without the words of the
    text by which they are known.
    """
    text = uncut(version)
    found = [one for one in quotations_in([version]) if one.anchor.exact in text]
    for quotation in found if restricted else ():
        quotation.basis = quotation.anchor.exact = ""
        if voice := quotation.appearance:
            voice.basis = voice.speaker_basis = ""
    return found


def _said_of(quotations: list[Quotation]) -> str:
    people = dict.fromkeys(one.appearance.shown_name for one in quotations if one.appearance)
    return f"Quoted in it: {', '.join(people)}.\n" if people else ""


def _around(version: PassageVersion) -> list[PassageVersion]:
    rows = (
        PassageVersion.objects.numbered()
        .filter(revision=version.revision_id, passage__withdrawn_at=None)
        .select_related("appearance__speaker")
    )
    before = list(rows.filter(order__lt=version.order).order_by("-order")[:AROUND])
    after = list(rows.filter(order__gt=version.order).order_by("order")[:AROUND])
    return [*reversed(before), version, *after]


def _context(versions: list[PassageVersion], own: PassageVersion) -> str:
    parts = []
    for version in versions:
        voice = version.appearance.shown_name if version.appearance else "Voice unknown"
        said = f"[{version.number}] {voice}\n{version.text}"
        parts.append(f"-----\n{said}\n-----" if version.pk == own.pk else said)
    return "\n\n".join(parts) + "\n"


def _evidence(
    version: PassageVersion,
    address: str,
    citation: str,
    receipts: list[Receipt],
    quotations: list[Quotation],
) -> dict[str, object]:
    document, voice = version.passage.document, version.appearance
    return {
        "address": address,
        "citation": citation,
        "number": version.number,
        "locator": version.locator or None,
        **_voice(voice, version.evidence, version.basis),
        "quoted": [
            {
                "words": quotation.anchor.exact or None,
                **_voice(quotation.appearance, quotation.evidence, quotation.basis),
            }
            for quotation in quotations
        ],
        "document": document.title,
        "date": document.date,
        "source": document.source_url or None,
        "rights": document.rights,
        "access": document.access,
        "revisions": _revisions(document),
        "originals": [
            {
                "name": receipt.name,
                "sha256": receipt.original.sha256,
                "bytes": receipt.original.size,
                "received_at": receipt.received_at.isoformat(),
            }
            for receipt in receipts
        ],
    }


def _revisions(document: Document) -> list[dict[str, object]]:
    published = document.revisions.exclude(published_at=None).order_by("number")
    rows = published.values_list("number", "published_at", "reason", "text_sha256")
    return [
        {
            "number": number,
            "published_at": at and at.isoformat(),
            "reason": reason,
            "text_sha256": digest,
        }
        for number, at, reason, digest in rows
    ]


def _voice(voice: Appearance | None, evidence: str, basis: str) -> dict[str, str | None]:
    """Whose words they are, and how that, the name and the person are known."""
    return {
        "speaker": voice.speaker.name if voice and voice.speaker else None,
        "as_printed": voice.name if voice else None,
        "role_as_printed": voice.role if voice else None,
        "how_the_words_are_known": how_known(evidence, basis),
        "how_the_name_is_known": how_known(voice.evidence, voice.basis) if voice else None,
        "how_the_person_is_known": how_known(voice.speaker_evidence, voice.speaker_basis)
        if voice
        else None,
    }


def _add_originals(files: dict[str, bytes], receipts: list[Receipt]) -> str:
    """Adds the originals; returns the hashes of those that cannot be read."""
    missing = []
    for receipt in receipts:
        original = receipt.original
        try:
            files[f"original/{original.sha256[:12]}-{PurePath(receipt.name).name}"] = (
                original.read()
            )
        except (OSError, ValueError):
            missing.append(original.sha256)
    return ", ".join(missing)


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
