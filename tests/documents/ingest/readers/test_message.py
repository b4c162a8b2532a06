"""E-mail messages: what they say, whose subject it has, and when it was sent."""

import pytest

from documents.ingest.readers import read
from documents.ingest.reading import Unreadable
from tests.documents.ingest.understood import said, understood

HEAD = "From: Press <press@state.example>\nSubject: Fwd: Remarks of Alma Wren\n"
SENT = "Date: Tue, 2 Apr 2019 14:10:00 -0400\nMIME-Version: 1.0\n"
PLAIN = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
WORDS = "Remarks\nDeputy Secretary Alma Wren\n\nGood afternoon. It=E2=80=99s good to be with you.\n"
PARTS = 'Content-Type: multipart/alternative; boundary="b"\n\n'


def test_a_message_is_what_its_plain_text_says_under_its_subject_on_the_day_it_was_sent():
    page = "Content-Type: text/html\n\n<p>Another text.</p>\n"
    message = f"{HEAD}{SENT}{PARTS}--b\n{PLAIN}{WORDS}\n--b\n{page}--b--\n"
    reading = understood(message, "a.eml")
    assert (reading.title.value, reading.held.value) == ("Remarks of Alma Wren", "2019-04-02")
    assert said(reading) == [("Alma Wren", "Good afternoon. It’s good to be with you.")]


def test_a_message_of_a_page_alone_is_read_as_a_page():
    message = f"{HEAD}{SENT}Content-Type: text/html\n\n<p><b>Roe:</b> Yes.<p><b>Roe:</b> No.\n"
    source = read(message.encode(), "a.eml")
    assert (source.text, source.media_type) == ("Roe: Yes.\n\nRoe: No.", "message/rfc822")


def test_what_is_attached_is_named_in_a_warning():
    mixed = 'Content-Type: multipart/mixed; boundary="b"\n\n'
    file = "Content-Type: application/pdf\nContent-Disposition: attachment; filename=a.pdf\n\nAAA\n"
    message = f"{HEAD}{SENT}{mixed}--b\n{PLAIN}{WORDS}\n--b\n{file}--b--\n"
    assert read(message.encode(), "a.eml").warnings == ("a.eml: attached and not read: a.pdf.",)


@pytest.mark.parametrize(
    ("message", "says"),
    [
        (f"{HEAD}Content-Type: image/png\n\nAAA\n", "a message without text"),
        (f"{HEAD}Content-Type: text/plain; charset=klingon\n\nqapla’\n", "names a character set"),
    ],
)
def test_a_message_that_cannot_be_read_says_why(message, says):
    with pytest.raises(Unreadable, match=says):
        read(message.encode(), "a.eml")
