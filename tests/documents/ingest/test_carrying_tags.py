"""What becomes of a tag when the text under it is corrected, passage by passage."""

from documents.ingest.align import align
from documents.ingest.carrying_tags import Ground, carry_tag
from documents.models import Anchor
from documents.vocabularies import AnchorState

BULLET = "Survivors speak for themselves at every table"
SLIDES = [
    f"Our partners in this work\n{BULLET}",
    f"Our partners in this work\n{BULLET}\nFaith groups run most shelters",
    "Thank you for coming here today",
]


def tag(old: list[str], i: int, words: str, new: list[str], goes_on: bool | None = None):
    """What becomes of a tag on words of the former passage `i`."""
    start, text = old[i].index(words), old[i]
    end = start + len(words)
    anchor = Anchor(start=start, end=end, exact=words, state=AnchorState.ATTACHED)
    anchor.prefix, anchor.suffix = text[max(0, start - 32) : start], text[end : end + 32]
    return carry_tag(anchor, i, Ground(old, new, align(old, new)), goes_on)


def test_a_tag_on_a_bullet_of_a_slide_that_is_gone_is_not_moved_silently_to_its_twin():
    new = [f"Our partners in that work\n{BULLET}\nFaith groups ran shelters", SLIDES[2]]

    assert tag(SLIDES, 0, BULLET, new).state in (AnchorState.REVIEW, AnchorState.ORPHANED)


def test_a_tag_on_a_bullet_stays_where_its_twin_stands_as_it_was():
    new = [f"Our partners in that work\n{BULLET}", *SLIDES[1:]]

    carried = tag(SLIDES, 0, BULLET, new)

    assert (carried.state, carried.position) == (AnchorState.MOVED, 0)


TALK = ["We will end it with all of our partners.", "We will act in 2008 and not before that year."]


def test_words_that_were_corrected_are_offered_to_the_keeper_and_not_taken_unasked():
    new = [TALK[0], TALK[1].replace("2008", "2009")]

    carried = tag(TALK, 1, "act in 2008 and not before", new)

    assert (carried.state, carried.exact) == (AnchorState.ORPHANED, "act in 2009 and not before")
    assert tag(TALK, 1, "act in 2008 and not before", new, True).state == AnchorState.REVIEW


def test_words_put_in_place_of_others_between_the_same_neighbours_are_offered():
    talk = ["Nobody is helped by what the traffickers sell to people who know nothing of it."]
    new = [talk[0].replace("traffickers", "men of the trade")]

    carried = tag(talk, 0, "traffickers", new)

    assert (carried.state, carried.exact) == (AnchorState.ORPHANED, "men of the trade")


def test_where_no_words_came_in_their_place_nothing_is_offered():
    new = [TALK[0], TALK[1].replace("act in 2008 and ", "")]

    assert tag(TALK, 1, "act in 2008", new).position is None
