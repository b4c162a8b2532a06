"""Correcting the text of a document in the browser."""

from datetime import date
from html import unescape

import pytest
from lxml import etree

from documents.correcting import latest_revision
from documents.models import (
    Appearance,
    Document,
    Passage,
    PassageVersion,
    Quotation,
    Tagging,
    Term,
    TermVersion,
    Vocabulary,
)
from documents.tagging.anchors import Span
from documents.tagging.judging import anchor_at
from documents.vocabularies import TaggingStatus
from tests.documents.keeping.conftest import INTERVIEW, uploaded
from tests.documents.keeping.correcting import address, current, preview, publish, sheet
from tests.pages import folded

pytestmark = pytest.mark.django_db

LIGHTS = "We keep them on ourselves, and we have done so for forty years."


def test_the_text_stands_ready_to_be_corrected(keeper, document):
    page = unescape(keeper.get(address(document)).content.decode())

    assert "@ Ada Marsh" in page and LIGHTS in page


def test_only_keepers_correct(client, account, document):
    client.force_login(account("Tagger"))

    assert client.get(address(document)).status_code == 403


def test_what_follows_is_shown_and_nothing_is_written(keeper, document):
    text = sheet(document).replace("forty", "fifty")

    page = preview(keeper, document, text).content.decode()

    assert "<del>forty</del><ins>fifty</ins>" in page
    assert document.revisions.count() == 1


def test_a_published_correction_stands_in_the_ledger_the_feed_and_the_history(keeper, document):
    before = current(document)["2"].passage.public_id

    response = publish(keeper, document, sheet(document).replace("forty", "fifty"), "It was fifty.")

    assert response.status_code == 302
    assert current(document)["2"].passage.public_id == before
    for page in ("/corrections/", "/corrections/feed/", f"/documents/{document.slug}/history/"):
        assert "It was fifty." in keeper.get(page).content.decode()
    changed = keeper.get(f"/documents/{document.slug}/history/2/").content.decode()
    assert "1 passage corrected" in changed and "<ins>fifty</ins>" in changed
    cited = keeper.get(f"/passages/{before}/?rev=1").content.decode()
    assert "has been corrected since" in cited and "<del>forty</del>" in cited
    other = current(document)["1"].passage.public_id
    assert (
        "Unchanged since you cited it" in keeper.get(f"/passages/{other}/?rev=1").content.decode()
    )


def test_a_feed_in_which_nothing_changed_is_not_sent_again(client):
    first, second = (client.get("/corrections/feed/") for _ in range(2))
    assert first.content == second.content and first["ETag"] == second["ETag"]


def test_a_reason_is_text_in_the_feed_and_every_entry_has_an_author(keeper, document):
    publish(keeper, document, sheet(document).replace("forty", "fifty"), "It was <b>50</b> & more.")

    feed = etree.fromstring(keeper.get("/corrections/feed/").content)
    atom = {"a": "http://www.w3.org/2005/Atom"}
    summary = feed.find("a:entry/a:summary", atom)
    assert summary.get("type") == "html"
    assert summary.text == "It was &lt;b&gt;50&lt;/b&gt; &amp; more."
    assert feed.find("a:author/a:name", atom).text == "Verbatim"  # RFC 4287, 4.1.1


def test_a_voice_that_a_correction_left_without_words_is_not_named(keeper, document):
    publish(keeper, document, sheet(document).replace("@ Ada Marsh", "@ Ada March"))

    page = keeper.get(f"/documents/{document.slug}/").content.decode()
    byline = page.partition('<p class="described">')[2].partition("</p>")[0]
    assert "March" in byline and "Marsh" not in byline
    cited = keeper.get(f"/documents/{document.slug}/cite/?format=bibtex").content.decode()
    assert "March" in cited and "Marsh" not in cited
    passage = current(document)["2"].passage.get_absolute_url()
    cited = keeper.get(f"{passage}cite/?format=bibtex").content.decode()
    assert "March" in cited and "Marsh" not in cited


def test_the_correction_is_found_at_once(keeper, document):
    publish(keeper, document, sheet(document).replace("forty", "fiftieth"))

    assert keeper.get("/search/?q=fiftieth&format=json").json()["total"] == 1
    assert keeper.get("/search/?q=forty&format=json").json()["total"] == 0


def test_a_changed_speaker_and_a_new_one(keeper, document):
    text = sheet(document).replace("@ Ada Marsh\n\nThe fog", "@ Tom Reed\n\nThe fog")

    assert "changes from Ada Marsh to Tom Reed" in preview(keeper, document, text).content.decode()
    publish(keeper, document, text)

    assert current(document)["4"].appearance.shown_name == "Tom Reed"
    assert current(document)["4"].evidence == "editor"
    assert Appearance.objects.get(name="Tom Reed").speaker is None


def test_without_a_reason_nothing_is_published(keeper, document):
    response = publish(keeper, document, sheet(document).replace("forty", "fifty"), reason=" ")

    assert response.status_code == 422
    assert "readers of the ledger will ask" in response.content.decode()
    assert "fifty years" in response.content.decode()
    assert document.revisions.count() == 1


def test_a_text_that_changes_nothing_is_not_published(keeper, document):
    answer = publish(keeper, document, sheet(document))

    assert answer.status_code == 422 and document.revisions.count() == 1
    assert "Nothing was published: every passage has its words" in answer.content.decode()


def test_a_doubtful_row_waits_for_a_decision(keeper, document):
    twins = f"{LIGHTS.replace('done so', 'done it')}\n\n{LIGHTS.replace('forty', 'some forty')}"
    text = sheet(document).replace(LIGHTS, twins)
    before = current(document)["2"].passage

    waiting = publish(keeper, document, text)
    row = next(r.choice for r in waiting.context["table"].passages if r.choice)
    assert waiting.status_code == 422 and "1 doubtful row waits" in waiting.content.decode()
    assert f'To be decided: <a href="#{row.name}">¶ 2</a>.' in folded(waiting)
    second = row.options[1][0]
    publish(keeper, document, text, **{row.name: second})

    assert PassageVersion.objects.current().get(passage=before).order == int(second)


def test_a_decision_that_does_not_fit_the_text_is_refused(keeper, document):
    text = sheet(document).replace("forty", "fifty")

    for odd in ({"passage-1": "99"}, {"passage-x": "1"}, {"tag-1": "keep"}, {"quotation-1": "1"}):
        response = publish(keeper, document, text, **odd)
        assert response.status_code == 422 and document.revisions.count() == 1


@pytest.fixture
def approved(document) -> Tagging:
    """An approved tag on the whole of the second passage."""
    vocabulary = Vocabulary.objects.create(key="x", name="X", query_key="x", path="x")
    term = Term.objects.create(vocabulary=vocabulary, slug="t")
    return Tagging.objects.create(
        term_version=TermVersion.objects.create(term=term, number=1, label="T", definition="T."),
        anchor=anchor_at(current(document)["2"]),
        status=TaggingStatus.APPROVED,
        agent="hand",
    )


@pytest.mark.parametrize(
    ("decision", "state", "words"),
    [("yes", "review", "for fifty years"), ("no", "orphaned", "for forty years")],
)
def test_a_tag_whose_words_were_corrected_waits_for_a_decision(
    keeper, document, approved, decision, state, words
):
    version, tagging = current(document)["2"], approved
    start = version.text.index("for forty years")
    tagging.anchor = anchor_at(version, Span(start, start + len("for forty years")))
    tagging.save()
    text = sheet(document).replace("forty", "fifty")

    waiting = publish(keeper, document, text)
    assert waiting.status_code == 422 and "1 doubtful row waits" in waiting.content.decode()
    (row,) = waiting.context["table"].tags
    publish(keeper, document, text, **{row.choice.name: decision})

    tagging.anchor.refresh_from_db()
    assert (tagging.anchor.state, tagging.anchor.exact) == (state, words)
    if state == "orphaned":
        shown = preview(keeper, document, text.replace("fifty", "forty")).context["table"]
        assert [row.says for row in shown.tags] == [
            "An earlier correction set it aside; it gets its words back."
        ]


@pytest.mark.parametrize("slips", [["fourty"], ["fourty", "forty-odd"], ["fourty", "4"]])
def test_a_tag_stands_again_as_it_was_approved_when_its_words_come_back(
    keeper, document, approved, slips
):
    text = sheet(document)
    for slip in slips:
        there = preview(keeper, document, text.replace("forty", slip))
        rows = [row.choice for row in there.context["table"].tags if row.choice]
        decisions = {row.name: "no" for row in rows}
        publish(keeper, document, text.replace("forty", slip), **decisions)
    approved.anchor.refresh_from_db()
    assert approved.anchor.state in ("review", "orphaned")

    (row,) = preview(keeper, document, text).context["table"].tags
    assert row.says.endswith("it gets its words back.")
    publish(keeper, document, text)

    approved.anchor.refresh_from_db()
    assert (approved.anchor.state, approved.anchor.whole) == ("moved", True)


def test_a_quotation_comes_back_with_the_words_that_a_correction_took_away(keeper, load):
    said = "“We left at dawn,” said Ada Marsh, the harbour master, “and the fog was gone.”"
    story = load(f"The Fog Lifts\n\nBy Tom Reed\n\nIt was early. {said}\n", publish=True)

    def quoted():
        rows = Quotation.objects.filter(anchor__passage__document=story).order_by("pk")
        return [(q.anchor.exact, q.appearance_id, q.basis, bool(q.continues)) for q in rows]

    before, text = quoted(), sheet(story)
    assert len(before) == 2 and before[0][1] and before[1][3]
    publish(keeper, story, text.replace(said, "Nobody was there to see it, and nobody said so."))
    assert not quoted()

    shown = preview(keeper, story, text).context["table"]
    assert [(row.fate, row.runs[0].text) for row in shown.quotations] == [
        ("restored", "We left at dawn,"),
        ("restored", "and the fog was gone."),
    ]
    publish(keeper, story, text)
    assert quoted() == before


@pytest.mark.parametrize(
    ("held_back", "says"),
    [
        ({"embargo_until": date.max}, "becomes public with the document, on 31 December 9999"),
        ({"access": "hidden"}, "sees none of it"),
    ],
)
def test_a_correction_of_what_is_not_open_is_not_called_public(keeper, document, held_back, says):
    Document.objects.filter(pk=document.pk).update(**held_back)

    done = publish(keeper, document, sheet(document).replace("forty", "fifty"))

    assert says in keeper.get(done["Location"]).content.decode()


def test_a_new_file_takes_the_place_of_the_text_and_is_kept_as_received(keeper, document):
    file = uploaded(INTERVIEW.replace("forty", "fifty"), "harbour-2.txt")
    taken = keeper.post(address(document), {"file": file, "base": 1, "take": "yes", "text": "x"})
    form = taken.context["form"]
    assert "fifty years" in form["text"].value() and document.revisions.count() == 1

    text = form["text"].value()
    more = {"original": form["original"].value(), "original_name": "harbour-2.txt"}
    publish(keeper, document, text, "A better file.", **more)

    assert current(document)["2"].appearance.shown_name == "Ada Marsh"
    assert document.receipts.filter(name="harbour-2.txt").exists()
    assert latest_revision(document).receipt.name == "harbour-2.txt"


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "No text is left"), ("[heading] Only", "No words of anybody"), ("@\n\nx", "stands who")],
)
def test_a_text_that_cannot_be_taken_is_refused_and_stays_in_the_form(keeper, document, text, says):
    response = preview(keeper, document, text)

    assert response.status_code == 422 and says in response.content.decode()


def test_a_split_a_merger_and_what_is_gone_answer_at_their_addresses(keeper, document, client):
    ids = {number: v.passage.public_id for number, v in current(document).items()}
    text = sheet(document)
    text = text.replace("ourselves, and we", "ourselves.\n\nAnd we")
    text = text.replace("And the fog?\n\n", "").replace("@ Question\n\n@", "@")

    publish(keeper, document, text)

    assert keeper.get(f"/passages/{ids['2']}/").status_code == 300
    assert keeper.get(f"/passages/{ids['3']}/").status_code == 410
    assert set(current(document)) == {"1", "2a", "2b", "4"}
    assert Passage.objects.get(public_id=ids["3"]).withdrawn_at is None


def test_where_a_passage_was_cut_or_joined_is_marked(keeper, document, client):
    text = sheet(document)
    cut = text.replace("ourselves, and we", "ourselves,\n\nand we")
    cited = current(document)["2"].passage.public_id

    def marks(runs) -> set[tuple[str, str]]:
        return {(run.kind, run.text.strip()) for run in runs if run.kind != "same"}

    (row,) = [row for row in preview(keeper, document, cut).context["table"].passages if row.runs]
    assert (row.fate, marks(row.runs)) == ("split", {("added", "¶")})
    publish(keeper, document, cut)
    page = client.get(f"{document.get_absolute_url()}history/2/")
    assert [marks(change.runs) for change in page.context["changes"]] == [{("added", "¶")}]
    assert "¶ stands where" in page.content.decode()

    (row,) = [row for row in preview(keeper, document, text).context["table"].passages if row.runs]
    assert marks(row.runs) == {("removed", "¶")}
    assert f"gets back its former address, /passages/{cited}/" in row.says
    publish(keeper, document, text)
    changes = client.get(f"{document.get_absolute_url()}history/3/").context["changes"]
    assert [(change.kind, change.how, marks(change.runs)) for change in changes] == [
        ("gone", "merged", set()),
        ("gone", "merged", set()),
        ("back", "", {("removed", "¶")}),
    ]


def test_an_upload_that_leaves_a_doubt_leads_to_where_it_is_decided(keeper, document):
    twins = f"{LIGHTS.replace('done so', 'done it')}\n\n{LIGHTS.replace('forty', 'some forty')}"
    file = uploaded(INTERVIEW.replace(LIGHTS, twins))

    response = keeper.post("/keeping/add/", {"file": file, "written": "id: harbour"})

    assert response.status_code == 302 and response["Location"] == address(document)
    assert document.revisions.count() == 1
