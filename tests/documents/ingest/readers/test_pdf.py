"""PDF files: paragraphs out of lines, running heads, pages, and files without text."""

import pytest

from documents.ingest.readers import pdf, read
from documents.ingest.reading import Unreadable
from tests.documents.ingest.readers import samples

LONG = "This line runs on to the right edge of the page where no other word would fit"


def test_lines_that_run_to_the_edge_are_one_paragraph():
    data = samples.pages([LONG, "and ends here.", "", "Another begins."])
    assert read(data, "a.pdf").text == f"{LONG} and ends here.\n\nAnother begins."


def test_large_print_is_a_title():
    text = read(samples.pages(["A title", "", LONG, "and so on."], first_size=24), "a.pdf")
    assert text.blocks[0].role == "heading"


def test_large_print_over_two_lines_is_one_title_wherever_it_was_broken():
    title = [
        pdf._Line("Debate on the Recruitment", 1, left=50, right=300, top=700, size=24),
        pdf._Line("Fees Bill", 1, left=130, right=220, top=672, size=24),
    ]
    body = [pdf._Line(LONG, 1, left=50, right=450, top=620 - 14 * n, size=12) for n in range(3)]
    text = pdf._flow([[*title, *body]]).canonical(pdf.MEDIA_TYPE, "utf-8", {})
    assert text.words(text.blocks[0]) == "Debate on the Recruitment Fees Bill"
    assert text.blocks[0].role == "heading"


def test_a_sentence_goes_on_over_the_running_heads_of_two_pages():
    data = samples.pages(
        ["HEARING OF MAY 3", "", LONG, "", "1"],
        ["HEARING OF MAY 3", "", "and goes on here.", "", "2"],
        ["HEARING OF MAY 3", "", "The end of it.", "", "3"],
    )
    text = read(data, "a.pdf")
    assert text.words(text.blocks[0]) == f"{LONG} and goes on here."
    aside = [text.words(b) for b in text.blocks if b.role == "furniture"]
    assert aside == ["HEARING OF MAY 3", "1", "HEARING OF MAY 3", "2", "HEARING OF MAY 3", "3"]


def test_blocks_know_their_page():
    text = read(samples.pages(["First page here."], ["Second page here."]), "a.pdf")
    assert [b.locator for b in text.blocks] == ["page 1", "page 2"]


def test_ligatures_are_letters_again():
    assert "ﬃ".translate(pdf._LIGATURES) == "ffi"


def test_pictures_of_pages_are_refused():
    with pytest.raises(Unreadable, match=r"scan\.pdf holds pictures of pages .* \(OCR\)"):
        read(samples.pages([], []), "scan.pdf")


def test_an_encrypted_file_is_refused():
    with pytest.raises(Unreadable, match=r"secret\.pdf is encrypted: it asks for a password"):
        read(samples.encrypted_pdf(), "secret.pdf")


def test_a_damaged_file_is_refused():
    with pytest.raises(Unreadable, match=r"a\.pdf is not a PDF file that can be read"):
        read(b"%PDF-1.7\n" + b"garbage" * 50, "a.pdf")


def test_lines_of_a_narrow_column_are_unwrapped_at_its_own_edge():
    words = [
        "The Minister for Gender (Mr",
        "Kwame Asante): I thank the",
        "House. It was a long day and",
        "this",
        "is a short answer to it, as",
        "asked.",
    ]
    left = [
        pdf._Line(line, 1, left=50, right=50 + 5 * len(line), top=700 - 14 * n, size=12)
        for n, line in enumerate(words)
    ]
    right = [
        pdf._Line("Another column " * 2, 1, left=320, right=480, top=700 - 14 * n, size=12)
        for n in range(6)
    ]
    text = pdf._flow([[*left, *right]]).canonical(pdf.MEDIA_TYPE, "utf-8", {})
    assert text.words(text.blocks[0]).startswith(
        "The Minister for Gender (Mr Kwame Asante): I thank the House."
    )


def test_a_head_in_capitals_on_both_pages_of_two_is_set_aside():
    data = samples.pages(
        ["PARLIAMENTARY DEBATES", "", LONG], ["PARLIAMENTARY DEBATES", "", "and so on."]
    )
    text = read(data, "a.pdf")
    assert text.words(text.blocks[0]) == f"{LONG} and so on."


def test_a_label_in_a_narrow_column_is_whole_where_the_words_stand_beside_it():
    def line(words: str, left: float, top: float) -> pdf._Line:
        return pdf._Line(words, 1, left=left, right=left + 6 * len(words), top=top, size=12)

    page = [
        line("Whitney M.", 50, 700),
        line("Sayle:", 50, 686),
        line("Good morning and welcome to all of you in", 150, 700),
        line("the room.", 150, 686),
    ]
    text = pdf._flow([page]).canonical(pdf.MEDIA_TYPE, "utf-8", {})
    assert text.words(text.blocks[0]) == "Whitney M. Sayle:"


def test_the_number_of_a_line_is_no_number_in_its_words():
    lines = [pdf._Line(f"{n} on May 5 of 1789 at 10:04 in {n}", 1, number=n) for n in range(1, 15)]
    kept = [line.words for line in pdf._uncounted([lines])[0]]
    assert kept == [f"on May 5 of 1789 at 10:04 in {n}" for n in range(1, 15)]
