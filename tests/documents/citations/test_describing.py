"""Whose words a passage's citation says they are."""

from datetime import date

import pytest

from documents.citations.choices import Format, Style
from documents.citations.describing import Cited, cite_passages
from documents.citations.exports import export, write
from documents.models import PassageVersion
from documents.vocabularies import Part, PassageType
from tests.factories import Said, make_document

pytestmark = pytest.mark.django_db


def cited(*said: Said, **fields) -> Cited:
    """The first passage of a document of these."""
    document = make_document(*said, **fields)
    version = PassageVersion.objects.select_related(
        "passage__document", "revision", "appearance__speaker"
    ).get(passage__document=document, order=0)
    return cite_passages([version], lambda path: f"https://verbatim.example{path}", date.today())[0]


OFFICIALS = (Said("We will.", "Ada Byron"), Said("So will we.", "Cy Rose"))


@pytest.mark.parametrize(
    ("first", "whose"),
    [
        (Said("Will you?", "", Part.QUESTIONER), "an unnamed questioner"),
        (Said("Good morning.", ""), "an unidentified voice"),
        (Said("Good morning.", None), "an unidentified voice"),
    ],
)
@pytest.mark.parametrize("kind", ["briefing", "panel", "hearing"])
def test_words_of_nobody_named_are_not_the_officials(first, whose, kind):
    one = cited(first, *OFFICIALS, kind=kind, title="On Looms", held="2008-06-03")
    assert "author" not in one.item and len(one.item["contributor"]) == 2
    assert one.item["genre"].startswith(f"Contribution of {whose} to ")
    assert f"Words of {whose}" in one.note
    for style in Style:
        (done,) = write([one], style)
        for said in (done.entry, done.intext):
            assert "Byron" not in said and "Rose" not in said, style
        assert f"ontribution of {whose} to" in done.entry or style == Style.HARVARD
    assert write([one], Style.APA)[0].intext == f"({whose}, in On Looms, 2008, para. 1)"
    for form in (Format.BIBTEX, Format.BIBLATEX):
        assert "author" not in export([one], form) and f"Words of {whose}" in export([one], form)
    assert "AU  - " not in export([one], Format.RIS)
    assert "|last" not in export([one], Format.WIKIPEDIA)


def test_an_unnamed_interviewer_is_said_before_the_interview():
    asked = Said("Why?", "", Part.INTERVIEWER)
    one = cited(asked, Said("Why not.", "Ada Byron"), kind="interview", published="2008")
    assert write([one], Style.APA)[0].intext == (
        "(an unnamed interviewer, in Byron, 2008, para. 1)"
    )
    assert write([one], Style.CHICAGO)[0].entry.startswith("An unnamed interviewer, in Ada Byron, ")


@pytest.mark.parametrize(
    ("kind", "first"),
    [
        ("article", Said("It rained.", "", type=PassageType.NARRATIVE)),
        ("speech", Said("It rained.", None)),
        ("briefing", Said("It rained.", None, type=PassageType.NARRATIVE)),
    ],
)
def test_the_author_answers_for_narration_and_for_a_talk_with_no_other_voice(kind, first):
    one = cited(first, Said("We will.", "Ada Byron"), kind=kind)
    assert one.item["author"] == [{"family": "Byron", "given": "Ada"}] and one.voice is None
    assert "Contribution" not in one.item.get("genre", "")
