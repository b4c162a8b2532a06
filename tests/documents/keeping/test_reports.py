"""Readers report errors without an account; keepers answer; programs and floods are kept out."""

import re
from datetime import timedelta

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from documents import reporting
from documents.correcting import correct, latest_revision, sheet_of
from documents.ingest import worksheet
from documents.models import ErrorReport, Passage, PassageVersion

pytestmark = pytest.mark.django_db

WRONG = "It was fifty years: minute 12 of the recording."


@pytest.fixture
def passage(document) -> Passage:
    version = PassageVersion.objects.all().public().get(text__contains="forty")
    return version.passage


def send(client, passage, words: str = WRONG, **sent):
    address = sent.pop("address", "192.0.2.1")
    return client.post(
        f"/passages/{passage.public_id}/report/",
        {"words": words, "contact": "", "website": "", **sent},
        REMOTE_ADDR=address,
    )


def test_every_passage_leads_to_the_form(client, passage, document):
    address = f"/passages/{passage.public_id}/report/"
    for page in (passage.get_absolute_url(), document.get_absolute_url()):
        assert address in client.get(page).content.decode()
    form = client.get(address).content.decode()
    assert "forty years" in form and 'name="words"' in form


def test_a_report_is_sent_answered_and_linked_to_the_correction(client, account, passage, document):
    answer = send(client, passage, contact="reader@example.org")
    assert answer.status_code == 302
    report = ErrorReport.objects.get()
    page = client.get(answer.url)
    assert "The keepers will look at it" in page.content.decode()
    assert page["X-Robots-Tag"] == "noindex"
    assert WRONG not in page.content.decode()

    keeper = Client()
    keeper.force_login(account("Keeper"))
    assert WRONG[:40] in keeper.get("/keeping/reports/").content.decode()
    text = worksheet.write(sheet_of(latest_revision(document))).replace("forty", "fifty")
    correct(document, text, "It was fifty.", 1)
    shown = keeper.get(f"/keeping/reports/{report.pk}/").content.decode()
    for words in (WRONG, "reader@example.org", "When it was reported it read", "It was fifty."):
        assert words in shown
    revision = document.revisions.get(number=2)
    keeper.post(
        f"/keeping/reports/{report.pk}/",
        {"state": "mended", "answer": "You are right.", "correction": revision.pk},
    )

    report.refresh_from_db()
    assert (report.state, report.decided_by.username) == ("mended", "keeper")
    page = client.get(answer.url).content.decode()
    assert "Mended, thank you" in page and "You are right." in page
    assert f"/documents/{document.slug}/history/2/" in page
    assert "nothing waits" in keeper.get("/keeping/reports/").content.decode()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"words": ""}, "Say what is wrong."),
        ({"words": "no"}, "Say a little more"),
        ({"words": "x" * 4001}, "4000 characters"),
        ({"words": "a\0b and so on"}, "Null characters"),
        ({"contact": "x" * 201}, "200 characters"),
        ({"website": "https://spam.example/"}, "to be left empty"),
    ],
)
def test_what_cannot_be_taken_is_said_and_the_words_stay(client, passage, sent, said):
    answer = send(client, passage, **sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not ErrorReport.objects.exists()


def test_one_address_sends_a_few_in_an_hour_and_others_still_may(client, passage):
    for _ in range(5):
        assert send(client, passage).status_code == 302
    refused = send(client, passage, words="One more thing is wrong.")
    assert (refused.status_code, refused["Retry-After"]) == (429, "3600")
    assert "One more thing is wrong." in refused.content.decode()
    assert send(client, passage, address="198.51.100.7").status_code == 302
    ErrorReport.objects.update(at=timezone.now() - timedelta(hours=2))
    assert send(client, passage).status_code == 302


def test_many_addresses_do_not_fill_the_queue(client, passage, monkeypatch):
    monkeypatch.setattr(reporting, "BY_ALL", ((reporting.HOUR, 2),))
    answers = [send(client, passage, address=f"192.0.2.{n}").status_code for n in range(3)]
    assert answers == [302, 302, 429]


def test_no_address_is_kept_and_its_trace_goes(client, passage):
    send(client, passage)
    assert "192.0.2.1" not in str(ErrorReport.objects.values().get())
    ErrorReport.objects.update(at=timezone.now() - timedelta(days=3))
    send(client, passage, address="198.51.100.7")
    assert ErrorReport.objects.order_by("at").first().sender == ""


def test_a_household_is_one_sender_and_a_proxy_is_believed_only_where_it_is(settings):
    def sender(address: str, forwarded: str = "") -> str:
        request = RequestFactory().get("/", REMOTE_ADDR=address, HTTP_X_FORWARDED_FOR=forwarded)
        return reporting.sender_of(request)

    assert sender("2001:db8::1") == sender("2001:db8::2") != sender("2001:db8:0:1::1")
    assert sender("192.0.2.1", "198.51.100.7") == sender("192.0.2.1")
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert sender("127.0.0.1", "203.0.113.9, 198.51.100.7") == sender("198.51.100.7")


def test_an_empty_form_is_answered_in_words(client, passage):
    answer = client.post(f"/passages/{passage.public_id}/report/")
    assert (answer.status_code, "Say what is wrong." in answer.content.decode()) == (422, True)


def test_what_is_not_public_takes_no_report(client, load):
    draft = load(key="other")
    assert not draft.passages.exclude(public_id=None).exists()
    assert client.get("/passages/nowhere0/report/").status_code == 404
    assert client.get("/reports/nothing/").status_code == 404


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"state": "declined", "answer": ""}, "Say why"),
        ({"state": "forgotten", "answer": ""}, "is not one of the available choices"),
    ],
)
def test_an_answer_that_says_nothing_is_refused(keeper, client, passage, sent, said):
    send(client, passage)
    report = ErrorReport.objects.get()
    answer = keeper.post(f"/keeping/reports/{report.pk}/", sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    report.refresh_from_db()
    assert report.state == "open"


def test_an_answer_given_meanwhile_is_shown_before_it_is_replaced(keeper, client, passage):
    send(client, passage)
    report = ErrorReport.objects.get()
    address = f"/keeping/reports/{report.pk}/"
    assert keeper.post(address, {"state": "mended", "answer": "So it is."}).status_code == 302

    mine = {"state": "declined", "answer": "He said forty."}
    overtaken = keeper.post(address, mine)
    page = overtaken.content.decode()
    assert overtaken.status_code == 422
    assert "keeper has answered it meanwhile: mended. “So it is.”" in page
    assert "Mended by keeper" in page and "He said forty." in page
    report.refresh_from_db()
    assert (report.state, report.answer) == ("mended", "So it is.")

    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
    assert keeper.post(address, mine | {"seen": seen}).status_code == 302
    report.refresh_from_db()
    assert (report.state, report.answer) == ("declined", "He said forty.")


def test_spam_is_removed_for_good(keeper, client, passage):
    send(client, passage)
    keeper.post(f"/keeping/reports/{ErrorReport.objects.get().pk}/", {"remove": "yes"})
    assert not ErrorReport.objects.exists()


@pytest.mark.parametrize("group", ["Tagger", "Reviewer", None])
def test_nobody_else_sees_the_reports(client, account, passage, group):
    send(client, passage)
    if group:
        client.force_login(account(group))
    report = ErrorReport.objects.get()
    for address in ("/keeping/reports/", f"/keeping/reports/{report.pk}/"):
        assert client.get(address).status_code == (403 if group else 302)
        assert client.post(address, {"remove": "yes"}).status_code in (302, 403, 405)
    assert ErrorReport.objects.exists()


def test_a_form_of_another_site_sends_nothing(passage):
    strict = Client(enforce_csrf_checks=True)
    assert send(strict, passage).status_code == 403
    assert not ErrorReport.objects.exists()
