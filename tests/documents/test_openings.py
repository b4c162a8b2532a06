"""However a text is corrected, its revisions together open no more than the first of them did."""

from hypothesis import given, settings
from hypothesis import strategies as st

from documents.openings import OPEN, STRIDE, open_places, opened

LINES = 12
WORDS_A_LINE = 25


def distinct() -> list[list[str]]:
    """Lines of words of which none comes twice."""
    return [[f"w{line:02}x{n:02}" for n in range(WORDS_A_LINE)] for line in range(LINES)]


def text_of(lines: list[list[str]]) -> str:
    return "\n\n".join(" ".join(line) for line in lines)


def shown(texts: list[str]) -> set[str]:
    """The words that are open in the last of the texts."""
    return {w for first, last in opened(texts) for w in texts[-1][first:last].split()}


@st.composite
def corrected(draw, lines: list[list[str]]) -> list[list[str]]:
    """The lines after one correction of any kind."""
    lines = [list(line) for line in lines]
    at = draw(st.integers(0, len(lines) - 1))
    word = draw(st.integers(0, max(0, len(lines[at]) - 1)))
    deed = draw(st.sampled_from(["insert", "drop", "replace", "split", "join", "move", "remove"]))
    match deed:
        case "insert":
            lines[at][word:word] = [f"new{n}" for n in range(draw(st.integers(1, 60)))]
        case "drop":
            del lines[at][word : word + draw(st.integers(1, 10))]
        case "replace":
            lines[at][word : word + 1] = ["other"]
        case "split":
            lines[at : at + 1] = [lines[at][:word], lines[at][word:]]
        case "join":
            lines[at : at + 2] = [[w for line in lines[at : at + 2] for w in line]]
        case "move":
            lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
        case "remove" if len(lines) > 1:
            del lines[at]
    return [line for line in lines if line] or [["nothing"]]


@given(st.data())
@settings(max_examples=40)
def test_all_revisions_together_open_what_the_first_opened(data):
    lines = distinct()
    texts = [text_of(lines)]
    at_first, ever = shown(texts), set()
    for _ in range(data.draw(st.integers(1, 8))):
        lines = data.draw(corrected(lines))
        texts.append(text_of(lines))
        ever |= shown(texts)
    assert 0 < sum(map(len, at_first)) <= len(texts[0]) * OPEN / STRIDE
    assert ever <= at_first


def test_a_correction_leaves_open_what_was_open_but_for_the_words_it_changed():
    lines = distinct()
    before = text_of(lines)
    at_first = shown([before])
    lines.insert(0, ["Preface"] * 7)
    lines[3][9:9] = ["inserted", "words"]
    lines[5] = lines[5][:11] + ["changed"] + lines[5][12:]
    lines[7:9] = [lines[7][:12], lines[7][12:] + lines[8]]
    assert shown([before, text_of(lines)]) == at_first - {"w04x11"}


def test_a_text_that_comes_back_is_open_where_it_was():
    before, other = text_of(distinct()), "Something else stood here for a while."
    assert shown([before, other, before]) == shown([before])
    assert shown([before, other]) == set()


def test_words_that_come_often_open_no_others_of_their_kind():
    before = "the law is the law " * 400
    after = f"Note that {before}"
    open_before = sum(last - first for first, last in open_places(before))
    assert sum(last - first for first, last in opened([before, after])) <= open_before
