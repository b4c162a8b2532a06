"""The language of a text, by its commonest words."""

import re
from collections import Counter

from documents.ingest.reading import Known
from documents.vocabularies import Evidence

COMMONEST = {
    "en": "the of and to in that is for it with was on are we this have be not they you",
    "fr": "le la les de des et est une que dans pour qui nous vous pas sur au avec ce sont",
    "es": "el la los las de y que en una por con para se del no lo como más es al",
    "pt": "o os as de e que em uma por com para não do da se mais na no são ao",
    "de": "der die das und ist nicht ein eine zu den mit von für auf wir sich im auch es dem",
    "it": "il lo gli di e che in una per con non del della si sono le più nel questo è",
    "nl": "de het een en van is dat niet op te voor met zijn aan er ook wij naar maar bij",
    "sv": "och att det som en på är av för med den till inte har om ett vi jag men så",
}
WORDS = {tag: frozenset(words.split()) for tag, words in COMMONEST.items()}

SAMPLE = 20_000
FEWEST_WORDS = 20

# The leading language covers this share of the words, and leads the next by this factor.
LEAST_SHARE = 0.18
LEAST_LEAD = 1.3


def language_of(text: str) -> Known | None:
    """The language of running text as a BCP 47 tag; None where it is short or unsure."""
    words = re.findall(r"[^\W\d_]+", text[:SAMPLE].casefold())
    if len(words) < FEWEST_WORDS:
        return None
    seen = Counter(words)
    counts = Counter({tag: sum(seen[w] for w in common) for tag, common in WORDS.items()})
    (tag, most), (_, second) = counts.most_common(2)
    if most < LEAST_SHARE * len(words) or most < LEAST_LEAD * second:
        return None
    return Known(tag, Evidence.CONTEXT, f"{most} of {len(words)} words are among its commonest")
