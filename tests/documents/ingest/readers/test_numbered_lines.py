"""Pages of court reporters, whose lines are counted in the margin."""

from documents.ingest.readers import read
from tests.documents.ingest.readers import samples

HEAD, FOOT = "Official - Subject to Review", "Fenwick Reporting Company"
PAGES = (
    (
        "             P R O C E E D I N G S",
        "          JUSTICE HALE:  We will hear argument in the",
        "case of the two ferries, which has been before this",
        "Court for longer than either of the ferries was at",
        "sea.",
        "          Mr. Dorn.",
        "          MR. DORN:  Justice Hale, and may it please the",
        "Court, both of them sank, and the harbor was told in",
    ),
    (
        "1906, as the record says.",
        "          JUSTICE HALE:  Which one of them sank first?",
        "          MR. DORN:  The other one.",
        "",
        "          (Laughter.)",
        "          JUSTICE HALE:  Then we will hear you on the one",
        "that floats.",
    ),
)
PARAGRAPHS = [
    "P R O C E E D I N G S",
    "JUSTICE HALE: We will hear argument in the case of the two ferries, which has been before "
    "this Court for longer than either of the ferries was at sea.",
    "Mr. Dorn.",
    "MR. DORN: Justice Hale, and may it please the Court, both of them sank, and the harbor was "
    "told in 1906, as the record says.",
    "JUSTICE HALE: Which one of them sank first?",
    "MR. DORN: The other one.",
    "(Laughter.)",
    "JUSTICE HALE: Then we will hear you on the one that floats.",
]


def as_text() -> str:
    return "".join(
        f"{HEAD:>50}\n\n"
        + "".join(f"{n:<5}{line}\n" for n, line in enumerate(lines, 1))
        + f"{page:>60}\n{FOOT:>50}\n\f"
        for page, lines in enumerate(PAGES, 1)
    )


def test_numbers_go_and_sentences_are_whole_over_the_heads_of_pages():
    text = read(as_text().encode(), "argument.txt")
    said = [text.words(b) for b in text.blocks if b.role != "furniture"]
    assert said == PARAGRAPHS
    aside = [text.words(b) for b in text.blocks if b.role == "furniture"]
    assert aside == [HEAD, "1", FOOT, HEAD, "2", FOOT]


def test_every_word_leads_back_to_its_place():
    original = as_text()
    text = read(original.encode(), "argument.txt")
    for run in text.runs:
        words = text.text[run.canonical : run.canonical + run.length]
        assert words.split() == original[run.original : run.original + run.length].split()


def test_a_pdf_counts_its_lines_as_well():
    pages = [
        [HEAD, "", *(f"{n} {line}" for n, line in enumerate(lines, 1)), "", str(page)]
        for page, lines in enumerate((*PAGES, PAGES[1]), 1)
    ]
    text = read(samples.pages(*pages), "argument.pdf")
    said = [text.words(b) for b in text.blocks if b.role != "furniture"]
    assert PARAGRAPHS[4] in said
    assert not any(words[0].isdigit() for words in said if not words.startswith("1906"))


def test_a_numbered_list_keeps_its_numbers():
    points = "".join(f"{n} We ask for point {n}.\n\nAnd why not?\n\n" for n in range(1, 20))
    assert "7 We ask for point 7." in read(points.encode(), "points.txt").text
