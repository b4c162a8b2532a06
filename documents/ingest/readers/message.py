"""E-mail messages (RFC 5322, MIME): the subject as title, the day it was sent, and what it says.

The plain text is taken where a message has one, else the web page in it; what is attached is left
out with a warning. The map to the original is empty, since the words may stand there in a transfer
encoding.
"""

import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart

from documents.ingest.readers import html, text
from documents.ingest.readers.refusals import refuse_noise
from documents.ingest.reading import CanonicalText, Unreadable

_FORWARDED = re.compile(r"(?:(?:re|fw|fwd|aw|wg|tr)\s?:\s*)+", re.I)


def read(data: bytes, name: str) -> CanonicalText:
    """The canonical text of a message. Raises Unreadable where it holds no text."""
    message = message_from_bytes(data, policy=policy.default)
    body = message.get_body(("plain", "html"))
    if body is None:
        raise Unreadable(
            f"{name} is a message without text. Save what is attached to it, and load that."
        )
    words = _words(body, name)
    if body.get_content_type() == "text/html":
        found = html.read(words.encode(), name)
    else:
        found = text.read(words, "utf-8", "message.txt")
    attached = [part.get_filename() or "a part unnamed" for part in message.iter_attachments()]
    left_out = (f"{name}: attached and not read: {', '.join(attached)}.",) if attached else ()
    return replace(
        found,
        runs=(),
        media_type="message/rfc822",
        declared={**_of_header(message), **found.declared},
        warnings=found.warnings + left_out,
    )


def _words(body: MIMEPart, name: str) -> str:
    try:
        words = str(body.get_content())
    except (LookupError, UnicodeError) as error:  # a character set that nobody knows
        raise Unreadable(
            f"{name} names a character set that is not known. Save the message as text (.txt)."
        ) from error
    refuse_noise(words, name)
    return words.replace("\r\n", "\n").replace("\x00", "")


def _of_header(message: EmailMessage) -> dict[str, str]:
    """The subject and the day, under the names by which formats declare such."""
    subject = _FORWARDED.sub("", " ".join(str(message["subject"] or "").split()), count=1)
    sent = getattr(message["date"], "datetime", None)
    return {
        **({"message/title": subject} if subject else {}),
        **({"message/date": sent.date().isoformat()} if sent else {}),
    }
