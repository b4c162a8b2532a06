"""The keeper's pages of people: merging, splitting and undoing, each by a form."""

import pytest

from documents.models import Appearance, Identification, Speaker
from tests.factories import Said, make_document, make_speaker
from tests.pages import folded

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(db):
    make_document(Said("Good morning.", "Ada Byron"), title="On engines", held="1843")
    make_document(Said("We end forced labor.", "A. Byron"), title="On looms")
    return make_speaker("A. Byron"), make_speaker("Ada Byron")


def said(answer) -> str:
    return " ".join(str(m) for m in answer.context["messages"])


def test_from_a_list_to_a_merger_and_back(keeper, two):
    absorbed, kept = two
    assert "Byron, A." in folded(keeper.get("/keeping/people/?q=byron"))
    page = folded(keeper.get(f"/keeping/people/{absorbed.pk}/"))
    assert "the names do not contradict each other" in page.casefold()
    address = f"/keeping/people/{absorbed.pk}/merge/"
    preview = folded(keeper.get(address, {"into": kept.pk}))
    assert "1 voice in 1 document: 1 passage, 0 quotations" in preview
    assert Identification.objects.count() == 0

    answer = keeper.post(address, {"into": kept.pk, "reason": "One woman."}, follow=True)

    assert "A. Byron merged into Ada Byron" in said(answer)
    page = folded(answer)
    assert "by keeper: One woman." in page and "On looms" in page
    decision = Identification.objects.get()
    assert f"/keeping/decisions/{decision.pk}/undo/" in folded(keeper.get("/keeping/decisions/"))
    answer = keeper.post(
        f"/keeping/decisions/{decision.pk}/undo/", {"person": kept.pk}, follow=True
    )
    assert "Undone: A. Byron merged into Ada Byron" in said(answer)
    assert absorbed.appearances.count() == 1


def test_voices_that_came_before_an_office_was_recorded_are_given_by_it_and_back(keeper):
    ada, bo = make_speaker("Ada Byron"), make_speaker("Bo Chen")
    for day in ("2005-06-03", "2006", "2009-06", "2011-01-02"):
        spoken = Said("Because.", "", role="President")
        make_document(spoken, title=f"On {day}", held=day)
    Appearance.objects.update(labels=["THE PRESIDENT"])
    page = keeper.get(f"/keeping/people/{ada.pk}/").content.decode()
    assert "Named by an office" not in page
    bo.offices.create(title="President", begin="2009-06-03")
    offices = {f"offices-0-{name}": "" for name in ("id", "speaker", "organisation")}
    offices |= {"offices-0-title": "President", "offices-0-begin": "2001"}
    offices |= {"offices-0-end": "2009-06-03"}
    sets = {"names": 0, "offices": 1, "appearances": 0}
    counts = {f"{n}-TOTAL_FORMS": k for n, k in sets.items()}
    counts |= {f"{n}-INITIAL_FORMS": 0 for n in sets}
    own = {"name": ada.name, "slug": ada.slug, "sort_name": ada.sort_name}
    answer = keeper.post(
        f"/admin/documents/speaker/{ada.pk}/change/", {**own, **counts, **offices}, follow=True
    )
    assert "the offices certainly name 2 voices" in answer.content.decode()

    page = keeper.get(f"/keeping/people/{ada.pk}/").content.decode()
    assert "2 voices wait" in page and "On 2005-06-03" in page and "On 2006" in page
    answer = keeper.post(f"/keeping/people/{ada.pk}/by-office/", follow=True)

    assert ada.appearances.count() == 2 and "by the offices held then" in said(answer)
    assert not bo.appearances.exists() and Appearance.objects.filter(speaker=None).count() == 2
    again = keeper.post(f"/keeping/people/{ada.pk}/by-office/", follow=True)
    assert "Nothing was changed" in said(again)
    keeper.post(f"/keeping/decisions/{Identification.objects.get().pk}/undo/")
    assert ada.appearances.count() == 0


def test_what_speaks_against_a_merger_is_said_before(keeper, two):
    absorbed, kept = two
    Speaker.objects.filter(pk=absorbed.pk).update(wikidata="Q1")
    Speaker.objects.filter(pk=kept.pk).update(wikidata="Q2")
    make_document(Said("I asked her.", "Ada Byron"), Said("So she did.", "A. Byron"), title="Both")
    preview = keeper.get(f"/keeping/people/{absorbed.pk}/merge/", {"into": kept.pk})
    assert "Wikidata Q1 and Q2 are two entries." in preview.content.decode()
    assert "Both are heard in “Both”." in preview.content.decode()


def test_voices_are_split_off_to_a_new_heading(keeper, two):
    absorbed, kept = two
    (voice,) = absorbed.appearances.all()
    address = f"/keeping/people/{absorbed.pk}/split/"
    answer = keeper.post(address, {"voice": [voice.pk], "to": "Anne Byron"}, follow=True)
    assert "1 voice given to Anne Byron" in said(answer)
    assert Speaker.objects.get(name="Anne Byron").appearances.get() == voice


@pytest.mark.parametrize("name", ["Ada Byron", "ada byron", "ada-byron"])
def test_a_heading_that_exists_is_meant_by_its_name(keeper, two, name):
    absorbed, kept = two
    voice = absorbed.appearances.get()
    keeper.post(f"/keeping/people/{absorbed.pk}/split/", {"voice": [voice.pk], "to": name})
    voice.refresh_from_db()
    assert voice.speaker == kept
    assert Speaker.objects.count() == 2


def test_a_name_that_several_have_asks_which(keeper, two):
    absorbed, kept = two
    kept.names.create(name="Augusta King")
    other = make_speaker("Augusta King")
    voice = absorbed.appearances.get()
    sent = {"voice": [voice.pk], "to": "Augusta King"}
    answer = keeper.post(f"/keeping/people/{absorbed.pk}/split/", sent)
    assert answer.status_code == 422
    assert "ada-byron and augusta-king" in answer.content.decode()
    sent["to"] = "augusta-king"
    keeper.post(f"/keeping/people/{absorbed.pk}/split/", sent)
    assert Appearance.objects.get(pk=voice.pk).speaker == other


@pytest.mark.parametrize(
    "sent", [{}, {"to": "Bo Chen"}, {"voice": ["x", "99999999999999999999"], "to": "Bo Chen"}]
)
def test_nothing_chosen_is_said_and_nothing_lost(keeper, two, sent):
    answer = keeper.post(f"/keeping/people/{two[0].pk}/split/", sent)
    assert answer.status_code == 422
    assert "Nothing was changed." in answer.content.decode()
    assert not Identification.objects.exists()


@pytest.mark.parametrize("into", ["", "x", "0", "9" * 30])
def test_a_heading_that_is_none_is_not_merged_into(keeper, two, into):
    assert keeper.post(f"/keeping/people/{two[0].pk}/merge/", {"into": into}).status_code == 404


@pytest.mark.parametrize("group", ["Tagger", "Reviewer", None])
@pytest.mark.parametrize(
    "path",
    [
        "people/",
        "decisions/",
        "people/{0}/",
        "people/{0}/merge/",
        "people/{0}/split/",
        "decisions/1/undo/",
    ],
)
def test_nobody_else_sees_or_does_it(client, account, two, group, path):
    if group:
        client.force_login(account(group))
    address = "/keeping/" + path.format(two[0].pk)
    answer = client.post(address) if "split" in path or "undo" in path else client.get(address)
    assert answer.status_code == (403 if group else 302)


def test_characters_of_no_text_harm_nothing(keeper, two):
    absorbed, _ = two
    for address in ("", "find/", f"{absorbed.pk}/merge/"):
        assert keeper.get(f"/keeping/people/{address}", {"q": "byr\0on"}).status_code == 200
    sent = {"voice": [absorbed.appearances.get().pk], "to": "Bea\0Lund", "reason": "\0"}
    keeper.post(f"/keeping/people/{absorbed.pk}/split/", sent)
    assert Speaker.objects.filter(name="Bea Lund").exists()
    assert keeper.get("/reports/a%00b/").status_code == 404
    assert keeper.get("/collections/a%00b/").status_code == 404
