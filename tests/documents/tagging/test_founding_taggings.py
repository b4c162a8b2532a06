"""The founding texts, loaded, with the judgments that were made on them by hand."""

import re
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.models import Exists, OuterRef

from documents.models import Document, PassageVersion, Reading, Tagging, Vocabulary
from documents.tagging.anchors import letters_of
from documents.tagging.exchange import parse
from documents.tagging.exporting import marks_of
from documents.tagging.importing import import_marks

pytestmark = pytest.mark.django_db

FIXTURES = Path(__file__).parents[3] / "fixtures"
FILES = sorted((FIXTURES / "taggings").glob("*.jsonld"))


@pytest.fixture
def founding_texts(settings, tmp_path):
    settings.ORIGINALS = tmp_path
    call_command("ingest", str(FIXTURES / "texts"), verbosity=0)
    call_command("load_vocabularies", str(FIXTURES / "vocabularies"), verbosity=0)


def read(path: Path):
    return parse(path.read_text(encoding="utf-8"))


def test_every_passage_has_been_read_for_both_vocabularies(founding_texts):
    unplaced = [sentence for path in FILES for sentence in import_marks(read(path)).unplaced]
    assert unplaced == []
    assert Document.objects.count() == len(FILES) == 5
    for vocabulary in Vocabulary.objects.all():
        read_for_it = Reading.objects.filter(version=OuterRef("pk"), vocabulary=vocabulary)
        unread = PassageVersion.objects.current().numbered().exclude(Exists(read_for_it))
        assert [version.text for version in unread] == []


def test_each_term_is_on_a_passage_once_and_every_search_of_the_readme_finds_some(
    founding_texts, client
):
    for path in FILES:
        import_marks(read(path))
    taggings = Tagging.objects.values_list("anchor__passage", "term_version__term")
    assert max(Counter(taggings).values()) == 1
    assert Reading.objects.count() == 2 * PassageVersion.objects.current().numbered().count()
    readme = (FIXTURES.parent / "README.md").read_text(encoding="utf-8")
    searches = re.findall(r"(/search/\?[^' ]*format=json)", readme)
    assert searches
    for address in searches:
        assert client.get(address).json()["total"] > 0, address


def test_the_judgments_come_out_as_they_went_in(founding_texts):
    for path in FILES:
        marks = read(path)
        import_marks(marks)
        document = Document.objects.get(key=marks[0].place.document)
        out = marks_of(document)
        assert [_judgment(mark) for mark in out] == [_judgment(mark) for mark in marks]
        assert import_marks(out).unchanged == len(marks)


def _judgment(mark) -> tuple:
    """What was judged of which words, whatever the rules of reading make of marks and spaces."""
    words = letters_of(mark.place.exact)
    return (mark.place.document, words, mark.vocabulary, getattr(mark, "term", None))
