from hypothesis import given
from hypothesis import strategies as st

from documents.spans import Span, runs, slide_lines

spans = st.builds(
    Span, st.integers(-3, 40), st.integers(-3, 40), st.sampled_from(["note", "mark", "quoted"])
)


@given(st.text(max_size=30), st.lists(spans, max_size=6))
def test_runs_are_the_whole_text_in_order(text, spans):
    assert "".join(run.text for run in runs(text, spans)) == text


@given(st.text(min_size=1, max_size=30), st.lists(spans, max_size=6))
def test_each_character_has_the_kinds_of_the_spans_that_cover_it(text, spans):
    shown = [run.kinds for run in runs(text, spans) for _ in run.text]
    assert shown == [
        {span.kind for span in spans if span.start <= at < span.end} for at in range(len(text))
    ]


def test_a_part_of_the_text_keeps_the_spans_that_reach_into_it():
    assert runs("one two three", [Span(2, 9, "mark")], 4, 7) == [("two", {"mark"})]


def test_the_lines_of_a_slide_lose_their_bullets_and_keep_their_depth():
    text = "Title\n\n▶ first\n  – under it\n\t• also under it\n→next\n3 in 1000"
    lines = slide_lines(text)
    assert [(text[ln.start : ln.end], ln.depth) for ln in lines] == [
        ("Title", 0),
        ("first", 0),
        ("under it", 1),
        ("also under it", 1),
        ("next", 0),
        ("3 in 1000", 0),
    ]
    assert [ln.lead for ln in lines] == ["", "▶", "–", "•", "→", ""]


def test_a_hyphen_within_words_is_no_bullet():
    assert slide_lines("-10 degrees")[0].lead == ""
