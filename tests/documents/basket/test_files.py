import csv
import io
import json
from unittest.mock import Mock

import bibtexparser
import docx
import pypandoc
import pytest
import rispy

from tests.documents.basket.reader import add, change, ids, kept
from tests.factories import Said, make_document

pytestmark = pytest.mark.django_db


def test_without_pandoc_the_basket_and_its_files_say_so(client, three, monkeypatch):
    monkeypatch.setattr(pypandoc, "get_pandoc_path", Mock(side_effect=OSError))
    add(client, three[0])
    said = "follow no style"
    assert said in client.get("/basket/", {"style": "mla"}).content.decode()
    address = client.post("/basket/share/")["Location"]
    assert said in client.get(address).content.decode()
    for form in ("markdown", "text", "html"):
        for base in ("/basket/", address):
            file = client.get(f"{base}export/", {"format": form}).content.decode()
            assert said in file and "para. 1" not in file and "¶ 1" in file
    assert said not in client.get(f"{address}export/?format=ris").content.decode()


def test_two_hundred_passages_come_back_from_word_in_order(client):
    make_document(*(Said(f"Words number {n}, & “quoted”.") for n in range(100)), title="A")
    make_document(*(Said(f"Words number {n}.\x0b") for n in range(100, 200)), title="B")
    passages = ids()[::-1]
    add(client, *passages)
    change(client, 7, "keep", note="My <note>")
    body = client.get("/basket/export/?format=docx").content
    paragraphs = docx.Document(io.BytesIO(body)).paragraphs
    quotes = [n for n, p in enumerate(paragraphs) if p.style.name == "Quote"]
    expected = [int("".join(filter(str.isdigit, w))) for w in kept(client)]
    assert len(quotes) == 200
    assert [int("".join(filter(str.isdigit, paragraphs[n].text))) for n in quotes] == expected
    for n, public_id in zip(quotes, passages, strict=True):
        assert f"/passages/{public_id}/?rev=1" in paragraphs[n + 1].text
    assert paragraphs[quotes[7] + 2].text == "Note: My <note>"


def test_titles_that_a_style_sets_in_italics_are_so_in_every_file(client, three):
    add(client, three[0])
    address = client.post("/basket/share/", {"style": "apa"})["Location"]
    for base in ("/basket/", address):
        body = client.get(f"{base}export/?format=docx&style=apa").content
        runs = [r for p in docx.Document(io.BytesIO(body)).paragraphs for r in p.runs]
        assert [run.text for run in runs if run.italic] == ["On engines"]
        for form, said in {
            "html": "(2008). <i>On engines</i> [Speech]",
            "markdown": "(2008). *On engines* [Speech]",
            "text": "(2008). On engines [Speech]",
            "csv": "(2008). On engines [Speech]",
        }.items():
            file = client.get(f"{base}export/?format={form}&style=apa").content.decode()
            assert said in file, form
            assert form != "html" or "One &lt;b&gt;." in file
        page = client.get(f"{base}?style=apa").content.decode()
        assert "<i>On engines</i>" in page


def test_markdown_and_csv_hold_quotations_citations_and_notes(client, three):
    add(client, three[0], three[2])
    change(client, 0, "keep", note="=1+1")
    said = client.get("/basket/export/?format=markdown").content.decode()
    assert "> “One \\<b\\>.”" in said and "Note: =1+1" in said and "> “Three.”" in said
    body = client.get("/basket/export/?format=csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(body, newline="")))
    assert [row["words"] for row in rows] == ["One <b>.", "Three."]
    assert rows[0]["note"] == "'=1+1"
    assert "“On Engines” (speech, 2008), para. 1" in rows[0]["citation"]


def test_reference_managers_get_every_passage_with_its_note(client, three):
    add(client, *three)
    change(client, 1, "keep", note="For the preface")
    said = client.get("/basket/export/?format=bibtex").content.decode()
    assert len(bibtexparser.parse_string(said).entries) == 3 and "For the preface" in said
    said = client.get("/basket/export/?format=biblatex").content.decode()
    assert len(bibtexparser.parse_string(said).entries) == 3 and "@unpublished{" in said
    records = rispy.loads(client.get("/basket/export/?format=ris").content.decode())
    assert [r["title"] for r in records] == ["On engines"] * 3
    assert "For the preface" in records[1]["notes"][0]
    items = json.loads(client.get("/basket/export/?format=csljson").content)
    assert [item["id"] for item in items] == [f"speaker2008engines-p{n}" for n in (1, 2, 3)]


def test_citations_follow_the_style_that_is_asked_for(client, three):
    add(client, three[0])
    page = client.get("/basket/", {"style": "apa"}).content.decode()
    assert "Speaker, A. (2008)." in page and "In the text: (Speaker, 2008, para. 1)" in page
    said = client.get("/basket/export/?format=markdown&style=mla").content.decode()
    assert "Speaker, Ada. “On Engines.”" in said
    make_document(Said("Looms."), title="A loom", held="2008")
    add(client, three[1], ids()[0])
    page = client.get("/basket/", {"style": "apa"}).content.decode()
    for number, said in (("1", "2008b"), ("2", "2008b"), ("1", "2008a")):
        assert f"(Speaker, {said}, para. {number})" in page
    assert client.get("/basket/", {"style": "papyrus"}).status_code == 400
