from search.compounds import acronyms


def test_acronyms_with_points_or_small_letters_are_read_in_text_in_capitals_too():
    text = "FOUNDING ADDRESS BY AMB. MARK P. LAGON, Ph.D., AND BY A PhD OF THE U.S. ARMY, IN ASIA"
    assert [acronym.text for acronym in acronyms(text)] == ["^us", "^phd", "^phd"]
