"""What the queries of terms find is suggested, never approved, and not again once it is judged."""

from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command

from documents.models import Batch, Reading, Tagging, Term, Vocabulary
from documents.tagging.undoing import undo
from documents.vocabularies import TaggingStatus
from search.filters import LONGEST_QUERY, MOST_TERMS
from search.query import clean, parse
from search.request import SearchRequest
from search.tagging.evaluation import Agreed, measure
from search.tagging.splitting import split
from search.tagging.suggestions import in_words, suggest
from tests.factories import Said, make_document, make_vocabulary, tag

FIXTURES = Path(__file__).parents[2] / "fixtures"

pytestmark = pytest.mark.django_db


@pytest.fixture
def topics(db) -> Vocabulary:
    vocabulary = make_vocabulary("topic", "Supply chains", "Demand")
    Term.objects.filter(slug="supply-chains").update(
        queries="# a remark\n“supply chain”\nchains OR sourcing\n\n# made on: other/talk"
    )
    return vocabulary


@pytest.fixture
def talk(topics):
    return make_document(
        Said("Supply chains are long."),
        Said("Sourcing is a chain of choices."),
        Said("Nothing of the kind."),
        key="a talk",
    )


def suggested() -> list[tuple[str, str]]:
    rows = Tagging.objects.filter(status=TaggingStatus.SUGGESTED).order_by("anchor__passage")
    return list(rows.values_list("term_version__label", "reason"))


def test_matches_are_suggested_with_the_words_that_were_found(talk):
    outcome = suggest()
    assert outcome.by_term == {"Supply chains": 2}
    assert suggested() == [
        ("Supply chains", "“chains”"),
        ("Supply chains", "“sourcing”, “chain”"),
    ]
    assert {t.agent for t in Tagging.objects.all()} == {"the term’s query"}
    assert not Tagging.objects.public().exists()


def test_a_second_run_adds_nothing(talk):
    suggest()
    assert suggest().total == 0
    assert Tagging.objects.count() == 2


def test_what_was_rejected_does_not_come_back(talk):
    suggest()
    Tagging.objects.update(status=TaggingStatus.REJECTED)
    assert suggest().total == 0


def test_what_went_over_to_a_split_term_does_not_come_back(talk, django_user_model):
    suggest()
    Tagging.objects.filter(reason="“chains”").update(status=TaggingStatus.REJECTED)
    keeper = django_user_model.objects.create_superuser("keeper")
    term = Term.objects.get(slug="supply-chains").versions.get()
    split(SearchRequest(q="long OR choices"), term, "Long chains", "Long ones.", keeper)
    assert Tagging.objects.filter(term_version=term).count() == 0
    assert suggest().total == 0
    undo(Batch.objects.latest("created_at"), keeper)
    Term.objects.filter(slug="long-chains").update(merged_into=None, queries="chains")
    assert suggest().by_term["Long chains"] == 2, "they are of the first term again"


def test_what_was_read_is_left_alone(talk, topics):
    version = talk.revisions.get().passage_versions.first()
    Reading.objects.create(version=version, vocabulary=topics, agent="a hand")
    assert suggest().total == 1


def test_a_rehearsal_writes_nothing(talk, capsys):
    call_command("suggest_tags", "--dry-run")
    assert "2 tags would be suggested." in capsys.readouterr().out
    assert not Tagging.objects.exists() and not Batch.objects.exists()


def test_the_command_stays_within_a_document(talk, capsys):
    make_document("Chains of another text.")
    call_command("suggest_tags", "--document", "a talk", "--vocabulary", "topic")
    assert Tagging.objects.count() == 2


@pytest.mark.parametrize("asked", [["--vocabulary", "x"], ["--document", "x"]])
def test_the_command_refuses_what_is_not_there(talk, asked):
    with pytest.raises(CommandError, match="'x'"):
        call_command("suggest_tags", *asked)


def test_precision_and_recall_rest_on_what_was_read(talk, topics):
    one, two, three = talk.revisions.get().passage_versions.order_by("order")
    unread = make_document("Chains that nobody has read of.")
    for version in (two, three):
        Reading.objects.create(version=version, vocabulary=topics, agent="a hand")
    tag(one.passage, "topic", "supply-chains")
    tag(three.passage, "topic", "supply-chains")
    assert unread.passages.count() == 1
    (row,) = measure(topics)
    assert (row.passages, row.suggested, row.approved, row.right) == (3, 2, 2, 1)
    assert (row.precision, row.recall) == (0.5, 0.5)
    assert row.by_document == ((talk.title, Agreed(1, 2, 2, 3)),)


def test_the_queries_that_come_with_the_archive_are_read_whole():
    for path in sorted((FIXTURES / "vocabularies").glob("*.yaml")):
        for term in yaml.safe_load(path.read_text("utf-8"))["terms"]:
            for line in term.get("queries", "").splitlines():
                assert len(clean(line)) <= LONGEST_QUERY
                if not line.startswith("#"):
                    assert len(parse(line).leaves) <= MOST_TERMS and not parse(line).remarks, line


def test_the_text_that_a_query_was_made_on_does_not_judge_it(talk, topics):
    own = make_document(
        Said("Chains, chains.", tags={"topic": ["supply-chains"]}), key="other/talk"
    )
    assert own.passages.count() == 1
    (row,) = measure(topics)
    assert (row.passages, row.left_out) == (0, (own.title,))
    assert (row.precision, row.recall, row.f1) == (None, None, None)


def test_a_query_that_would_find_all_or_cannot_be_read_suggests_nothing_and_says_why(talk, topics):
    queries = ["-chains", "kind:speech", "*", "chains " * 500]
    Term.objects.filter(slug="supply-chains").update(queries="\n".join(queries))
    assert suggest().total == 0
    (row,) = measure(topics)
    assert [remarks[0].partition(": ")[2] for _, remarks in row.queries] == [
        *["it asks for no word."] * 3,
        "it is longer than 2,000 characters.",
    ]


def test_many_words_are_named_in_short():
    assert in_words(["a", "b"]) == "“a”, “b”"
    assert in_words(list("abcdefg")).endswith("“f” and another")
    assert in_words(list("abcdefgh")).endswith("“f” and 2 others")
