"""The bench's page: what it shows, how it answers, what it refuses."""

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.correcting import correct, latest_revision, sheet_of
from documents.ingest import worksheet
from documents.models import Comment, Document, PassageVersion, Tagging, Term, TermVersion
from documents.tagging.merging import merge
from tests.factories import Said, make_document, tag
from tests.pages import folded

pytestmark = pytest.mark.django_db


def address(version, number: int, **asked: str) -> str:
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    return f"/tagging/passages/{version(number).passage.public_id}/?{query}"


def test_a_stale_save_is_refused_with_both_versions(signed_in, bench, version):
    first, second = signed_in("Tagger"), signed_in("Reviewer")
    page = first.get(address(version, 2)).context["bench"]
    bench(second, 2, toggle="p/protection")
    answer = bench(first, 2, toggle="p/prevention", state=page.state, seen="no marks")
    said = folded(answer)
    assert answer.status_code == 409
    assert "<dd>no marks</dd>" in said and "<dd>Protection: approved</dd>" in said
    assert '<input type="hidden" name="toggle" value="p/prevention">' in said
    assert Tagging.objects.count() == 1


def test_a_key_that_two_vocabularies_have_is_that_of_the_one_at_hand(signed_in, version, topics):
    Term.objects.filter(vocabulary=topics, slug="forced-labor").update(keyboard="1")
    tagger = signed_in("Tagger")
    for at_hand, has, has_not in (
        ("p", "p/prosecution", "topic/forced-labor"),
        ("topic", "topic/forced-labor", "p/prosecution"),
    ):
        page = folded(tagger.get(address(version, 2, vocabulary=at_hand, queue="all")))
        assert f'value="{has}" data-key="1"' in page and page.count('data-key="1"') == 1
        assert f'value="{has_not}" aria-pressed' in page, "it can be pressed by hand"


def test_a_refused_key_says_what_it_would_do_now(signed_in, bench, version):
    first = signed_in("Reviewer")
    page = first.get(address(version, 2)).context["bench"]
    bench(signed_in("Keeper"), 2, toggle="p/protection")
    same = bench(first, 2, toggle="p/protection", state=page.state).content.decode()
    assert "Take back Protection</button>" in same
    other = bench(first, 2, toggle="p/prevention", state=page.state).content.decode()
    assert "Mark with Prevention</button>" in other


def test_who_was_overtaken_by_the_own_other_window_is_not_told_of_somebody_else(
    signed_in, bench, version
):
    tagger = signed_in("Tagger")
    page = tagger.get(address(version, 2)).context["bench"]
    bench(tagger, 2, toggle="p/protection")
    twice = bench(tagger, 2, toggle="p/protection", state=page.state)
    said = twice.content.decode()
    assert twice.status_code == 409 and "you judged it yourself since" in said
    assert "somebody else" not in said and Tagging.objects.count() == 1


def test_the_same_can_be_done_all_the_same(signed_in, bench, version):
    first = signed_in("Tagger")
    page = first.get(address(version, 2)).context["bench"]
    bench(signed_in("Reviewer"), 2, toggle="p/protection")
    refused = bench(first, 2, toggle="p/prevention", state=page.state)
    again = bench(first, 2, toggle="p/prevention", state=refused.context["bench"].state)
    assert (again.status_code, Tagging.objects.count()) == (200, 2)


def corrected(version, number: int, text: str) -> None:
    """Publish a correction of the passage: the new text of the whole document but for it."""
    document = version(number).passage.document
    revision = latest_revision(document)
    sheet = worksheet.write(sheet_of(revision))
    correct(document, sheet.replace(version(number).text, text), "A slip.", revision.number)


@pytest.mark.parametrize(
    ("now", "would", "selected"),
    [
        (
            "Thank you. We must prevent forced labor; we must also protect its victims.",
            "Mark “prevent forced labor” with Prevention",
            "prevent forced labor",
        ),
        ("We must end what is forced; we must also protect its victims.", None, None),
    ],
)
def test_selected_words_are_found_again_in_a_corrected_text_or_dropped(
    signed_in, bench, version, now, would, selected
):
    tagger = signed_in("Tagger")
    shown, then = tagger.get(address(version, 2)).context["bench"], version(2)
    corrected(version, 2, now)
    at = then.text.index("prevent forced")
    asked = {"start": str(at), "end": str(at + 20), "toggle": "p/prevention"}
    refused = bench(tagger, 2, state=shown.state, seen=shown.seen, text=str(then.pk), **asked)
    page = unescape(refused.content.decode())
    assert refused.status_code == 409 and "the text was corrected" in page and "<ins>" in page
    assert "has been judged" not in page
    conflict = refused.context["conflict"]
    assert f"{would}</button>" in page if would else "Select them again" in page and conflict.lost
    again = dict(conflict.again)
    assert ("start" in again) is bool(selected)
    if selected:
        bench(tagger, 2, **again)
        assert Tagging.objects.get().anchor.exact == selected


def test_without_script_a_save_leads_back_to_the_page(signed_in, version):
    client = signed_in("Tagger")
    here = address(version, 2, vocabulary="p", queue="all")
    state = client.get(here).context["bench"].state
    answer = client.post(here, {"toggle": "p/prevention", "state": state}, follow=True)
    assert answer.redirect_chain == [
        (here.replace("queue=all&vocabulary=p", "vocabulary=p&queue=all"), 302)
    ]
    assert "Prevention proposed." in answer.content.decode()


def test_nothing_here_goes_on_to_the_next_of_the_queue(signed_in, bench, version):
    answer = bench(signed_in("Tagger"), 1, queue="untagged", none="p", go="on")
    assert version(2).passage.public_id in answer["X-Bench-Address"]


def test_the_three_standings_are_told_apart(signed_in, bench, version):
    tagger = signed_in("Tagger")
    bench(tagger, 1, none="p")
    bench(tagger, 2, toggle="p/prevention")
    page = tagger.get(address(version, 2, queue="all"))
    assert [row.standing.said for row, _ in page.context["rows"]] == [
        "read, none",
        "Prevention?",
        "not yet read",
    ]
    assert page.context["numbers"] == {
        "untagged": 1,
        "suggested": 0,
        "proposed": 1,
        "reopened": 0,
        "none": 1,
        "mine": 2,
        "all": 3,
    }


def test_comments_are_for_those_who_tag(signed_in, bench, version, client):
    bench(signed_in("Tagger"), 2, say="on", comment="Is <b>this</b> Prevention?")
    page = signed_in("Reviewer").get(address(version, 2)).content.decode()
    assert "Is &lt;b&gt;this&lt;/b&gt; Prevention?" in page
    assert Comment.objects.count() == 1
    assert (
        "Prevention?"
        not in client.get(f"/passages/{version(2).passage.public_id}/").content.decode()
    )


def test_passages_that_are_not_open_are_not_there(signed_in, topics):
    hidden = make_document("Not for all.", access="hidden")
    draft = make_document("Not yet.", published_now=False)
    public_id = hidden.passages.get().public_id
    assert draft.passages.get().public_id is None
    assert signed_in("Tagger").get(f"/tagging/passages/{public_id}/").status_code == 404
    assert signed_in("Keeper").get(f"/tagging/passages/{public_id}/").status_code == 200


@pytest.mark.parametrize("asked", ["vocabulary=x", "queue=x", "document=x"])
def test_an_address_that_is_not_understood_is_refused_in_words(signed_in, version, asked):
    answer = signed_in("Tagger").get(f"/tagging/passages/{version(1).passage.public_id}/?{asked}")
    assert answer.status_code == 400
    assert "“x”" in answer.content.decode()


def test_what_a_machine_suggests_shows_the_words(signed_in, version):
    tag(version(2).passage, "p", "prevention", "suggested")
    Tagging.objects.update(agent="the term’s query", reason="“prevent”")
    page = folded(signed_in("Tagger").get(address(version, 2)))
    assert "Words found: “prevent”" in page
    assert "Suggested by the term’s query" in page


def test_text_of_a_document_is_never_markup(signed_in, topics):
    document = make_document(Said("<script>alert(1)</script> & so on"))
    public_id = document.passages.get().public_id
    page = signed_in("Tagger").get(f"/tagging/passages/{public_id}/?queue=all").content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)&lt;/script&gt; &amp; so" in page


def test_an_empty_archive_says_what_to_do(signed_in, db):
    page = signed_in("Tagger").get("/tagging/")
    assert "There is no vocabulary yet" in page.content.decode()


def test_an_empty_queue_leads_back_with_a_word(signed_in, speech):
    page = signed_in("Tagger").get("/tagging/start/?queue=reopened", follow=True)
    assert "“Re-opened” is empty here." in page.content.decode()


def test_a_save_asks_few_statements_however_much_is_judged(signed_in, bench, version, speech):
    """Every statement costs a save about a millisecond; it has to answer in under a hundred."""
    tagger = signed_in("Tagger")
    for passage in speech.passages.all():
        for term in ("prosecution", "protection"):
            tag(passage, "p", term, "suggested")
    state = tagger.get(address(version, 1)).context["bench"].state
    with CaptureQueriesContext(connection) as statements:
        assert bench(tagger, 1, toggle="p/prevention", state=state).status_code == 200
    assert len(statements) <= 30
    with CaptureQueriesContext(connection) as statements:
        tagger.get(address(version, 1))
    assert len(statements) <= 20


def test_a_save_says_by_how_much_the_numbers_change(signed_in, bench, version):
    """What the script adds up is what the page says when it is loaded again."""
    tagger, reviewer = signed_in("Tagger"), signed_in("Reviewer")
    tag(version(1).passage, "p", "prosecution", "suggested")
    suggested = str(Tagging.objects.get().pk)
    acts = [
        (tagger, 1, {"toggle": "p/prevention"}),
        (tagger, 1, {"toggle": "p/prevention"}),
        (tagger, 2, {"none": "p"}),
        (tagger, 3, {"toggle": "topic/supply-chains"}),
        (tagger, 3, {"say": "on", "comment": "Long."}),
        (reviewer, 1, {"approve": suggested}),
        (reviewer, 1, {"remove": suggested}),
        (reviewer, 2, {"toggle": "p/protection"}),
    ]
    for client, number, asked in acts:
        here = address(version, number, queue="all")
        before = client.get(here).context
        changes = bench(client, number, **asked).context["changes"]
        after = client.get(here).context
        for name in (*before["numbers"], "settled", "waiting", "judged"):
            former, now = (each["numbers"].get(name, each.get(name)) for each in (before, after))
            assert former + changes.get(name, 0) == now, (asked, name)


def test_terms_without_a_key_are_typed_beside_those_with_one(signed_in, version, ps):
    Term.objects.filter(slug="protection").update(keyboard="")
    page = folded(signed_in("Tagger").get(address(version, 1)))
    assert (
        '<option value="p/protection"' in page and 'name="toggle" value="p/protection"' not in page
    )


def test_words_that_run_from_right_to_left_are_set_so(signed_in, version):
    Document.objects.update(language="ar")
    PassageVersion.objects.update(language="")
    page = folded(signed_in("Tagger").get(address(version, 2)))
    assert '<div class="text" lang="ar" dir="rtl">' in page


def test_the_list_of_terms_is_sent_once(signed_in, version):
    tagger, here = signed_in("Tagger"), address(version, 1)
    stamp = tagger.get(here).context["terms"].stamp
    known = {"X-Requested-With": "bench", "X-Bench-Terms": stamp}
    assert b"<option" not in tagger.get(here, headers=known).content
    TermVersion.objects.filter(label="Supply chains").update(label="Chains of supply")
    assert b">Chains of supply</option>" in tagger.get(here, headers=known).content


def test_a_term_that_was_merged_meanwhile_is_refused_with_the_list_as_it_is(
    signed_in, bench, version, ps
):
    tagger, here = signed_in("Tagger"), address(version, 1)
    page = tagger.get(here)
    merge(*(ps.terms.get(slug=slug) for slug in ("protection", "prevention")))
    answer = bench(tagger, 1, toggle="p/protection", state=page.context["bench"].state)
    said = answer.content.decode()
    assert answer.status_code == 422 and "merged or renamed meanwhile" in said
    assert 'value="p/protection"' not in said and 'value="p/prevention"' in said
