"""Loading texts: what is new, what goes on, what is refused, and that nothing happens twice."""

from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest
from django.db import connection, transaction

from documents.correcting import propose, sheet_of
from documents.ingest import importer, worksheet
from documents.ingest.fates import Fate
from documents.ingest.importer import Incoming
from documents.ingest.reading import RULES_VERSION, Unreadable
from documents.ingest.sidecar import load as load_description
from documents.models import (
    Anchor,
    Appearance,
    Document,
    IngestRun,
    Outcome,
    Passage,
    PassageVersion,
    Quotation,
    Speaker,
    Succession,
    TermVersion,
    Vocabulary,
)
from documents.models import Reading as TaggersReading
from documents.models import Tagging as Judgment
from documents.vocabularies import AnchorState, State, TaggingStatus
from tests.waiting import until_it_waits

pytestmark = pytest.mark.django_db

TALK = """Remarks on Supply Chains
June 3, 2008

MS. HART: Good morning, and thank you all for coming to this discussion.

Forced labor persists in supply chains that end in our own homes.

MR. DIAZ: Survivors must have a voice in the policies that concern them.

MS. HART: We will publish the first list of goods before the year is out.
"""


@pytest.fixture
def run(settings, tmp_path: Path) -> IngestRun:
    settings.ORIGINALS = tmp_path / "originals"
    return IngestRun.objects.create(source="a test", rules_version=RULES_VERSION)


def incoming(text: str = TALK, key: str = "talk", description: bytes = b"") -> Incoming:
    described = load_description(description) if description else None
    return Incoming("talk.txt", text.encode(), key, "/texts", described, description)


def numbers_and_ids(document: Document) -> dict[str, str]:
    current = PassageVersion.objects.filter(passage__document=document).current().numbered()
    return {v.number: v.passage.public_id for v in current.select_related("passage")}


def counts() -> list[int]:
    models = (Document, Passage, PassageVersion, Appearance, Speaker, Quotation, Anchor)
    return [model.objects.count() for model in models]


def test_a_new_text_becomes_a_published_document_with_numbered_passages(run):
    loaded = importer.load(incoming(), run, publish=True)

    document = loaded.document
    assert loaded.outcome == Outcome.NEW
    assert (document.state, document.slug) == (State.PUBLISHED, "remarks-on-supply-chains")
    assert (document.held, document.year) == ("2008-06-03", 2008)
    assert list(numbers_and_ids(document)) == ["1", "2", "3", "4"]


def test_the_text_of_a_passage_is_its_span_of_the_revision(run):
    revision = importer.load(incoming(), run, publish=True).revision

    assert all(v.text == revision.text[v.start : v.end] for v in revision.passage_versions.all())


def test_the_bytes_are_kept_as_received(run):
    document = importer.load(incoming(), run, publish=True).document

    assert document.receipts.get().original.read() == TALK.encode()


def test_a_draft_has_no_address_yet(run):
    document = importer.load(incoming(), run, publish=False).document

    assert (document.state, document.slug) == (State.DRAFT, None)
    assert not Passage.objects.filter(public_id__isnull=False).exists()
    assert not PassageVersion.objects.all().public().exists()


def test_loading_twice_changes_nothing(run):
    importer.load(incoming(), run, publish=True)
    before = counts()

    assert importer.load(incoming(), run, publish=True).outcome == Outcome.UNCHANGED
    assert counts() == before


def test_the_same_bytes_under_another_key_are_reported_and_not_loaded(run):
    importer.load(incoming(), run, publish=True)

    loaded = importer.load(incoming(key="elsewhere"), run, publish=True)

    assert loaded.outcome == Outcome.DUPLICATE
    assert "key talk" in loaded.message
    assert Document.objects.count() == 1


def test_one_corrected_word_makes_a_revision_in_which_every_passage_keeps_address_and_number(run):
    document = importer.load(incoming(), run, publish=True).document
    before = numbers_and_ids(document)

    loaded = importer.load(incoming(TALK.replace("persists", "remains")), run, publish=True)

    assert loaded.outcome == Outcome.REVISED
    assert loaded.revision.number == 2
    assert loaded.alignment.counts()["moved"] == 1
    assert numbers_and_ids(document) == before
    assert PassageVersion.objects.all().public().filter(text__contains="remains").count() == 1
    assert not PassageVersion.objects.all().public().filter(text__contains="persists").exists()


def test_an_inserted_paragraph_gets_a_letter_and_a_removed_one_says_so(run):
    document = importer.load(incoming(), run, publish=True).document
    before = numbers_and_ids(document)
    changed = TALK.replace(
        "\nForced labor", "\nLet me begin with the homes of consumers.\n\nForced labor"
    ).replace("MR. DIAZ: Survivors must have a voice in the policies that concern them.\n\n", "")

    importer.load(incoming(changed), run, publish=True)

    after = numbers_and_ids(document)
    assert set(after) == {"1", "1a", "2", "4"}
    assert all(after[number] == before[number] for number in ("1", "2", "4"))
    gone = Passage.objects.get(public_id=before["3"])
    assert gone.withdrawn_at is None, "only a keeper withdraws"
    assert Succession.objects.get().passage == gone


def test_another_text_under_a_known_key_is_held_back(run):
    importer.load(incoming(), run, publish=True)
    other = incoming("The price of fish\n\nMR. COD: It rose again this March, as all feared.\n")

    assert importer.load(other, run, publish=True).outcome == Outcome.UNLIKE
    assert importer.load(other, run, publish=True, accept_unlike=True).outcome == Outcome.REVISED


def test_a_new_description_changes_the_document_and_no_passage(run):
    document = importer.load(incoming(), run, publish=True).document
    before, passages = counts(), numbers_and_ids(document)
    description = b"title: Remarks on Goods\nrights: NoC-US\nplace: Geneva\n"

    loaded = importer.load(incoming(description=description), run, publish=True)

    document.refresh_from_db()
    assert loaded.outcome == Outcome.DESCRIBED
    assert (document.title, document.place) == ("Remarks on Goods", "Geneva")
    assert document.evidence["title"]["how"] == "description"
    assert document.slug == "remarks-on-supply-chains"
    assert (counts(), numbers_and_ids(document)) == (before, passages)


def test_what_an_editor_decided_outlives_a_new_loading(run):
    document = importer.load(incoming(), run, publish=True).document
    document.title, document.evidence = "As the editor has it", {"title": {"how": "editor"}}
    document.save()

    importer.load(incoming(TALK.replace("persists", "remains")), run, publish=True)

    document.refresh_from_db()
    assert document.title == "As the editor has it"


def test_a_withdrawn_document_is_not_loaded_again(run):
    from documents.withdrawing.removal import withdraw_document as withdraw

    document = importer.load(incoming(), run, publish=True).document
    withdraw(document, "asked for")

    with pytest.raises(Unreadable, match="were withdrawn"):
        importer.load(incoming(TALK + "\nMore.\n"), run, publish=True)


def test_a_text_that_cannot_be_taken_in_leaves_nothing(run):
    with pytest.raises(Unreadable):
        importer.load(Incoming("noise.txt", bytes(range(256)) * 20, "noise"), run, publish=True)

    assert counts() == [0] * 7


@pytest.fixture
def tagged(run):
    """A passage that is tagged and read: "Forced labor persists …"."""
    document = importer.load(incoming(), run, publish=True).document
    version = PassageVersion.objects.get(text__startswith="Forced labor")
    vocabulary = Vocabulary.objects.create(key="x", name="X", query_key="x", path="x")
    term = TermVersion.objects.create(
        term=vocabulary.terms.create(slug="t"), number=1, label="T", definition="A term."
    )
    whole = Anchor.objects.create(
        passage=version.passage,
        revision=version.revision,
        whole=True,
        start=0,
        end=len(version.text),
    )
    words = Anchor.objects.create(
        passage=version.passage, revision=version.revision, start=0, end=12, exact="Forced labor"
    )
    for anchor in (whole, words):
        Judgment.objects.create(
            term_version=term, anchor=anchor, status=TaggingStatus.APPROVED, agent="hand"
        )
    TaggersReading.objects.create(version=version, vocabulary=vocabulary, agent="hand")
    return document, whole, words


def test_tags_and_readings_go_on_where_the_words_are_the_same(run, tagged):
    _, whole, words = tagged

    loaded = importer.load(incoming(TALK.replace("the year", "this year")), run, publish=True)

    for anchor in (whole, words):
        anchor.refresh_from_db()
        assert (anchor.state, anchor.revision) == (AnchorState.ATTACHED, loaded.revision)
    assert TaggersReading.objects.get().version.revision == loaded.revision


def test_tags_on_words_that_changed_are_reopened_and_the_passage_is_to_be_read_again(run, tagged):
    _, whole, words = tagged

    loaded = importer.load(incoming(TALK.replace("persists", "remains")), run, publish=True)

    whole.refresh_from_db()
    words.refresh_from_db()
    assert whole.state == AnchorState.REVIEW
    assert (words.state, words.exact) == (AnchorState.MOVED, "Forced labor")
    assert TaggersReading.objects.get().version.revision != loaded.revision


def test_a_tag_whose_words_are_gone_waits_or_is_an_orphan_with_its_old_words(run, tagged):
    document, _, words = tagged
    corrected = incoming(TALK.replace("Forced labor", "Slavery"))

    waits = importer.load(corrected, run, publish=True)

    assert waits.outcome == Outcome.DOUBTFUL and "1 tag waits for" in waits.message
    assert document.revisions.count() == 1

    importer.load(corrected, run, publish=True, accept_ambiguous=True)

    words.refresh_from_db()
    assert (words.state, words.exact) == (AnchorState.ORPHANED, "Forced labor")


ARTICLE = """New Chief Speaks
By Ann Reporter

“We need partners,” Maria Diaz, head of the office, said on Tuesday, “because no one can do this
alone.”

She said the office is “eager” to begin its work with the unions.
"""


def test_quotations_of_an_article_are_anchored_in_its_paragraphs(run):
    importer.load(Incoming("a.txt", ARTICLE.encode(), "a"), run, publish=True)

    first, second, third = Quotation.objects.order_by("anchor__passage", "anchor__start")
    assert first.anchor.exact == "We need partners,"
    assert second.continues == first
    assert {q.appearance.speaker.name for q in (first, second, third)} == {"Maria Diaz"}
    assert all(
        PassageVersion.objects.get(passage=q.anchor.passage, revision=q.anchor.revision).text[
            q.anchor.start : q.anchor.end
        ]
        == q.anchor.exact
        for q in (first, second, third)
    )


@pytest.mark.parametrize("change", [("eager", "keen"), ("New Chief Speaks", "The Chief Speaks")])
def test_quotations_are_read_anew_and_leave_no_anchor_behind(run, change):
    importer.load(Incoming("a.txt", ARTICLE.encode(), "a"), run, publish=True)

    changed = ARTICLE.replace(*change)
    importer.load(Incoming("a.txt", changed.encode(), "a"), run, publish=True)

    assert Quotation.objects.count() == Anchor.objects.count() == 3


@pytest.mark.parametrize(
    "change",
    [
        ("said on Tuesday", "and Lin Cho said on Monday"),  # whose it was is no longer said so
        ("need partners", "really need many partners"),
        ("“eager”", "“not eager”"),
    ],
)
def test_a_keeper_is_asked_whose_words_are_where_these_or_what_said_so_changed(run, change):
    document = importer.load(Incoming("a.txt", ARTICLE.encode(), "a"), run, publish=True).document
    written = worksheet.write(sheet_of(document.revisions.get()))
    assert change[0] in written

    fates = [c.fate for c in propose(document, written.replace(*change)).plan.quotations]

    assert Fate.AMBIGUOUS in fates
    assert Fate.ORPHANED not in fates


def test_words_that_were_orphaned_stay_so_until_the_very_same_come_back(run, tagged):
    document, whole, words = tagged
    former = worksheet.write(sheet_of(document.revisions.get()))
    Anchor.objects.filter(pk=whole.pk).update(state=AnchorState.REVIEW)
    without = TALK.replace("Forced labor", "Slavery")
    for text in (without, without.replace("the year", "this year")):
        importer.load(incoming(text), run, publish=True, accept_ambiguous=True)

    words.refresh_from_db()
    assert words.state == AnchorState.ORPHANED
    assert words.revision.number == 1
    reading = TaggersReading.objects.get()
    assert reading.version.revision.number == 1
    back = {t.anchor: t.state for t in propose(document, former).plan.tags if t.comes_back}

    importer.load(incoming(TALK), run, publish=True)

    for anchor, state in ((whole, AnchorState.REVIEW), (words, AnchorState.MOVED)):
        anchor.refresh_from_db()
        assert (anchor.state, anchor.revision.number) == (state, 4)
    assert back == {whole: AnchorState.REVIEW, words: AnchorState.MOVED}, "as it was rehearsed"
    reading.refresh_from_db()
    assert (reading.version.revision.number, reading.version.text[:12]) == (4, "Forced labor")


@pytest.mark.django_db(transaction=True)
def test_a_file_that_two_runs_take_in_at_once_is_one_document(run):
    found = []

    def another_run():
        with closing(connection):
            found.append(importer.load(incoming(), run, publish=True).outcome)

    other = Thread(target=another_run)
    with transaction.atomic():
        importer.load(incoming(), run, publish=True)
        other.start()
        until_it_waits(lambda: not other.is_alive())
    other.join()
    assert found == [Outcome.UNCHANGED]
    assert Document.objects.count() == 1
