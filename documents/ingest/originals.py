"""Keeping the bytes as they were received, once by content."""

import hashlib
import mimetypes
import os
import tempfile
from pathlib import Path

from documents.models import Document, Original, Receipt


def receive(document: Document, data: bytes, name: str, source: str) -> Receipt:
    """Keep the bytes and note that they arrived for this document, under this name, from there."""
    sha256 = hashlib.sha256(data).hexdigest()
    original, _ = Original.objects.get_or_create(
        sha256=sha256, defaults={"size": len(data), "media_type": media_type(name)}
    )
    store(original.path, data)
    receipt, _ = Receipt.objects.get_or_create(
        document=document, original=original, defaults={"name": name, "source": source}
    )
    return receipt


def media_type(name: str) -> str:
    """The media type of a file by its name's ending; plain text where that says nothing."""
    return mimetypes.guess_type(name)[0] or "text/plain"


def store(path: Path, data: bytes) -> None:
    """Write the bytes so that the file is whole or absent; nothing where it is there already."""
    if path.exists() and path.stat().st_size == len(data):
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, draft = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
