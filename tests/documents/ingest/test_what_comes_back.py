"""What a correction parts, joins, drops and brings back, and what keeps its address and tags."""

import pytest

from documents.ingest import importer
from documents.ingest.importer import Incoming
from documents.ingest.reading import RULES_VERSION
from documents.models import (
    Anchor,
    Document,
    IngestRun,
    Passage,
    PassageVersion,
)
from documents.vocabularies import AnchorState
from tests.documents.ingest.correcting import load, tag_everything, words_under

pytestmark = pytest.mark.django_db

TALK = [
    "MS. HART: Good morning, and thank you all for coming to this discussion.",
    "Forced labor persists in supply chains that end in our own homes.",
    "MR. DIAZ: Survivors must have a voice in the policies that concern them.",
    "MS. HART: We will publish the first list of goods before the year is out.",
]


@pytest.fixture(autouse=True)
def originals(settings, tmp_path):
    settings.ORIGINALS = tmp_path / "originals"


def ids(document: Document) -> dict[str, str]:
    current = PassageVersion.objects.filter(passage__document=document).current().numbered()
    return dict(current.values_list("number", "passage__public_id"))


def test_a_passage_that_a_correction_dropped_gets_its_address_and_number_back(client):
    document = load(TALK, "talk.txt").document
    before = ids(document)

    load([*TALK[:1], *TALK[2:]], "talk.txt")
    assert client.get(f"/passages/{before['2']}/").status_code == 410
    load(TALK, "talk.txt")

    assert ids(document) == before
    assert client.get(f"/passages/{before['2']}/").status_code == 200
    assert Passage.objects.count() == 4


def test_a_passage_that_comes_back_goes_before_one_that_is_only_like_it(client):
    talk = [*TALK, TALK[1].replace("supply chains", "fishing boats")]
    document = load(talk, "talk.txt").document
    first, last = ids(document)["2"], ids(document)["5"]

    load(talk[:-1], "talk.txt")
    load([talk[0], talk[-1], *talk[2:-1]], "talk.txt")

    assert PassageVersion.objects.current().get(text=talk[-1]).passage.public_id == last
    assert client.get(f"/passages/{first}/")["Location"] == f"/passages/{last}/"


def test_parts_of_a_passage_are_numbered_after_it_and_joined_again_they_are_what_they_were(client):
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


def test_a_passage_that_is_again_what_it_was_keeps_its_address_although_it_is_split():
    document = load(TALK, "talk.txt").document
    before = ids(document)
    load([TALK[0], TALK[1] + " More of it: we buy what they make, day after day.", *TALK[2:]], "t")
    assert ids(document) == before

    load([TALK[0], TALK[1], "More of it: we buy what they make, day after day.", *TALK[2:]], "t")

    assert ids(document)["2"] == before["2"]
    assert PassageVersion.objects.current().get(passage__public_id=before["2"]).text == TALK[1]


def test_where_two_counterparts_are_likely_nothing_is_loaded_until_a_keeper_decides():
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
def test_a_tag_on_a_passage_goes_on_to_be_reviewed_unless_the_facts_differ(change, state):
    document = load(TALK, "talk.txt").document
    tag_everything(document)

    load([TALK[0], TALK[1].replace(*change), *TALK[2:]], "talk.txt")

    anchor = Anchor.objects.get(whole=True, passage__public_id=ids(document)["2"])
    assert anchor.state == state


def test_in_a_merger_a_tag_stays_on_its_own_words():
    document = load(TALK, "talk.txt").document
    tagged = tag_everything(document)

    load([f"{TALK[0]} {TALK[1]}", *TALK[2:]], "talk.txt")

    for anchor in Anchor.objects.filter(pk__in=tagged):
        assert words_under(anchor) == tagged[anchor.pk]
        assert anchor.state in (AnchorState.ATTACHED, AnchorState.MOVED)
