"""The voices without a person are worked by keyboard, without reloading."""

import pytest
from playwright.sync_api import Page, expect

from documents.models import Appearance
from tests.browser.signing_in import sign_in
from tests.documents.test_unresolved import voice
from tests.factories import make_account, make_speaker


@pytest.fixture
def asked(site: str, page: Page) -> Page:
    """The page of voices, which asks first who it is."""
    make_account("Keeper", is_staff=True)
    page.goto(f"{site}/keeping/voices/")
    return page


def listening(page: Page) -> None:
    """Waits until the script has run: it shows the keys.

    By the attribute: while style sheets are still coming in, one that is there may show them.
    """
    page.locator(".keys:not([hidden])").wait_for()


def people() -> dict[str, str | None]:
    rows = Appearance.objects.select_related("speaker")
    return {row.labels[0]: row.speaker.name if row.speaker else None for row in rows}


def test_few_keys_decide_each_label_and_one_undoes(asked: Page):
    page = asked
    make_speaker("Ada Byron")
    for words in ("Good morning.", "Good evening."):
        voice(words, "MS. BYRON", "Byron")
    voice("I am nobody.", "MR. DIAZ", "Diaz")
    voice("I am new.", "MR. DUARTE", "Duarte")
    sign_in(page, "keeper")
    heading, saved = page.locator("#h-case"), page.locator(".saved")

    listening(page)
    page.evaluate("window.kept = true")
    expect(heading).to_have_text("MS. BYRON")
    page.keyboard.press("1")
    expect(heading).to_have_text("MR. DIAZ")
    expect(saved).to_have_text("“MS. BYRON” in 2 documents: Ada Byron.")
    page.keyboard.press("l")
    expect(heading).to_have_text("MR. DUARTE")
    expect(saved).to_contain_text("left as printed")
    page.keyboard.press("u")
    expect(heading).to_have_text("MR. DIAZ")
    expect(saved).to_contain_text("Undone")
    page.keyboard.press("j")
    expect(heading).to_have_text("MR. DUARTE")
    page.keyboard.press("n")
    page.keyboard.type("Cy Duarte")
    page.keyboard.press("Enter")
    expect(heading).to_have_text("MR. DIAZ")
    expect(saved).to_contain_text("Cy Duarte, a new heading")
    assert page.evaluate("window.kept") is True
    assert people() == {"MS. BYRON": "Ada Byron", "MR. DIAZ": None, "MR. DUARTE": "Cy Duarte"}


def test_a_label_that_was_decided_in_one_document_waits_on_in_the_others(asked: Page):
    page = asked
    make_speaker("Ada Byron")
    first = voice("Good morning.", "MS. BYRON", "Byron")
    second = voice("Good evening.", "MS. BYRON", "Byron")
    voice("I am nobody.", "MR. DIAZ", "Diaz")
    sign_in(page, "keeper")
    heading, saved = page.locator("#h-case"), page.locator(".saved")

    listening(page)
    page.keyboard.press("d")
    page.keyboard.press("1")
    expect(heading).to_have_text("MR. DIAZ")
    expect(saved).to_have_text("“MS. BYRON” in 1 document: Ada Byron.")
    page.keyboard.press("k")
    expect(heading).to_have_text("MS. BYRON")
    expect(page.locator("#case")).to_contain_text("Good evening.")
    expect(page.locator("#case")).not_to_contain_text("Good morning.")
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.speaker.name, second.speaker) == ("Ada Byron", None)
