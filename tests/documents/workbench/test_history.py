"""What became of a passage or a term is read in place, without the admin."""

import pytest

from documents.models import Round, Tagging, Term
from tests.factories import tag

pytestmark = pytest.mark.django_db


def words(answer) -> str:
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_every_step_of_a_tag_is_told_with_who_and_why(signed_in, bench, version):
    bench(signed_in("Tagger"), 2, toggle="p/prevention")
    tagging = Tagging.objects.get()
    why = {f"reason-{tagging.pk}": "Says nothing of it."}
    bench(signed_in("Reviewer"), 2, reject=str(tagging.pk), **why)
    path = f"/tagging/history/passages/{version(2).passage.public_id}/"
    page = words(signed_in("Tagger").get(path))
    added, rejected = page.index("Tagging added"), page.index("Tagging changed")
    assert rejected < added, "the latest first"
    assert "UTC, tagger" in page[added:] and "UTC, reviewer" in page[rejected:added]
    assert "<ins>Says nothing of it.</ins>" in page[rejected:added]
    assert "<del>suggested</del> <ins>rejected</ins>" in page[rejected:added]
    assert "Tagging changed</b>: Prevention, the whole passage" in page, "which tag it is"


def test_what_is_judged_blind_is_not_told_meanwhile(signed_in, version, ps):
    blind = Round.objects.create(vocabulary=ps, name="First", blind=True)
    tagging = tag(version(2).passage, "p", "prevention")
    Tagging.objects.filter(pk=tagging.pk).update(round=blind, reason="Only mine.")
    path = f"/tagging/history/passages/{version(2).passage.public_id}/"
    assert "Only mine." not in words(signed_in("Reviewer").get(path))


def test_a_term_tells_its_changes(signed_in, topics):
    term = Term.objects.get(slug="forced-labor")
    term.keyboard = "7"
    term.save()
    page = words(signed_in("Tagger").get(f"/tagging/history/terms/{topics.path}/{term.slug}/"))
    assert "<ins>7</ins>" in page and "Term added" in page and "Forced labor: who changed" in page
