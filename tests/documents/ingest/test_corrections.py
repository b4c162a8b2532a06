"""Corrections of real documents: whatever is done to a text, what was cited and tagged stands.

CORRECTIONS=500 in the environment tries so many corrections of each text, other ones each time, and
says what became of addresses and tags.
"""

import os
import re
from bisect import bisect_right
from collections import Counter
from itertools import count
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from documents.ingest import importer
from documents.ingest.deciding import Loaded
from documents.ingest.importer import Incoming
from documents.ingest.reading import RULES_VERSION
from documents.models import (
    Anchor,
    Document,
    IngestRun,
    Outcome,
    Passage,
    PassageVersion,
    Tagging,
    TermVersion,
    Vocabulary,
)
from documents.publishing import NotPublishable
from documents.tagging.marks import CONTEXT_LENGTH
from documents.vocabularies import AnchorState, TaggingStatus

pytestmark = pytest.mark.django_db

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


def around(text: str, start: int, end: int) -> tuple[str, str]:
    return text[max(0, start - CONTEXT_LENGTH) : start], text[end : end + CONTEXT_LENGTH]


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


def words_under(anchor: Anchor) -> str:
    version = PassageVersion.objects.current().get(passage=anchor.passage)
    return version.text[anchor.start : anchor.end]


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
def test_every_address_resolves_and_no_tag_sits_on_other_words(text, client, settings_, capsys):
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


def test_cited_words_keep_their_address_though_they_were_set_aside_in_between(settings_, client):
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


@pytest.fixture
def settings_(settings, tmp_path):
    settings.ORIGINALS = tmp_path / "originals"


TALK = [
    "MS. HART: Good morning, and thank you all for coming to this discussion.",
    "Forced labor persists in supply chains that end in our own homes.",
    "MR. DIAZ: Survivors must have a voice in the policies that concern them.",
    "MS. HART: We will publish the first list of goods before the year is out.",
]


def ids(document: Document) -> dict[str, str]:
    current = PassageVersion.objects.filter(passage__document=document).current().numbered()
    return dict(current.values_list("number", "passage__public_id"))


def test_a_passage_that_a_correction_dropped_gets_its_address_and_number_back(settings_, client):
    document = load(TALK, "talk.txt").document
    before = ids(document)

    load([*TALK[:1], *TALK[2:]], "talk.txt")
    assert client.get(f"/passages/{before['2']}/").status_code == 410
    load(TALK, "talk.txt")

    assert ids(document) == before
    assert client.get(f"/passages/{before['2']}/").status_code == 200
    assert Passage.objects.count() == 4


def test_a_passage_that_comes_back_goes_before_one_that_is_only_like_it(settings_, client):
    talk = [*TALK, TALK[1].replace("supply chains", "fishing boats")]
    document = load(talk, "talk.txt").document
    first, last = ids(document)["2"], ids(document)["5"]

    load(talk[:-1], "talk.txt")
    load([talk[0], talk[-1], *talk[2:-1]], "talk.txt")

    assert PassageVersion.objects.current().get(text=talk[-1]).passage.public_id == last
    assert client.get(f"/passages/{first}/")["Location"] == f"/passages/{last}/"


def test_parts_of_a_passage_are_numbered_after_it_and_joined_again_they_are_what_they_were(
    settings_, client
):
    talk = [TALK[0], "Forced labor persists. Supply chains end in our own homes.", *TALK[2:]]
    document = load(talk, "talk.txt").document
    before = ids(document)

    load(
        [
            TALK[0],
            "Forced labor persists.",
            "Supply chains end in our own homes.",
            *TALK[2:],
        ],
        "t",
    )
    assert set(ids(document)) == {"1", "2a", "2b", "3", "4"}
    assert client.get(f"/passages/{before['2']}/").status_code == 300
    part = ids(document)["2a"]
    load(talk, "t")

    assert ids(document) == before
    assert client.get(f"/passages/{part}/")["Location"] == f"/passages/{before['2']}/"


def test_a_passage_that_is_again_what_it_was_keeps_its_address_although_it_is_split(settings_):
    document = load(TALK, "talk.txt").document
    before = ids(document)
    load([TALK[0], TALK[1] + " More of it: we buy what they make, day after day.", *TALK[2:]], "t")
    assert ids(document) == before

    load([TALK[0], TALK[1], "More of it: we buy what they make, day after day.", *TALK[2:]], "t")

    assert ids(document)["2"] == before["2"]
    assert PassageVersion.objects.current().get(passage__public_id=before["2"]).text == TALK[1]


def test_where_two_counterparts_are_likely_nothing_is_loaded_until_a_keeper_decides(settings_):
    document = load(TALK, "talk.txt").document
    run = IngestRun.objects.create(source="a test", rules_version=RULES_VERSION)
    twins = [TALK[1].replace("end", "ends"), TALK[1].replace("own", "good")]
    data = "\n\n".join([TALK[0], *twins, *TALK[2:]]).encode()
    incoming = Incoming("talk.txt", data, "corrected")

    loaded = importer.load(incoming, run, publish=True)

    assert loaded.outcome == "doubtful" and "1 passage waits" in loaded.message
    assert document.revisions.count() == 1
    assert importer.load(incoming, run, publish=True, accept_ambiguous=True).revision.number == 2


@pytest.mark.parametrize(
    ("change", "state"),
    [
        (("persists", "persist"), AnchorState.REVIEW),
        (("persists", "does not persist"), AnchorState.ORPHANED),
        (("supply", "12 supply"), AnchorState.ORPHANED),
    ],
)
def test_a_tag_on_a_passage_goes_on_to_be_reviewed_unless_the_facts_differ(
    settings_, change, state
):
    document = load(TALK, "talk.txt").document
    tag_everything(document)

    load([TALK[0], TALK[1].replace(*change), *TALK[2:]], "talk.txt")

    anchor = Anchor.objects.get(whole=True, passage__public_id=ids(document)["2"])
    assert anchor.state == state


def test_in_a_merger_a_tag_stays_on_its_own_words(settings_):
    document = load(TALK, "talk.txt").document
    tagged = tag_everything(document)

    load([f"{TALK[0]} {TALK[1]}", *TALK[2:]], "talk.txt")

    for anchor in Anchor.objects.filter(pk__in=tagged):
        assert words_under(anchor) == tagged[anchor.pk]
        assert anchor.state in (AnchorState.ATTACHED, AnchorState.MOVED)
