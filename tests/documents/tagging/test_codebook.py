from copy import deepcopy
from pathlib import Path

import pytest
import yaml
from django.apps import apps

from documents.models import Term, TermVersion, Vocabulary
from documents.tagging.codebook import CodebookError, load_vocabulary, read_vocabulary

SUBJECTS = {
    "key": "subjects",
    "name": "Subjects",
    "query_key": "subject",
    "path": "subjects",
    "order": 3,
    "terms": [
        {
            "slug": "ships",
            "label": "Ships",
            "definition": "What floats.",
            "alternative_labels": ["boats"],
        },
        {"slug": "tugs", "label": "Tugs", "definition": "What pulls.", "broader": "ships"},
    ],
}
SHIPS = SUBJECTS["terms"][0]
FIXTURES = Path(__file__).parents[3] / "fixtures" / "vocabularies"


def history() -> dict[str, int]:
    models = apps.get_app_config("documents").get_models()
    return {model.__name__: model.objects.count() for model in models}


@pytest.mark.django_db
def test_a_vocabulary_is_loaded_with_its_terms():
    changes = load_vocabulary(SUBJECTS)
    assert changes.created == ["ships", "tugs"]
    tugs = Term.objects.get(slug="tugs")
    assert tugs.broader == Term.objects.get(slug="ships")
    assert tugs.versions.get().definition == "What pulls."


@pytest.mark.django_db
def test_the_same_vocabulary_again_changes_no_row_and_no_history():
    load_vocabulary(SUBJECTS)
    before = history()
    changes = load_vocabulary(SUBJECTS)
    assert history() == before
    assert (changes.created, changes.redefined, changes.absent) == ([], [], [])


@pytest.mark.django_db
def test_a_changed_definition_is_a_new_version_and_the_former_stays():
    load_vocabulary(SUBJECTS)
    changed = deepcopy(SUBJECTS)
    changed["terms"][0]["definition"] = "What floats and is steered."
    assert load_vocabulary(changed).redefined == ["ships"]
    versions = TermVersion.objects.filter(term__slug="ships").values_list("number", "is_current")
    assert list(versions) == [(1, False), (2, True)]


@pytest.mark.django_db
def test_a_long_list_is_loaded_by_as_few_statements_as_a_short_one(django_assert_max_num_queries):
    terms = [
        {"slug": f"t{n}", "label": f"T {n}", "definition": "D.", "broader": f"t{n // 2}"}
        for n in range(1, 40)
    ]
    terms[0].pop("broader")
    with django_assert_max_num_queries(22):
        load_vocabulary(SUBJECTS | {"terms": [SHIPS, *terms]})
    assert Term.objects.get(slug="t39").broader.slug == "t19"
    assert TermVersion.objects.filter(is_current=True).count() == 40
    again = [term | {"definition": "Otherwise.", "order": 7} for term in terms]
    again[-1]["broader"] = "ships"
    with django_assert_max_num_queries(22):
        assert len(load_vocabulary(SUBJECTS | {"terms": again}).redefined) == 39
    assert Term.objects.get(slug="t39").broader.slug == "ships"
    assert set(Term.objects.filter(slug__startswith="t").values_list("order", flat=True)) == {7}
    assert TermVersion.objects.filter(is_current=True, number=2).count() == 39


@pytest.mark.django_db
def test_a_term_that_the_file_no_longer_names_stays():
    load_vocabulary(SUBJECTS)
    assert load_vocabulary(SUBJECTS | {"terms": SUBJECTS["terms"][:1]}).absent == ["tugs"]
    assert Term.objects.count() == 2


@pytest.mark.django_db
def test_a_query_key_that_another_vocabulary_has_is_refused_in_words():
    load_vocabulary(SUBJECTS)
    with pytest.raises(CodebookError, match="query_key: .*already exists"):
        load_vocabulary(SUBJECTS | {"key": "matters", "path": "matters"})
    assert Vocabulary.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"query_key": "year"}, "the query key 'year' is one of the search itself"),
        ({"terms": [SHIPS | {"slug": "none"}]}, "no term can have the slug 'none'"),
        ({"path": "admin"}, "the path 'admin' is that of other pages"),
        ({"terms": [SHIPS | {"keyboard": "q"}]}, "the key 'q' of 'ships' is not one digit"),
        (
            {"terms": [each | {"keyboard": "1"} for each in SUBJECTS["terms"]]},
            "'ships' and 'tugs' both have the key 1",
        ),
        (
            {"terms": [SHIPS, SUBJECTS["terms"][1] | {"label": SHIPS["label"].upper()}]},
            "'ships' and 'tugs' are both called “SHIPS”",
        ),
        (
            {"terms": [SHIPS | {"broader": "tugs"}, SUBJECTS["terms"][1]]},
            "the broader terms go round in a circle: ships → tugs → ships",
        ),
    ],
)
def test_a_vocabulary_that_would_be_in_the_way_is_refused_and_nothing_is_kept(changes, said):
    with pytest.raises(CodebookError, match=said):
        load_vocabulary(SUBJECTS | changes)
    assert not Vocabulary.objects.exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("key: [", "is not YAML"),
        ("- a", "does not describe a vocabulary"),
        ("name: A", "the vocabulary has no key"),
        (yaml.dump(SUBJECTS | {"colour": "red"}), "unknown field 'colour'; known are"),
        (yaml.dump(SUBJECTS | {"order": "first"}), "order should be a number, not 'first'"),
        (yaml.dump(SUBJECTS | {"terms": [{"slug": "a"}]}), r"term 1 \(a\) has no label"),
        (yaml.dump(SUBJECTS | {"terms": ["a"]}), "term 1 does not have slug"),
        (yaml.dump(SUBJECTS | {"terms": SUBJECTS["terms"][1:]}), "broader term 'ships' of 'tugs'"),
        (yaml.dump(SUBJECTS | {"terms": SUBJECTS["terms"][:1] * 2}), "stands twice"),
        (yaml.dump(SUBJECTS | {"source": "A\0"}), r"source holds the character U\+0000"),
        (yaml.dump(SUBJECTS | {"terms": [SHIPS | {"label": "x" * 201}]}), "label has 201 charac"),
        (
            yaml.dump(SUBJECTS | {"terms": [SHIPS | {"examples": ["\0"]}]}),
            r"\(ships\): examples hol",
        ),
        ("name: 2024-13-45", "is not YAML"),
        ("[" * 5000, "is nested too deeply"),
    ],
)
def test_a_file_that_is_no_vocabulary_is_refused_in_words(tmp_path, text, said):
    path = tmp_path / "subjects.yaml"
    path.write_text(text)
    with pytest.raises(CodebookError, match=said):
        read_vocabulary(path)


@pytest.mark.django_db
def test_the_vocabularies_of_the_founding_collection_load():
    for path in sorted(FIXTURES.glob("*.yaml")):
        load_vocabulary(read_vocabulary(path))
    keys = Vocabulary.objects.values_list("query_key", "path")
    assert list(keys) == [("p", "four-ps"), ("topic", "topics")]
    ps = Term.objects.filter(vocabulary__query_key="p").values_list("slug", "keyboard")
    assert list(ps) == [
        ("prosecution", "1"),
        ("protection", "2"),
        ("prevention", "3"),
        ("partnership", "4"),
    ]
    topics = Term.objects.filter(vocabulary__query_key="topic")
    assert 10 <= topics.count() <= 20
    for version in TermVersion.objects.all():
        assert version.alternative_labels, version
        assert version.examples, version
