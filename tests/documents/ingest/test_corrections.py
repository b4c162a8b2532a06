"""Corrections of real documents: whatever is done to a text, what was cited and tagged stands.

CORRECTIONS=500 in the environment tries so many corrections of each text, other ones each time, and
says what became of addresses and tags.
"""

import os
from bisect import bisect_right
from collections import Counter
from itertools import count
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from documents.models import (
    Anchor,
    Document,
    Outcome,
    PassageVersion,
)
from documents.publishing import NotPublishable
from documents.vocabularies import AnchorState
from tests.documents.ingest.correcting import around, load, tag_everything

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def originals(settings, tmp_path):
    settings.ORIGINALS = tmp_path / "originals"


TEXTS = sorted((Path(__file__).parents[3] / "fixtures" / "texts").glob("*.txt"))
CASES = int(os.environ.get("CORRECTIONS", "0"))
LONGEST = 16
"""Paragraphs of each text that are corrected; the longer ones are cut off there."""

INSERTED = [
    "Thank you all for coming to this discussion today.",
    "The price of fish rose again in March, as everybody here had feared.",
]
EDITS = ("insert", "delete", "split", "merge", "typo", "number", "negate", "move")

corrections = st.lists(
    st.tuples(st.sampled_from(EDITS), st.integers(0, 10**6), st.integers(0, 10**6)),
    min_size=1,
    max_size=6,
)


def corrected(paragraphs: list[str], edits) -> list[str]:
    """The paragraphs after each edit (what, where, where in it)."""
    paragraphs = list(paragraphs)
    for edit, where, inside in edits:
        at = where % len(paragraphs)
        words = paragraphs[at].split(" ")
        word = inside % len(words)
        if edit == "insert":
            paragraphs.insert(at, INSERTED[inside % len(INSERTED)])
        elif edit == "delete" and len(paragraphs) > 6:
            del paragraphs[at]
        elif edit == "split" and len(words) > 3:
            cut = 1 + inside % (len(words) - 1)
            paragraphs[at : at + 1] = [" ".join(words[:cut]), " ".join(words[cut:])]
        elif edit == "merge" and at + 1 < len(paragraphs):
            paragraphs[at : at + 2] = [" ".join(paragraphs[at : at + 2])]
        elif edit == "move":
            paragraphs.insert(inside % len(paragraphs), paragraphs.pop(at))
        elif edit in ("typo", "number", "negate"):
            slip = words[word][::-1]
            slip = "slip" if slip == words[word] else slip
            new = {"typo": slip, "number": str(inside % 2000), "negate": "not"}[edit]
            paragraphs[at] = " ".join([*words[:word], new, *words[word + 1 :]])
    return paragraphs


def read_alike(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether nobody could tell two places of the same words apart by what stands around them: in
    the text that was tagged, or in the one that was corrected.
    """
    (before, after), (before_other, after_other) = one, other
    return (before.endswith(before_other) or before_other.endswith(before)) and (
        after.startswith(after_other) or after_other.startswith(after)
    )


def named(paragraphs: list[str]) -> list[str]:
    """The paragraphs with a name of its own for each word: what an edit does to these, it does to
    the very words.
    """
    number = count()
    return [" ".join(f"w{next(number)}" for _ in text.split(" ")) for text in paragraphs]


class Names:
    """Which words of a source stand where in its current revision, by their names."""

    def __init__(self, document: Document, paragraphs: list[str], names: list[str]) -> None:
        self.starts, self.names = [], []
        at = 0
        for text, name in zip(paragraphs, names, strict=True):
            for word, own in zip(text.split(" "), name.split(" "), strict=True):
                self.starts.append(at)
                self.names.append(own)
                at += len(word) + 1
            at += 1  # two line ends between paragraphs
        revision = document.revisions.get(is_current=True)
        self.runs = [tuple(run) for run in revision.runs]
        self.canonical = [run[0] for run in self.runs]
        versions = PassageVersion.objects.filter(revision=revision)
        self.versions = {version.passage_id: version for version in versions}

    def words(self, anchor: Anchor) -> str:
        return self.versions[anchor.passage_id].text[anchor.start : anchor.end]

    def around(self, anchor: Anchor) -> tuple[str, str]:
        return around(self.versions[anchor.passage_id].text, anchor.start, anchor.end)

    def under(self, anchor: Anchor) -> list[str]:
        begin = self.versions[anchor.passage_id].start
        start, end = begin + anchor.start, begin + anchor.end
        first, last = (bisect_right(self.starts, self._source(at)) for at in (start, end - 1))
        return self.names[first - 1 : last]

    def _source(self, at: int) -> int:
        canonical, original, _ = self.runs[bisect_right(self.canonical, at) - 1]
        return original + at - canonical


def assert_addresses_resolve(client, cited: dict[str, list[str]]) -> Counter[str]:
    """`cited` has the wordings that each passage id led to, in turn. How many answered what."""
    answers: Counter[str] = Counter()
    first = Counter(wordings[0] for wordings in cited.values())
    public = PassageVersion.objects.all().public().select_related("passage")
    standing = {version.passage.public_id: version.text for version in public}
    now = Counter(standing.values())
    for public_id, wordings in cited.items():
        words = wordings[0]
        response = client.get(f"/passages/{public_id}/")
        assert response.status_code in (200, 300, 301, 302, 410)
        answers[f"address {response.status_code}"] += 1
        if response.status_code == 301:
            assert client.get(response["Location"], follow=True).status_code == 200
        if response.status_code in (300, 410):
            assert words.split()[0] and b"<h1>This passage" in response.content
        if first[words] == now[words] == 1:
            assert standing.get(public_id) in wordings, "the same words keep their address"
    return answers


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem[:3])
def test_every_address_resolves_and_no_tag_sits_on_other_words(text, client, capsys):
    paragraphs = [p for p in text.read_text(encoding="utf-8").split("\n\n") if p.strip()]
    paragraphs = paragraphs[:LONGEST]
    document = load(paragraphs, text.name).document
    tagged = tag_everything(document)
    untouched = Names(document, paragraphs, named(paragraphs))
    meant = {
        anchor.pk: (untouched.under(anchor), untouched.around(anchor))
        for anchor in Anchor.objects.filter(pk__in=tagged)
    }
    wholes = set(Anchor.objects.filter(whole=True).values_list("pk", flat=True))
    outcomes: Counter[str] = Counter()

    @settings(
        max_examples=CASES or 4,
        deadline=None,
        database=None,
        derandomize=not CASES,
        phases=[Phase.explicit, Phase.generate],  # to make a failure smaller takes minutes
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(corrections, corrections)
    def check(first, second):
        with transaction.atomic():
            step, names, there = paragraphs, named(paragraphs), untouched
            cited: dict[str, list[str]] = {}
            for edits in (first, second):
                step, names = corrected(step, edits), corrected(names, edits)
                numbers = dict(
                    PassageVersion.objects.filter(passage__document=document)
                    .current()
                    .values_list("number", "passage__public_id")
                )
                for version in PassageVersion.objects.all().public().select_related("passage"):
                    cited.setdefault(version.passage.public_id, []).append(version.text)
                stood = {
                    anchor.pk: there.around(anchor)
                    for anchor in Anchor.objects.filter(pk__in=tagged)
                    if anchor.state != AnchorState.ORPHANED
                }
                try:
                    loaded = load(step, text.name)
                except NotPublishable:
                    break  # only what is set aside is left: refused, and nothing is changed
                assert_numbers_stay(document, numbers)
                if loaded.outcome == Outcome.REVISED:
                    there = Names(document, step, names)
                for anchor in Anchor.objects.filter(pk__in=tagged):
                    what = "passage" if anchor.pk in wholes else "words"
                    outcomes[f"tagged {what} {anchor.state}"] += 1
                    if anchor.state in (AnchorState.ATTACHED, AnchorState.MOVED):
                        assert there.words(anchor) == tagged[anchor.pk]
                        words, context = meant[anchor.pk]
                        if there.under(anchor) != words:
                            outcomes["tags on words that read the same"] += 1
                            around_it = there.around(anchor)
                            assert read_alike(context, around_it) or read_alike(
                                stood[anchor.pk], around_it
                            )
            outcomes.update(assert_addresses_resolve(client, cited))
            transaction.set_rollback(True)

    check()
    if CASES:
        with capsys.disabled():
            print(
                f"\n{text.stem[:3]}",
                *(f"{n} {what}" for what, n in sorted(outcomes.items())),
                sep="\n  ",
            )


def test_cited_words_keep_their_address_though_they_were_set_aside_in_between(client):
    """Slides of which one, "EXAMPLES", is first a slide, then a part of the next, then both."""
    (text,) = (path for path in TEXTS if path.stem.startswith("003"))
    paragraphs = [p for p in text.read_text(encoding="utf-8").split("\n\n") if p.strip()]
    paragraphs = paragraphs[:LONGEST]
    document = load(paragraphs, text.name).document
    (cited,) = document.passages.filter(versions__text="EXAMPLES")
    for edits in (
        [("move", 0, 15), ("delete", 11, 0), ("move", 3, 10)],
        [("move", 12, 9), ("delete", 2, 0), ("move", 13, 11)],
    ):
        paragraphs = corrected(paragraphs, edits)
        load(paragraphs, text.name)

    (standing,) = PassageVersion.objects.all().public().filter(text="EXAMPLES")
    assert standing.passage == cited


def assert_numbers_stay(document: Document, numbers: dict) -> None:
    """A number never leads to another passage than the one that had it."""
    now = PassageVersion.objects.filter(passage__document=document).current()
    for number, public_id in now.values_list("number", "passage__public_id"):
        if number is not None:
            assert numbers.get(number, public_id) == public_id
