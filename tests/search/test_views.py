import json
import random
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from documents.vocabularies import Access
from tests.factories import Said, make_document, make_vocabulary

pytestmark = pytest.mark.django_db

SCRIPT = '<script>alert("x")</script>'
IMAGE = "<img src=x onerror=alert(1)>"


def ask(client: Client, **parameters) -> dict:
    response = client.get("/search/", {"format": "json", **parameters})
    assert response.status_code == 200, response.content
    return response.json()


def test_the_shape_of_the_json_that_clients_rely_on(client):
    make_vocabulary("topic", "Forced labor")
    make_vocabulary("p", "Protection", "Prevention", register=True)
    document = make_document(
        Said(
            "She said “end forced labor” there.",
            speaker="Ada Byron",
            quotes=[("end forced labor", "Bo Quoted")],
            tags={"p": ["protection"]},
        ),
        held="2008-06-03",
    )
    passage = document.passages.get()
    answer = ask(client, q="forced labor")
    assert answer["total"] == 1 and answer["page"] == 1
    assert answer["hits"] == [
        {
            "id": passage.public_id,
            "url": f"/documents/{document.slug}/?q=forced+labor#p1",
            "document": document.slug,
            "speaker": {"slug": "ada-byron", "name": "Ada Byron"},
            "quoted": [{"slug": "bo-quoted", "name": "Bo Quoted"}],
            "date": "2008-06-03",
            "year": 2008,
            "kind": "speech",
            "number": "1",
            "text": "She said “end forced labor” there.",
            "terms": {"topic": [], "p": ["protection"]},
        }
    ]
    assert {"speaker", "year", "topic", "p", "kind"} <= set(answer["facets"])
    assert answer["facets"]["year"] == [
        {"value": "2008", "label": "2008", "count": 1, "selected": False}
    ]
    assert answer["facets"]["topic"] == [
        {"value": "unread", "label": "Not yet read", "count": 1, "selected": False}
    ]


def test_unknown_is_null(client):
    make_document(Said("word", speaker=None), kind=None)
    [hit] = ask(client, q="word")["hits"]
    assert (hit["speaker"], hit["date"], hit["year"], hit["kind"]) == (None, None, None, None)


def test_a_page_beyond_the_list_is_empty(client):
    make_document("word")
    assert ask(client, page="7") | {"facets": None} == {
        "total": 1,
        "page": 7,
        "hits": [],
        "facets": None,
    }


def test_refusals_are_said_in_words(client):
    response = client.get("/search/?format=json&page=-1&sort=x")
    assert response.status_code == 400
    assert response.json()["error"].startswith("The ")
    page = client.get("/search/?page=-1&q=labor")
    assert page.status_code == 400
    assert "The page “-1” was not understood" in page.content.decode()
    assert 'value="labor"' in page.content.decode()


def test_of_an_excerpt_only_document_no_whole_long_passage_is_given_out(client):
    make_document("Forced labor. " + "Sentence after sentence. " * 100, access=Access.EXCERPT)
    [hit] = ask(client, q="forced")["hits"]
    assert len(hit["text"]) < 500 and hit["url"].startswith("/passages/")


def test_one_passage_is_read_out_as_one_in_every_facet(client):
    make_vocabulary("p", "Protection", register=True)
    make_document(Said("word", tags={"p": ["protection"]}), Said("word", read=["p"]))
    page = client.get("/search/?q=word").content.decode()
    assert '1<span class="vh"> passage<' in page
    assert '1<span class="vh"> passages<' not in page


def test_htmx_gets_the_fragment_and_its_cache_is_kept_apart(client):
    make_document("word")
    page = client.get("/search/?q=word")
    fragment = client.get("/search/?q=word", headers={"HX-Request": "true"})
    restored = client.get(
        "/search/?q=word", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"}
    )
    assert "<html" in page.content.decode() and "<html" not in fragment.content.decode()
    assert "<html" in restored.content.decode()
    assert "HX-Request" in page["Vary"]


def test_markup_in_text_title_name_and_query_is_shown_as_text(client):
    make_vocabulary("topic", f"Topic {IMAGE}")
    make_document(
        Said(f"Forced {SCRIPT} labor {IMAGE}", speaker=f"Ada {IMAGE}", role=SCRIPT),
        title=f"Title {SCRIPT}",
        publisher=f"Press {IMAGE}",
    )
    for parameters in (
        {"q": "labor"},
        {"q": f'"{SCRIPT}"'},
        {"q": IMAGE, "speaker": SCRIPT},
        {"page": IMAGE},
    ):
        body = client.get("/search/", parameters).content.decode()
        assert "<script>alert" not in body and "<img src=x" not in body
    assert "<mark>labor</mark>" in client.get("/search/?q=labor").content.decode()


def test_the_document_page_marks_the_words_of_the_search_that_led_there(client):
    make_document(
        Said(f"Forced {SCRIPT} labor (Laughs.) rights", notes=["(Laughs.)"]), "Other words"
    )
    [hit] = ask(client, q='"labor rights"')["hits"]
    body = client.get(hit["url"]).content.decode()
    assert "<mark>labor" in body and "<script>alert" not in body
    assert "<mark>" not in client.get(hit["url"].partition("?")[0]).content.decode()


def test_the_number_of_queries_does_not_grow_with_the_hits(client, django_assert_max_num_queries):
    make_vocabulary("p", "Protection", register=True)
    for n in range(3):
        make_document(*[Said(f"word {n}", speaker=f"Ada {n} {k}") for k in range(8)])
    client.get("/search/?q=word+forced")
    with django_assert_max_num_queries(27):
        client.get("/search/?q=word&speaker=ada-0-1&speaker=ada-0-2&kind=speech")


BITS = [
    *"\"'“”()-*:&|!\\%_ا日😀",
    *("OR", "AND", "NOT", "~5", "<->", "trafficking", "forced labor", "<script>", "speaker:", "p:"),
    *(
        "year:99999999999999999999",
        "NEAR/3",
        "';drop table x;--",
        "\u202e",
        "\ufeff",
        "\x00",
        "\udcff",
    ),
    *("-1", "0", "1e9", "999999", "json", "csv", "all", "none", "unread", "undated", "unknown", ""),
    *("-" * 50, "a" * 9000, "É" * 300),
]
KEYS = (
    "speaker quoted part role year topic p kind publisher language collection document type "
    "tagged sort view count page format"
)


@pytest.mark.parametrize("seed", range(3))
def test_no_request_of_any_kind_fails(client, seed):
    make_vocabulary("topic", "Forced labor")
    make_vocabulary("p", "Protection", register=True)
    make_document(Said("Victims of forced labor", tags={"p": ["protection"]}), held="2008")
    draw = random.Random(seed)  # noqa: S311
    for _ in range(60):
        parameters: dict[str, object] = {"q": " ".join(draw.choices(BITS, k=draw.randint(0, 9)))}
        parameters |= {k: draw.choices(BITS, k=2) for k in KEYS.split() if draw.random() < 0.2}
        query = urlencode(parameters, doseq=True, errors="surrogatepass")
        response = client.get(f"/search/?{query}")
        assert response.status_code in (200, 400), query
        if "format=json" in query and response["Content-Type"] == "application/json":
            assert ("error" in json.loads(response.content)) == (response.status_code == 400)


def test_a_tampered_request_can_only_be_read(client):
    assert client.post("/search/", {"q": "word"}).status_code == 405


@pytest.mark.parametrize("view", ["passages", "documents", "concordance"])
def test_a_page_asks_the_database_as_often_for_many_hits_as_for_one(view, client):
    def statements() -> int:
        client.get(f"/search/?q=labor&view={view}")
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/search/?q=labor&view={view}")
        return len(captured)

    make_document(Said("labor", "Mark P. Lagon"))
    of_one = statements()
    for number in range(5):
        make_document(Said(f"labor {number}", "Mark P. Lagon"), Said("labor", "Lea Terhune"))
    assert statements() == of_one
