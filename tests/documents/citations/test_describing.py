"""Whose words a passage's citation says they are."""

import json
from datetime import date

import pytest

from documents.citations.choices import STYLED, Format, Style
from documents.citations.describing import Cited, cite_passages
from documents.citations.exports import export, write
from documents.citations.metadata import json_ld, meta_tags
from documents.models import Anchor, PassageVersion
from documents.vocabularies import AnchorState, Part, PassageType
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


NOBODY = (
    (Said("Will you?", "", Part.QUESTIONER), "an unnamed questioner"),
    (Said("Good morning.", ""), "an unidentified voice"),
    (Said("Good morning.", None), "an unidentified voice"),
)


def test_a_voice_that_is_printed_as_such_is_no_questioner():
    document = make_document(Said("That is a lie!", "", Part.QUESTIONER), *OFFICIALS)
    PassageVersion.objects.filter(passage__document=document, order=0).update(label="VOICE")
    version = PassageVersion.objects.select_related(
        "passage__document", "revision", "appearance__speaker"
    ).get(passage__document=document, order=0)
    [one] = cite_passages([version], str, date.today())
    assert one.note.startswith("Words of an unidentified voice")


def test_words_of_nobody_named_are_not_the_officials():
    found = [
        (cited(first, *OFFICIALS, kind=kind, title="On Looms", held="2008-06-03"), whose)
        for first, whose in NOBODY
        for kind in ("briefing", "panel", "hearing")
    ]
    for one, whose in found:
        assert "author" not in one.item and len(one.item["contributor"]) == 2
        assert one.item["genre"].startswith(f"Contribution of {whose} to ")
        assert f"Words of {whose}" in one.note
        for form in (Format.BIBTEX, Format.BIBLATEX):
            assert "author" not in export([one], form) and f"Words of {whose}" in export(
                [one], form
            )
        assert "AU  - " not in export([one], Format.RIS)
        assert "|last" not in export([one], Format.WIKIPEDIA)
        assert "creator" not in json_ld(one)
    for style in Style:
        for (_, whose), done in zip(found, write([one for one, _ in found], style), strict=True):
            for said in (done.entry, done.intext):
                assert "Byron" not in said and "Rose" not in said, style
            assert f"ontribution of {whose} to" in done.entry or style == Style.HARVARD
            assert style != Style.CHICAGO or done.entry.lower().count(whose) == 1
            if style == Style.APA:
                assert done.intext == f"({whose}, in On Looms, 2008, para. 1)"


def test_an_unnamed_interviewer_is_said_before_the_interview():
    asked = Said("Why?", "", Part.INTERVIEWER)
    one = cited(asked, Said("Why not.", "Ada Byron"), kind="interview", published="2008")
    assert write([one], Style.APA)[0].intext == (
        "(an unnamed interviewer, in Byron, 2008, para. 1)"
    )
    assert write([one], Style.CHICAGO)[0].entry.startswith("An unnamed interviewer, in Ada Byron, ")


def test_words_of_an_unknown_voice_are_not_those_of_the_one_who_is_named():
    named = Said("We will.", "Ada Byron")
    found = [
        cited(Said("It rained.", voice, type=type), named, kind=kind, title="On Looms", held="2008")
        for kind, type, voice in [
            ("speech", PassageType.SPEECH, None),
            ("lecture", PassageType.SPEECH, ""),
            ("testimony", PassageType.NARRATIVE, None),
            ("slides", PassageType.SLIDE, None),
            ("briefing", PassageType.NARRATIVE, None),
            (None, PassageType.SPEECH, None),
        ]
    ]
    for one in found:
        assert one.is_nameless and "Words of an unidentified voice" in export([one], Format.RIS)
        assert "creator" not in json_ld(one)
    for style in Style:
        for done in write(found, style):
            said = done.entry if style == Style.CHICAGO else done.intext
            assert "n unidentified voice" in said or "Byron" not in said, style


@pytest.mark.parametrize(
    ("kind", "part"),
    [("article", Part.SPEAKER), ("press-statement", Part.SPEAKER), ("speech", Part.AUTHOR)],
)
def test_the_author_of_what_is_written_answers_for_all_of_it(kind, part):
    first = Said("It rained.", None, type=PassageType.NARRATIVE)
    one = cited(first, Said("We will.", "Ada Byron", part), kind=kind)
    assert one.item["author"] == [{"family": "Byron", "given": "Ada"}] and one.voice is None
    assert "Contribution" not in one.item.get("genre", "")


def test_a_talk_of_which_nobody_is_named_names_nobody():
    one = cited(Said("It rained.", None), kind="speech", title="On Looms", held="2008")
    assert write([one], Style.APA)[0].intext == "(On Looms, 2008, para. 1)"


INTERVIEW = {"kind": "interview", "held": "2008-12-31", "published": "2009-01-02"}


def test_an_interview_has_one_date_in_every_format_that_of_its_publication():
    one = cited(Said("We will.", "Ada Byron"), **INTERVIEW)
    for text in [
        *(export([one], form) for form in Format if form not in STYLED),
        *(write([one], style)[0].entry for style in Style),
    ]:
        assert "2009" in text
    assert "year = {2009}" in export([one], Format.BIBTEX) and "DA  - 2009/01/02/" in export(
        [one], Format.RIS
    )
    assert "31 Dec" not in write([one], Style.MLA)[0].entry
    assert "Held 31 December 2008" in one.note
    tags = dict(meta_tags(one))
    assert tags["DC.date"] == "2009-01-02" and tags["citation_publication_date"] == "2009/01/02"
    data = json_ld(one)["isPartOf"]
    assert (data["datePublished"], data["dateCreated"]) == ("2009-01-02", "2008-12-31")


def test_a_talk_is_dated_by_its_day_and_published_only_when_it_was():
    one = cited(Said("We will.", "Ada Byron"), **{**INTERVIEW, "kind": "speech"})
    assert "year = {2008}" in export([one], Format.BIBTEX)
    assert "Published 2 January 2009" in one.note
    tags = dict(meta_tags(one))
    assert tags["DC.date"] == "2008-12-31" and "citation_publication_date" not in tags
    item = json.loads(export([one], Format.CSLJSON))[0]
    assert item["issued"] == item["event-date"] == {"date-parts": [[2008, 12, 31]]}
    assert item["available-date"] == {"date-parts": [[2009, 1, 2]]}
    data = json_ld(one)["isPartOf"]
    assert data["dateCreated"] == "2008-12-31" and "datePublished" not in data
    assert data["publication"] == {"@type": "PublicationEvent", "startDate": "2009-01-02"}
    for style in Style:
        assert "2009" not in write([one], style)[0].entry
    unpublished = cited(Said("We will.", "Ada Byron"), kind="speech", held="2008-12-31")
    data = json_ld(unpublished)["isPartOf"]
    assert "datePublished" not in data and data["dateCreated"] == "2008-12-31"
    assert "citation_publication_date" not in dict(meta_tags(unpublished))


@pytest.mark.parametrize(
    ("style", "said"),
    [
        (Style.APA, "Byron, A. (2008, June 3). [Untitled speech]. https"),
        (Style.MLA, "Byron, Ada. Untitled speech. 3 June 2008, https"),
        (Style.CHICAGO, "Ada Byron, untitled speech, June 3, 2008, para. 1, https"),
        (Style.CHICAGO_AUTHOR_DATE, "Byron, Ada. 2008. Untitled speech. June 3. https"),
        (Style.HARVARD, "Byron, A. (2008) [Untitled speech]. 3 June. Available at: https"),
    ],
)
def test_what_it_is_stands_for_a_title_once_and_without_quotation_marks(style, said):
    one = cited(Said("We will.", "Ada Byron"), title=None, held="2008-06-03")
    assert write([one], style, Format.MARKDOWN)[0].entry.startswith(said)


def test_a_day_and_a_place_are_said_without_an_event_too():
    one = cited(
        Said("We will.", "Ada Byron"),
        title="On looms",
        held="2008-06-03",
        venue="Guildhall",
        place="London",
        publisher="The House",
    )
    said = {style: done.entry for style in Style for done in write([one], style)}
    assert "On looms [Speech]. The House, Guildhall, London. https" in said[Style.APA]
    assert "[Speech]. The House, Guildhall, London, 3 June. Available at" in said[Style.HARVARD]
    statement = cited(
        Said("We will.", "Ada Byron"), kind="press-statement", title="On looms", published="2008-06"
    )
    assert "[Press statement]. June. Available" in write([statement], Style.HARVARD)[0].entry
    assert json_ld(one)["isPartOf"]["locationCreated"]["name"] == "Guildhall, London"


def test_a_person_with_a_name_of_one_part_is_a_person():
    one = cited(Said("We will.", "李小龙"))
    assert json_ld(one)["creator"] == [{"@type": "Person", "name": "李小龙"}]
    assert "author = {{李小龙}}" in export([one], Format.BIBTEX)
    assert "|author=李小龙 |" in export([one], Format.WIKIPEDIA)
    for style in Style:
        assert write([one], style)[0].entry.startswith("李小龙"), style


def test_who_was_quoted_in_words_that_are_gone_is_not_named():
    make_document(Said("He said “No more.”", quotes=[("No more.", "Bo Chen")]), kind="article")
    versions = list(
        PassageVersion.objects.select_related("passage__document", "revision", "appearance")
    )

    def note() -> str:
        (cited,) = cite_passages(versions, str, date(2026, 1, 2))
        return cited.note

    assert "Quoted: Bo Chen" in note()
    Anchor.objects.update(state=AnchorState.ORPHANED)
    assert "Bo Chen" not in note()
