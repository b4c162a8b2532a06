"""A keeper loads a text in a browser, describes it and publishes it; then everybody finds it."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.signing_in import sign_in
from tests.documents.keeping.conftest import INTERVIEW
from tests.factories import make_account


@pytest.fixture
def signed_in(site: str, page: Page) -> Page:
    make_account("Keeper", is_staff=True)
    page.goto(f"{site}/keeping/add/")
    sign_in(page, "keeper")
    return page


def test_from_a_file_to_a_page_that_everybody_finds(signed_in: Page, site, tmp_path, settings):
    settings.ORIGINALS = tmp_path / "originals"
    page = signed_in
    text = Path(tmp_path / "harbour.txt")
    text.write_text(INTERVIEW, encoding="utf-8")

    page.get_by_label("Text", exact=True).set_input_files(text)
    page.get_by_role("button", name="Load as a draft").click()
    expect(page.locator("p.notice[role=status]")).to_contain_text("draft until you publish it")
    expect(page.get_by_role("heading", level=1)).to_have_text("The Harbour at Night")
    expect(page.locator("#people")).to_contain_text("Ada Marsh")
    expect(page.locator("#text")).to_contain_text("for forty years")

    page.get_by_label("Held").fill("2008-13")
    page.get_by_label("Place").fill("Hull")
    page.get_by_role("button", name="Save and publish").click()
    expect(page.locator(".errorlist")).to_contain_text("“2008-13” is not in the calendar.")
    expect(page.get_by_label("Place")).to_have_value("Hull")

    page.get_by_label("Held").fill("2008~")
    page.get_by_role("button", name="Save and publish").click()
    expect(page.locator("p.notice[role=status]")).to_contain_text("Published.")

    page.context.clear_cookies()
    page.goto(f"{site}/documents/")
    page.get_by_role("link", name="The Harbour at Night").first.click()
    expect(page.locator("main")).to_contain_text("We keep them on ourselves")
