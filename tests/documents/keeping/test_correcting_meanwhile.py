"""Correcting a text that others touch meanwhile, or that was sent already."""

from html import unescape

import pytest

from documents.withdrawing.removal import withdraw_passage
from tests.documents.keeping.correcting import address, current, preview, publish, sheet
from tests.pages import folded

pytestmark = pytest.mark.django_db


def test_a_text_that_was_changed_after_its_table_was_shown_is_shown_again(keeper, document):
    text = sheet(document)
    seen = preview(keeper, document, text).context["form"]["seen"].value()
    data = {"text": text.replace("forty", "ten"), "base": 1, "seen": seen, "reason": "x"}

    response = keeper.post(address(document), data | {"publish": "yes"})

    assert response.status_code == 422 and document.revisions.count() == 1
    assert "<ins>ten</ins>" in response.content.decode()


def test_a_keeper_who_was_overtaken_is_told_and_keeps_the_work(keeper, document):
    mine = sheet(document).replace("nobody but itself", "nobody but the sea")
    publish(keeper, document, sheet(document).replace("forty", "fifty"), "It was fifty.")

    told = publish(keeper, document, mine, base=1)

    page = folded(told)
    assert told.status_code == 409 and "corrected this document while you worked" in page
    assert "It was fifty." in page and "<ins>fifty</ins>" in page
    joined = told.context["form"]["text"].value()
    assert "fifty years" in joined and "nobody but the sea" in joined
    assert document.revisions.count() == 2
    publish(keeper, document, joined)
    assert "fifty" in current(document)["2"].text and "the sea" in current(document)["4"].text


def test_where_two_keepers_changed_the_same_words_both_are_shown(keeper, document):
    mine = sheet(document).replace("forty", "thirty")
    publish(keeper, document, sheet(document).replace("forty", "fifty"))

    told = publish(keeper, document, mine, base=1)

    assert "<del>thirty</del><ins>fifty</ins>" in told.content.decode()
    assert "thirty years" in told.context["form"]["text"].value()


def test_a_form_that_is_sent_twice_says_that_it_is_done(keeper, document):
    text = sheet(document).replace("forty", "fifty")
    publish(keeper, document, text)

    again = publish(keeper, document, text, base=1)

    assert again.status_code == 302 and document.revisions.count() == 2
    assert "was made already" in keeper.get(again["Location"]).content.decode()


def test_a_passage_that_was_withdrawn_while_it_was_corrected_does_not_come_back(keeper, document):
    opened = keeper.get(address(document)).context["form"].initial
    text = opened["text"].replace("forty", "fifty")
    seen = preview(keeper, document, text, **{"held": opened["held"]})
    withdraw_passage(current(document)["2"].passage, reason="A survivor asked for it.")

    told = publish(
        keeper,
        document,
        text,
        held=opened["held"],
        seen=seen.context["form"]["seen"].value(),
    )

    page = unescape(told.content.decode())
    assert told.status_code == 409 and "words were taken out of this document" in page
    assert "fifty" not in told.context["form"]["text"].value()
    assert document.revisions.count() == 1
