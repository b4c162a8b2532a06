"""Every action at the workbench can be undone whole, by whoever did it or a keeper."""

import pytest

from documents.models import Anchor, Batch, Comment, Reading, Tagging, Term
from documents.tagging.merging import merge
from tests.factories import tag

pytestmark = pytest.mark.django_db


def judgments() -> list[tuple]:
    columns = ("pk", "term_version", "anchor", "status", "by", "reason", "decided_by", "decided_at")
    return [
        *Tagging.objects.order_by("pk").values_list(*columns),
        *Reading.objects.order_by("pk").values_list("pk", "version", "vocabulary", "by"),
        *Comment.objects.order_by("pk").values_list("pk", "text", "by"),
    ]


ACTS = [
    ({"toggle": "p/prosecution"}, "Reviewer"),
    ({"toggle": "p/prosecution"}, "Tagger"),
    ({"toggle": "p/prosecution", "start": "0", "end": "7"}, "Tagger"),
    ({"approve": "suggested"}, "Reviewer"),
    ({"reject": "suggested"}, "Reviewer"),
    ({"remove": "approved"}, "Reviewer"),
    ({"none": "topic"}, "Tagger"),
    ({"say": "on", "comment": "Surely."}, "Tagger"),
]


@pytest.mark.parametrize(("asked", "group"), ACTS)
def test_an_undone_act_leaves_everything_as_it_was(signed_in, bench, version, asked, group):
    passage = version(2).passage
    kept = {
        "suggested": tag(passage, "p", "prevention", "suggested"),
        "approved": tag(passage, "p", "protection"),
    }
    before = judgments()
    asked = {name: str(kept[value].pk) if value in kept else value for name, value in asked.items()}
    if "reject" in asked:
        asked[f"reason-{asked['reject']}"] = "Not so."
    client = signed_in(group)
    assert bench(client, 2, **asked).status_code == 200
    assert judgments() != before
    answer = bench(client, 2, undo="last")
    assert (answer.status_code, judgments()) == (200, before)


def test_what_was_taken_back_can_be_put_back(signed_in, bench):
    tagger = signed_in("Tagger")
    bench(tagger, 2, toggle="p/prevention")
    before = judgments()
    bench(tagger, 2, toggle="p/prevention")
    bench(tagger, 2, undo="last")
    assert judgments() == before


def test_nothing_is_undone_where_somebody_has_decided_since(signed_in, bench):
    tagger = signed_in("Tagger")
    bench(tagger, 2, toggle="p/prevention")
    bench(signed_in("Reviewer"), 2, approve=str(Tagging.objects.get().pk))
    before = judgments()
    answer = bench(tagger, 2, undo="last")
    assert (answer.status_code, judgments()) == (422, before)
    assert "Nothing was undone" in answer.content.decode()
    assert not Batch.objects.exclude(undone_at=None).exists()


def test_what_somebody_decided_since_is_left(signed_in, bench, version):
    tags = [
        tag(version(2).passage, "p", slug, "suggested") for slug in ("prevention", "protection")
    ]
    reviewer = signed_in("Reviewer")
    bench(reviewer, 2, approve_all="on")
    bench(signed_in("Keeper"), 2, remove=str(tags[0].pk))
    answer = bench(reviewer, 2, undo="last")
    assert "1 of its judgments was left as it is" in answer.content.decode()
    assert list(Tagging.objects.order_by("pk").values_list("status", flat=True)) == [
        "rejected",
        "suggested",
    ]


def test_the_key_undoes_only_what_was_done_at_the_bench(signed_in, bench):
    keeper = signed_in("Keeper")
    bench(keeper, 2, toggle="topic/forced-labor")
    source, target = (Term.objects.get(slug=slug) for slug in ("forced-labor", "supply-chains"))
    merge(source, target, Batch.objects.get().by)
    answer = bench(keeper, 2, undo="last")
    assert "not done at the bench (Term forced-labor merged" in answer.content.decode()
    assert not Batch.objects.exclude(undone_at=None).exists()


def test_only_whoever_did_it_or_a_keeper_undoes_it(signed_in, bench):
    bench(signed_in("Tagger"), 2, toggle="p/prevention")
    address = f"/tagging/actions/{Batch.objects.get().pk}/undo/"
    signed_in("Reviewer").post(address)
    assert Tagging.objects.count() == 1
    signed_in("Keeper").post(address)
    assert Tagging.objects.count() == 0
    assert Batch.objects.get().undone_at is not None


def test_it_is_undone_once(signed_in, bench):
    tagger = signed_in("Tagger")
    bench(tagger, 2, toggle="p/prevention")
    batch = Batch.objects.get()
    for _ in range(2):
        page = tagger.post(f"/tagging/actions/{batch.pk}/undo/", follow=True).content.decode()
    assert "It was undone already" in page


def test_a_mark_is_undone_after_its_words_were_moved(signed_in, bench):
    tagger = signed_in("Tagger")
    bench(tagger, 2, toggle="p/prevention")
    Anchor.objects.update(state="moved")
    bench(tagger, 2, undo="last")
    assert not Tagging.objects.exists()


def test_a_reading_is_undone_after_it_went_on_with_its_passage(signed_in, bench, version):
    tagger = signed_in("Tagger")
    bench(tagger, 2, toggle="p/prevention")
    Reading.objects.update(version=version(1))  # as a correction points it to the new version
    bench(tagger, 2, undo="last")
    assert not Reading.objects.exists()


def test_what_was_marked_again_meanwhile_is_left(signed_in, bench):
    """The tagger takes a mark back, marks the same anew, then undoes the taking back."""
    tagger = signed_in("Tagger")
    bench(tagger, 2, toggle="p/prevention")
    bench(tagger, 2, toggle="p/prevention")
    taken_back = Batch.objects.latest("created_at")
    bench(tagger, 2, toggle="p/prevention")
    before = judgments()
    answer = tagger.post(f"/tagging/actions/{taken_back.pk}/undo/", follow=True)
    assert "Nothing was undone" in answer.content.decode()
    assert judgments() == before


def test_every_judgment_of_an_action_is_in_the_history_once(signed_in, bench, version):
    """The triggers look at all rows of a statement together."""
    for number in (1, 2, 3):
        tag(version(number).passage, "p", "prevention", "suggested")
    Tagging.objects.update(status="approved")
    Tagging.objects.all().delete()
    events = Tagging.pgh_event_model.objects.order_by("pgh_obj_id", "pgh_id")
    labels = [event.pgh_label for event in events]
    assert labels == 3 * ["insert", "update", "delete"]
