"""Works of one list that would look alike in the text are told apart."""

from dataclasses import replace

import pytest

from documents.citations import inlines
from documents.citations.choices import Style
from documents.citations.describing import Cited
from documents.citations.styles import set_in
from documents.citations.together import set_together
from tests.documents.citations.test_round_trips import cited


def of(title: str, given: str, number: int = 1) -> Cited:
    address = f"https://verbatim.example/passages/{title[3:].lower()}{number}/?rev=1"
    author = [{"family": "Quill", "given": given}]
    one = cited(title, author=author, issued={"date-parts": [[2008]]}, URL=address)
    return replace(one, pinpoint=f"para. {number}", quoted=({"family": "Zed"},) * (number == 2))


SEVERAL = [
    of("On Cotton", "Ada"),
    of("On Bananas", "Ada"),
    of("On Cotton", "Ada", 2),
    of("On Cocoa", "Bela"),
    cited("On looms"),
]


@pytest.mark.parametrize(
    ("style", "quill", "expected"),
    [
        (
            Style.APA,
            "Quill, A. (2008b)",
            ["A. Quill, 2008b", "A. Quill, 2008a", "A. Quill, 2008b", "B. Quill, 2008"],
        ),
        (
            Style.HARVARD,
            "Quill, A. (2008b)",
            ["A. Quill, 2008b", "A. Quill, 2008a", "A. Quill, 2008b", "B. Quill, 2008"],
        ),
        (
            Style.CHICAGO_AUTHOR_DATE,
            "Quill, Ada. 2008b.",
            ["A. Quill 2008b", "A. Quill 2008a", "A. Quill 2008b", "B. Quill 2008"],
        ),
        (
            Style.MLA,
            "Quill, Ada. “On Cotton.”",
            [
                "A. Quill, “On Cotton,”",
                "A. Quill, “On Bananas,”",
                "A. Quill, “On Cotton,”",
                "B. Quill",
            ],
        ),
    ],
)
def test_letters_initials_and_titles_tell_works_apart(style, quill, expected):
    done = set_together(style, SEVERAL)
    for one, said, in_front in zip(SEVERAL, done, expected, strict=False):
        assert inlines.to_text(said.cited).startswith(f"({in_front}")
        assert inlines.to_text(said.reference).count(one.item["URL"]) == 1
    assert all(inlines.to_text(done[n].reference).startswith(quill) for n in (0, 2))
    assert expected[2] in inlines.to_text(done[2].quoted) and not done[0].quoted
    assert done[4] == set_in(style, SEVERAL[4:])[0]
    assert set_together(style, SEVERAL[::-1]) == done[::-1]


def test_passages_of_one_work_and_works_in_notes_stand_as_they_do_alone():
    for style, several in ((Style.APA, SEVERAL[::2]), (Style.CHICAGO, SEVERAL)):
        assert set_together(style, several) == set_in(style, several)
