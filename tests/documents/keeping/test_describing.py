"""A keeper sees what was understood, edits the description, publishes, withdraws and discards."""

import pytest

from documents.models import Document, Speaker
from documents.vocabularies import State


def at(document: Document) -> str:
    return f"/keeping/documents/{document.pk}/"


def values(client, document: Document, **changes) -> dict[str, str]:
    """What a browser sends back for the form as it stands, with some fields changed."""
    form = client.get(at(document)).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    return {name: str(value) for name, value in {**sent, **changes}.items() if value is not None}


def test_the_page_shows_turns_people_and_evidence(keeper, load):
    page = keeper.get(at(load())).content.decode()
    assert "We keep them on ourselves" in page
    assert "Ada Marsh" in page
    assert "MARSH" in page
    assert "nothing in the text says it" in page.lower()


def test_markup_in_a_text_is_shown_as_text(keeper, load):
    page = keeper.get(
        at(load("Talk\n\nMARSH: <script>alert(1)</script> & <b>so on</b>.\n\nQ: Why?\n"))
    )
    assert "<script>alert" not in page.content.decode()
    assert "&lt;script&gt;" in page.content.decode()


def test_a_changed_value_is_kept_with_an_editor_as_its_evidence(keeper, load):
    document = load()
    answer = keeper.post(at(document), values(keeper, document, held="2008~", place="Hull"))
    assert answer.status_code == 302
    document.refresh_from_db()
    assert (document.held, document.year, document.place) == ("2008~", 2008, "Hull")
    assert document.evidence["place"] == {"how": "editor", "basis": ""}
    assert document.evidence.get("title", {}).get("how") != "editor"
    assert document.state == State.DRAFT


def test_a_description_that_changes_nothing_is_not_said_to_be_saved(keeper, load):
    address = f"/keeping/documents/{load().pk}/"
    initial = keeper.get(address).context["form"].initial
    values = {name: value or "" for name, value in initial.items()}
    page = keeper.post(address, values, follow=True).content.decode()

    assert "Nothing was changed: the description is as it was." in page
    assert "The description was saved." not in page


def test_what_an_editor_decided_outlives_another_loading(keeper, load):
    document = load()
    keeper.post(at(document), values(keeper, document, title="Night at the Harbour"))
    load("The Harbour at Night\n\nMARSH: We keep them on ourselves, for fifty years.\n\nQ: Oh?\n")
    document.refresh_from_db()
    assert document.title == "Night at the Harbour"


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("held", "2008-13-01", "is not in the calendar"),
        ("held", "next spring", "is not an EDTF date"),
        ("language", "Klingonisch!", "is not a language tag"),
        ("source_url", "ftp://example.org", "is not a web address"),
        ("embargo_until", "tomorrow", "Enter a valid date"),
    ],
)
def test_a_value_that_cannot_be_kept_is_refused_and_nothing_typed_is_lost(
    keeper, load, name, value, says
):
    document = load()
    page = keeper.post(at(document), values(keeper, document, place="Hull", **{name: value}))
    assert page.status_code == 422
    assert says in page.content.decode()
    assert page.context["form"]["place"].value() == "Hull"
    document.refresh_from_db()
    assert document.place is None


def test_a_published_text_is_open_to_the_public_and_announced(keeper, load, announced):
    document = load()
    announced.clear()
    sent = values(keeper, document, title="Night at the Harbour")
    page = keeper.post(at(document), sent | {"publish": "yes"}, follow=True)
    assert "Published." in page.content.decode()
    document.refresh_from_db()
    assert document.slug == "night-at-the-harbour"
    assert list(Document.objects.public()) == [document]
    assert announced == [document.pk]


def test_saving_a_published_description_is_announced(keeper, load, announced):
    document = load(publish=True)
    announced.clear()
    keeper.post(at(document), values(keeper, document, title="Night at the Harbour"))
    assert announced == [document.pk]


def test_the_second_of_two_keepers_is_told(keeper, load):
    document = load()
    first = values(keeper, document, title="The first title", place="Hull")
    second = values(keeper, document, title="The second title", place="Whitby")
    keeper.post(at(document), first)
    page = keeper.post(at(document), second)
    assert page.status_code == 422
    assert "Somebody changed this description" in page.content.decode()
    assert ("Title", "The first title") in page.context["form"].overtaken
    assert page.context["form"]["title"].value() == "The second title"
    document.refresh_from_db()
    assert (document.title, document.place) == ("The first title", "Hull")

    form = page.context["form"]
    keeper.post(at(document), second | {"changed_at": form["changed_at"].value()})
    document.refresh_from_db()
    assert document.title == "The second title"


def test_a_new_collection_is_made_from_its_title(keeper, load):
    document = load()
    keeper.post(at(document), values(keeper, document, new_collection="Harbour talks"))
    document.refresh_from_db()
    assert (document.collection.title, document.collection.slug) == (
        "Harbour talks",
        "harbour-talks",
    )


def test_withdrawing_needs_a_reason(keeper, load, announced):
    document = load(publish=True)
    announced.clear()
    page = keeper.post(at(document) + "withdraw/", {"reason": ""})
    assert "Say why it is withdrawn" in page.content.decode()
    assert announced == []
    keeper.post(at(document) + "withdraw/", {"reason": "Asked for by the speaker."})
    document.refresh_from_db()
    assert document.state == State.WITHDRAWN
    assert announced == [document.pk]


def test_a_draft_can_be_discarded_and_loaded_again(keeper, load):
    document = load()
    original = document.receipts.get().original
    assert original.path.exists()
    page = keeper.post(at(document) + "discard/", follow=True)
    assert "was discarded" in page.content.decode()
    assert not Document.objects.exists()
    assert Speaker.objects.exists()
    assert load().pk != document.pk


def test_the_file_of_a_discarded_draft_goes_with_it(
    keeper, load, django_capture_on_commit_callbacks
):
    document = load()
    path = document.receipts.get().original.path
    with django_capture_on_commit_callbacks(execute=True):
        keeper.post(at(document) + "discard/")
    assert not path.exists()


def test_what_was_public_is_not_discarded(keeper, load):
    document = load(publish=True)
    page = keeper.post(at(document) + "discard/", follow=True)
    assert "withdraw it instead" in page.content.decode()
    assert Document.objects.filter(pk=document.pk).exists()


def test_the_page_asks_as_much_for_a_long_text_as_for_a_short_one(
    keeper, load, django_assert_max_num_queries
):
    short = load()
    turns = "".join(
        f"Q: Number {n}?\n\nMARSH: That was {n}, “as they say” here.\n\n" for n in range(60)
    )
    long = load(f"Counting\n\nAn interview with Ada Marsh\n\n{turns}", key="counting")
    keeper.get(at(short))
    with django_assert_max_num_queries(40) as once:
        keeper.get(at(short))
    with django_assert_max_num_queries(len(once)):
        keeper.get(at(long))
