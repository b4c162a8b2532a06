"""Quotations of a text that quotes: whether what others said in it is set between marks there too.

Pure.
"""

import re
from itertools import pairwise

from search.quotes.alignment import Alignment
from search.quotes.quotation import Quotation
from search.quotes.source import Source, Voice

_MARK = re.compile(r"""[“”„"«»‘’'`]""")


def quoting_voice(quotation: Quotation, source: Source, alignment: Alignment) -> Voice | None:
    """Whose text a quotation is, if others are quoted in it and it keeps a quotation mark wherever
    their words begin or end.

    None where only one voice is heard, where none of the text's own words are quoted, and where
    words of several people are run together.
    """
    said = alignment.shared
    heard = {source.voices[first] for _, first, _ in said}
    own = {source.passages[source.heard[first].passage].voice for _, first, _ in said}
    if len(heard) < 2 or len(own) > 1 or not own <= heard:
        return None
    for (word, _, after), (following, first, _) in pairwise(said):
        if source.voices[after - 1] == source.voices[first]:
            continue
        if not _MARK.search(quotation.text, word.end, following.start):
            return None
    return own.pop()
