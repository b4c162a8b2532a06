"""Minting the names that citations rest on: once, at first publication, then stored for good."""

import hashlib
from collections.abc import Callable, Collection

from django.utils.text import slugify

from documents.folding import LETTERS

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32 in lower case: no i, l, o, u to misread."""
LENGTH = 12

LONGEST_TERM_SLUG = 80
LONGEST_LABEL = 200
"""Characters of the name of a term, or of a vocabulary."""
RESERVED_FOR_NO_TERM = frozenset({"none", "undecided", "unread", "undated", "unknown"})
"""What addresses of searches say of passages without a term: no term is so named."""

_SPELT_OUT = str.maketrans(LETTERS)


def mint_passage_id(
    key: str, revision: int, order: int, taken: Callable[[str], bool] = lambda _: False
) -> str:
    """Twelve characters from a hash of the document's key, the revision's number and the passage's
    order.

    The same archive loaded anew gets the same ids. `taken` says whether an id is in use; then the
    next one of the same series is tried.
    """
    attempt = 0
    while True:
        seed = f"{key}\n{revision}\n{order}" + (f"\n{attempt}" if attempt else "")
        number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big") >> 4
        minted = "".join(ALPHABET[(number >> shift) & 31] for shift in range(55, -1, -5))
        if not taken(minted):
            return minted
        attempt += 1


def slug_of(text: str) -> str:
    """The text as an address has it, in ASCII, with the letters spelt out that Unicode does not
    take apart: "zoe-strauss" for "Zoe Strauß". Empty where no letter of it can be written so.
    """
    return slugify(text.casefold().translate(_SPELT_OUT))


def first_free(
    stem: str, taken: Collection[str | None], refused: Callable[[str], bool] = lambda _: False
) -> str:
    """`stem`, else `stem-2`, `stem-3` … that is not taken, nor `refused`."""
    slug, n = stem, 1
    while slug in taken or refused(slug):
        n += 1
        slug = f"{stem}-{n}"
    return slug
