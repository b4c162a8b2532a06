from documents.spoken import spoken_words
from search.concordance import in_order, keywords, line, occurrences

TEXT = "Sex trafficking and forced labor.\n▶ Labor (laughs) is forced on them."


def places(text: str, *found: str) -> list[tuple[int, int]]:
    at, places = 0, []
    for words in found:
        start = text.index(words, at)
        at = start + len(words)
        places.append((start, at))
    return places


def test_found_words_side_by_side_are_one_keyword():
    text = "forced labor, forced-labor and labor"
    marks = places(text, "forced", "labor", "forced", "labor", "labor")
    assert [text[s:e] for s, e in keywords(text, marks)] == [
        "forced labor",
        "forced-labor",
        "labor",
    ]


def test_a_word_that_is_said_twice_is_a_keyword_twice():
    text = "Freedom freedom, forced labor forced labor"
    marks = places(text, "Freedom", "freedom", "forced", "labor", "forced", "labor")
    assert [text[s:e] for s, e in keywords(text, marks)] == [
        "Freedom",
        "freedom",
        "forced labor",
        "forced labor",
    ]


def test_a_keyword_never_spans_lines_or_sentences():
    marks = places(TEXT, "forced", "labor", "Labor", "forced")
    shown = [TEXT[s:e] for s, e in keywords(TEXT, marks)]
    assert shown == ["forced labor", "Labor", "forced"]


def test_each_occurrence_knows_the_words_beside_it_the_nearest_first_and_no_notes():
    notes = places(TEXT, "(laughs)")
    first, second, third = occurrences(
        7, TEXT, places(TEXT, "forced", "labor", "Labor", "forced"), spoken_words(TEXT, notes)
    )
    assert first.left == ("and", "trafficking", "sex")
    assert first.right[:2] == ("labor", "is")
    assert second.left[0] == "labor" and second.right[0] == "is"
    assert third.right == ("on", "them") and third.version == 7


def test_lines_are_in_the_order_of_the_word_to_the_left_or_right_whatever_its_case():
    text = "By labor zeal. an labor Amply. by labor amply."
    found = list(occurrences(1, text, places(text, "labor", "labor", "labor"), spoken_words(text)))
    by_left = [(o.left[0], o.right[0]) for o in in_order(found, "left")]
    assert by_left == [("an", "amply"), ("by", "zeal"), ("by", "amply")]
    assert [o.right[0] for o in in_order(found, "right")] == ["amply", "amply", "zeal"]
    assert in_order(found, "newest") == found


def test_a_line_shows_the_words_on_both_sides_cut_between_words():
    text = "word " * 60 + "and forced  labor, often " + "word " * 60
    [place] = places(text, "forced  labor")
    shown = line(text, place)
    assert (shown.left, shown.keyword, shown.right) == ("and ", "forced labor", ", often")
    assert shown.before.startswith("word ") and shown.before.endswith(" word ")
    assert len(shown.before) <= 110 and shown.after.endswith(" word")


def test_the_words_beside_a_keyword_are_those_that_lines_are_sorted_by():
    text = "Fine then[12]. (Laughter.) Labor (Applause.) laws"
    notes = [(15, 26), (33, 44)]
    [place] = places(text, "Labor")
    [found] = occurrences(1, text, [place], spoken_words(text, notes))
    shown = line(text, place, notes)
    assert (found.left[0], found.right[0]) == ("then", "laws")
    assert (shown.left, shown.right) == ("then[12]. (Laughter.) ", " (Applause.) laws")


def test_a_line_break_becomes_a_stroke_and_a_bullet_nothing():
    [place] = places(TEXT, "Labor")
    assert line(TEXT, place).left == "labor. / "


def test_a_keyword_at_either_end_has_nothing_beside_it():
    shown = line("labor", (0, 5))
    assert (shown.before, shown.left, shown.right, shown.after) == ("", "", "", "")
