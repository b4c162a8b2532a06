"""The keeper's list of voices without a person, by plain forms and as a script asks."""

import pytest

from documents.models import Appearance, Identification, Speaker
from tests.documents.test_unresolved import voice
from tests.factories import make_speaker
from tests.pages import folded

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(db) -> list[Appearance]:
    """The same label in two documents, and a heading with that family name."""
    make_speaker("Ada Byron")
    return [voice(words, "MS. BYRON", "Byron") for words in ("Good morning.", "Good evening.")]


def decide(keeper, first, **sent):
    return keeper.post(f"/keeping/voices/{first.pk}/", {"scope": "all", **sent}, follow=True)


def people() -> list[str | None]:
    rows = Appearance.objects.order_by("pk").select_related("speaker")
    return [row.speaker.name if row.speaker else None for row in rows]


def test_the_first_label_is_open_with_its_evidence(keeper, two):
    page = folded(keeper.get("/keeping/voices/"))
    for words in ("MS. BYRON", "Good morning.", "all 2 documents: 2 passages", "Ada Byron"):
        assert words in page


def test_a_label_is_given_to_a_person_everywhere_and_taken_back(keeper, two):
    page = decide(keeper, two[0], to=Speaker.objects.get().pk)
    assert "“MS. BYRON” in 2 documents: Ada Byron." in page.content.decode()
    assert people() == ["Ada Byron", "Ada Byron"]
    keeper.post(f"/keeping/decisions/{Identification.objects.get().pk}/undo/")
    assert people() == [None, None]


def test_or_in_one_document_alone(keeper, two):
    decide(keeper, two[1], scope="document", to=Speaker.objects.get().pk)
    assert people() == [None, "Ada Byron"]
    assert "1 label, 1 voice" in keeper.get("/keeping/voices/").content.decode()


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ({"new": "Bea Byron"}, "Bea Byron"),
        ({"name": "Bea Byron", "give": "yes"}, "Bea Byron"),
        ({"name": "ada byron", "give": "yes"}, "Ada Byron"),
        ({"nobody": "yes"}, None),
    ],
)
def test_to_a_new_name_a_known_one_or_nobody(keeper, two, sent, name):
    decide(keeper, two[0], **sent)
    assert people() == [name, name]
    assert "Nothing waits" in keeper.get("/keeping/voices/").content.decode()


def test_a_script_gets_the_pane_alone_and_answers_as_data(keeper, two):
    address = f"/keeping/voices/{two[0].pk}/"
    pane = keeper.get(address, headers={"X-Pane": "yes"}).content.decode()
    assert "Ada Byron" in pane and "<html" not in pane
    asks = {"Accept": "application/json"}
    answer = keeper.post(address, {"scope": "all", "nobody": "yes"}, headers=asks).json()
    assert answer["said"] == "“MS. BYRON” in 2 documents: left as printed."
    again = keeper.post(address, {"scope": "all", "nobody": "yes"}, headers=asks)
    assert (again.status_code, "in the meantime" in again.json()["error"]) == (422, True)
    assert keeper.post(answer["undo"], headers=asks).json()["said"].startswith("Undone")
    assert people() == [None, None]


@pytest.mark.parametrize("sent", [{}, {"name": " "}, {"name": "…", "give": "yes"}])
def test_a_decision_without_a_person_changes_nothing(keeper, two, sent):
    assert "Nothing was changed." in decide(keeper, two[0], **sent).content.decode()
    assert not Identification.objects.exists()


def test_names_are_completed(keeper, two):
    assert keeper.get("/keeping/people/find/", {"q": "byr"}).json() == {"names": ["Ada Byron"]}
    assert keeper.get("/keeping/people/find/", {"q": ""}).json() == {"names": []}


@pytest.mark.parametrize("group", ["Tagger", "Reviewer", None])
def test_nobody_else_sees_or_does_it(client, account, two, group):
    if group:
        client.force_login(account(group))
    for address in ("/keeping/voices/", "/keeping/people/find/"):
        assert client.get(address).status_code == (403 if group else 302)
    client.post(f"/keeping/voices/{two[0].pk}/", {"scope": "all", "nobody": "yes"})
    assert not Identification.objects.exists()
