from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.folding import LONGEST_WORD, Words, fold, folded_letters, folded_words, words

TEXTS = st.text(max_size=60) | st.text(
    alphabet='aZé\u0301\u00ad –-’“"ﬃß½²\n\u2028\ue000\x00٣█'
    "日ก\u1112\u1161\u11abか\u3099\u0e31๒\uff76\uff9e",
    max_size=40,
)
PLAIN = st.text(alphabet="aZ7é –’“\n.", max_size=60)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Modern–Day  Slavery", "modern-day slavery"),
        ("modern-day", "modern day"),
        ("“Slavery”", '"slavery"'),
        ("women’s", "women's"),
        ("Bogotá", "bogota"),
        ("Bogota\u0301", "BOGOTA"),
        (normalize("NFD", "한국어의 각"), "한국어의 각"),
        (normalize("NFD", "グローバル"), "グローバル"),
        ("ｸﾞﾛｰﾊﾞﾙ", "グローバル"),
        ("e\ufb03cient", "efficient"),
        ("traf\u00adficking", "trafficking"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("wait…", "wait..."),
        ("a\u00a0b\n\tc", "a b c"),
    ],
)
def test_spellings_of_the_same_words_fold_to_the_same_text(one, other):
    assert fold(one).text == fold(other).text
    assert folded_words(one) == folded_words(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("organ", "organs"), ("of", "with"), ("labor", "labour"), ("not", ""), ("2007", "2008")],
)
def test_endings_small_words_and_spellings_stay_apart(one, other):
    assert fold(one).text != fold(other).text


def test_punctuation_and_slashes_divide_words_and_footnote_figures_are_none():
    assert folded_words("G/TIP’s U.S. report¹ (2,000).") == [
        "g", "tip", "s", "u", "s", "report", "2", "000",
    ]  # fmt: skip


def test_letters_of_other_scripts_keep_their_vowel_signs():
    assert folded_words("हिन्दी รู้") == ["हिन्दी", "รู้"]


def test_letters_of_scripts_without_spaces_are_words_by_themselves():
    assert folded_words("强迫劳动是TIP报告2008年。") == [
        *"强迫劳动是",
        "tip",
        *"报告",
        "2008",
        "年",
    ]
    assert folded_words("ｶﾞ人 ค้ามนุษย์๒๕") == ["ガ", "人", "ค้", "า", "ม", "นุ", "ษ", "ย์", "๒๕"]


@given(TEXTS)
def test_folding_twice_changes_nothing(text):
    once = fold(text).text
    assert fold(once).text == once
    assert folded_letters(text) == "".join(filter(str.isalnum, once))


@given(TEXTS)
def test_every_folded_character_maps_back_to_what_it_came_from(text):
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert list(folded.starts) == sorted(folded.starts)
    for at in range(len(folded.text)):
        start, end = folded.original(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert folded.text[at] in fold(text[start:end]).text or folded.text[at] == " "


@given(TEXTS)
def test_words_with_places_are_the_words_without(text):
    found = words(text)
    assert [word.text for word in found] == folded_words(text)
    for word in found:
        if len(word.text) < LONGEST_WORD:
            assert word.text in "".join(folded_words(text[word.start : word.end]))


@given(TEXTS | PLAIN, st.randoms())
def test_a_word_is_found_where_it_stands_whichever_is_asked_for_first(text, chance):
    found, said = words(text), Words(text)
    assert said.texts == [word.text for word in found]
    for place in chance.sample(range(len(found)), len(found)):
        last = chance.randrange(place, len(found))
        assert said.place(place, last) == (found[place].start, found[last].end)


def test_marks_without_a_letter_are_no_word():
    text = "a \u0658 b \u0658\u0627"
    assert folded_words(text) == [word.text for word in words(text)] == ["a", "b", "\u0658\u0627"]
