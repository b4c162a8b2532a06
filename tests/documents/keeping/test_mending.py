"""A wrong speaker is mended in one step, for a passage, a turn, a voice or a label."""

import pytest

from documents.models import Appearance, Document, Identification, PassageVersion, Revision

pytestmark = pytest.mark.django_db

TALK = """The Harbour at Night

An interview with Ada Marsh, harbour master

QUESTION: Who keeps the lights on?

MARSH: We keep them on ourselves.

Yes.

We have done so for forty years.

QUESTION: Yes.

MARSH: The fog keeps nobody but itself.
"""


@pytest.fixture
def document(load) -> Document:
    return load(TALK, publish=True)


def passage(document: Document, words: str) -> PassageVersion:
    return PassageVersion.objects.current().get(passage__document=document, text__startswith=words)


def mend(keeper, version: PassageVersion, **sent):
    return keeper.post(f"/keeping/passages/{version.passage_id}/speaker/", sent, follow=True)


def told(document: Document) -> list[tuple[str, str, str, str | None]]:
    versions = PassageVersion.objects.current().numbered().filter(passage__document=document)
    return [
        (v.passage.public_id, v.text, v.type, v.appearance.shown_name if v.appearance else None)
        for v in versions.select_related("passage", "appearance__speaker").order_by("order")
    ]


def changed(before: list, after: list) -> list[str]:
    assert [row[:2] for row in before] == [row[:2] for row in after]
    return [b[1] for a, b in zip(before, after, strict=True) if a[3] != b[3]]


def test_one_passage_goes_to_another_voice_and_back(keeper, document):
    before = told(document)
    asks = document.appearances.get(labels__contains=["QUESTION"])
    version = passage(document, "We have done so")

    page = mend(keeper, version, scope="passage", voice=asks.pk, reason="Heard again.")

    after = told(document)
    assert changed(before, after) == ["We have done so for forty years."]
    revision = document.revisions.get(number=2)
    assert (revision.reason, revision.editor.username) == ("Heard again.", "keeper")
    assert "Heard again." in keeper.get("/corrections/").content.decode()
    cited = keeper.get(f"{version.passage.get_absolute_url()}?rev=1").content.decode()
    assert "There it was given to Ada Marsh" in cited
    assert f"/keeping/revisions/{revision.pk}/undo-speakers/" in page.content.decode()
    keeper.post(f"/keeping/revisions/{revision.pk}/undo-speakers/")
    assert told(document) == before
    assert document.revisions.count() == 3


def test_a_whole_turn_goes_to_somebody_new(keeper, document):
    before = told(document)
    version = passage(document, "We keep them")

    mend(keeper, version, scope="turn", name="Bea Lund")

    assert changed(before, told(document)) == [
        "We keep them on ourselves.",
        "Yes.",
        "We have done so for forty years.",
    ]
    search = keeper.get("/search/?speaker=bea-lund&format=json").json()
    assert search["total"] == 3
    voice = document.appearances.get(speaker__slug="bea-lund")
    assert (voice.part, voice.evidence, voice.speaker_evidence) == ("speaker", "editor", "editor")


def test_a_question_of_a_voice_becomes_what_the_other_mostly_says(keeper, document):
    version = passage(document, "Who keeps")
    assert version.type == "question"
    answers = document.appearances.get(speaker__slug="ada-marsh")
    mend(keeper, version, scope="passage", voice=answers.pk)
    assert passage(document, "Who keeps").type == "speech"
    assert passage(document, "The fog").type == "speech"


def test_to_nobody_is_no_guess(keeper, document):
    mend(keeper, passage(document, "The fog"), scope="passage", voice="nobody")
    assert passage(document, "The fog").appearance is None


def test_a_voice_is_decided_without_a_revision_and_undone(keeper, document):
    before = told(document)
    page = mend(keeper, passage(document, "The fog"), scope="voice", name="Bea Lund")
    assert len(changed(before, told(document))) == 4
    assert document.revisions.count() == 1
    decision = Identification.objects.get()
    assert f"/keeping/decisions/{decision.pk}/undo/" in page.content.decode()
    keeper.post(f"/keeping/decisions/{decision.pk}/undo/")
    assert told(document) == before


def test_a_label_is_decided_in_all_documents_of_the_collection(keeper, document, load):
    other = load(TALK.replace("fog", "ebb"), key="other", publish=True)
    page = keeper.get(f"/keeping/passages/{passage(document, 'The fog').passage_id}/speaker/")
    assert "“MARSH” in 2 documents" in page.content.decode()
    mend(keeper, passage(document, "The fog"), scope="label", name="Bea Lund")
    assert passage(other, "The ebb").appearance.speaker.name == "Bea Lund"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"scope": "passage"}, "Say whose words they are."),
        ({"scope": "passage", "voice": "x"}, "Say whose words they are."),
        ({"scope": "everything", "name": "Bea Lund"}, "Say for which words it holds."),
        ({"scope": "passage", "name": "Ada Marsh"}, "given to that voice already"),
        ({"scope": "passage", "name": "…"}, "needs a name"),
    ],
)
def test_what_is_not_said_changes_nothing(keeper, document, sent, said):
    answer = mend(keeper, passage(document, "The fog"), **sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert (Revision.objects.count(), Identification.objects.count()) == (1, 0)
    assert not Appearance.objects.filter(key__startswith="editor").exists()


def test_what_was_decided_anew_is_not_taken_back(keeper, document):
    version = passage(document, "The fog")
    mend(keeper, version, scope="passage", name="Bea Lund")
    mend(keeper, version, scope="passage", name="Cy Dow")
    second = document.revisions.get(number=2)
    page = keeper.post(f"/keeping/revisions/{second.pk}/undo-speakers/", follow=True)
    assert "given to somebody else since" in page.content.decode()
    assert passage(document, "The fog").appearance.shown_name == "Cy Dow"


def test_only_keepers_are_led_there(keeper, client, account, document):
    version = passage(document, "The fog")
    address = f"/keeping/passages/{version.passage_id}/speaker/"
    assert address in keeper.get(version.passage.get_absolute_url()).content.decode()
    client.force_login(account("Reviewer"))
    assert address not in client.get(version.passage.get_absolute_url()).content.decode()
    assert client.get(address).status_code == 403
    assert mend(client, version, scope="passage", name="Bea Lund").status_code == 403
    assert Revision.objects.count() == 1
