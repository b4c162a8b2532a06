"""Which charset a file is read in."""

import pytest

from documents.ingest.readers.charsets import decode

FRENCH = "L’année dernière, la délégation a déjà répondu : « non ». " * 8


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_a_text_is_read_as_it_was_written(charset):
    assert decode(FRENCH.encode(charset))[0] == FRENCH


def test_a_byte_order_mark_beats_what_is_declared():
    assert decode("é".encode("utf-8-sig"), declared="latin-1") == ("é", "utf-8")


def test_a_declared_charset_beats_the_guess():
    assert decode("žena".encode("cp1250"), declared="cp1250")[0] == "žena"


def test_a_declared_charset_that_does_not_fit_is_passed_over():
    assert decode("“é”".encode(), declared="ascii") == ("“é”", "utf-8")
    assert decode(b"plain", declared="no-such-charset")[0] == "plain"


def test_a_few_bytes_are_not_guessed_at():
    assert decode("“Non”, dit-elle".encode("cp1252")) == ("“Non”, dit-elle", "cp1252")
