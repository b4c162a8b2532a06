"""Words are taken out wherever they stand, and kept out."""

import pytest

from documents import identifying, undoing
from documents.identifying import NotPossible
from documents.ingest import importer
from documents.ingest.reading import RULES_VERSION, Unreadable
from documents.models import (
    Document,
    IngestRun,
    PassageVersion,
    Remembered,
    SharedBasket,
    SharedItem,
    Speaker,
    Withdrawal,
)
from documents.vocabularies import State
from documents.withdrawing import memory, redacting
from documents.withdrawing.masks import Words
from tests.documents.withdrawing.traces import ADDRESS, KEPT, again, said_in_the_database
from tests.factories import Said, make_document

pytestmark = pytest.mark.django_db


def test_undoing_a_load_does_not_bring_redacted_words_back(load):
    document = load(publish=True)
    run = IngestRun.objects.create(source="second", rules_version=RULES_VERSION)
    text = PassageVersion.objects.get(text=KEPT).revision.text.replace("forty", "fifty")
    second = importer.Incoming("harbour.txt", text.encode(), "harbour")
    importer.load(second, run, publish=True)
    redacting.redact(Words(("ourselves",)), "As asked.", document=document)

    undoing.undo(run)

    assert document.revisions.count() == 3
    latest = document.revisions.get(number=3)
    assert "forty" in latest.text and "ourselves" not in latest.text
    assert said_in_the_database("ourselves") == []


def test_a_redaction_is_of_one_document_where_it_is_so_asked(load):
    one = load(publish=True)
    text = "Another Night\n\nMARSH: The fog keeps me, not itself.\n\nMR. X: And nobody else."
    load(text, "other", publish=True)
    redacting.redact(Words(("fog",)), "As asked.", document=one)

    other = PassageVersion.objects.current().get(text__contains="keeps me")
    assert "fog" in other.text
    assert not PassageVersion.objects.filter(passage__document=one, text__contains="fog").exists()


def test_a_name_vanishes_as_lists_order_it_and_where_it_is_set_word_by_word(client):
    document = make_document(Said("A survivor rode here.", "Pavla Nguyenova"))
    version = PassageVersion.objects.get(passage__document=document)
    set_by_word = [{"t": "Str", "c": word} for word in ("Survivor", "Pavla", "Nguyenova", "Rode")]
    SharedItem.objects.create(
        shared=SharedBasket.objects.create(key="k" * 43),
        version=version,
        order=1,
        citation=[part for each in set_by_word for part in (each, {"t": "Space"})],
        described={
            "item": {"author": [{"family": "Nguyenova", "given": "Pavla"}]},
            "cited": {"proper": ["NGUYEN", "Pav", "Prague"]},
        },
    )
    redacting.redact(Words(("Pavla Nguyenova",)), "As asked.")

    assert said_in_the_database("Nguyenova", "Pavla") == []
    kept = SharedItem.objects.get()
    assert kept.described["cited"]["proper"] == ["Prague"]
    assert [part["c"] for part in kept.citation[::2]] == ["Survivor", "█" * 5, "█" * 9, "Rode"]
    assert "nguyenova" not in client.get("/speakers/").content.decode().lower()
    assert memory.objection(["Heard: Nguyenova, Pavla"])
    assert not memory.objection(["Nguyenova and Pavla rode"])


def test_no_phrase_is_found_across_redacted_words(load, client):
    document = load(publish=True)
    redacting.redact(Words(("them on",)), "As asked.", document=document)

    def found(query):
        return client.get("/search/", {"q": query, "format": "json"}).json()["total"]

    assert found('"we keep ourselves"') == 0
    assert found('"keep ourselves"') == 0
    assert found('"done so for forty years"') == 1
    assert found("years") == 1
    page = client.get("/search/?q=forty").content.decode()
    assert "<mark>forty</mark>" in page


def test_a_reason_that_says_the_words_is_refused(load):
    load(publish=True)
    with pytest.raises(redacting.NotRedactable, match="without them"):
        redacting.redact(Words(("fog",)), "The fog asked for it.")
    assert not Withdrawal.objects.exists()


@pytest.mark.parametrize("document", ["9" * 19, "9" * 5000, "²", "-1", "x"])
def test_a_document_that_no_number_names_is_none(keeper, document):
    page = keeper.get("/keeping/redact/", {"document": document})
    assert page.status_code == 200
    assert page.context["document"] is None


def test_what_would_stay_of_a_name_is_pointed_out(keeper, load):
    load("A Night\n\nMR. X: Ada Marsh was here. Marsh will come again.", publish=True)
    page = keeper.post("/keeping/redact/", {"words": "Ada Marsh", "everywhere": "on"})

    assert page.context["preview"].parts_that_stay == [("Marsh", 1)]
    assert not Withdrawal.objects.exists()


def test_words_are_not_taken_out_unless_they_were_seen_where_they_stand(keeper, load):
    load(publish=True)
    asked = {"words": "fog", "everywhere": "on", "redact": "yes", "reason": "As asked."}
    page = keeper.post("/keeping/redact/", asked)

    assert "What vanishes" in page.content.decode()
    assert not Withdrawal.objects.exists()


@pytest.mark.parametrize("words", ["", "—", "x"])
def test_words_that_are_none_are_refused_in_words(keeper, words):
    page = keeper.post("/keeping/redact/", {"words": words, "everywhere": "on"})
    assert page.status_code == 422


def test_a_redacted_passage_says_that_words_went_and_when_not_which(load, client):
    document = load(publish=True)
    redacting.redact(Words(("fog",)), "As asked.", document=document)
    passage = PassageVersion.objects.current().get(text__contains="keeps nobody").passage
    page = client.get(passage.get_absolute_url()).content.decode()

    assert "The ███ keeps nobody" in page and "Words in this passage were redacted on" in page
    assert "Words in 2 passages were redacted" in client.get(ADDRESS).content.decode()
    assert "Words in 2 passages were redacted" in client.get(f"{ADDRESS}history/").content.decode()


def test_words_can_be_let_in_again(keeper, load):
    document = load(publish=True)
    redacting.redact(Words(("fog",)), "As asked.")
    text = "Another Night\n\nMR. X: The fog is only weather after all, they say."
    with pytest.raises(Unreadable):
        again(text, "another")
    keeper.post(f"/keeping/withdrawals/{Withdrawal.objects.get().pk}/")
    again(text, "another")
    assert Document.objects.get(key="another").state == State.PUBLISHED
    assert document.revisions.count() == 1


def test_an_archive_without_its_former_key_says_that_it_cannot_tell(load, settings):
    load(publish=True)
    redacting.redact(Words(("fog",)), "As asked.")
    former, settings.SECRET_KEY = settings.SECRET_KEY, "another key " * 8
    with pytest.raises(Unreadable, match="under another secret key"):
        again("Plain\n\nMR. X: Nothing of that sort was said here.", "plain")
    settings.SECRET_KEY_FALLBACKS = [former]
    again("Plain\n\nMR. X: Nothing of that sort was said here.", "plain")
    with pytest.raises(Unreadable, match="redacted on"):
        again("Plain\n\nMR. X: Nothing but fog was there that night.", "foggy")


def test_what_is_remembered_cannot_be_read_without_the_key(load, settings):
    load(publish=True)
    redacting.redact(Words(("fog",)), "As asked.")
    digests = set(Remembered.objects.values_list("digest", flat=True))
    settings.SECRET_KEY = "another key " * 8
    memory.remember(Withdrawal.objects.get(), words=Words(("fog",)))

    assert len(set(Remembered.objects.values_list("digest", flat=True)) - digests) == 1


def test_a_name_that_was_taken_out_does_not_come_back_as_a_heading():
    document = make_document(Said("We heard of Zuleyka Voss.", "Ada Byron"))
    redacting.redact(Words(("Zuleyka Voss",)), "As asked.")
    with pytest.raises(NotPossible, match="were redacted"):
        identifying.give(document.appearances.all(), "Zuleyka Voss")
    assert not Speaker.objects.filter(slug__contains="voss").exists()
