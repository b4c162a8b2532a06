"""The checker by web: the page, and the same for programs."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from documents.vocabularies import Access, Part, PassageType
from search.models import Caller
from search.quotes import limits, views
from tests.factories import Said, make_document
from tests.pages import body

pytestmark = pytest.mark.django_db

WORDS = "We would not improve it, unless everybody agreed."
ARTICLE = (
    f"“{WORDS}” said Ada Byron. “It never ran in any town,” said Charles Babbage. "
    + "Filler. " * 300
)


@pytest.fixture(autouse=True)
def said():
    make_document(Said(f"{WORDS} It is settled, and no more of it.", "Ada Byron"), held="1843")
    return make_document(
        Said(
            "She said, “we must act on it at once,” of engines.",
            "Cy Writer",
            Part.AUTHOR,
            "",
            PassageType.NARRATIVE,
            quotes=[("we must act on it at once,", "Ada Byron")],
        ),
        kind="article",
    )


def page(client, **asked) -> str:
    answer = client.get("/quotes/", asked)
    assert answer.status_code == 200 and not answer.cookies
    return " ".join(answer.content.decode().split())


def test_the_verdict_stands_in_title_heading_and_words(client):
    found = page(client, quote="We would improve it, unless everybody agreed.")
    assert "<title>1 quotation checked: altered" in found
    assert "A negation differs: “not” is missing." in found
    assert "<ins>not</ins>" in found
    assert "<dt>You wrote</dt>" in found and "2 passages" not in found
    assert " true" not in found and " false" not in found


def test_a_wrong_speaker_is_shown_against_the_right_one(client):
    found = page(client, quote=WORDS, attributed_to="Charles Babbage")
    assert "<del>Charles Babbage:</del>" in found and "<ins>Ada Byron:</ins>" in found
    assert "holds nothing by anybody called Charles Babbage" in found


def test_what_the_archive_holds_is_told_where_nothing_was_found(client):
    found = page(client, quote="No engine ever dreamed of electric lambs", attributed_to="Byron")
    assert "not proof that it was not said" in found
    assert "The archive holds 1 passage by" in found
    assert "quoted in 1 passage of others" in found


def test_an_article_of_the_archive_says_whom_it_quotes(client):
    found = page(client, quote="we must act on it at once", attributed_to="Ada Byron")
    assert "Exact" in found and "quoted by Cy Writer" in found


def test_a_short_text_gets_an_address_and_a_long_article_is_answered_at_once(client):
    answer = client.post("/quotes/", {"quote": WORDS, "attributed_to": "Byron"})
    assert answer.status_code == 302 and answer["Location"].endswith("#results")
    assert "exact" in client.get(answer["Location"]).content.decode()
    answer = client.post("/quotes/", {"quote": ARTICLE})
    assert answer.status_code == 200
    found = answer.content.decode()
    assert "2 quotations checked: 1 exact, 1 not found" in found
    assert "taken out of it" in found


def test_a_list_is_uploaded_and_what_was_found_is_taken_away(client):
    file = SimpleUploadedFile("list.csv", f'id,quote\n7,"{WORDS}"\n'.encode())
    answer = client.post("/quotes/", {"list": file})
    assert "1 quotation checked: exact" in answer.content.decode()
    listed = answer.context["listed"]
    found = client.post("/quotes/", {"list": listed, "format": "json"}).json()
    assert found["results"][0]["verdict"] == "exact" and found["results"][0]["id"] == "7"
    rows = client.post("/quotes/", {"list": listed, "format": "csv"}).content.decode().splitlines()
    assert rows[0].startswith("id,verdict") and rows[1].startswith("7,exact")


def test_programs_send_json_or_an_article_without_token_or_cookie(client):
    send = {"content_type": "application/json"}
    client.handler.enforce_csrf_checks = True
    answer = client.post("/quotes/", [{"id": "a", "quote": WORDS}], **send)
    (one,) = answer.json()["results"]
    assert (one["id"], one["verdict"], one["speaker"]) == ("a", "exact", "Ada Byron")
    assert answer["Access-Control-Allow-Origin"] == "*" and not answer.cookies
    assert client.options("/quotes/")["Access-Control-Allow-Headers"] == "Content-Type"
    answer = client.post("/quotes/", ARTICLE, content_type="text/plain")
    assert [one["attributed_to"] for one in answer.json()["results"]] == [
        "Ada Byron",
        "Charles Babbage",
    ]
    answer = client.get("/quotes/", {"quote": WORDS, "format": "json"})
    assert answer.json()["results"][0]["verdict"] == "exact"


def test_of_a_long_article_it_is_told_what_was_left_out(client, monkeypatch):
    monkeypatch.setattr(views, "MOST_QUOTATIONS", 1)
    assert "1 quotation more was found and not checked" in page(client, quote=ARTICLE)
    answer = client.post("/quotes/", ARTICLE, content_type="text/plain")
    assert answer.json()["unchecked"] == 1


@pytest.mark.parametrize(
    ("body", "media_type", "status"),
    [
        ("{}", "application/json", 400),
        ("[", "application/json", 400),
        (b"\xff", "text/plain", 400),
        (json.dumps([{"quote": "a"}] * 101), "application/json", 413),
        ("a" * 1_000_001, "application/json", 413),
        ("word " * 10_001, "text/plain", 413),
        ("<a/>", "application/xml", 415),
    ],
)
def test_what_programs_may_not_send_is_refused_as_json(client, body, media_type, status):
    answer = client.post("/quotes/", body, content_type=media_type)
    assert answer.status_code == status
    assert answer.json()["error"]


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        ({"CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked"}, 411, "with Content-Length"),
        ({"HTTP_CONTENT_ENCODING": "gzip"}, 415, "not compressed"),
    ],
)
def test_what_arrives_in_a_coding_that_is_not_read_is_not_taken_for_nothing(
    client, sent, status, said
):
    answer = client.post("/quotes/", "[]", content_type="application/json", **sent)
    assert answer.status_code == status and said in answer.json()["error"]


def test_a_form_that_cannot_be_read_is_refused_in_words(client, caplog):
    answer = client.post("/quotes/", b"x", content_type="multipart/form-data")
    assert answer.status_code == 400 and b"could not be read" in answer.content
    assert "Traceback" not in caplog.text


def test_a_name_that_is_too_long_is_refused_in_words(client):
    answer = client.get("/quotes/", {"quote": WORDS, "attributed_to": "Ada " * 200})
    assert answer.status_code == 400 and b"up to 300 are compared" in answer.content
    sent = [{"quote": WORDS, "attributed_to": "Ada " * 9_000}]
    answer = client.post("/quotes/", sent, content_type="application/json")
    (one,) = answer.json()["results"]
    assert one["verdict"] == "refused" and "up to 300" in one["remarks"][0]


def test_requests_are_counted_for_all_processes_and_without_the_address(client, monkeypatch):
    monkeypatch.setattr(limits, "time", lambda: 1_000_050.0)
    for _ in range(2):
        client.get("/quotes/", {"quote": "the"})
    (known,) = Caller.objects.all()
    assert known.requests == 2 and "127.0.0.1" not in str(known)
    Caller.objects.create(id="before", minute=1, requests=5)
    monkeypatch.setattr(limits, "time", lambda: 1_000_200.0)
    client.get("/quotes/", {"quote": "the"})
    assert [caller.requests for caller in Caller.objects.all()] == [1]


def test_programs_are_told_that_there_is_nothing_to_check_and_what_forms_answers_have(client):
    answer = client.get("/quotes/", {"quote": "", "format": "json"})
    assert answer.status_code == 400 and "nothing to check" in answer.json()["error"]
    assert client.get("/quotes/", {"quote": ""}).status_code == 200
    answer = client.get("/quotes/", {"quote": WORDS, "format": "xml"})
    assert answer.status_code == 400 and b"not \xe2\x80\x9cxml\xe2\x80\x9d" in answer.content


def test_too_many_requests_are_told_when_to_come_again(client, monkeypatch):
    monkeypatch.setattr(limits, "time", lambda: 1_000_050.0)
    monkeypatch.setattr(limits, "PER_MINUTE", 2)
    answers = [client.get("/quotes/", {"quote": "the", "format": "json"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "30 seconds" in answers[2].json()["error"] and answers[2]["Retry-After"] == "30"
    answer = client.get("/quotes/", {"quote": "the"})
    assert answer.status_code == 429 and b"Too many checks" in answer.content
    monkeypatch.setattr(limits, "time", lambda: 1_000_080.0)
    assert client.get("/quotes/", {"quote": "the"}).status_code == 200


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "a",
        "the of and",
        "w " * 500_000,
        "من أين لك هذا؟ “הכל בסדר”",
        "🙂🙃 “🙂”",
        "<script>alert(1)</script> “<b>” said {{ settings }} {% now %}",
        "\0\x1b\ud800“\u202e”",
        "“word " * 5_000,
        "[[[((([…]…...…)))]]]",
    ],
)
def test_odd_texts_are_answered_in_words(client, text):
    text = text.encode("utf-8", "replace").decode()
    for form in ("", "json", "csv"):
        answer = client.post("/quotes/", {"quote": text, "format": form}, follow=True)
        assert answer.status_code in (200, 400, 413)
        assert b"<script>alert" not in answer.content or form


def test_of_a_document_for_excerpts_only_what_was_typed_is_shown(client, said):
    make_document(
        Said("They alone decide, but never in the dark and never by themselves.", "Dee Ode"),
        access=Access.EXCERPT,
    )
    found = page(client, quote="They alone decide, but always in the dark", attributed_to="Ode")
    assert "They alone decide, but" in found and "in the dark" in found
    assert "never in" not in found and "“never" not in found and "by themselves" not in found
    assert "only excerpts may be shown" in found


def test_the_help_tells_programs_every_limit(client):
    told = body(client, "/help/quotes/")
    for limit in ("400 words", "20,000 characters", "300 characters", "10,000 words", "20 seconds"):
        assert limit in told
    assert "120 requests a minute" in told and "100 quotations" in told
