"""Described people over inferred ones."""

from documents.ingest.people import apply_described
from documents.ingest.reading import (
    NOBODY_SPEAKS,
    CanonicalText,
    Evidence,
    Part,
    PassageType,
    Segment,
    Understanding,
    Voice,
)
from documents.ingest.sidecar import DescribedPerson

SOURCE = CanonicalText("", (), (), "text/plain", "utf-8")


def voices(reading_voices, *people):
    return apply_described(Understanding(SOURCE, (), tuple(reading_voices)), people).voices


def test_a_label_of_its_own_finds_the_voice():
    (found,) = voices(
        [Voice("lagon", Part.SPEAKER, "Lagon", labels=("LAGON",))],
        DescribedPerson("Mark P. Lagon", role="Presider", part=Part.PRESIDER, labels=("LAGON",)),
    )
    assert (found.key, found.name, found.part) == ("lagon", "Mark P. Lagon", Part.PRESIDER)
    assert found.evidence == Evidence.DESCRIPTION


def test_a_label_that_many_share_finds_by_name():
    found = voices(
        [
            Voice("question-1", Part.QUESTIONER, "Ann Roe", labels=("Q",)),
            Voice("question-2", Part.QUESTIONER, "Otto Hale", labels=("Q",)),
        ],
        DescribedPerson("Otto B. Hale", labels=("Q",)),
    )
    assert [v.name for v in found] == ["Ann Roe", "Otto B. Hale"]


def test_what_the_description_does_not_give_stays():
    (found,) = voices(
        [Voice("roe", Part.PANELIST, "Ann Roe", "Director")], DescribedPerson("Ann Roe")
    )
    assert (found.role, found.part) == ("Director", Part.PANELIST)


def test_a_family_name_that_was_taken_for_an_office_is_no_role():
    for name, role in (("Anne King", None), ("Martin Luther King Jr.", None), ("Anne Roe", "King")):
        (found,) = voices(
            [Voice("king", Part.SPEAKER, None, "King", labels=("KING",))],
            DescribedPerson(name, labels=("KING",)),
        )
        assert (found.name, found.role) == (name, role)


def test_a_name_that_two_voices_could_have_finds_neither():
    before = [Voice("a", Part.SPEAKER, "A. Roe"), Voice("b", Part.SPEAKER, "Roe")]
    assert voices(before, DescribedPerson("Ann Roe")) == tuple(before)


def test_a_person_without_a_voice_is_added_where_the_part_is_given():
    found = voices(
        [], DescribedPerson("Ann Roe", part=Part.INTERPRETER), DescribedPerson("B. Hale")
    )
    assert [(v.key, v.name, v.part) for v in found] == [("roe", "Ann Roe", Part.INTERPRETER)]


def said_by(*people, label=None, heard=()):
    """The voice of the words of a text that names nobody for them, and the warnings about it."""
    words = Segment(0, 9, PassageType.SPEECH, label=label)
    warnings = (f"a.txt: {NOBODY_SPEAKS}",)
    reading = Understanding(SOURCE, (words,), tuple(heard), warnings=warnings)
    found = apply_described(reading, people)
    return found.segments[0], found.warnings


def test_words_that_the_text_gives_nobody_are_the_only_described_speaker_s():
    words, warnings = said_by(DescribedPerson("Ann Roe", part=Part.SPEAKER))
    assert (words.voice, words.evidence) == ("roe", Evidence.DESCRIPTION) and warnings == ()
    quoted = Voice("hale", Part.QUOTED, "B. Hale")
    words, _ = said_by(DescribedPerson("Ann Roe", part=Part.AUTHOR), heard=[quoted])
    assert words.voice == "roe"


def test_where_several_could_speak_nobody_is_given_the_words():
    ann, ben = (DescribedPerson(name, part=Part.SPEAKER) for name in ("Ann Roe", "B. Hale"))
    for people, more in [
        ((ann, ben), {}),
        ((ann, DescribedPerson("B. Hale", part=Part.INTERVIEWER)), {}),
        ((DescribedPerson("Ann Roe", part=Part.PRESIDER),), {}),
        ((ann,), {"label": "Q"}),
        ((ann,), {"heard": [Voice("x", Part.SPEAKER, "Cy Rose")]}),
        ((DescribedPerson("Ann Roe"),), {}),
    ]:
        words, warnings = said_by(*people, **more)
        assert words.voice is None and len(warnings) == 1
