"""Decoding where a format declares its charset, with a warning where the declaration is wrong."""

import codecs
from dataclasses import dataclass, replace

from documents.ingest.readers.charsets import decode
from documents.ingest.reading import CanonicalText

# Pages that declare these mean Windows-1252 (WHATWG Encoding Standard, 4.2).
_MEANT_AS_WINDOWS = frozenset({"ascii", "iso8859-1"})
# What can read any bytes at all: such a declaration proves nothing.
_ONE_BYTE_A_LETTER = ("cp125", "iso8859", "mac", "koi8", "latin", "cp437", "cp85", "tis-620")
# Declared within the text in ASCII, these cannot be true (HTML Living Standard, 13.2.3.2).
_IMPOSSIBLE_INSIDE = ("utf-16", "utf-32", "utf-7", "punycode", "idna", "undefined")


@dataclass(frozen=True)
class Decoded:
    """A decoded file: its text, the charset that was used, and a warning for the keeper or ""."""

    text: str
    charset: str
    warning: str = ""

    def warn(self, text: CanonicalText) -> CanonicalText:
        """The canonical text with the warning added to it."""
        return replace(text, warnings=(*text.warnings, self.warning)) if self.warning else text


def decode_declared(data: bytes, name: str, declared: str | None) -> Decoded:
    """Decode by byte order mark, declaration, UTF-8, detection, in this order.

    One exception: what is UTF-8 throughout, with letters beyond ASCII, is not taken for a charset
    of one byte a letter because a page says so; such bytes are never UTF-8 by chance.
    """
    codec = _codec(declared)
    if codec and codec.startswith(_ONE_BYTE_A_LETTER) and not data.isascii():
        try:
            return Decoded(data.decode(), "utf-8", _wrong(name, declared, "utf-8"))
        except UnicodeDecodeError:
            pass
    text, charset = decode(data, codec)
    if not codec or codecs.lookup(codec) == codecs.lookup(charset) or text.isascii():
        return Decoded(text, charset)
    return Decoded(text, charset, _wrong(name, declared, charset))


def _codec(declared: str | None) -> str | None:
    """Python's name of a declared charset, None where it is unknown or cannot be true."""
    try:
        codec = codecs.lookup((declared or "").strip()).name
    except (LookupError, ValueError):
        return None
    if codec.startswith(_IMPOSSIBLE_INSIDE):
        return None
    return "cp1252" if codec in _MEANT_AS_WINDOWS else codec


def _wrong(name: str, declared: str | None, used: str) -> str:
    return (
        f"{name} declares the charset {declared}, but its bytes are not that; it was read as "
        f"{used}. Look at its accents and quotation marks; if they are wrong, save it as UTF-8."
    )
