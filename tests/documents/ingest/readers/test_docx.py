"""Word documents: styles as roles, bold as spans, order, properties."""

from io import BytesIO

import docx

from documents.ingest.readers import read
from tests.documents.ingest.readers import samples


def test_styles_are_roles_and_bold_runs_are_spans():
    data = samples.word(
        ("Title", "Remarks"),
        ("Heading 2", "Opening"),
        ("Normal", "MS. ROE:| Good morning."),
        ("List Bullet", "first"),
    )
    text = read(data, "remarks.docx")
    assert [(b.role, b.level, text.words(b)) for b in text.blocks] == [
        ("heading", 1, "Remarks"),
        ("heading", 2, "Opening"),
        ("paragraph", 0, "MS. ROE: Good morning."),
        ("item", 1, "first"),
    ]
    (strong,) = text.blocks[2].strong
    assert text.text[slice(*strong)] == "MS. ROE:"


def test_tables_stand_in_their_place():
    document = docx.Document()
    document.add_paragraph("Before the table stands this.")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "MS. ROE:", "Good morning."
    document.add_paragraph("After it stands this.")
    out = BytesIO()
    document.save(out)
    text = read(out.getvalue(), "a.docx")
    assert [text.words(b) for b in text.blocks] == [
        "Before the table stands this.",
        "MS. ROE: Good morning.",
        "After it stands this.",
    ]
    assert text.blocks[1].role == "table"


def test_properties_are_declared_but_the_day_of_saving_is_no_date():
    data = samples.word(("Normal", "Good morning."), title="A talk", author="Ann Roe")
    declared = read(data, "a.docx").declared
    assert declared["document properties/title"] == "A talk"
    assert declared["document properties/author"] == "Ann Roe"
    assert not any(name.endswith(("/date", "/published")) for name in declared)
