"""Loading a corrected text again, and what is cited and tagged of it, for tests."""

import re
from collections import Counter

from documents.ingest import importer
from documents.ingest.deciding import Loaded
from documents.ingest.importer import Incoming
from documents.ingest.reading import RULES_VERSION
from documents.models import (
    Anchor,
    Document,
    IngestRun,
    PassageVersion,
    Tagging,
    TermVersion,
    Vocabulary,
)
from documents.tagging.marks import CONTEXT_LENGTH
from documents.vocabularies import TaggingStatus


def load(paragraphs: list[str], name: str) -> Loaded:
    run = IngestRun.objects.create(source="a test", rules_version=RULES_VERSION)
    data = "\n\n".join(paragraphs).encode()
    return importer.load(
        Incoming(name, data, "corrected"),
        run,
        publish=True,
        accept_unlike=True,
        accept_ambiguous=True,
    )


def tag_everything(document: Document) -> dict[int, str]:
    """Tags each passage, and words in it. What is tagged, by the anchor's key."""
    vocabulary = Vocabulary.objects.create(key="x", name="X", query_key="x", path="x")
    term = TermVersion.objects.create(
        term=vocabulary.terms.create(slug="t"), number=1, label="T", definition="A term."
    )
    tagged = {}
    for version in PassageVersion.objects.filter(passage__document=document).current():
        whole = Anchor(whole=True, start=0, end=len(version.text))
        start, end = a_span(version.text, version.order)
        part = Anchor(start=start, end=end, exact=version.text[start:end])
        part.prefix, part.suffix = around(version.text, start, end)
        for anchor in (whole, part):
            anchor.passage, anchor.revision = version.passage, version.revision
            anchor.save()
            Tagging.objects.create(
                term_version=term, anchor=anchor, status=TaggingStatus.APPROVED, agent="hand"
            )
            tagged[anchor.pk] = version.text[anchor.start : anchor.end]
    return tagged


def a_span(text: str, which: int) -> tuple[int, int]:
    """Where words stand that a person might tag: many, one, the last three, or one of those that
    stand in the text most often.
    """
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    often = Counter(text[start:end] for start, end in words).most_common(1)[0][0]
    repeated = [(start, end) for start, end in words if text[start:end] == often]
    some = (
        words[len(words) // 3 : 2 * len(words) // 3 or None],
        words[len(words) // 4 :][:1],
        words[-3:],
        repeated[len(repeated) // 2 :][:1],
    )[which % 4]
    return some[0][0], some[-1][1]


def words_under(anchor: Anchor) -> str:
    version = PassageVersion.objects.current().get(passage=anchor.passage)
    return version.text[anchor.start : anchor.end]


def around(text: str, start: int, end: int) -> tuple[str, str]:
    return text[max(0, start - CONTEXT_LENGTH) : start], text[end : end + CONTEXT_LENGTH]
