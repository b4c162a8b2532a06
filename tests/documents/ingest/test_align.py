"""Which passages of a new text are those of the former one."""

from hypothesis import given
from hypothesis import strategies as st

from documents.ingest.align import Fate, align, likeness

TEXTS = st.lists(st.text(alphabet="abc de", min_size=1, max_size=30), max_size=12)

FORMER = [
    "Human trafficking is a grave crime and an affront to human dignity.",
    "We thank the Council for convening this discussion on an important topic.",
    "Forced labor persists in supply chains that end in our own homes.",
    "Survivors must have a voice in the policies that concern them.",
]


@given(TEXTS, TEXTS)
def test_every_passage_of_either_side_is_in_exactly_one_row(old, new):
    rows = align(old, new).rows

    assert sorted(row.old for row in rows if row.old is not None) == list(range(len(old)))
    assert sorted(row.new for row in rows if row.new is not None) == list(range(len(new)))


@given(TEXTS)
def test_an_unchanged_text_keeps_every_passage(texts):
    assert all(row.fate is Fate.KEPT and row.old == row.new for row in align(texts, texts).rows)


def test_a_corrected_word_moves_one_passage_and_keeps_the_others():
    new = [*FORMER[:2], FORMER[2].replace("persists", "persist"), FORMER[3]]

    assert [row.fate for row in align(FORMER, new).rows] == [
        Fate.KEPT,
        Fate.KEPT,
        Fate.MOVED,
        Fate.KEPT,
    ]


def test_an_inserted_passage_is_new_and_shifts_nobody():
    new = [FORMER[0], "Good morning, and welcome to all of you here today.", *FORMER[1:]]

    assert align(FORMER, new).former_of == {0: 0, 2: 1, 3: 2, 4: 3}


def test_a_passage_that_is_gone_is_an_orphan():
    assert align(FORMER, FORMER[:3]).orphans == [3]


def test_a_passage_put_elsewhere_keeps_its_identity():
    new = [FORMER[3], *FORMER[:3]]

    assert align(FORMER, new).former_of == {0: 3, 1: 0, 2: 1, 3: 2}


def test_two_candidates_almost_alike_are_ambiguous():
    old = ["We will act on forced labor in every country this year."]
    new = [
        "We will act on forced labor in every country next year.",
        "We will act on forced labor in every county this year.",
    ]

    assert align(old, new).counts()["ambiguous"] == 1


def test_passages_are_never_paired_across_each_other():
    old = ["alpha beta gamma delta one", "alpha beta gamma delta two"]
    new = ["alpha beta gamma delta two!", "alpha beta gamma delta one!"]
    pairs = sorted(align(old, new).former_of.items())

    assert [former for _, former in pairs] == sorted(former for _, former in pairs)


def test_likeness_of_whole_texts():
    text = " ".join(FORMER)

    assert likeness(text, text) == 1
    assert likeness(text, text.replace("dignity", "worth")) > 0.9
    assert likeness(text, "Quite another text about the price of fish in March.") < 0.3
    assert likeness("", "") == 1
    assert likeness("", "words") == 0
