"""Voices without a person: which wait, together with which, and whom they may be."""

import pytest

from documents import identifying, unresolved
from documents.models import Appearance
from documents.vocabularies import Part
from tests.factories import Said, make_document, make_speaker

pytestmark = pytest.mark.django_db


def voice(
    text: str, label: str, name: str | None = None, speaker: str = "", **fields
) -> Appearance:
    """A voice of a document of its own, printed as `label`."""
    role, part = fields.pop("role", ""), fields.pop("part", Part.SPEAKER)
    document = make_document(Said(text, speaker or "", part, role), **fields)
    document.appearances.update(labels=[label], name=name)
    return document.appearances.get()


def names(label) -> list[str]:
    return [candidate.name for candidate in unresolved.case_of(label).candidates]


def test_the_same_label_of_a_collection_waits_as_one():
    one = voice("Good morning.", "MR. BYRON", "Byron")
    two = voice("Good evening.", "Mr. Byron", "Byron")
    other = voice("Good night.", "MR. BYRON", "Byron", collection="other")
    voice("I know who I am.", "MS. CHEN", "Chen", speaker="Bo Chen")

    waiting = unresolved.labels()

    assert sorted(len(label.voices) for label in waiting) == [1, 2]
    assert unresolved.same_label(one) == [one, two]
    assert unresolved.same_label(other) == [other]


def test_labels_without_a_name_or_an_office_wait_apart():
    voice("Why?", "Q", part=Part.QUESTIONER)
    president = voice("Because.", "THE PRESIDENT", role="President")

    assert [label.first for label in unresolved.labels()] == [president]
    assert [label.printed for label in unresolved.labels(anonymous=True)] == ["Q"]


def test_what_was_decided_waits_no_more_until_it_is_undone():
    byron = voice("Good morning.", "MR. BYRON", "Byron")
    decision = identifying.give([byron], None)
    assert unresolved.labels() == []
    assert unresolved.same_label(byron) == []
    identifying.undo(decision)
    assert len(unresolved.labels()) == 1


def test_who_has_the_label_elsewhere_comes_first():
    voice("I speak.", "MS. BYRON", "Ada Byron", speaker="Ada Byron", held="2009")
    voice("I speak.", "Ms. B. Byron", "Bea Byron", speaker="Bea Byron")
    voice("Good morning.", "MS. BYRON", "Byron")

    (label,) = unresolved.labels()
    first, second = unresolved.case_of(label).candidates

    assert (first.name, second.name) == ("Ada Byron", "Bea Byron")
    assert first.reasons[0] == "“MS. BYRON” in 1 other document, 2009"
    assert second.reasons == ["the same family name"]


def test_a_given_name_that_contradicts_is_not_offered():
    make_speaker("Ada Byron")
    voice("Good morning.", "BO BYRON", "Bo Byron")
    (label,) = unresolved.labels()
    assert names(label) == ["Bo Byron"]


def test_the_text_is_asked_for_the_name_in_full():
    voice("Thank you. I am joined by Craig Fugate today.", "ADMINISTRATOR FUGATE", "Fugate")
    (label,) = unresolved.labels()
    (candidate,) = unresolved.case_of(label).candidates
    assert (candidate.name, candidate.speaker) == ("Craig Fugate", None)
    assert candidate.reasons == ["this document names “Craig Fugate”, for a new heading"]


def test_a_misprint_is_offered_with_what_differs():
    voice("I speak.", "MR. EARNEST", "Josh Earnest", speaker="Josh Earnest")
    voice("Good morning.", "MR. EAREST", "Earest")
    (label,) = unresolved.labels()
    (candidate,) = unresolved.case_of(label).candidates
    assert candidate.reasons == ["“Earest” differs in a letter from “Earnest”"]


def test_an_office_is_offered_for_the_day_of_the_document():
    ada, bo = make_speaker("Ada Byron"), make_speaker("Bo Chen")
    ada.offices.create(title="President", begin="2001-01-20", end="2009-01-20")
    bo.offices.create(title="President", begin="2009-01-20")
    voice("Because.", "THE PRESIDENT", role="President", held="2005-06-03")
    (label,) = unresolved.labels()
    (candidate,) = unresolved.case_of(label).candidates
    assert candidate.speaker == ada
    assert candidate.reasons == ["President, 20 January 2001 to 20 January 2009"]


def test_how_much_changes_is_said_for_all_and_for_one():
    voice("Good morning.", "MR. BYRON", "Byron")
    voice("Good evening.", "MR. BYRON", "Byron")
    (label,) = unresolved.labels()
    case = unresolved.case_of(label)
    assert (case.all.documents, case.all.passages) == (2, 2)
    assert (case.here.documents, case.here.passages) == (1, 1)
    assert [sample.version.text for sample in case.samples] == ["Good morning.", "Good evening."]
