"""Vocabularies as SKOS: out, in again, and what is refused."""

import json
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from rdflib import Graph, URIRef
from rdflib.namespace import SKOS

from documents.models import Term, Vocabulary
from documents.tagging.codebook import load_vocabulary, read_vocabulary
from documents.tagging.merging import merge
from documents.tagging.skos.parsing import SkosError
from documents.tagging.skos.reading import read_skos
from documents.tagging.skos.taking import take_over
from documents.tagging.skos.writing import skos_of
from documents.tagging.terms import rename_address

pytestmark = pytest.mark.django_db
FIXTURES = Path("fixtures/vocabularies")
SITE = "https://archive.example"
HEAD = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix e: <urn:e:> .
@prefix dct: <http://purl.org/dc/terms/> . @prefix v: <urn:x-verbatim:> .
e:s a skos:ConceptScheme . """


def concept(name: str, said: str) -> str:
    return f"e:{name} a skos:Concept ; skos:inScheme e:s ; {said} . "


def state() -> list:
    """All that stands of vocabularies, but for database keys and times."""
    rows = []
    for term in Term.objects.order_by("vocabulary__key", "merged_into", "order", "slug"):
        version = term.versions.get(is_current=True)
        rows.append(
            (
                term.vocabulary.key,
                term.slug,
                term.broader and term.broader.slug,
                term.merged_into and term.merged_into.slug,
                (term.keyboard, term.colour, version.label, version.definition),
                (version.scope_note, version.number),
                sorted(version.alternative_labels),
                sorted(version.examples),
                sorted(version.counter_examples),
            )
        )
    lists = Vocabulary.objects.order_by("key")
    values = ("key", "name", "query_key", "path", "description", "source", "exhaustive_register")
    return [list(lists.values_list(*values)), rows]


@pytest.fixture
def founding(db) -> None:
    for path in sorted(FIXTURES.glob("*.yaml")):
        load_vocabulary(read_vocabulary(path))


@pytest.mark.parametrize("ending", ["ttl", "jsonld"])
def test_what_goes_out_changes_nothing_when_it_comes_back(founding, ending):
    slugs = list(Term.objects.filter(vocabulary__query_key="topic").values_list("slug", flat=True))
    first, second, third = (Term.objects.get(slug=slug) for slug in slugs[:3])
    merge(first, second)
    Term.objects.filter(pk=third.pk).update(broader=second)
    before = state()
    for vocabulary in Vocabulary.objects.all():
        written = skos_of(vocabulary, SITE, ending)
        taken = take_over(read_skos(written.encode()))
        assert not taken.changes_something, taken
        assert skos_of(vocabulary, SITE, ending) == written
    assert state() == before


@pytest.mark.parametrize("ending", ["ttl", "jsonld"])
def test_an_empty_archive_gets_the_same_vocabularies(founding, ending):
    slugs = list(Term.objects.filter(vocabulary__query_key="topic").values_list("slug", flat=True))
    merge(*(Term.objects.get(slug=slug) for slug in slugs[:2]))
    files = [skos_of(vocabulary, SITE, ending) for vocabulary in Vocabulary.objects.all()]
    before = state()
    Term.objects.update(merged_into=None, broader=None)
    for vocabulary in Vocabulary.objects.all():
        vocabulary.terms.all().delete()
        vocabulary.delete()
    for written in files:
        assert take_over(read_skos(written.encode()), rehearse=True).is_new
    assert not Vocabulary.objects.exists(), "a rehearsal writes nothing"
    for written in files:
        assert take_over(read_skos(written.encode())).is_new
    assert state() == before


def test_the_words_of_skos_are_used_as_it_means_them(vocabulary):
    load_vocabulary(
        {
            "key": "subjects",
            "name": "Subjects",
            "query_key": "subject",
            "path": "subjects",
            "terms": [
                {"slug": "ships", "label": "Vessels", "definition": "What floats & sails."},
                {
                    "slug": "rules",
                    "label": "Rules",
                    "definition": "What binds.",
                    "broader": "ships",
                },
            ],
        }
    )
    graph = Graph().parse(data=skos_of(vocabulary, SITE, "ttl"), format="turtle")
    ships, rules = (URIRef(f"{SITE}/subjects/{slug}/") for slug in ("ships", "rules"))
    assert [str(o) for o in graph.objects(ships, SKOS.prefLabel)] == ["Vessels"]
    assert [str(o) for o in graph.objects(ships, SKOS.altLabel)] == ["Ships"], "its former name"
    assert graph.value(rules, SKOS.broader) == ships
    assert graph.value(ships, SKOS.definition).language == "en"


def test_a_changed_definition_is_a_new_version(vocabulary):
    written = skos_of(vocabulary, SITE, "ttl").replace("What floats.", "What floats on water.")
    rehearsed = take_over(read_skos(written.encode()), rehearse=True)
    assert (rehearsed.redefined, rehearsed.created) == (["ships"], [])
    assert Term.objects.get(slug="ships").versions.count() == 1
    take_over(read_skos(written.encode()))
    assert [v.definition for v in Term.objects.get(slug="ships").versions.all()] == [
        "What floats.",
        "What floats on water.",
    ]


def test_terms_that_a_file_does_not_name_stay(vocabulary):
    file = HEAD.replace("e:s a", "<urn:e:subjects> a").replace("e:s ", "<urn:e:subjects> ")
    file += "e:ports a skos:Concept ; skos:prefLabel 'Ports'@en . "
    taken = take_over(read_skos(file.encode()))
    assert (taken.created, taken.absent) == (["ports"], ["rules", "ships"])


def test_order_comes_from_the_collection_else_the_notation():
    file = HEAD + concept("b", "skos:prefLabel 'B'@en ; skos:notation '10'")
    file += concept("a", "skos:prefLabel 'A'@en ; skos:notation '2'")
    read = read_skos(file.encode())
    assert [term["slug"] for term in read.data["terms"]] == ["a", "b"]
    assert any("notation 10 is not kept" in remark for remark in read.remarks)
    file += "e:o a skos:OrderedCollection ; skos:memberList ( e:b e:a ) . "
    assert [term["slug"] for term in read_skos(file.encode()).data["terms"]] == ["b", "a"]


def test_one_language_is_read_and_the_others_are_named():
    said = "skos:prefLabel 'Ships'@en, 'Schiffe'@de ; skos:definition 'Was schwimmt.'@de"
    file = (HEAD + concept("ships", said)).encode()
    (term,) = read_skos(file, "de").data["terms"]
    assert (term["label"], term["definition"]) == ("Schiffe", "Was schwimmt.")
    read = read_skos(file)
    assert read.data["terms"][0]["definition"] == ""
    assert "What is said in de is not kept." in read.remarks


@pytest.mark.django_db
def test_a_list_in_another_language_comes_and_goes_in_it():
    said = "skos:prefLabel 'Schiffe'@de, 'Navires'@fr ; skos:definition 'Was schwimmt.'@de"
    file = HEAD + concept("ships", said) + concept("sails", "skos:prefLabel 'Segel'@de")
    read = read_skos(file.encode())
    assert "Labels and definitions are read in de." in read.remarks
    assert set(take_over(read).created) == {"sails", "ships"}
    vocabulary = Vocabulary.objects.get()
    written = skos_of(vocabulary, SITE, "ttl")
    assert '"Segel"@de' in written and "@en" not in written
    assert not take_over(read_skos(written.encode())).changes_something
    vocabulary.language = "no tag"
    with pytest.raises(ValidationError):
        vocabulary.full_clean()


GOOD = concept("a", "skos:prefLabel 'A'@en")


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("", "empty"),
        ("<html>", "not Turtle"),
        ("{", "not JSON-LD"),
        ("e:a e:b e:c .", "not Turtle"),
        (
            GOOD.replace("; skos:inScheme e:s", "").join(
                [HEAD.replace("e:s a skos:ConceptScheme . ", ""), ""]
            ),
            "no skos:ConceptScheme",
        ),
        (HEAD, "No skos:Concept"),
        (HEAD + "e:t a skos:ConceptScheme .", "several concept schemes"),
        (HEAD + concept("a", "skos:prefLabel 'A'@en, 'B'@en"), "two prefLabels in en: “A” and “B”"),
        (HEAD + concept("none", "skos:prefLabel 'N'@en"), "stands for passages without a term"),
        (
            HEAD + concept("a", "skos:prefLabel 'A'@de") + concept("b", "skos:prefLabel 'B'@en"),
            "only in de, none in en",
        ),
        (HEAD + concept("a", "skos:altLabel 'A'@en"), "in no language, none in en"),
        (HEAD + concept("a", "skos:prefLabel 'A'@en, 'Q'@qz"), "“qz”, which the file gives"),
        (HEAD + GOOD + concept("b", "skos:prefLabel 'B'@en ; skos:broader e:b"), "b → b"),
        (
            HEAD
            + concept("a", "skos:prefLabel 'A'@en ; skos:broader e:b")
            + concept("b", "skos:prefLabel 'B'@en ; skos:broader e:c")
            + concept("c", "skos:prefLabel 'C'@en ; skos:broader e:a"),
            "a → b → c → a",
        ),
        (
            HEAD
            + GOOD
            + concept("b", "skos:prefLabel 'B'@en ; skos:narrower e:c")
            + concept("c", "skos:prefLabel 'C'@en ; skos:broader e:a"),
            "two broader terms, a and b",
        ),
        (HEAD + GOOD + concept("A", "skos:prefLabel 'Other'@en"), "would both be “a”"),
        (HEAD + concept("a", f"skos:prefLabel '{'x' * 201}'@en"), "more than 200 characters"),
        (
            HEAD + concept("a", "skos:prefLabel 'A\\u0000'@en"),
            "'prefLabel' holds the character U+0000",
        ),
        (HEAD + concept("a", "skos:altLabel 'A\\uD800'@en"), "the character U+D800"),
        (HEAD + GOOD + "e:s <http://purl.org/dc/terms/description> 'A\\u0000'@en .", "U+0000"),
        (
            '[{"@id": "urn:a", "urn:b": {"@value": "c\\ud800"}}]',
            "'urn:b' holds the character U+D800",
        ),
        (
            HEAD
            + concept("a", "skos:prefLabel 'A'@en ; dct:isReplacedBy e:b")
            + concept("b", "skos:prefLabel 'B'@en ; dct:isReplacedBy e:a"),
            "The terms that were replaced go round in a circle: a → b → a",
        ),
        (
            HEAD
            + GOOD
            + concept("b", "skos:prefLabel 'B'@en")
            + concept("c", "skos:prefLabel 'C'@en ; dct:isReplacedBy e:a, e:b"),
            "c is replaced by two terms, a and b",
        ),
        (
            HEAD.replace("e:s a", "[] a") + GOOD.replace("; skos:inScheme e:s", ""),
            "no name that a key",
        ),
        ('{"@context": "https://elsewhere.example/c.jsonld", "@id": "a"}', "nothing is fetched"),
        ('{"@context": "\\ud800"}', "takes its context from elsewhere (�)"),
        ('[{"@context": [{"@import": "https://elsewhere.example/c"}]}]', "nothing is fetched"),
        ('{"@context": {"a": {"@id": "urn:a", "@context": "http://x"}}}', "nothing is fetched"),
        ("[" * 5000 + "]" * 5000, "nested too deeply"),
    ],
)
def test_what_is_wrong_is_said_in_words(file, said):
    with pytest.raises(SkosError) as refused:
        read_skos(file.encode())
    assert said in str(refused.value)


def test_all_that_is_wrong_is_said_at_once():
    file = HEAD + "".join(concept(f"c{n}", "skos:altLabel 'x'@en") for n in range(30))
    with pytest.raises(SkosError) as refused:
        read_skos(file.encode())
    assert len(refused.value.problems) == 21 and "10 more" in refused.value.problems[-1]


def test_a_file_that_is_not_utf_8_is_refused():
    with pytest.raises(SkosError, match="not UTF-8"):
        read_skos(b"\xff\xfe\xff")


def test_a_term_that_was_merged_here_is_not_brought_back(vocabulary):
    written = skos_of(vocabulary, SITE, "ttl")
    merge(Term.objects.get(slug="ships"), Term.objects.get(slug="rules"))
    with pytest.raises(SkosError, match="“ships” was merged into “rules” here"):
        take_over(read_skos(written.encode()))


def test_terms_that_were_replaced_one_after_the_other_lead_to_the_last():
    file = HEAD + "".join(
        concept(name, f"skos:prefLabel '{name}'@en ; dct:isReplacedBy e:{into}")
        for name, into in (("one", "two"), ("two", "three"))
    )
    file += concept("three", "skos:prefLabel 'Three'@en")
    assert take_over(read_skos(file.encode())).merged == ["one", "two"]
    three = Term.objects.get(slug="three")
    assert set(three.merged.values_list("slug", flat=True)) == {"one", "two"}
    assert not take_over(read_skos(file.encode())).changes_something


def test_a_new_list_goes_last_and_its_keys_are_digits(vocabulary):
    said = "skos:prefLabel '{0}'@en ; skos:notation '{1}'"
    file = HEAD + concept("a", said.format("A", "q")) + concept("b", said.format("B", "2"))
    take_over(read_skos(file.encode()))
    assert [v.key for v in Vocabulary.objects.all()] == ["subjects", "s"]
    keys = Term.objects.filter(vocabulary__key="s").values_list("slug", "keyboard")
    assert dict(keys) == {"a": "", "b": "2"}


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (GOOD + "e:s v:queryKey 'year' .", "the query key 'year' is one of the search itself"),
        (GOOD + "e:s v:path 'search' .", "the path 'search' is that of other pages"),
        (GOOD + "e:s v:path 'passages' .", "the path 'passages' is that of other pages"),
        (
            GOOD.replace(" .", " ; skos:notation '1' .")
            + concept("b", "skos:prefLabel 'B'@en ; skos:notation '1'"),
            "'a' and 'b' both have the key 1",
        ),
        (
            "<urn:e:subjects> a skos:ConceptScheme . e:ships a skos:Concept ; "
            "skos:prefLabel 'S'@en ; skos:inScheme <urn:e:subjects> ; skos:broader e:new . "
            "e:new a skos:Concept ; skos:prefLabel 'N'@en ; skos:inScheme <urn:e:subjects> ; "
            "skos:notation '7' .",
            "'rules' and 'new' both have the key 7",
        ),
    ],
)
def test_a_list_that_takes_what_something_else_has_is_refused(vocabulary, said, problem):
    Term.objects.filter(slug="rules").update(keyboard="7")
    with pytest.raises(SkosError) as refused:
        scheme = "urn:e:subjects" if "subjects" in said else "urn:e:s"
        take_over(read_skos((HEAD + said).encode(), scheme=scheme), rehearse=True)
    assert problem in str(refused.value)


def test_the_ends_of_lines_are_the_same_by_a_form_and_from_a_file(vocabulary):
    file = HEAD + concept("a", "skos:prefLabel 'A'@en ; skos:definition '''One.\nTwo.'''@en")
    read = read_skos(file.encode())
    assert read == read_skos(file.replace("\n", "\r\n").encode())
    assert read.data["terms"][0]["definition"] == "One.\nTwo."


def test_a_term_whose_address_changed_here_is_known_again(vocabulary):
    Term.objects.filter(slug="rules").update(broader=Term.objects.get(slug="ships"))
    written = skos_of(vocabulary, SITE, "ttl")
    rename_address(Term.objects.get(slug="ships"), "vessels")
    taken = take_over(read_skos(written.encode()))
    assert not taken.changes_something and taken.absent == []
    assert sorted(Term.objects.values_list("slug", flat=True)) == ["rules", "vessels"]


def test_everybody_takes_a_vocabulary_away_and_the_codebook_says_where(client, vocabulary):
    page = client.get("/codebook/").content.decode()
    for ending, kind in (("ttl", "text/turtle"), ("jsonld", "application/ld+json")):
        assert f'href="/codebook/subjects.{ending}"' in page
        answer = client.get(f"/codebook/subjects.{ending}")
        assert answer["Content-Type"] == f"{kind}; charset=utf-8"
        assert "http://testserver/subjects/ships/" in answer.content.decode()
    assert json.loads(answer.content)
    assert client.get("/codebook/nothing.ttl").status_code == 404


def test_a_keeper_sees_first_what_a_file_would_change(admin_client, vocabulary, tmp_path):
    path = tmp_path / "list.ttl"
    path.write_text(skos_of(vocabulary, SITE, "ttl").replace("What binds.", "What <b>binds</b>."))
    with path.open("rb") as file:
        looked = admin_client.post("/tagging/terms/import/", {"file": file, "language": "en"})
    page = looked.content.decode()
    assert looked.context["taken"].redefined == ["rules"] and "What &lt;b&gt;binds" in page
    assert Term.objects.get(slug="rules").versions.count() == 1
    asked = {"text": looked.context["text"], "language": "en", "take": "on"}
    assert admin_client.post("/tagging/terms/import/", asked).url == "/codebook/"
    version = Term.objects.get(slug="rules").versions.get(is_current=True)
    assert (version.definition, version.by.username) == ("What <b>binds</b>.", "admin")
    refused = admin_client.post("/tagging/terms/import/", {"text": HEAD, "language": "en"})
    assert refused.status_code == 422 and "No skos:Concept" in refused.content.decode()


def test_the_command_goes_both_ways(vocabulary, tmp_path, capsys):
    call_command("skos", "export", tmp_path, "--format", "jsonld", "--site", SITE)
    (file,) = tmp_path.iterdir()
    call_command("skos", "import", file, "--dry-run")
    assert "nothing changes" in capsys.readouterr().out
    file.write_text("{}")
    with pytest.raises(CommandError, match="Nothing was taken over"):
        call_command("skos", "import", file)
    with pytest.raises(CommandError, match="known are subject"):
        call_command("skos", "export", tmp_path, "--vocabulary", "none")
