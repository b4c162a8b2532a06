import unicodedata
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.folding import folded_words
from documents.models import PassageVersion, Tagging, Vocabulary
from documents.signals import documents_changed
from documents.vocabularies import Access, Part, PassageType
from documents.withdrawing.removal import withdraw_document as withdraw
from search.index import reindex, rejudge
from search.languages import config_for
from search.matching import matching
from search.models import IndexedPassage, PassageWords
from search.request import SearchRequest
from tests.factories import Said, make_document, make_speaker, make_vocabulary, tag

pytestmark = pytest.mark.django_db


def found(q: str = "", **selected: str) -> int:
    values = tuple(sorted((key, (value,)) for key, value in selected.items()))
    return matching(SearchRequest(q=q, selected=values)).count()


def positions(vector: str) -> dict[str, list[int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT lexeme, positions FROM unnest(%s::tsvector)", [vector])
        return dict(cursor.fetchall())


def test_a_row_says_what_the_passage_is_found_by():
    make_vocabulary("mood", "calm", "stern")
    document = make_document(
        Said(
            "He said “never again” twice. (Laughs.)",
            speaker="Ada Byron",
            part=Part.AUTHOR,
            role="Staff writer",
            notes=["(Laughs.)"],
            quotes=[("never again", "Bo Quoted")],
            tags={"mood": ["stern"]},
            suggested={"mood": ["calm"]},
        ),
        held="2008-06",
        publisher="The Herald",
        kind="article",
    )
    row = IndexedPassage.objects.get(document_id=document.pk)
    assert row.speaker_id == make_speaker("Ada Byron").pk
    assert row.quoted_ids == [make_speaker("Bo Quoted").pk]
    assert sorted(row.parts) == ["author", "quoted"]
    assert (row.role, row.publisher, row.kind) == ("Staff writer", "The Herald", "article")
    assert (row.year, str(row.earliest), str(row.latest)) == (2008, "2008-06-01", "2008-06-30")
    assert len(row.terms) == 1 and len(row.read_vocabularies) == 1
    assert row.length == 5
    assert PassageWords.objects.get(pk=row.pk).words == " he said never again twice "
    assert row.config == "english"


def test_what_waits_for_a_decision_is_indexed_alike_by_every_way(django_user_model):
    make_vocabulary("p", "Protection")
    make_vocabulary("mood", "calm", "stern")
    said = Said("One.", read=["p"], suggested={"p": ["protection"], "mood": ["calm", "stern"]})
    document = make_document(said, Said("Two.", read=["mood", "p"]))
    Tagging.objects.update(by=django_user_model.objects.create_user("ann"))

    def indexed() -> list[list[int]]:
        rows = IndexedPassage.objects.order_by("passage_id")
        return list(rows.values_list("read_vocabularies", flat=True))

    p, mood = Vocabulary.objects.order_by("pk").values_list("pk", flat=True)
    one, two = document.passages.order_by("pk").values_list("pk", flat=True)
    assert rejudge({one}) == 1
    assert indexed() == [[-mood, -p], [p, mood]]
    assert rejudge({one, two}) == 0
    reindex()
    assert indexed() == [[-mood, -p], [p, mood]]


def test_only_numbered_passages_of_public_documents_are_found():
    make_document(Said("Heading words", type=PassageType.HEADING), "Spoken words")
    make_document("Draft words", published_now=False)
    make_document("Hidden words", access=Access.HIDDEN)
    withdraw(make_document("Withdrawn words"), "asked for")
    assert IndexedPassage.objects.count() == 1
    assert found("words") == 1


def test_an_embargo_ends_without_anybody_doing_anything():
    today = timezone.localdate()
    make_document("Later words", embargo_until=today + timedelta(days=1))
    make_document("Present words", embargo_until=today)
    assert found("words") == 1


def test_a_withdrawn_passage_is_gone_once_its_document_is_announced():
    document = make_document("One word", "Two words")
    passage = document.passages.order_by("pk").first()
    passage.withdrawn_at = timezone.now()
    passage.save()
    documents_changed.send(sender=None, document_ids=[document.pk])
    assert found("one") == 0 and found("two") == 1


def test_a_tag_is_found_once_its_document_is_announced():
    make_vocabulary("mood", "calm")
    document = make_document("Quiet words")
    tag(document.passages.get(), "mood", "calm")
    assert found(mood="calm") == 0
    documents_changed.send(sender=None, document_ids={document.pk})
    assert found(mood="calm") == 1


def test_who_was_merged_is_found_under_the_new_heading_and_the_old_slug():
    document = make_document(Said("Words", speaker="M. Lagon"))
    old, new = make_speaker("M. Lagon"), make_speaker("Mark Lagon")
    old.merged_into = new
    old.save()
    documents_changed.send(sender=None, document_ids=[document.pk])
    assert found(speaker=new.slug) == 1
    assert found(speaker=old.slug) == 1


def test_reindex_restores_the_whole_index_and_drops_what_is_gone():
    first, second = make_document("One two", "Three"), make_document("Four")
    before = index_rows()
    IndexedPassage.objects.filter(document_id=first.pk).delete()
    IndexedPassage.objects.filter(document_id=second.pk).update(document_id=10**9)
    call_command("reindex", verbosity=0)
    assert index_rows() == before
    assert reindex([10**9]) == 0


def test_the_words_are_made_anew_with_the_index():
    first, second = make_document("One two"), make_document("Three")
    before = index_rows()
    PassageWords.objects.filter(document_id=first.pk).delete()
    PassageWords.objects.filter(document_id=second.pk).update(document_id=10**9)
    call_command("reindex", verbosity=0)
    assert index_rows() == before


def index_rows() -> list[list[tuple]]:
    """Both tables of the index."""
    tables = (IndexedPassage, PassageWords)
    return [list(table.objects.order_by("pk").values_list()) for table in tables]


def test_passages_are_stemmed_by_their_own_language():
    make_document("Les droits des enfants", "Rights of children", language="fr-CA")
    make_document(Said("Die Rechte der Kinder", language="de"), "Right here", language="en")
    configs = dict(IndexedPassage.objects.values_list("passage_id", "config"))
    assert sorted(configs.values()) == ["english", "french", "french", "german"]
    assert found("enfant") == 1
    assert found("kind") == 1
    assert found("right") == 1 + 1  # in English, and as French would read the English word


@pytest.mark.parametrize(
    ("language", "config"),
    [
        ("en", "english"),
        ("pt-BR", "portuguese"),
        ("zh", "simple"),
        (None, "english"),
        ("", "english"),
    ],
)
def test_the_dictionary_of_a_language(language, config):
    assert config_for(language) == config


def test_the_nth_word_has_position_n():
    odd = "4ps 1e5 12e-3 x9y 3rd naïve ﬃ ½ 日本 हिन्दी ภาษา 2,000 a_b a@b.c"
    odd += " http://x.y/z?q=1 &amp; <b> Ⅳ µ"
    document = make_document(odd, language="zh")
    expected = defaultdict(list)
    for position, word in enumerate(folded_words(odd), start=1):
        expected[word].append(position)
    row = IndexedPassage.objects.get(document_id=document.pk)
    assert positions(row.stems) == expected | {"2000": None}


def test_no_letter_of_any_script_moves_the_positions():
    @settings(deadline=None, max_examples=200)
    @given(st.lists(st.text(st.characters(categories=["L", "M", "Nd"]), min_size=1, max_size=5)))
    def check(typed):
        words = folded_words(" ".join(typed))
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_tsvector('simple', %s)::text", [" ".join(words)])
            vector = cursor.fetchone()[0]
            cursor.execute(
                "SELECT array_agg(DISTINCT place ORDER BY place)"
                " FROM unnest(%s::tsvector) AS stem, unnest(stem.positions) AS place",
                [vector],
            )
            assert (cursor.fetchone()[0] or []) == list(range(1, len(words) + 1))

    check()


def test_no_mark_of_any_script_ends_a_word():
    marks = filter(lambda c: unicodedata.category(c)[0] == "M", map(chr, range(0x20000)))
    typed = (f"{letter}{mark}{letter}" for mark in marks for letter in "0a")
    folded = [word for word, *more in map(folded_words, typed) if not more]
    assert len(folded) > 2000
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word FROM unnest(%s::text[]) AS word"
            " WHERE (SELECT count(*) FROM ts_parse('default', word)) > 1",
            [folded],
        )
        assert cursor.fetchall() == []


def test_the_index_is_made_in_a_fixed_number_of_queries(django_assert_num_queries):
    document = make_document(*[f"Words of passage {n}" for n in range(30)])
    with django_assert_num_queries(11):
        reindex([document.pk])
    assert IndexedPassage.objects.count() == PassageVersion.objects.public().count() == 30


def test_a_passage_of_a_thousand_pages_is_searched_as_far_as_it_fits():
    words = " ".join(f"{number:x}word" for number in range(100_000))
    make_document(f"beginning {words} ending")
    assert found("beginning") == 1 and found('"beginning 0word 1word"') == 1
    assert found("ending") == 0


@pytest.mark.django_db(transaction=True)
def test_two_who_change_a_document_at_once_do_not_hinder_each_other():
    document = make_document("Some words")
    held, begun = Event(), Event()

    def second() -> int:
        try:
            begun.set()
            return reindex([document.pk])
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            reindex([document.pk])
            waiting = pool.submit(second)
            begun.wait(5)
            held.wait(0.3)
        assert waiting.result(10) == 1
    assert IndexedPassage.objects.count() == 1
