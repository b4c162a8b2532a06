import json
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from documents.models import Anchor, Batch, Document, Reading, Tagging
from documents.tagging.exchange import write
from documents.vocabularies import Access
from tests.documents.tagging.conftest import PARAGRAPHS, reading_of, tagging_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(make_document, vocabulary):
    return make_document()


def run(*arguments: object) -> tuple[int, str, str]:
    """The exit status of a command and what it printed."""
    out, err = StringIO(), StringIO()
    try:
        call_command(*map(str, arguments), stdout=out, stderr=err)
    except CommandError as error:
        return error.returncode, out.getvalue(), err.getvalue() + str(error)
    return 0, out.getvalue(), err.getvalue()


def test_a_file_whose_name_is_not_utf_8_goes_in(document, tmp_path):
    name = os.fsencode(tmp_path) + b"/a\xff.jsonld"
    Path(os.fsdecode(name)).write_text(write([tagging_of(document, 1, "ships")]))
    status, out, _ = run("taggings", "import", tmp_path)
    assert (status, "a�.jsonld: 1 taggings" in out) == (0, True)
    assert Batch.objects.get().action.endswith("from a�.jsonld")


def test_taggings_go_in_and_come_out(document, tmp_path):
    marks = [reading_of(document, 1), tagging_of(document, 1, "ships")]
    file = tmp_path / "in.jsonld"
    file.write_text(write(marks, label="A talk"))
    status, out, _ = run("taggings", "import", file)
    assert (status, Tagging.objects.count(), Reading.objects.count()) == (0, 1, 1)
    assert "1 taggings and 1 readings new" in out
    status, out, _ = run("taggings", "export", tmp_path / "out", "--vocabulary", "subject")
    assert status == 0
    assert (tmp_path / "out" / "harbour-talk1.jsonld").read_text() == file.read_text()


@pytest.mark.parametrize("form", ["jsonld", "csv", "jsonl"])
def test_of_a_text_for_excerpts_only_places_go_out_and_no_words(document, tmp_path, form):
    tagged = [
        tagging_of(document, 1, "ships", words="harbour"),
        *(reading_of(document, n) for n in (2, 3)),
        tagging_of(document, 4, "rules"),
    ]
    (tmp_path / "in.jsonld").write_text(write(tagged))
    run("taggings", "import", tmp_path / "in.jsonld")
    source = "https://example.org/talk"
    Document.objects.update(access=Access.EXCERPT, source_url=source)
    run("taggings", "export", tmp_path / "out", "--format", form)
    [file] = (tmp_path / "out").iterdir()
    said = file.read_text()
    revision = document.revisions.get()
    assert not any(paragraph[:12] in said for paragraph in PARAGRAPHS if len(paragraph) > 12)
    assert " harbour and" not in said and (form != "jsonld" or "exact" not in said)
    assert source in said and revision.text_sha256 in said
    Tagging.objects.all().delete()
    Reading.objects.all().delete()
    Anchor.objects.all().delete()
    status, out, _ = run("taggings", "import", file)
    assert status == 0 and "2 taggings and 2 readings new" in out
    stands = {t.term_version.term.slug: t.anchor for t in Tagging.objects.all()}
    assert stands["ships"].exact == "harbour" and stands["rules"].whole
    revision.delete()  # what is counted in this text has no place in another
    document.revisions.create(number=1, text="Other.", text_sha256="1" * 64, rules_version=1)
    status, _, err = run("taggings", "import", file)
    assert status == 1 and "characters 14 to 21: the words are not given" in err


def test_a_rehearsal_says_so_and_keeps_nothing(document, tmp_path):
    file = tmp_path / "in.jsonld"
    file.write_text(write([tagging_of(document, 1, "ships")]))
    status, out, _ = run("taggings", "import", "--dry-run", file)
    assert (status, Tagging.objects.count()) == (0, 0)
    assert "would be new" in out


def test_one_refused_file_does_not_keep_the_others_out(document, tmp_path):
    (tmp_path / "a.jsonld").write_text("{")
    (tmp_path / "b.jsonld").write_text(write([tagging_of(document, 1, "boats")]))
    (tmp_path / "c.jsonld").write_text(write([tagging_of(document, 1, "ships")]))
    status, _, err = run("taggings", "import", tmp_path)
    assert (status, Tagging.objects.count()) == (1, 1)
    assert "a.jsonld: line 1, column 2: not JSON" in err
    assert "has no term 'boats'" in err


def test_a_judgment_without_a_place_makes_the_status_1(document, tmp_path):
    file = tmp_path / "in.jsonld"
    annotations = json.loads(write([tagging_of(document, 1, "ships")]))
    quote = annotations["first"]["items"][0]["target"]["selector"][0]
    quote["exact"] = "Words that nobody said here."
    file.write_text(json.dumps(annotations))
    status, out, err = run("taggings", "import", file)
    assert status == 1
    assert "1 without a place" in out
    assert "Words that nobody said here." in err


@pytest.mark.parametrize(
    "arguments",
    [
        ("taggings", "import", "{folder}/nowhere.jsonld"),
        ("taggings", "import", "{folder}"),
        ("taggings", "export", "{folder}", "--document", "nowhere"),
        ("taggings", "export", "{folder}", "--vocabulary", "nothing"),
        ("load_vocabularies", "{folder}/nowhere.yaml"),
        ("load_vocabularies", "{folder}"),
    ],
)
def test_wrong_use_makes_the_status_2(document, tmp_path, arguments):
    status, _, err = run(*(argument.format(folder=tmp_path) for argument in arguments))
    assert status == 2
    assert err


def test_a_vocabulary_file_that_is_refused_is_named_and_the_others_load(db, tmp_path):
    good = "key: {0}\nname: A\nquery_key: {0}\npath: {0}\nterms: []\n"
    (tmp_path / "a.yaml").write_text("name: A")
    (tmp_path / "b.yaml").write_text(good.format("good"))
    status, out, err = run("load_vocabularies", tmp_path)
    assert status == 1
    assert "a.yaml: the vocabulary has no key" in err
    assert "b.yaml: good: unchanged" in out


def test_a_folder_that_cannot_be_made_is_said_in_words(document):
    status, _, said = run("taggings", "export", "/dev/null/x")
    assert status == 2
    assert "/dev/null/x: cannot be written (Not a directory)" in said
