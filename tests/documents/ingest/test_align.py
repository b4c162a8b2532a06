"""Which passages of a new text are those of the former one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.ingest.align import align
from documents.ingest.fates import Fate

TEXTS = st.lists(st.text(alphabet="abc de", min_size=1, max_size=30), max_size=12)

FORMER = [
    "Human trafficking is a grave crime and an affront to human dignity.",
    "We thank the Council for convening this discussion on an important topic.",
    "Forced labor persists in supply chains that end in our own homes.",
    "Survivors must have a voice in the policies that concern them.",
]

JOINED = st.lists(
    st.lists(st.sampled_from(FORMER), min_size=1, max_size=3).map(" ".join), max_size=8
)
"""Passages of which many hold all the words of others."""


@given(TEXTS | JOINED, TEXTS | JOINED)
def test_every_passage_of_either_side_is_in_exactly_one_row(old, new):
    rows = align(old, new).rows

    assert sorted(i for row in rows for i in row.old) == list(range(len(old)))
    assert sorted(j for row in rows for j in row.new) == list(range(len(new)))


@given(TEXTS | JOINED, TEXTS | JOINED)
def test_a_former_passage_goes_on_once_at_most(old, new):
    going_on = list(align(old, new).former_of.values())

    assert len(going_on) == len(set(going_on))


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


def test_what_was_joined_with_a_part_of_its_neighbour_is_no_orphan():
    long = f"{FORMER[0]} {FORMER[1]}"
    rows = align([long, FORMER[2]], [f"{FORMER[0]} {FORMER[2]}", FORMER[3]]).rows

    assert [(row.old, row.new, row.fate) for row in rows if row.old] == [
        ((0, 1), (0,), Fate.MERGED)
    ]


def test_the_very_words_go_before_likeness():
    first, second = (f"The {word} list names the goods of forced labor." for word in "ab")
    rows = align(
        [first, second, FORMER[0]], [second.replace(" b ", " c "), f"{FORMER[0]} {second}"]
    )

    assert [(row.old, row.new) for row in rows.rows] == [((0,), (0,)), ((1, 2), (1,))]


def test_words_that_stand_in_a_passage_as_before_take_nothing_in():
    new = [f"{FORMER[0]} {FORMER[1]}", FORMER[2]]

    assert align([*new, FORMER[1]], new).orphans == [2]


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


def test_a_passage_cut_in_two_goes_on_in_neither_and_both_are_its_successors():
    cut = FORMER[1].split(" for ")
    alignment = align(FORMER, [FORMER[0], cut[0], "for " + cut[1], *FORMER[2:]])

    assert alignment.fates[1] is Fate.SPLIT
    assert alignment.targets[1] == (1, 2)
    assert alignment.former_of == {0: 0, 3: 2, 4: 3}


def test_a_passage_cut_in_two_is_known_although_a_word_was_corrected_in_it():
    cut = FORMER[1].replace("important", "urgent").split(" for ")

    assert align(FORMER, [FORMER[0], cut[0], "for " + cut[1], *FORMER[2:]]).targets[1] == (1, 2)


def test_of_passages_joined_to_one_the_longest_goes_on():
    alignment = align(FORMER, [FORMER[0], f"{FORMER[1]} {FORMER[2]}", FORMER[3]])

    assert alignment.fates[1] is alignment.fates[2] is Fate.MERGED
    assert alignment.former_of == {0: 0, 1: 1, 2: 3}


def test_a_new_passage_beside_a_corrected_one_does_not_make_it_a_split():
    new = [FORMER[0].replace("grave", "great"), "Good morning to all of you.", *FORMER[1:]]

    assert align(FORMER, new).former_of == {0: 0, 2: 1, 3: 2, 4: 3}


def test_passages_much_alike_that_both_have_a_counterpart_are_told_apart_by_their_order():
    old = ["We will act on labor in France in May.", "We will act on labor in Spain in May."]
    new = ["We will act on labour in France in May.", "We will act on labour in Spain in May."]

    assert [row.fate for row in align(old, new).rows] == [Fate.MOVED, Fate.MOVED]


def test_a_decision_takes_the_place_of_what_was_found():
    old = ["We will act on forced labor in every country this year."]
    new = [old[0].replace("this", "next"), old[0].replace("country", "county")]

    found = align(old, new)
    (row,) = found.doubtful
    there = found.decided({0: row.others[0]})
    gone = found.decided({0: None})

    assert {row.new[0], *row.others} == {0, 1}
    assert there.targets[0] == row.others and not there.doubtful
    assert gone.orphans == [0] and gone.counts()["new"] == 2


def test_two_former_passages_cannot_be_decided_to_be_one():
    with pytest.raises(ValueError, match="cannot both"):
        align(FORMER, FORMER).decided({0: 1, 1: 1})


def test_passages_are_never_paired_across_each_other():
    old = ["alpha beta gamma delta one", "alpha beta gamma delta two"]
    new = ["alpha beta gamma delta two!", "alpha beta gamma delta one!"]
    pairs = sorted(align(old, new).former_of.items())

    assert [former for _, former in pairs] == sorted(former for _, former in pairs)


def test_of_the_same_words_twice_those_of_its_sort_keep_the_address():
    old, cited = ["EXAMPLES", FORMER[0], "EXAMPLES"], [False, True, True]
    new = [FORMER[0].replace("grave", "great"), "EXAMPLES"]

    assert align(old, new, (cited, [True, True])).former_of == {0: 1, 1: 2}


def test_words_that_are_set_aside_where_they_stand_stay_what_they_are():
    found = align(FORMER, FORMER, ([True] * 4, [True, False, True, True]))

    assert all(row.fate is Fate.KEPT for row in found.rows)
