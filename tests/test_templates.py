"""What browsers make of the markup in templates."""

import re

from tests.conftest import ROOT

WITHIN_A_PARAGRAPH = re.compile(
    r"<p(?:\s[^>]*)?>(?:(?!</p>|<p[\s>]).)*?"
    r"(?:<(?:form|div|ul|ol|dl|table|details|section)\b|\{% basket_button)",
    re.DOTALL,
)


def test_no_paragraph_holds_what_ends_it():
    """A form or a list closes the paragraph that it stands in: what follows loses its layout."""
    pages = (ROOT / "templates").rglob("*.html")
    assert [page.name for page in pages if WITHIN_A_PARAGRAPH.search(page.read_text())] == []


def test_no_line_is_too_long_to_see_in_it_what_a_change_changed():
    pages = (ROOT / "templates").rglob("*.html")
    lines = [(page.name, line) for page in pages for line in page.read_text().splitlines()]
    assert [name for name, line in lines if len(line) > 200] == []
