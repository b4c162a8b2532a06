"""Headings are merged and taken apart, voices given to people, and each decision is undone."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from documents import drafts, history, identifying
from documents.identifying import NotPossible
from documents.models import (
    Appearance,
    FormerAddress,
    Identification,
    PassageVersion,
    Speaker,
)
from documents.vocabularies import Evidence, Part, PassageType
from search.index import reindex
from search.models import IndexedPassage, PassageWords
from tests.factories import Said, make_document, make_speaker

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(db):
    """Ada and A. Byron, who are one, each heard in documents of their own, one quoted too."""
    make_document(Said("Good morning.", "Ada Byron"), Said("Thank you.", "Bo Chen"))
    make_document(Said("We end forced labor.", "A. Byron"), Said("Hear, hear.", "A. Byron"))
    make_document(
        Said(
            "She said, “we must act,” again.",
            "Cy Writer",
            Part.AUTHOR,
            type=PassageType.NARRATIVE,
            quotes=[("we must act,", "A. Byron")],
        ),
        kind="article",
    )
    ada, other = make_speaker("Ada Byron"), make_speaker("A. Byron")
    ada.names.create(name="Ada B.")
    other.names.create(name="Augusta Byron")
    return other, ada


@pytest.fixture
def by(db):
    return User.objects.create_user("keeper")


def everything() -> dict[str, list[tuple]]:
    """Every row of every table but for the history, the decisions and the mark of the index."""
    with connection.cursor() as cursor:
        tables = [
            table
            for table in connection.introspection.table_names(cursor)
            if not table.endswith("event")
            and not table.startswith(("pghistory_", "documents_identif", "search_change"))
        ]
        rows = {}
        for table in tables:
            cursor.execute(f"SELECT t::text FROM {connection.ops.quote_name(table)} t ORDER BY 1")  # noqa: S608
            rows[table] = cursor.fetchall()
    return rows


def total(client, **query) -> int:
    return client.get("/search/", {**query, "format": "json"}).json()["total"]


def test_merged_and_split_again_the_database_is_as_before(two, by):
    before = everything()

    decision = identifying.merge(*two, by=by, reason="The same person.")
    merged = everything()
    undone = identifying.undo(decision, by)

    assert merged != before
    assert len(before) > 40
    assert everything() == before
    assert undone == identifying.Undone(back=2, decided_anew=0, came_since=0)


def test_the_former_address_leads_on_and_counts_follow(client, two):
    absorbed, kept = two

    identifying.merge(*two)

    answer = client.get(absorbed.get_absolute_url())
    assert (answer.status_code, answer.url) == (301, kept.get_absolute_url())
    assert total(client, speaker="ada-byron") == 3
    assert total(client, speaker="a-byron") == 3
    assert total(client, quoted="ada-byron") == 1
    assert not IndexedPassage.objects.filter(speaker_id=absorbed.pk).exists()
    page = client.get(kept.get_absolute_url()).content.decode()
    assert "A. Byron" in page and "Augusta Byron" in page
    assert b"A. Byron" not in client.get("/speakers/").content


def test_the_index_is_what_it_would_be_made_anew(two):
    identifying.merge(*two)
    written = index()

    reindex()

    assert index() == written


def index() -> list[tuple]:
    rows = IndexedPassage.objects.order_by("version_id")
    people = list(rows.values_list("version_id", "speaker_id", "quoted_ids", "parts", "stems"))
    return [
        *people,
        *PassageWords.objects.order_by("passage_id").values_list("passage_id", "words"),
    ]


def test_split_again_each_has_its_own(client, two):
    absorbed, kept = two

    identifying.undo(identifying.merge(*two))

    assert client.get(absorbed.get_absolute_url()).status_code == 200
    assert total(client, speaker="ada-byron") == 1
    assert total(client, speaker="a-byron") == 2
    assert list(kept.names.values_list("name", flat=True)) == ["Ada B."]


def test_what_came_since_stays_and_is_counted(two):
    absorbed, kept = two
    decision = identifying.merge(*two)
    later = make_document(Said("I am new.", "Bo Chen"))
    later.appearances.update(speaker=kept, name="A. Byron", speaker_evidence=Evidence.EDITOR)
    voice = Appearance.objects.filter(identified__identification=decision).first()
    identifying.give([voice], make_speaker("Bo Chen"))

    undone = identifying.undo(decision)

    assert (undone.back, undone.decided_anew, undone.came_since) == (1, 1, 1)
    assert later.appearances.get().speaker == kept
    assert kept.names.filter(name="A. Byron").exists()
    voice.refresh_from_db()
    assert voice.speaker.name == "Bo Chen"


def test_what_came_since_under_the_name_of_the_one_goes_along(two, client):
    absorbed, kept = two
    decision = identifying.merge(absorbed, kept)
    later = make_document(Said("I am new.", "Bo Chen"))
    later.appearances.update(speaker=kept, name="A. Byron")

    undone = identifying.undo(decision)

    assert (undone.back, undone.came_since) == (3, 0)
    assert later.appearances.get().speaker == absorbed
    assert list(kept.names.values_list("name", flat=True)) == ["Ada B."]
    assert total(client, q="new", speaker="a-byron") == 1


def test_what_was_redacted_in_between_does_not_come_back(two):
    absorbed, kept = two
    Appearance.objects.filter(speaker=absorbed).update(speaker_basis="first met as “A. Byron”")
    decision = identifying.merge(*two)
    for model, field in ((Appearance, "speaker_basis"), (Appearance, "name"), (Speaker, "name")):
        model.objects.filter(**{f"{field}__contains": "A. Byron"}).update(**{field: "[redacted]"})

    identifying.undo(decision)

    assert not Appearance.objects.filter(
        Q(name__contains="A. Byron") | Q(speaker_basis__contains="A. Byron")
    ).exists()
    absorbed.refresh_from_db()
    assert (absorbed.name, absorbed.merged_into) == ("[redacted]", None)


def test_the_history_says_who_and_why(two, by):
    absorbed, _ = two
    decision = identifying.merge(*two, by=by, reason="The same person.")
    identifying.undo(decision, by)

    last, before = history.changes({Speaker: Q(pgh_obj_id=absorbed.pk)})[:2]

    assert before.why == "A. Byron merged into Ada Byron: The same person."
    assert last.why.startswith("Undone: A. Byron merged")
    decision.refresh_from_db()
    assert (decision.by, decision.undone_by) == (by, by)


def test_those_merged_before_go_along_and_come_back(two, client):
    absorbed, kept = two
    third = make_speaker("Augusta King")
    identifying.merge(third, absorbed)

    decision = identifying.merge(absorbed, kept)

    third.refresh_from_db()
    assert third.merged_into == kept
    assert client.get(third.get_absolute_url()).url == kept.get_absolute_url()
    identifying.undo(decision)
    third.refresh_from_db()
    assert third.merged_into == absorbed


def test_a_merger_within_a_merger_waits_for_the_later_one(two):
    absorbed, kept = two
    first = identifying.merge(absorbed, kept)
    second = identifying.merge(kept, make_speaker("Ada King"))

    with pytest.raises(NotPossible, match="undo that first"):
        identifying.undo(first)
    identifying.undo(second)
    identifying.undo(first)

    assert Speaker.objects.filter(merged_into=None).count() == Speaker.objects.count()


@pytest.mark.parametrize("wrong", ["itself", "again", "a body"])
def test_what_cannot_be_merged_is_refused_in_words(two, wrong):
    absorbed, kept = two
    if wrong == "itself":
        kept = absorbed
    elif wrong == "again":
        identifying.merge(absorbed, make_speaker("Bo Chen"))
    else:
        Speaker.objects.filter(pk=kept.pk).update(is_body=True)
    with pytest.raises(NotPossible):
        identifying.merge(absorbed, kept)


def test_a_decision_is_undone_once(two):
    decision = identifying.merge(*two)
    identifying.undo(decision)
    with pytest.raises(NotPossible, match="already"):
        identifying.undo(decision)


def test_voices_are_given_to_a_new_heading_and_taken_back(client, two):
    absorbed, kept = two
    voices = list(absorbed.appearances.filter(part=Part.SPEAKER))

    decision = identifying.give(voices, "Anne Byron")

    anne = Speaker.objects.get(name="Anne Byron")
    assert (anne.slug, anne.sort_name) == ("anne-byron", "Byron, Anne")
    assert total(client, speaker="anne-byron") == 2
    assert voices[0].pk == Appearance.objects.get(speaker_evidence=Evidence.EDITOR).pk
    identifying.undo(decision)
    assert total(client, speaker="a-byron") == 2
    assert client.get("/speakers/anne-byron/").status_code == 410
    identifying.give(voices, "Anne Byron")
    assert client.get("/speakers/anne-byron/").status_code == 200
    assert not FormerAddress.objects.exists()


def test_a_new_heading_that_others_use_by_now_stays(two):
    absorbed, kept = two
    decision = identifying.give(absorbed.appearances.all(), "Anne Byron")
    anne = Speaker.objects.get(name="Anne Byron")
    identifying.give(kept.appearances.all(), anne)

    identifying.undo(decision)

    assert anne.appearances.count() == 1
    assert absorbed.appearances.count() == 2


def test_nobody_is_a_decision_too(two):
    absorbed, _ = two
    before = everything()

    decision = identifying.give(absorbed.appearances.all(), None)

    assert not absorbed.appearances.exists()
    assert set(
        Appearance.objects.filter(speaker=None).values_list("speaker_evidence", flat=True)
    ) == {"editor"}
    assert not IndexedPassage.objects.filter(speaker_id=absorbed.pk).exists()
    identifying.undo(decision)
    assert everything() == before


@pytest.mark.parametrize("name", ["", "  ", "…", "x" * 301])
def test_a_name_that_is_none_is_refused(two, name):
    with pytest.raises(NotPossible):
        identifying.give(two[0].appearances.all(), name)
    assert not Identification.objects.exists()


def test_headings_are_found_by_any_of_their_names(two):
    absorbed, kept = two
    assert identifying.find("byron") == [absorbed, kept]
    assert identifying.find("augusta") == [absorbed]
    assert identifying.find("Byron, Ada") == [kept]
    assert identifying.find("a") == []
    identifying.merge(absorbed, kept)
    assert identifying.find("augusta") == [kept]


def test_the_history_asks_no_more_after_many_decisions(two, by, django_assert_num_queries):
    voice = two[0].appearances.order_by("pk").first()
    of_document = {Appearance: Q(document_id=voice.document_id)}
    identifying.give([voice], make_speaker("Cy One"), by)
    with CaptureQueriesContext(connection) as once:
        history.changes(of_document)
    for name in ("Di Two", "Ed Three", "Flo Four"):
        identifying.give([voice], make_speaker(name), by)
    with django_assert_num_queries(len(once)):
        assert len(history.changes(of_document)) >= 4


def test_only_the_voice_changes_never_the_words(two):
    words = list(PassageVersion.objects.order_by("pk").values_list("text", "appearance", "number"))
    identifying.merge(*two)
    assert words == list(
        PassageVersion.objects.order_by("pk").values_list("text", "appearance", "number")
    )


def test_a_document_that_goes_takes_its_voices_out_of_the_decisions(two):
    absorbed, kept = two
    draft = make_document(Said("Good night.", "A. Byron"), published_now=False)
    decision = identifying.merge(absorbed, kept)
    drafts.discard(draft)

    undone = identifying.undo(decision)

    assert (undone.back, undone.decided_anew) == (2, 0)
