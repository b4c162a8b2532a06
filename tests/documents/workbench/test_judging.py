"""What becomes of a judgment, by the role of whoever makes it."""

import pytest

from documents.models import Anchor, Batch, Reading, Tagging, Vocabulary
from documents.vocabularies import AnchorState
from search.models import IndexedPassage
from tests.factories import tag
from tests.pages import folded

pytestmark = pytest.mark.django_db


def statuses() -> list[tuple[str, str]]:
    rows = Tagging.objects.order_by("pk").select_related("by")
    return [(row.term_version.label, row.status) for row in rows]


def found(client, query: str) -> int:
    return client.get(f"/search/?{query}&format=json").json()["total"]


def test_a_taggers_mark_is_a_proposal_that_the_public_does_not_see(signed_in, bench, client):
    answer = bench(signed_in("Tagger"), 2, toggle="p/prevention")
    assert answer.status_code == 200
    assert statuses() == [("Prevention", "suggested")]
    assert found(client, "p=prevention") == 0
    assert found(client, "p=none") == 0, "as long as it waits, nobody can say that there is none"
    assert (found(client, "p=undecided"), found(client, "p=unread")) == (1, 2)


def test_where_a_vocabulary_wants_no_review_it_is_public_at_once(signed_in, bench, client, ps):
    Vocabulary.objects.filter(pk=ps.pk).update(needs_review=False)
    bench(signed_in("Tagger"), 2, toggle="p/prevention")
    assert statuses() == [("Prevention", "approved")]
    assert found(client, "p=prevention") == 1


def test_a_reviewers_mark_is_approved_and_found_when_the_answer_returns(signed_in, bench, client):
    bench(signed_in("Reviewer"), 2, toggle="p/prevention")
    assert found(client, "p=prevention") == 1
    assert found(client, "p=unread") == 2


def test_a_reviewers_mark_approves_what_was_proposed(signed_in, bench):
    bench(signed_in("Tagger"), 2, toggle="p/prevention")
    bench(signed_in("Reviewer"), 2, toggle="p/prevention")
    (tagging,) = Tagging.objects.all()
    assert (tagging.status, tagging.by.username) == ("approved", "tagger")
    assert tagging.decided_by.username == "reviewer"


def test_pressing_the_key_again_takes_the_own_proposal_back(signed_in, bench, client):
    tagger = signed_in("Tagger")
    bench(tagger, 2, toggle="p/prevention")
    bench(tagger, 2, toggle="p/prevention")
    assert statuses() == []
    assert found(client, "p=none") == 0, "nobody said that nothing holds"
    assert found(client, "p=unread") == 3


def test_a_reading_goes_with_the_last_mark_that_it_came_with(signed_in, bench):
    tagger = signed_in("Tagger")
    bench(tagger, 2, toggle="p/prevention")
    bench(tagger, 2, toggle="p/protection")
    bench(tagger, 2, toggle="p/prevention")
    assert Reading.objects.count() == 1
    bench(tagger, 2, toggle="p/protection")
    assert Reading.objects.count() == 0


def test_a_reading_that_was_said_apart_from_marks_stays(signed_in, bench):
    tagger = signed_in("Tagger")
    bench(tagger, 2, none="p")
    bench(tagger, 2, toggle="p/prevention")
    bench(tagger, 2, toggle="p/prevention")
    assert Reading.objects.count() == 1


def test_a_reviewer_who_presses_a_key_by_mistake_has_read_nothing(signed_in, bench, client):
    reviewer = signed_in("Reviewer")
    bench(reviewer, 2, toggle="p/prevention")
    bench(reviewer, 2, toggle="p/prevention")
    assert statuses() == [("Prevention", "rejected")]
    assert (found(client, "p=none"), found(client, "p=unread")) == (0, 3)


def test_a_tagger_decides_nothing(signed_in, bench, version):
    tagging = tag(version(2).passage, "p", "protection")
    tagger = signed_in("Tagger")
    key = str(tagging.pk)
    for asked in ({"remove": key}, {"toggle": "p/protection"}, {"approve": key}):
        assert bench(tagger, 2, **asked).status_code == 422, asked
    assert bench(tagger, 2, **{"reject": key, f"reason-{key}": "No."}).status_code == 422
    assert statuses() == [("Protection", "approved")]


def test_a_rejection_wants_a_reason_and_is_not_proposed_again(signed_in, bench):
    tagger, reviewer = signed_in("Tagger"), signed_in("Reviewer")
    bench(tagger, 2, toggle="p/prevention")
    key = str(Tagging.objects.get().pk)
    refused = bench(reviewer, 2, reject=key)
    assert (refused.status_code, statuses()[0][1]) == (422, "suggested")
    bench(reviewer, 2, **{"reject": key, f"reason-{key}": "Names no measure."})
    assert Tagging.objects.get().reason == "Names no measure."
    again = bench(tagger, 2, toggle="p/prevention")
    assert (again.status_code, Tagging.objects.count()) == (422, 1)
    assert "“Names no measure.”" in again.content.decode()


def test_what_is_approved_after_all_keeps_no_reason_of_its_rejection(signed_in, bench):
    reviewer = signed_in("Reviewer")
    for _ in range(3):  # on, off, on again
        bench(reviewer, 2, toggle="p/prevention")
    tagging = Tagging.objects.get()
    assert (tagging.status, tagging.reason) == ("approved", "")
    key = str(tagging.pk)
    bench(reviewer, 2, remove=key)
    bench(reviewer, 2, approve=key)
    assert Tagging.objects.get().reason == ""


def test_nothing_here_is_recorded_as_a_reading(signed_in, bench, client):
    bench(signed_in("Tagger"), 1, none="p")
    assert Reading.objects.get().by.username == "tagger"
    assert (found(client, "p=none"), found(client, "p=unread")) == (1, 2)


def test_nothing_here_leaves_what_people_marked(signed_in, bench):
    bench(signed_in("Tagger"), 2, toggle="p/prevention")
    answer = bench(signed_in("Reviewer"), 2, none="p")
    assert answer.status_code == 422
    assert "Prevention stands here" in answer.content.decode()


def test_a_reviewer_who_reads_none_rejects_what_a_machine_suggested(signed_in, bench, version):
    tagging = tag(version(1).passage, "p", "protection", "suggested")
    bench(signed_in("Reviewer"), 1, none="p")
    tagging.refresh_from_db()
    assert tagging.status == "rejected"


def test_spans_may_overlap_each_other_and_the_whole(signed_in, bench):
    reviewer = signed_in("Reviewer")
    bench(reviewer, 2, toggle="p/prevention")
    bench(reviewer, 2, toggle="p/prevention", start="3", end="28")
    bench(reviewer, 2, toggle="p/protection", start="16", end="62")
    spans = list(
        Anchor.objects.filter(whole=False).order_by("start").values_list("exact", flat=True)
    )
    assert spans == ["must prevent forced labor", "forced labor; we must also protect its victims"]
    page = folded(bench(reviewer, 2, none="topic"))
    assert '<span class="span-approved ">forced labor</span><sup class="ref">a</sup>' in page


def test_words_are_selected_by_typing_them_where_there_is_no_script(signed_in, bench):
    reviewer = signed_in("Reviewer")
    bench(reviewer, 2, mark="on", term="topic/forced-labor", words="forced labor")
    assert Anchor.objects.get().exact == "forced labor"
    twice = bench(reviewer, 2, mark="on", term="topic/forced-labor", words="we must prevent it")
    assert (twice.status_code, Anchor.objects.count()) == (422, 1)


@pytest.mark.parametrize(
    "asked",
    [
        {"toggle": "p/nothing"},
        {"none": "nothing"},
        {"none": "\0"},
        {"toggle": "p/prevention", "start": "0", "end": "9999"},
        {"toggle": "p/prevention", "start": "2", "end": "3"},
        {"toggle": "p/prevention", "start": "-1", "end": "3"},
        {"mark": "on"},
        {"undo": "last"},
        {"undo": "no key"},
        {"approve": "12345"},
        {"approve_all": "on"},
        {"say": "on", "comment": " "},
        {"say": "on", "comment": "x" * 2001},
    ],
)
def test_what_cannot_be_done_is_refused_in_words(signed_in, bench, asked):
    answer = bench(signed_in("Reviewer"), 2, **asked)
    assert answer.status_code == 422
    assert "Not done." in answer.content.decode()
    assert not Tagging.objects.exists()


def test_a_reopened_tag_is_public_again_once_it_holds(signed_in, bench, version, client):
    tagging = tag(version(2).passage, "p", "protection")
    Anchor.objects.update(state=AnchorState.REVIEW)
    page = bench(signed_in("Reviewer"), 2, approve=str(tagging.pk))
    assert page.status_code == 200
    assert found(client, "p=protection") == 1
    assert IndexedPassage.objects.exclude(terms=[]).count() == 1


def test_a_tag_without_a_place_is_attached_to_words_by_hand(signed_in, bench, version, client):
    tagging = tag(version(1).passage, "p", "protection")
    Anchor.objects.update(state=AnchorState.ORPHANED)
    reviewer = signed_in("Reviewer")
    assert "Protection" in reviewer.get("/tagging/lost/").content.decode()
    bench(reviewer, 2, attach=str(tagging.pk), words="protect its victims")
    tagging.refresh_from_db()
    assert (tagging.anchor.exact, tagging.status) == ("protect its victims", "approved")
    assert found(client, "p=protection") == 1


def test_all_that_waits_is_approved_with_one_key(signed_in, bench):
    tagger, reviewer = signed_in("Tagger"), signed_in("Reviewer")
    bench(tagger, 2, toggle="p/prevention")
    bench(tagger, 2, toggle="p/protection")
    bench(reviewer, 2, approve_all="on", go="on")
    assert statuses() == [("Prevention", "approved"), ("Protection", "approved")]
    assert Batch.objects.filter(action__startswith="Protection, Prevention approved").exists()
