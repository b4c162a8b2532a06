"""Rounds of agreement: blind while they are open, compared and settled afterwards."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test import Client

from documents.correcting import sheet_of
from documents.ingest import worksheet
from documents.models import Anchor, Batch, Document, Reading, Round, Tagging, TermVersion
from documents.tagging.deeds import deed_of
from documents.tagging.judging import Judge, mark, read_none
from documents.tagging.rounds import Answers, draw, end_tagging
from tests.factories import tag
from tests.waiting import until_it_waits

pytestmark = pytest.mark.django_db


@pytest.fixture
def taggers(account) -> dict[str, User]:
    return {name: account("Tagger", name) for name in ("ann", "bea")}


@pytest.fixture
def entered():
    def make(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return make


@pytest.fixture
def reviewer(signed_in) -> Client:
    return signed_in("Reviewer")


@pytest.fixture
def opened(speech, taggers, reviewer, ps) -> Round:
    """A round of all three passages of the speech, made on its page."""
    answer = reviewer.post(
        "/tagging/rounds/new/",
        {
            "name": "First",
            "vocabulary": ps.pk,
            "taggers": [user.pk for user in taggers.values()],
            "size": 50,
            "document": speech.slug,
            "seed": 7,
        },
    )
    made = Round.objects.get()
    assert answer.url == made.get_absolute_url()
    return made


@pytest.fixture
def judged(opened, version):
    """Does something to a passage in the round, as its bench would."""

    def ask(client: Client, number: int, round_: Round | None = None, **asked: str):
        path = f"/tagging/passages/{version(number).passage.public_id}/"
        path += f"?queue=all&round={(round_ or opened).pk}"
        page = client.get(path)
        asked["state"] = page.context["bench"].state
        return client.post(path, asked, headers={"X-Requested-With": "bench"})

    return ask


@pytest.fixture
def done(opened, version, taggers) -> None:
    """Both have judged all: alike on ¶ 1 (none) and ¶ 3, differently on ¶ 2."""
    terms = {str(v): v for v in TermVersion.objects.select_related("term__vocabulary")}
    for user, second in zip(taggers.values(), ("Prevention", ""), strict=True):
        judge = Judge(user, opened)
        for number, label in enumerate(("", second, "Protection"), start=1):
            with deed_of(user, "judged") as deed:
                if label:
                    mark(deed, judge, version(number), terms[label])
                else:
                    read_none(deed, judge, version(number), opened.vocabulary)


def test_the_same_seed_draws_the_same_sample():
    ids = [f"p{n}" for n in range(100)]
    assert draw(ids, 10, 7) == draw(reversed(ids), 10, 7) != draw(ids, 10, 8)
    assert draw(ids[:5], 10, 7) == ids[:5]


def test_a_round_holds_its_sample_and_how_it_was_drawn(opened, speech):
    assert opened.blind and opened.seed == 7
    assert opened.source == f"/search/?document={speech.slug}"
    assert opened.passages.count() == 3


def test_a_passage_of_a_sample_stands_between_its_neighbours_in_the_text(
    opened, entered, taggers, version
):
    opened.passages.set([version(2).passage])
    path = f"/tagging/passages/{version(2).passage.public_id}/?round={opened.pk}&queue=all"
    page = entered(taggers["ann"]).get(path).context
    assert (page["before"], page["after"]) == (version(1).text, version(3).text)
    assert page["numbers"]["all"] == 1 and len(page["rows"]) == 1


@pytest.mark.django_db(transaction=True)
def test_nothing_is_kept_that_is_saved_while_the_tagging_ends(opened, judged, entered, taggers):
    def save():
        with closing(connection):
            return judged(entered(taggers["ann"]), 2, toggle="p/prevention")

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            end_tagging(Round.objects.select_for_update(no_key=True).get())
            saving = pool.submit(save)
            until_it_waits(saving.done)
        answer = saving.result()
    assert answer.status_code == 422 and "has ended meanwhile" in answer.content.decode()
    assert not Tagging.objects.exists()


def test_nobody_sees_what_the_other_marks(opened, judged, entered, taggers, version, client):
    ann, bea = (entered(user) for user in taggers.values())
    judged(ann, 2, toggle="p/prevention")
    judged(ann, 2, say="on", comment="Surely that.")
    page = bea.get(f"/tagging/passages/{version(2).passage.public_id}/?round={opened.pk}&queue=all")
    assert page.context["bench"].marks == () and page.context["bench"].comments == ()
    ordinary = bea.get(f"/tagging/passages/{version(2).passage.public_id}/?queue=all")
    assert ordinary.context["bench"].marks == ()
    assert not client.get("/search/?p=prevention&format=json").json()["total"]


def test_nor_do_the_actions_of_all_show_it_to_a_keeper_who_tags(
    opened, judged, entered, taggers, account
):
    judged(entered(taggers["bea"]), 2, toggle="p/prevention")
    judged(entered(taggers["bea"]), 2, toggle="p/prevention")
    keeper = account("Keeper")
    assert "Prevention taken back" in entered(keeper).get("/tagging/actions/").content.decode()
    opened.taggers.add(keeper)
    assert "Prevention" not in entered(keeper).get("/tagging/actions/").content.decode()
    admin = User.objects.create_superuser("admin", password="pw")
    opened.taggers.add(admin)
    judged(entered(taggers["ann"]), 2, toggle="p/protection")
    judged(entered(taggers["ann"]), 2, toggle="p/protection", start="8", end="15")
    for table in ("tagging", "batch", "anchor"):
        page = entered(admin).get(f"/admin/documents/{table}/").content.decode()
        assert "Protection" not in page and "“prevent”" not in page, table
    (seen,) = Anchor.objects.filter(exact="prevent").values_list("pk", flat=True)
    assert entered(admin).get(f"/admin/documents/anchor/{seen}/change/").status_code == 302


@pytest.mark.parametrize(
    ("change", "asks"), [(("labor", "work"), True), (("We must", "We now must"), False)]
)
def test_nor_does_the_table_of_a_correction(
    opened, judged, entered, taggers, account, change, asks
):
    judged(entered(taggers["bea"]), 2, toggle="p/prevention", start="23", end="28")
    keeper = account("Keeper")
    document = Document.objects.get()
    text = worksheet.write(sheet_of(document.revisions.get())).replace(*change)
    address, asked = f"/keeping/documents/{document.pk}/correct/", {"text": text, "base": 1}
    table = entered(keeper).post(address, {**asked, "preview": "yes"}).context["table"]
    assert [row.what for row in table.tags] == ["Prevention"]
    opened.taggers.add(keeper)
    page = entered(keeper).post(address, {**asked, "preview": "yes"})
    shown = [row.what for row in page.context["table"].tags]
    assert shown == (["A mark that is hidden from you"] if asks else [])
    assert "Prevention" not in page.content.decode()


def test_what_was_approved_before_is_hidden_from_whoever_judges_blind(
    opened, entered, taggers, version, client
):
    tag(version(2).passage, "p", "protection")
    tag(version(2).passage, "topic", "forced-labor")
    tag(version(2).passage, "p", "prevention", "suggested")
    ann, here = entered(taggers["ann"]), version(2).passage.public_id
    for path in (f"/passages/{here}/", version(2).passage.document.get_absolute_url()):
        assert "/p-list/protection/" in client.get(path).content.decode(), path
        seen = ann.get(path).content.decode()
        assert "/p-list/protection/" not in seen and "/topic-list/forced-labor/" in seen, path
    bench = ann.get(f"/tagging/passages/{here}/?queue=all").context["bench"]
    assert [mark.label for mark in bench.marks] == ["Forced labor"]
    (hit,) = ann.get("/search/?q=victims&format=json").json()["hits"]
    assert "p" not in hit["terms"]
    assert "p" not in ann.get("/search/?q=victims&format=json").json()["facets"]
    lines = b"".join(ann.get("/search/?q=victims&format=jsonl").streaming_content).decode()
    assert "Protection" not in lines
    asked = ("p=protection", "q=p:protection", "q=P:protection", "q=-(p:protection)", "tagged=yes")
    for path in (f"/search/?{each}" for each in asked):
        refused = ann.get(path)
        assert refused.status_code == 403 and "“First”" in refused.content.decode(), path
    reviewing = entered(User.objects.get(username="reviewer"))
    opened.taggers.add(User.objects.get(username="reviewer"))
    term = TermVersion.objects.get(label="Protection").pk
    for path in (
        "/tagging/bulk/?p=protection",
        "/tagging/export/?p=protection",
        f"/tagging/bulk/?q=victims&term={term}",
        f"/tagging/terms/split/?q=victims&term={term}&label=Shelter&definition=Shelter.",
    ):
        assert reviewing.get(path).status_code == 403, path
    taken = reviewing.get("/tagging/export/?of=p&as=csv").content.decode()
    assert "protection" not in taken
    for path in ("/p-list/", "/p-list/protection/", "/search/values/?of=p"):
        assert ann.get(path).status_code == 403, path
        assert client.get(path).status_code == 200, path


def test_the_passages_of_a_round_are_not_judged_beside_it(bench, opened, entered, taggers):
    ann = entered(taggers["ann"])
    answer = bench(ann, 2, toggle="p/prevention")
    assert answer.status_code == 422 and "blind round" in answer.content.decode()
    assert bench(ann, 2, toggle="topic/forced-labor").status_code == 200


def test_in_a_round_only_its_vocabulary_is_judged(judged, entered, taggers):
    assert judged(entered(taggers["ann"]), 2, toggle="topic/forced-labor").status_code == 422


def test_who_reviews_proposes_in_a_round_as_the_others_do(opened, judged, reviewer):
    opened.taggers.add(User.objects.get(username="reviewer"))
    judged(reviewer, 2, toggle="p/prevention")
    assert Tagging.objects.get().status == "suggested"


def test_read_none_is_an_answer_and_what_was_not_read_is_missing(opened, judged, entered, taggers):
    ann = entered(taggers["ann"])
    judged(ann, 1, none="p")
    judged(ann, 2, toggle="p/prevention")
    said = Answers(opened)
    prevention = said.terms[2]
    assert [said.answer(taggers["ann"], v, prevention) for v in said.versions] == [
        False,
        True,
        None,
    ]
    assert [n for _, n in said.progress()] == [2, 0]


def test_the_figures_are_shown_when_the_tagging_has_ended(opened, done, reviewer):
    before = reviewer.get(opened.get_absolute_url()).content.decode()
    assert "3 of 3 judged" in before and "kappa" not in before
    reviewer.post(opened.get_absolute_url(), {"end": "on"})
    page = reviewer.get(opened.get_absolute_url())
    figures = {str(term): found for term, found in page.context["figures"]}
    assert (figures["Protection"].kappa, figures["Protection"].alpha) == (1.0, 1.0)
    assert figures["Prevention"].kappa == 0.0
    assert "nobody marked it" in figures["Prosecution"].undefined
    assert "Not defined: nobody marked it anywhere" in page.content.decode()
    assert [(str(d.term), d.marked, d.unmarked) for d in page.context["differences"]] == [
        ("Prevention", ("ann",), ("bea",))
    ]


def test_differences_are_settled_with_a_reason_and_the_round_then_closed(
    opened, done, reviewer, version, client
):
    here, key = opened.get_absolute_url(), f"{version(2).passage.public_id}/prevention"
    reviewer.post(here, {"end": "on"})
    assert reviewer.post(here, {"close": "on"}).status_code == 422
    assert reviewer.post(here, {"settle": key, "holds": "yes"}).status_code == 422
    reviewer.post(here, {"settle": key, "holds": "yes", "reason": "It names a measure."})
    assert client.get("/search/?p=prevention&format=json").json()["total"] == 0, "not closed yet"
    reviewer.post(here, {"close": "on"})
    for term, number in (("prevention", 1), ("protection", 1), ("none", 1), ("unread", 0)):
        assert client.get(f"/search/?p={term}&format=json").json()["total"] == number, term
    assert Tagging.objects.get(term_version__label="Prevention").reason == "It names a measure."
    page = reviewer.get(here)
    assert "It names a measure." in page.content.decode()
    assert dict(page.context["figures"])[page.context["figures"][2][0]].kappa == 0.0, "as it was"


def test_who_settles_what_somebody_settled_meanwhile_is_told(opened, done, reviewer, version):
    here, key = opened.get_absolute_url(), f"{version(2).passage.public_id}/prevention"
    reviewer.post(here, {"end": "on"})
    asked = {"settle": key, "holds": "yes", "reason": "A\r\nmeasure.", "seen": ""}
    assert reviewer.post(here, asked).status_code == 302
    late = reviewer.post(here, asked | {"holds": "no", "reason": "Only a wish."})
    assert late.status_code == 422
    assert "There stands now: “It holds: A measure.”" in late.content.decode()
    assert Tagging.objects.get(term_version__label="Prevention").status == "approved"
    assert '<input type="hidden" name="seen" value="It holds: A measure.">' in late.content.decode()
    again = asked | {"holds": "no", "reason": "Only a wish.", "seen": "It holds: A measure."}
    assert reviewer.post(here, again).status_code == 302
    assert Tagging.objects.get(term_version__label="Prevention").status == "rejected"


def test_a_closed_round_is_opened_again_by_undoing_it_on_the_page_of_actions(
    opened, done, reviewer, version, client, bench
):
    here, key = opened.get_absolute_url(), f"{version(2).passage.public_id}/prevention"
    for asked in (
        {"end": "on"},
        {"settle": key, "holds": "yes", "reason": "So."},
        {"close": "on"},
    ):
        reviewer.post(here, asked)
    refused = bench(reviewer, 1, undo="last")
    assert refused.status_code == 422 and "page of actions" in refused.content.decode()
    closing = Batch.objects.get(action__contains="closed")
    reviewer.post(f"/tagging/actions/{closing.pk}/undo/")
    opened.refresh_from_db()
    assert opened.settled_at is None and opened.ended_at is not None
    for term in ("prevention", "protection", "none"):
        assert client.get(f"/search/?p={term}&format=json").json()["total"] == 0, term
    reviewer.post(here, {"settle": key, "holds": "no", "reason": "Not so."})
    reviewer.post(here, {"close": "on"})
    assert client.get("/search/?p=prevention&format=json").json()["total"] == 0
    assert client.get("/search/?p=protection&format=json").json()["total"] == 1


def test_what_was_settled_against_a_mark_is_rejected(opened, done, reviewer, version):
    here, key = opened.get_absolute_url(), f"{version(2).passage.public_id}/prevention"
    reviewer.post(here, {"end": "on"})
    reviewer.post(here, {"settle": key, "holds": "no", "reason": "Only a wish."})
    assert Tagging.objects.get(term_version__label="Prevention").status == "rejected"


def test_what_was_taken_back_in_a_round_stays_so_when_its_tagging_has_ended(
    opened, judged, entered, taggers, reviewer
):
    ann = entered(taggers["ann"])
    judged(ann, 2, toggle="p/prevention")
    judged(ann, 2, toggle="p/prevention")
    taken_back = Batch.objects.latest("created_at")
    reviewer.post(opened.get_absolute_url(), {"end": "on"})
    ann.post(f"/tagging/actions/{taken_back.pk}/undo/")
    assert not Tagging.objects.exists()


def test_what_was_said_in_a_round_stays_when_its_tagging_has_ended(
    opened, done, reviewer, entered, taggers
):
    reviewer.post(opened.get_absolute_url(), {"end": "on"})
    ann = entered(taggers["ann"])
    batch = Batch.objects.filter(by__username="ann").first()
    ann.post(f"/tagging/actions/{batch.pk}/undo/")
    assert (Tagging.objects.count(), Reading.objects.count()) == (3, 6)
    assert ann.get(f"/tagging/start/?round={opened.pk}").status_code == 400


def test_the_answers_can_be_taken_away(opened, done, reviewer):
    path = f"{opened.get_absolute_url()}answers/"
    assert reviewer.get(path).status_code == 403
    reviewer.post(opened.get_absolute_url(), {"end": "on"})
    lines = reviewer.get(path).content.decode().splitlines()
    assert lines[0] == "passage,document,number,term,ann,bea,settled"
    assert len(lines) == 1 + 3 * 3 and lines[6].endswith(",2,prevention,1,0,")


def test_a_round_without_judgments_can_be_discarded(opened, judged, reviewer, entered, taggers):
    judged(entered(taggers["ann"]), 1, none="p")
    assert reviewer.post(opened.get_absolute_url(), {"discard": "on"}).status_code == 422
    Reading.objects.all().delete()
    reviewer.post(opened.get_absolute_url(), {"discard": "on"})
    assert not Round.objects.exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"taggers": []}, "at least two taggers"),
        ({"size": "1"}, "greater than or equal to 2"),
        ({"q": "nowhere"}, "fewer than two passages"),
        ({"name": "First"}, "a round of this name already"),
    ],
)
def test_a_round_that_makes_no_sense_is_refused_in_words(
    opened, reviewer, taggers, ps, changed, said
):
    asked = {"name": "Second", "vocabulary": ps.pk, "size": 5}
    asked["taggers"] = [user.pk for user in taggers.values()]
    answer = reviewer.post("/tagging/rounds/new/", asked | changed)
    assert answer.status_code == 422 and said in answer.content.decode()
    assert Round.objects.count() == 1


def test_the_ordinary_queue_leaves_out_what_waits_in_a_round(opened, entered, taggers, version):
    ann = entered(taggers["ann"])
    assert ann.get("/tagging/").context["totals"]["untagged"] == 0
    path = f"/tagging/passages/{version(2).passage.public_id}/?queue=all"
    page = ann.get(path)
    assert page.context["numbers"]["untagged"] == 0
    assert {row.standing.said for row, _ in page.context["rows"]} == {"in a round of yours"}
    assert ann.get("/tagging/?vocabulary=topic").context["totals"]["untagged"] == 3
