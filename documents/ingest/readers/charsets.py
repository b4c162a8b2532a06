"""Which characters the bytes of a text stand for."""

import codecs

from charset_normalizer import from_bytes

# UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

USUAL_IN_THE_WEST = frozenset(
    "éèêëàâçîïôùûüœæñáíóúäößÉÈÊÀÂÇÎÔÙÛŒÆÑÁÍÓÚÄÖÜ¿¡«»“”‘’„‚–—…•§°ªº€£©®™½¼¾×\u00a0\u00ad"
)

# Below this, a guess from letter statistics is worse than the commonest legacy charset.
ENOUGH_BYTES_TO_GUESS = 200


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text that `data` encodes, and the name of the charset.

    In this order: a byte order mark, the charset that the format or the keeper declares, strict
    UTF-8, a guess, Windows-1252. A declared charset that does not fit the bytes is passed over.
    """
    for mark, charset in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(charset, errors="replace"), charset.removesuffix("-sig")
    for charset in filter(None, (declared, "utf-8")):
        try:
            return data.decode(charset), codecs.lookup(charset).name
        except (UnicodeDecodeError, LookupError):
            continue
    return _guessed(data) or (data.decode("cp1252", errors="replace"), "cp1252")


def _guessed(data: bytes) -> tuple[str, str] | None:
    western = _as_western(data)
    if western is not None:
        return western, "cp1252"
    if len(data) < ENOUGH_BYTES_TO_GUESS:
        return None
    best = from_bytes(data).best()
    return (str(best), best.encoding) if best else None


def _as_western(data: bytes) -> str | None:
    """The text as Windows-1252, where all beyond ASCII is usual in the west of Europe.

    The code pages of one family differ in a few letters; the guesser often takes the first that
    fits, and reads "déjà" as if it were Lithuanian.
    """
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return text if {c for c in text if ord(c) > 127} <= USUAL_IN_THE_WEST else None
