"""What each stretch of a text is."""

import pytest

from documents.ingest.readers import read
from documents.ingest.reading import PassageType
from documents.ingest.structure.outline import Form, outline


def types(*paragraphs: str, name: str = "a.txt") -> list[tuple[str, str]]:
    source = read("\n\n".join(paragraphs).encode(), name)
    return [
        (segment.type.value, source.text[segment.start : segment.end][:20])
        for segment in outline(source).segments
    ]


def test_every_printed_label_begins_a_turn_even_of_the_same_speaker():
    source = read(b"A TITLE\n\nMR. HALE: It is --\n\n\nMR. HALE: -- slavery.\n\nMS. ROE: Yes.", "a")
    plan = outline(source)
    assert [(s.turn, s.label) for s in plan.segments] == [
        (None, None),
        (1, "MR. HALE"),
        (2, "MR. HALE"),
        (3, "MS. ROE"),
    ]


def test_a_running_foot_without_a_number_is_known_by_the_page_number_beside_it():
    pages = [
        [f"MR. HALE: Point {n}.", "MS. ROE: Yes, indeed", "Fenwick Reporting Company", f"- {n} -"]
        for n in range(1, 5)
    ]
    found = types(*(paragraph for page in pages for paragraph in page))
    assert [kind for kind, words in found if words.startswith("Fenwick")] == ["furniture"] * 4
    assert ("speech", "Yes, indeed") in found


@pytest.mark.parametrize(
    ("title", "prose"),
    [
        ("人口贩运", "强迫劳动是一种现代奴隶制度，每年有数百万受害者。"),
        ("人身取引", "人身取引は現代の「奴隷制」である。各国は責任を負う。"),
        ("การค้ามนุษย์", "การค้ามนุษย์เป็นปัญหาระดับโลกที่ทุกประเทศต้องร่วมกันแก้ไข " * 3),
        ("मानव तस्करी", "मानव तस्करी एक गंभीर अपराध है। हमें पीड़ितों की रक्षा करनी चाहिए।"),
        ("انسانی اسمگلنگ", "انسانی اسمگلنگ ایک سنگین جرم ہے جسے ہمیں روکنا ہے۔"),
    ],
)
def test_prose_of_scripts_with_other_stops_or_no_spaces_is_no_heading(title, prose):
    assert [kind for kind, _ in types(title, prose, prose)] == ["heading", "speech", "speech"]


def test_paragraphs_without_a_label_stay_in_the_turn():
    source = read(b"MR. HALE: One.\n\nTwo.\n\nMS. ROE: Three.", "a.txt")
    plan = outline(source)
    assert [(s.turn, s.label) for s in plan.segments] == [
        (1, "MR. HALE"),
        (1, None),
        (2, "MS. ROE"),
    ]
    assert [source.text[s.start : s.end] for s in plan.segments] == ["One.", "Two.", "Three."]


def test_a_label_alone_in_its_line_labels_what_follows():
    source = read(b"MR. HALE:\n\nOne.\n\nMS. ROE:\n\nTwo.", "a.txt")
    assert [(s.turn, s.label) for s in outline(source).segments] == [
        (1, "MR. HALE"),
        (2, "MS. ROE"),
    ]


def test_scenes_rules_and_page_numbers_between_turns_are_not_spoken():
    found = types("MR. HALE: One.", "[Applause.]", "* * *", "12", "Two.", "MS. ROE: Three.")
    assert [kind for kind, _ in found] == [
        "speech",
        "scene",
        "furniture",
        "furniture",
        "speech",
        "speech",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Back to top",
        "About | Privacy Notice | FOIA | Copyright Information",
        "© 2012 The Institute. All rights reserved.",
        "(END)",
        "###",
        "Top Stories on the Site",
        "Related Articles",
    ],
)
def test_what_follows_the_end_of_the_talk_is_set_aside(line):
    found = types("MR. HALE: One.", "MS. ROE: Goodbye.", line, "What the new agreement means.")
    assert [kind for kind, _ in found[2:]] == ["furniture", "furniture"]


def test_what_is_set_aside_says_why():
    source = read(b"MR. HALE: One.\n\nMS. ROE: Two.\n\nBack to top", "a.txt")
    last = outline(source).segments[-1]
    assert (last.type, last.reason) == (PassageType.FURNITURE, "navigation")


@pytest.mark.parametrize("credit", ["REUTERS/Go Nakamura", "Photo by Ann Roe", "Getty Images"])
def test_the_credit_of_a_picture_is_set_aside(credit):
    found = types("A Talk on Labor", credit, "MR. HALE: One.", "MS. ROE: Two.")
    assert [kind for kind, _ in found] == ["heading", "furniture", "speech", "speech"]


def test_lines_that_the_page_repeats_are_set_aside_with_their_stanza():
    top = "Department\nDepartment\nOther SitesDepartment\nDepartment\nHome About Careers"
    found = types(top, "A Podcast", "MR. HALE: One.", "MS. ROE: Two.")
    assert [kind for kind, _ in found[:6]] == ["furniture"] * 5 + ["heading"]


def test_remarks_without_labels_are_one_turn():
    source = read(b"Remarks at the Launch\nAnn Roe\n\nGood morning. I am here.\n\nWe act.", "a.txt")
    plan = outline(source)
    assert plan.form == Form.REMARKS
    assert [s.turn for s in plan.segments if s.type == PassageType.SPEECH] == [1, 1]


def test_a_byline_makes_an_article():
    text = (
        "Chief Speaks\n\nBy Ann Roe\nStaff Writer\n\n“We act,” Hale said in the capital on Monday."
    )
    plan = outline(read(text.encode(), "a.txt"))
    assert plan.form == Form.ARTICLE
    assert [s.type.value for s in plan.segments] == ["heading", "heading", "heading", "narrative"]


def test_segments_labels_and_white_space_cover_the_text():
    source = read(
        b"T\n\nMR. HALE: One (2).\n\n(Laughter.)\n\nMS. ROE: Two.\n\nBack to top", "a.txt"
    )
    at = 0
    for segment in outline(source).segments:
        between = source.text[at : segment.start].strip()
        assert between in {"", "MR. HALE:", "MS. ROE:"}
        at = segment.end
    assert not source.text[at:].strip()
