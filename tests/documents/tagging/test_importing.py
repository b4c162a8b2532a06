from dataclasses import replace

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.correcting import correct, sheet_of
from documents.ingest import worksheet
from documents.models import Anchor, Comment, Reading, Round, Tagging
from documents.signals import judgments_changed
from documents.tagging.exchange import parse, write
from documents.tagging.exporting import Selection, marks_of
from documents.tagging.importing import import_marks
from documents.tagging.marks import CommentMark, ExchangeError, Hand, RoundMark
from documents.tagging.merging import merge
from documents.tagging.terms import rename_address
from documents.vocabularies import AnchorState, TaggingStatus
from tests.documents.tagging.conftest import DAY, reading_of, tagging_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(make_document, vocabulary):
    return make_document()


def rows() -> dict[str, int]:
    """How many rows every table of the app has, those of the history included."""
    return {
        model.__name__: model.objects.count()
        for model in apps.get_app_config("documents").get_models()
    }


def test_what_is_exported_equals_what_was_imported(document):
    User.objects.create_user("ada")
    marks = [
        reading_of(document, 1),
        tagging_of(document, 1, "ships"),
        tagging_of(document, 1, "rules", words="spoke of", reason="An example."),
        reading_of(document, 2),
        replace(
            tagging_of(document, 3, "rules", status=TaggingStatus.REJECTED),
            hand=Hand("ada", "ada"),
            decider="ada",
            decided=DAY,
        ),
        tagging_of(document, 4, "ships", round=RoundMark("first", blind=True, settled=DAY)),
    ]
    outcome = import_marks(parse(write(marks)))
    assert (outcome.taggings, outcome.readings, outcome.unplaced) == (4, 2, [])
    assert marks_of(document) == marks
    assert Tagging.objects.get(status="rejected").by == User.objects.get()


def test_what_a_correction_set_aside_does_not_come_back_with_the_archives_own_export(document):
    words = "The harbour master wants more light"
    twice = f"{words} and fewer rules, and says so every year."
    marks = [
        reading_of(document, 3),
        tagging_of(document, 3, "ships"),
        tagging_of(document, 3, "rules", words=words),
    ]
    import_marks(marks)
    text = worksheet.write(sheet_of(document.revisions.get()))
    corrected = text.replace(twice, "Nothing.").replace("of ships.", f"of ships. {words}.")
    correct(document, corrected, "A slip.", base=1, asks=False)
    assert set(Anchor.objects.values_list("state", flat=True)) == {AnchorState.ORPHANED}
    before = rows()

    for taken_in in (marks, marks_of(document)):
        outcome = import_marks(parse(write(taken_in)))
        assert (outcome.new, outcome.unchanged, outcome.unplaced) == (0, 3, [])
    assert rows() == before
    changed = [replace(marks[2], status=TaggingStatus.REJECTED)]
    (told,) = import_marks(changed).differing
    assert "was set aside here as approved" in told


def test_a_text_is_read_once_for_all_judgments_on_it(document):
    import_marks([reading_of(document, n) for n in (1, 2, 3, 4)])
    import_marks([tagging_of(document, n, "ships") for n in (1, 2, 3, 4)])
    with CaptureQueriesContext(connection) as asked:
        assert len(marks_of(document)) == 8
    reading = [q["sql"] for q in asked if '"documents_revision"."text"' in q["sql"]]
    assert len(reading) == 1 and "JOIN" not in reading[0]


def test_an_import_a_second_time_changes_no_row_and_no_history(document):
    marks = [
        reading_of(document, 1),
        tagging_of(document, 1, "ships"),
        tagging_of(document, 1, "rules", words="ships"),
        tagging_of(document, 2, "ships", round=RoundMark("first")),
    ]
    import_marks(marks)
    before = rows()
    outcome = import_marks(marks)
    assert rows() == before
    assert (outcome.taggings, outcome.readings, outcome.unchanged) == (0, 0, 4)


def test_equal_passages_get_their_own_judgments(document):
    import_marks([tagging_of(document, 4, "ships")])
    version = document.revisions.get().passage_versions.get(order=4)
    assert Anchor.objects.get().passage == version.passage


def test_terms_on_the_same_words_share_an_anchor(document):
    import_marks([tagging_of(document, 1, "ships"), tagging_of(document, 1, "rules")])
    assert Anchor.objects.count() == 1
    assert Tagging.objects.count() == 2


def test_a_judgment_whose_words_no_passage_has_is_listed_and_the_others_are_kept(document):
    lost = tagging_of(document, 3, "rules")
    lost = replace(lost, place=replace(lost.place, exact="Words that nobody said here."))
    outcome = import_marks([lost, tagging_of(document, 1, "ships")])
    assert outcome.taggings == 1
    assert outcome.unplaced == [
        "harbour talk/1, rules, “Words that nobody said here.”: no passage has these words from"
        " end to end"
    ]


def test_a_decision_made_here_is_not_undone_by_a_file(document):
    mark = tagging_of(document, 1, "ships")
    import_marks([mark])
    Tagging.objects.update(status=TaggingStatus.REJECTED)
    outcome = import_marks([mark])
    assert Tagging.objects.get().status == TaggingStatus.REJECTED
    assert "stands here as rejected, in the file as approved" in outcome.differing[0]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"term": "boats"},
            "the vocabulary 'subjects' has no term 'boats'; known are rules, ships",
        ),
        ({"vocabulary": "matters"}, "there is no vocabulary 'matters'; known are subjects"),
        ({"version": 7}, "'ships' of 'subjects' has no definition of version 7"),
    ],
)
def test_an_unknown_name_is_refused_in_words_and_nothing_is_kept(document, changes, said):
    mark = replace(tagging_of(document, 1, "ships"), **changes)
    with pytest.raises(ExchangeError, match=said):
        import_marks([reading_of(document, 1), mark])
    assert not Tagging.objects.exists()
    assert not Reading.objects.exists()


def test_an_unknown_document_is_refused_in_words(document):
    mark = tagging_of(document, 1, "ships")
    mark = replace(mark, place=replace(mark.place, document="another talk"))
    with pytest.raises(ExchangeError, match="no document has the key 'another talk'"):
        import_marks([mark])


def test_a_rehearsal_counts_and_keeps_nothing(document):
    before = rows()
    marks = [reading_of(document, 1), tagging_of(document, 1, "ships", round=RoundMark("first"))]
    outcome = import_marks(marks, rehearse=True)
    assert (outcome.taggings, outcome.readings) == (1, 1)
    assert rows() == before
    assert not Round.objects.exists()


def test_what_changed_is_announced_and_what_did_not_is_not(document):
    heard = []

    def listen(sender, passage_ids, **kwargs):
        heard.append(passage_ids)

    judgments_changed.connect(listen)
    try:
        import_marks([tagging_of(document, 1, "ships")])
        import_marks([tagging_of(document, 1, "ships")])
    finally:
        judgments_changed.disconnect(listen)
    assert heard == [{document.passages.order_by("pk")[0].pk}]


def test_an_export_of_one_vocabulary_leaves_the_others_out(document, vocabulary):
    from documents.tagging.codebook import load_vocabulary

    load_vocabulary(
        {
            "key": "moods",
            "name": "Moods",
            "query_key": "mood",
            "path": "moods",
            "terms": [{"slug": "calm", "label": "Calm", "definition": "No haste."}],
        }
    )
    mood = tagging_of(document, 1, "calm", vocabulary="moods")
    import_marks([tagging_of(document, 1, "ships"), mood])
    assert [mark.vocabulary for mark in marks_of(document, Selection(vocabulary))] == ["subjects"]


def test_a_file_from_before_a_merge_or_a_new_address_changes_nothing(document, vocabulary):
    marks = [tagging_of(document, 1, "ships"), tagging_of(document, 3, "rules")]
    import_marks(marks)
    ships, rules = (vocabulary.terms.get(slug=slug) for slug in ("ships", "rules"))
    rename_address(ships, "vessels")
    merge(rules, ships)
    outcome = import_marks(marks)
    assert (outcome.taggings, outcome.unplaced) == (0, [])
    assert {mark.term for mark in marks_of(document)} == {"vessels"}
    assert Tagging.objects.count() == 2


def test_a_comment_of_a_blind_round_stays_in_it(document):
    place = reading_of(document, 1).place
    blind = RoundMark("first", blind=True)
    said = CommentMark(place, "Surely.", Hand("ann"), DAY, blind)
    outcome = import_marks([said, replace(reading_of(document, 1), round=blind)])
    assert (outcome.comments, outcome.readings) == (1, 1)
    assert Comment.objects.get().round == Round.objects.get()
    assert import_marks([said]).unchanged == 1


def test_a_comment_does_not_leave_its_blind_round(document, vocabulary):
    place = reading_of(document, 1).place
    said = CommentMark(place, "Surely.", Hand("ann"), DAY, RoundMark("first", blind=True))
    Round.objects.create(vocabulary=vocabulary, name="first")
    outcome = import_marks([said])
    assert (outcome.comments, Comment.objects.count()) == (0, 0)
    assert "its round 'first' is not here" in outcome.unplaced[0]


def test_the_round_of_a_comment_may_come_with_another_document(document, make_document):
    other, blind = make_document("another talk"), RoundMark("first", blind=True)
    said = CommentMark(reading_of(document, 1).place, "Surely.", Hand("ann"), DAY, blind)
    outcome = import_marks([said, replace(reading_of(other, 1), round=blind)])
    assert (outcome.comments, outcome.unplaced) == (1, [])


def test_a_tag_is_not_put_where_another_lost_its_words(document):
    import_marks([tagging_of(document, 1, "ships")])
    Anchor.objects.update(state=AnchorState.ORPHANED)

    import_marks([replace(tagging_of(document, 1, "ships"), hand=Hand("Bea"))])

    assert Tagging.objects.get(agent="Bea").anchor.state == AnchorState.ATTACHED
