import csv
import io
import json
import re

import bibtexparser
import pytest
import rispy
from docx import Document as Docx

from documents.basket.exports import FILES
from documents.spreadsheets import defused
from search import exports, references
from tests.factories import Said, make_document, make_vocabulary
from tests.pages import folded

pytestmark = pytest.mark.django_db


def exported(client, form: str = "csv", **asked) -> list[dict]:
    response = client.get("/search/", {"format": form, **asked})
    assert response.status_code == 200 and response.streaming
    text = b"".join(response).decode()
    if form == "jsonl":
        return [json.loads(line) for line in text.splitlines()]
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture
def archive() -> None:
    make_vocabulary("topic", "Forced labor", "Supply chains")
    make_vocabulary("p", "Protection", register=True)
    for year in range(2001, 2011):
        make_document(
            Said(f"Labor, “forced”\nin {year}.", "Ada Byron", role="Chair", read=["p"]),
            Said(f"Of labor, at more length, as it was in the year {year}.", "Ada Byron"),
            Said(f"And of labor, at greater length, as in the year {year}.", "Ada Byron"),
            Said("Something else.", "Bo Chen"),
            held=str(year),
            title=f"Of {year}",
        )


def test_all_hits_come_in_the_order_of_the_list(client, archive, monkeypatch):
    monkeypatch.setattr(exports, "BATCH", 7)
    for asked in ({"q": "labor"}, {"sort": "oldest", "speaker": "ada-byron"}):
        pages = [client.get("/search/", {"format": "json", "page": n, **asked}) for n in (1, 2)]
        listed = [hit["id"] for page in pages for hit in page.json()["hits"]]
        for form in ("csv", "jsonl", "excel"):
            rows = exported(client, form, **asked)
            assert [row["id"] for row in rows if row.get("id")] == listed or form == "excel"
            assert len(rows) == 30


def test_a_row_says_who_said_what_where_and_by_which_search(client, archive):
    [row] = exported(client, q="forced", year="2008")
    assert row["text"] == "Labor, “forced”\nin 2008."
    assert (row["speaker"], row["role"], row["part"]) == ("Ada Byron", "Chair", "speaker")
    assert (row["date"], row["number"], row["found"], row["row"]) == ("2008", "1", "1", "1")
    assert (row["topic"], row["p"], row["shown"]) == ("unread", "none", "whole")
    assert row["address"] == f"http://testserver/passages/{row['id']}/?rev=1"
    again = client.get(row["search"].removeprefix("http://testserver") + "&format=json")
    assert again.json()["hits"][0]["id"] == row["id"]
    assert row["searched_at"].startswith("20")


@pytest.mark.parametrize("asked", [{"q": "nowhere"}, {"q": "labor", "speaker": "nobody"}])
def test_a_file_of_nothing_says_what_was_asked_and_when(client, archive, asked):
    for form in ("csv", "jsonl"):
        [row] = exported(client, form, **asked)
        said = {name: value for name, value in row.items() if value not in ("", None)}
        assert said.keys() == {"row", "found", "search", "searched_at"}
        assert (int(said["row"]), int(said["found"])) == (0, 0)
        assert f"q={asked['q']}" in said["search"] and said["searched_at"].startswith("20")


def test_a_file_for_excel_begins_with_a_byte_order_mark(client, archive):
    body = b"".join(client.get("/search/?q=labor&format=excel"))
    assert body.startswith(b"\xef\xbb\xbfrow,") and b"\r\n" in body


def test_a_file_that_is_cut_says_how_much_was_found(client, archive, monkeypatch):
    monkeypatch.setattr(exports, "MOST", 12)
    rows = exported(client, "jsonl", q="labor")
    assert len(rows) == 12 and {row["found"] for row in rows} == {30}
    page = folded(client.get("/search/?q=labor"))
    assert "The files hold the first 12." in page


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", " +1", "-2", "\t=1", "＝1"])
def test_a_cell_that_a_spreadsheet_would_run_is_defused(text):
    assert defused(text) == f"'{text}"


def test_ordinary_cells_stay_as_they_are():
    for text in ("", "Words – and more", "1 + 1", "“=”"):
        assert defused(text) == text


def test_formulas_from_texts_and_titles_do_not_run(client):
    make_document(Said("=HYPERLINK(1) word", "@Ada"), title="+2")
    [row] = exported(client, q="word")
    assert (row["text"], row["document"]) == ("'=HYPERLINK(1) word", "'+2")
    assert row["speaker"] == "'@Ada"


def test_what_is_not_understood_is_said_without_a_page(client):
    response = client.get("/search/?format=csv&page=x")
    assert response.status_code == 400 and response["Content-Type"].startswith("text/plain")
    assert "error" in client.get("/search/?format=jsonl&page=x").json()


def cited(client, form: str, **asked) -> str:
    response = client.get("/search/", {"format": form, **asked})
    assert response.status_code == 200, form
    return b"".join(response).decode() if response.streaming else response.content.decode()


@pytest.fixture
def five() -> None:
    for year in range(2001, 2006):
        make_document(Said(f"Labor in {year}.", "Ada Byron"), held=str(year), title=f"Of {year}")


def test_all_hits_come_as_citations_in_every_format_of_the_basket(client, five, monkeypatch):
    monkeypatch.setattr(exports, "BATCH", 2)
    listed = [row["address"] for row in exported(client, q="labor", sort="oldest")]
    search = "http://testserver/search/?q=labor&sort=oldest"
    files = {
        form: cited(client, form, q="labor", sort="oldest")
        for form in references.FORMATS
        if form != "docx"
    }
    assert {*FILES} - {"csv", "docx", "html"} == {*files} - {"webpage"}
    for form, file in files.items():
        addresses = dict.fromkeys(re.findall(r"http://testserver/passages/\w+/\?rev=1", file))
        assert [*addresses] == listed, form
        assert search in file.replace("&amp;", "&").replace("\\", ""), form
    for form in ("bibtex", "biblatex"):
        read = bibtexparser.parse_string(files[form])
        assert len(read.entries) == 5 and not read.failed_blocks
        assert "% 5 passages found by" in files[form]
    records = rispy.loads(files["ris"])
    assert len(records) == 5 and files["ris"].count("RN  - 5 passages found by") == 5
    items = json.loads(files["csljson"])
    assert [item["URL"] for item in items] == listed
    assert {item["custom"]["found"] for item in items} == {5}
    assert cited(client, "text", q="labor", style="apa").count("In the text: ") == 5
    assert client.get("/search/?q=labor&format=text&style=nonsense").status_code == 400


def test_files_of_citations_are_cut_as_the_page_says(client, five, monkeypatch):
    monkeypatch.setattr(references, "MOST_SET", 2)
    monkeypatch.setattr(references, "MOST", 3)
    assert cited(client, "markdown", q="labor").count("\n> ") == 2
    assert "2 of 5 passages found." in cited(client, "text", q="labor")
    body = client.get("/search/?q=labor&format=docx").content
    assert len([p for p in Docx(io.BytesIO(body)).paragraphs if p.style.name == "Quote"]) == 2
    assert len(json.loads(cited(client, "csljson", q="labor"))) == 3
    page = folded(client.get("/search/?q=labor"))
    assert "web page and text hold the first 2." in page and "format=biblatex" in page


def test_a_file_of_no_citations_is_whole_all_the_same(client, db):
    for form in references.FORMATS:
        file = client.get("/search/", {"q": "nowhere", "format": form}).getvalue()
        if form == "csljson":
            assert json.loads(file) == []
        elif form != "docx":
            assert b"0 passages found" in file
        if form == "ris":
            assert rispy.loads(file.decode()) == []
