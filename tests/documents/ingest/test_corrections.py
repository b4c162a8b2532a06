"""Corrections of real documents: whatever is done to a text, what was cited and tagged stands.

CORRECTIONS=500 in the environment tries so many corrections of each text, other ones each time.
"""

import os
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from documents.ingest import importer
from documents.ingest.importer import Incoming
from documents.ingest.reading import RULES_VERSION
from documents.models import (
    Anchor,
    Document,
    IngestRun,
    Passage,
    PassageVersion,
    Tagging,
    TermVersion,
    Vocabulary,
)
from documents.publishing import NotPublishable
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
            new = {"typo": words[word][::-1], "number": str(inside % 2000), "negate": "not"}[edit]
            paragraphs[at] = " ".join([*words[:word], new, *words[word + 1 :]])
    return paragraphs


def load(paragraphs: list[str], name: str) -> importer.Loaded:
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
    """Tags each passage, and the middle of its words; the words by the anchor's key."""
    vocabulary = Vocabulary.objects.create(key="x", name="X", query_key="x", path="x")
    term = TermVersion.objects.create(
        term=vocabulary.terms.create(slug="t"), number=1, label="T", definition="A term."
    )
    tagged = {}
    for version in PassageVersion.objects.filter(passage__document=document).current():
        whole = Anchor(whole=True, start=0, end=len(version.text))
        words = version.text.split()
        middle = " ".join(words[len(words) // 3 : 2 * len(words) // 3])
        start = version.text.find(middle) if middle else -1
        part = Anchor(start=start, end=start + len(middle), exact=middle)
        part.prefix, part.suffix = version.text[max(0, start - 32) : start], ""
        for anchor in (whole, part) if start >= 0 else (whole,):
            anchor.passage, anchor.revision = version.passage, version.revision
            anchor.save()
            Tagging.objects.create(
                term_version=term, anchor=anchor, status=TaggingStatus.APPROVED, agent="hand"
            )
            tagged[anchor.pk] = version.text[anchor.start : anchor.end]
    return tagged


def words_under(anchor: Anchor) -> str:
    version = PassageVersion.objects.current().get(passage=anchor.passage)
    return version.text[anchor.start : anchor.end]


def assert_addresses_resolve(client, cited: dict[str, str]) -> None:
    """`cited` has the words that each passage id ever led to first."""
    public = PassageVersion.objects.all().public().select_related("passage")
    standing = {version.passage.public_id: version.text for version in public}
    for public_id, words in cited.items():
        response = client.get(f"/passages/{public_id}/")
        assert response.status_code in (200, 300, 301, 302, 410)
        if response.status_code == 301:
            assert client.get(response["Location"], follow=True).status_code == 200
        if response.status_code in (300, 410):
            assert words.split()[0] and b"<h1>This passage" in response.content
        twins = list(cited.values()).count(words), list(standing.values()).count(words)
        if twins == (1, 1):
            assert standing.get(public_id) == words, "the same words keep their address"


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem[:3])
def test_every_address_resolves_and_no_tag_sits_on_other_words(text, client, settings_):
    paragraphs = [p for p in text.read_text(encoding="utf-8").split("\n\n") if p.strip()]
    document = load(paragraphs[:LONGEST], text.name).document
    tagged = tag_everything(document)

    @settings(
        max_examples=CASES or 5,
        deadline=None,
        database=None,
        derandomize=not CASES,
        phases=[Phase.explicit, Phase.generate],  # to make a failure smaller takes minutes
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(corrections, corrections)
    def check(first, second):
        with transaction.atomic():
            changed = corrected(paragraphs[:LONGEST], first)
            cited: dict[str, str] = {}
            for step in (changed, corrected(changed, second)):
                numbers = dict(
                    PassageVersion.objects.filter(passage__document=document)
                    .current()
                    .values_list("number", "passage__public_id")
                )
                for version in PassageVersion.objects.all().public().select_related("passage"):
                    cited.setdefault(version.passage.public_id, version.text)
                try:
                    load(step, text.name)
                except NotPublishable:
                    break  # only what is set aside is left: refused, and nothing is changed
                assert_numbers_stay(document, numbers)
                for anchor in Anchor.objects.filter(
                    pk__in=tagged, state__in=[AnchorState.ATTACHED, AnchorState.MOVED]
                ):
                    assert words_under(anchor) == tagged[anchor.pk]
            assert_addresses_resolve(client, cited)
            transaction.set_rollback(True)

    check()


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

    assert loaded.outcome == "doubtful" and "several likely counterparts" in loaded.message
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
