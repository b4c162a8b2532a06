"""Bytes in, canonical text out: one small reader a format, chosen by content and then by name."""

from dataclasses import replace

from documents.ingest.readers import formats, named_columns, numbered_lines, pasted_captions, text
from documents.ingest.readers.charsets import decode
from documents.ingest.readers.refusals import (
    refuse_empty,
    refuse_foreign,
    refuse_noise,
    refuse_too_large,
    stray_controls,
)
from documents.ingest.reading import CanonicalText


def read(data: bytes, name: str) -> CanonicalText:
    """The canonical text of a file.

    `data` is the file as received and `name` its name, for the extension and for messages. Raises
    `Unreadable` with a sentence for the keeper where the file is empty or larger than
    `settings.INGEST_LARGEST_TEXT`, is not a text, or is of a format that no reader takes.
    """
    refuse_empty(data, name)
    refuse_too_large(data, name)
    if reader := formats.reader_of(data, name):
        return reader(data, name)
    refuse_foreign(data, name)
    original, charset = decode(data)
    refuse_noise(original, name)
    if numbered_lines.counts_lines(original):
        found = numbered_lines.flow_of(original).canonical("text/plain", charset, {})
    elif named_columns.is_set_in_columns(original):
        found = named_columns.read(original, charset)
    elif pasted_captions.is_pasted(original):
        found = pasted_captions.read(original, charset, name)
    else:
        found = text.read(original, charset, name)
    return replace(found, warnings=found.warnings + stray_controls(original, name))


__all__ = ["read"]
