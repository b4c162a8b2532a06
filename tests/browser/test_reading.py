"""From a question to the words in their place: by keyboard, by pointer, with and without script."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.factories import Said, make_document, make_vocabulary


@pytest.fixture
def archive(site: str) -> str:
    make_vocabulary("p", "Protection", "Prevention", register=True)
    make_document(
        *(Said(f"Paragraph {n} of something else altogether. " * 12) for n in range(12)),
        Said("Here is forced labor at last.", "Bo Chen", tags={"p": ["protection"]}),
        *(Said(f"What follows, part {n}. " * 12) for n in range(12)),
        title="On engines",
        held="2008",
    )
    make_document(Said("Labor was forced on them.", "Ada Speaker"), title="Another", held="2010")
    return site


def test_a_keyboard_leads_from_the_front_page_to_the_words_in_their_place(archive, page: Page):
    page.goto(archive)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("labor")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="2 passages in 2 documents")).to_be_visible()
    page.get_by_role("link", name="On engines").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/on-engines/?q=labor#p13")
    expect(page.locator("#p13 mark")).to_be_in_viewport()
    expect(page.locator(".hitbar [aria-current]")).to_have_text("13")


def test_a_filter_acts_at_once_and_stands_in_the_address(archive, page: Page):
    page.goto(f"{archive}/search/?q=labor")
    page.get_by_role("checkbox", name="Bo Chen").check()
    expect(page.get_by_role("heading", name="1 passage in 1 document")).to_be_visible()
    expect(page).to_have_url(f"{archive}/search/?q=labor&speaker=bo-chen")
    expect(page).to_have_title("labor: 1 passage – Verbatim")
    expect(page.get_by_role("checkbox", name="Bo Chen")).to_be_focused()
    page.get_by_role("link", name="Remove speaker Bo Chen").click()
    expect(page.get_by_role("heading", name="2 passages in 2 documents")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="1 passage in 1 document")).to_be_visible()


def test_on_a_phone_the_filters_stay_open_while_they_are_used(archive, page: Page):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{archive}/search/?q=labor")
    box = page.get_by_role("checkbox", name="Bo Chen")
    expect(box).not_to_be_visible()
    page.get_by_text("Filter", exact=False).first.click()
    box.check()
    expect(page.get_by_role("heading", name="1 passage in 1 document")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Ada Speaker")).to_be_visible()


def test_everything_works_without_script(archive, browser: Browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{archive}/search/?q=labor")
    page.get_by_role("checkbox", name="Bo Chen").check()
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("heading", name="1 passage in 1 document")).to_be_visible()
    page.get_by_role("link", name="On engines").click()
    expect(page.locator("#p13 mark")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Copy link")).to_have_count(0)
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_class("theme-dark")
    context.close()


def test_a_link_to_a_passage_can_be_copied(archive, page: Page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{archive}/search/?q=forced+labor&speaker=bo-chen")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert "/passages/" in page.evaluate("navigator.clipboard.readText()")
