"""Judgments out and in by the browser: chosen, looked at first, taken in, undone."""

import csv
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from documents.models import Batch, Comment, Reading, Tagging
from tests.factories import Said, make_document, make_vocabulary, tag
from tests.pages import folded

pytestmark = pytest.mark.django_db


@pytest.fixture
def text(db):
    make_vocabulary("p", "Protection", "Prevention", register=True)
    make_vocabulary("topic", "Ships")
    document = make_document(Said("We speak of ships."), Said("And of rules.", read=["p"]))
    first, second = document.passages.order_by("pk")
    tag(first, "p", "prevention")
    tag(first, "topic", "ships", "suggested")
    return document


def rows(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def look_at(client, content: str | bytes, name: str = "judgments.csv"):
    data = content if isinstance(content, bytes) else content.encode()
    return client.post("/tagging/import/", {"file": SimpleUploadedFile(name, data)})


def take_in(client, looked):
    return client.post("/tagging/import/", {"looked": looked.context["looked"]}, follow=True)


def judgments() -> tuple[int, int, int]:
    return Tagging.objects.count(), Reading.objects.count(), Comment.objects.count()


@pytest.mark.parametrize(
    ("asked", "judged"),
    [
        ("", ["tagging", "tagging", "reading"]),
        ("of=p", ["tagging", "reading"]),
        ("of=topic", ["tagging"]),
        ("q=rules", ["reading"]),
        ("q=rules&of=topic", []),
        ("document={slug}&of=topic", ["tagging"]),
    ],
)
def test_what_is_chosen_goes_out(client, reviewer, text, asked, judged):
    asked = asked.format(slug=text.slug)
    found = rows(client.get(f"/tagging/export/?{asked}&as=csv"))
    assert sorted(row["judgment"] for row in found) == sorted(judged)


def test_the_page_counts_what_a_file_would_hold(client, reviewer, text):
    page = folded(client.get("/tagging/export/?q=ships&as="))
    assert "2 taggings, 0 readings" in page
    assert 'href="?q=ships&amp;as=csv"' in page


@pytest.mark.parametrize("asked", ["of=x", "as=x", "page=x"])
def test_what_is_not_known_is_refused(client, reviewer, text, asked):
    assert client.get(f"/tagging/export/?{asked}").status_code == 400


@pytest.mark.parametrize("form", ["csv", "jsonl", "jsonld"])
def test_a_file_that_went_out_comes_in_again_and_is_undone(client, reviewer, text, form):
    Comment.objects.create(passage=text.passages.first(), by=reviewer, text="Sure?\n=1+1")
    before = judgments()
    file = client.get(f"/tagging/export/?as={form}").content
    assert "Nothing of it is new" in look_at(client, file, f"a.{form}").content.decode()
    Tagging.objects.all().delete()
    Reading.objects.all().delete()
    Comment.objects.all().delete()
    looked = look_at(client, file, f"a.{form}")
    assert looked.context["outcome"].new == sum(before)
    assert judgments() == (0, 0, 0), "looking changes nothing"
    take_in(client, looked)
    assert judgments() == before
    assert Comment.objects.get().text == "Sure?\n=1+1"
    client.post(f"/tagging/actions/{Batch.objects.get().pk}/undo/")
    assert judgments() == (0, 0, 0)


def test_what_cannot_be_taken_in_is_listed_by_line_and_the_rest_comes_in(client, reviewer, text):
    found = rows(client.get("/tagging/export/?of=p&as=csv"))
    Tagging.objects.all().delete()
    (marked,) = [row for row in found if row["judgment"] == "tagging"]
    wrong = [{"exact": "Not a word."}, {"term": "no-such-term"}, {"document": "another-key"}]
    file = io.StringIO()
    writer = csv.DictWriter(file, list(marked))
    writer.writeheader()
    writer.writerows([marked, *(marked | change for change in wrong)])
    looked = look_at(client, file.getvalue())
    outcome = looked.context["outcome"]
    assert outcome.taggings == 1
    assert [re.match(r"row \d", s).group() for s in outcome.unplaced] == ["row 3"]
    assert [re.match(r"row \d", s).group() for s in outcome.unknown] == ["row 4", "row 5"]
    assert "no-such-term" in looked.content.decode()
    take_in(client, looked)
    assert Tagging.objects.get().status == "approved"


def test_what_was_decided_here_stays(client, reviewer, text):
    file = client.get("/tagging/export/?of=p&as=csv").content
    Tagging.objects.filter(status="approved").update(status="rejected")
    looked = look_at(client, file)
    assert len(looked.context["outcome"].differing) == 1
    assert "1, left as it was decided here" in looked.content.decode()


def test_every_line_that_is_wrong_is_named(client, reviewer, text):
    answer = look_at(client, "judgment,document,vocabulary,exact,by,created\nx,d,v,w,b,c\ny,,,,,\n")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "row 2: created is" in page and "row 3: document is missing" in page


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"\xff\xfe\x00", "a.csv", "is not UTF-8 text"),
        (b"[]", "a.docx", "ends with none of"),
        (b"", "a.csv", "This file is empty"),
        (b"{", "a.jsonld", "not JSON"),
    ],
)
def test_a_file_that_is_none_is_refused_in_words(client, reviewer, text, content, name, said):
    answer = look_at(client, content, name)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)


def test_only_what_was_looked_at_is_taken_in(client, reviewer, text):
    answer = client.post("/tagging/import/", {"looked": "something else"})
    assert (answer.status_code, "choose the file once more" in answer.content.decode()) == (
        422,
        True,
    )
