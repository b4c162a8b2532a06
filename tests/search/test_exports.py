import csv
import io
import json

import pytest

from documents.spreadsheets import defused
from search import exports
from tests.factories import Said, make_document, make_vocabulary

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
    page = client.get("/search/?q=labor").content.decode()
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
