"""What was received: a file that holds what was taken out gives way to the archive's own text."""

import hashlib
import html
import io
import re
import time
import zipfile
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import transaction

from documents.ingest.originals import store
from documents.models import Document, Original, Receipt, Revision
from documents.withdrawing.masks import Words

LARGEST_MEMBER = 50_000_000
ABANDONED = 24 * 60 * 60
"""Seconds after which a file that no row speaks of is nobody's work in progress."""

_TAGS = re.compile(r"<[^>]*>")


def documents_with(words: Words, documents: Collection[int] | None = None) -> set[int]:
    """The documents that received a file in which the words can be read, though their text may not
    have them: a title in the head of a page, an author among the properties of a Word file.
    """
    receipts = Receipt.objects.select_related("original").order_by("pk")
    if documents is not None:
        receipts = receipts.filter(document__in=documents)
    return {
        receipt.document_id
        for receipt in receipts.iterator(chunk_size=500)
        if _holds(receipt.original.path, words)
    }


def replace(document: Document, revisions: Collection[int], words: Words) -> list[str]:
    """Put the archive's own text, as it is now, in the place of the files of the document that
    these revisions were made from, or that hold the words, or whose words cannot be read; the
    SHA-256 of those that went.
    """
    gone: list[str] = []
    for receipt in list(document.receipts.select_related("original").order_by("pk")):
        former = receipt.original
        own = receipt.revisions.filter(pk__in=revisions).exists()
        if not own and not _holds(former.path, words) and _is_readable(former.path):
            continue
        _stand_in(receipt, former)
        if not former.receipts.exists():
            gone.append(former.sha256)
            _forget(former)
    return gone


def remove(document: Document) -> list[str]:
    """Remove the files of a document that no other one was received in; their SHA-256."""
    originals = list(Original.objects.filter(receipts__document=document).distinct())
    Revision.objects.filter(receipt__document=document).update(receipt=None)
    document.receipts.all().delete()
    gone = [original for original in originals if not original.receipts.exists()]
    for original in gone:
        _forget(original)
    return [original.sha256 for original in gone]


def remove_unheld(words: Words) -> None:
    """Remove files that wait for a correction which was never published, and what a broken load
    left behind, where the words are in them or nobody has come back to them for a day.
    """
    for original in Original.objects.filter(receipts=None):
        if _is_to_go(original.path, words):
            _forget(original)
    known = set(Original.objects.values_list("sha256", flat=True))
    for path in Path(settings.ORIGINALS).glob("*/*"):
        if path.is_file() and path.name not in known and _is_to_go(path, words):
            _unlink_after_commit(path)


def _is_to_go(path: Path, words: Words) -> bool:
    if not path.exists():
        return True
    return _holds(path, words) or time.time() - path.stat().st_mtime > ABANDONED


def _holds(path: Path, words: Words) -> bool:
    try:
        data = path.read_bytes()
    except OSError:
        return False
    return any(words.are_in(text) for text in _texts(data))


def _is_readable(path: Path) -> bool:
    """Whether what the file says can be read off its bytes by `_texts`."""
    try:
        beginning = path.read_bytes()[:1000]
    except OSError:
        return True
    return not beginning.startswith((b"%PDF", b"\xd0\xcf\x11\xe0"))


def _texts(data: bytes) -> Iterator[str]:
    if data.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for member in archive.infolist():
                    if member.file_size < LARGEST_MEMBER:
                        yield from _readings(archive.read(member))
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
            return
    yield from _readings(data)


def _readings(data: bytes) -> Iterable[str]:
    """The bytes as text in the ways that somebody may read them."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    text = data.decode(encoding, "replace")
    yield text
    if "�" in text:
        text = data.decode("cp1252", "replace")
        yield text
    if "<" in text:
        plain = html.unescape(text)
        yield _TAGS.sub("", plain)
        yield _TAGS.sub(" ", plain)


def _stand_in(receipt: Receipt, former: Original) -> None:
    made_of_it = Revision.objects.filter(receipt=receipt)
    revision = made_of_it.order_by("number").first() or (
        Revision.objects.filter(document=receipt.document).order_by("-number").first()
    )
    if revision is None:
        receipt.delete()
        return
    data = revision.text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    if sha256 == former.sha256:
        return
    original, _ = Original.objects.get_or_create(
        sha256=sha256, defaults={"size": len(data), "media_type": "text/plain"}
    )
    store(original.path, data)
    # The map that leads back to the file leads to the same place in its stand-in.
    made_of_it.exclude(pk=revision.pk).update(runs=[])
    made_of_it.filter(pk=revision.pk).update(runs=[[0, 0, len(revision.text)]], charset="utf-8")
    twin = Receipt.objects.filter(document=receipt.document, original=original).first()
    if twin is not None:
        made_of_it.update(receipt=twin)
        receipt.delete()
        return
    receipt.original = original
    receipt.name = f"{Path(receipt.name).stem}, redacted.txt"
    receipt.is_redacted = True
    receipt.save(update_fields=["original", "name", "is_redacted"])


def _forget(original: Original) -> None:
    path = original.path
    original.delete()
    _unlink_after_commit(path)


def _unlink_after_commit(path: Path) -> None:
    transaction.on_commit(lambda: path.unlink(missing_ok=True))
