"""Files that are not taken, and what the keeper is told."""

import random

import pytest

from documents.ingest.readers import read
from documents.ingest.reading import Unreadable


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\x00\x00\x00"])
def test_an_empty_file_is_refused(data):
    with pytest.raises(Unreadable, match="speech.txt is empty"):
        read(data, "speech.txt")


def test_binary_noise_is_refused():
    noise = random.Random(1).randbytes(4000)  # noqa: S311 - noise, not a secret
    with pytest.raises(Unreadable, match="not a text"):
        read(noise, "noise.txt")


def test_marks_without_a_word_are_refused():
    with pytest.raises(Unreadable, match="no words"):
        read(b"* * *\n---\n", "rules.txt")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04 ...", "Office document or a ZIP"),
        (b"\x89PNG\r\n", "image"),
    ],
)
def test_another_format_is_named_whatever_the_file_is_called(data, what):
    with pytest.raises(Unreadable, match=what):
        read(data, "speech.txt")


def test_a_stray_control_character_is_no_reason_to_refuse():
    assert read(b"Good\x07 morning, everybody.", "a.txt").text == "Good morning, everybody."
