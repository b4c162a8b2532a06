"""Taking words away in a browser: into the basket, and onto the clipboard."""

import pytest
from playwright.sync_api import Page, expect

from documents.models import Basket
from tests.factories import Said, make_document

CLIPBOARD = """
async () => {
  const [item] = await navigator.clipboard.read();
  const forms = {};
  for (const type of item.types) forms[type] = await (await item.getType(type)).text();
  return forms;
}
"""


@pytest.fixture
def archive(site: str, page: Page) -> str:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    words = ("Engines “weave” & rest.", "Engines count.", "Engines rest.")
    make_document(
        *(Said(text, "Ada Byron") for text in words),
        title="On engines",
        held="2008-06-03",
        event="A fair",
    )
    return site


def test_what_is_added_in_one_breath_is_in_one_basket(archive, page: Page):
    page.goto(f"{archive}/search/?q=engines")
    buttons = page.get_by_role("button", name="Add to basket")
    expect(buttons).to_have_count(3)
    buttons.evaluate_all("(all) => all.forEach((button) => button.click())")
    expect(page.get_by_role("link", name="Basket (3)")).to_be_visible()
    page.goto(f"{archive}/basket/")
    expect(page.locator(".basket > li")).to_have_count(3)
    assert Basket.objects.count() == 1


def test_one_click_copies_a_citation_with_its_italics_and_says_so(archive, page: Page):
    page.goto(f"{archive}/documents/on-engines/cite/")
    button = page.get_by_role("button", name="Copy citation in APA")
    button.click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    held = page.evaluate(CLIPBOARD)
    assert held["text/plain"].startswith("Byron, A. (2008, June 3). On engines [Speech]. A fair.")
    assert "<i>On engines</i>" in held["text/html"]
    expect(button).to_be_visible()  # it has its own name again
    expect(button.locator(".vh")).to_have_text(" in APA")
    page.get_by_role("button", name="Copy BibTeX").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    assert page.evaluate(CLIPBOARD)["text/plain"].startswith("@misc{byron2008engines,")


def test_the_words_of_a_passage_are_copied_with_the_citation_of_their_revision(archive, page: Page):
    page.goto(f"{archive}/documents/on-engines/#p1")
    page.locator("#p1").get_by_role("link", name="Cite").click()
    page.get_by_role("link", name="Back to the passage").click()
    page.locator("button:not([hidden])", has_text="Copy quotation with citation").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    words, citation = page.evaluate(CLIPBOARD)["text/plain"].split("\n\n")
    assert words == "“Engines ‘weave’ & rest.”"
    assert citation == (
        "Ada Byron, “On Engines” (speech, A fair, June 3, 2008), para. 1, "
        f"{page.url.rstrip('/')}/?rev=1."
    )


def test_a_note_is_kept_when_its_field_is_left_and_the_focus_stays_after_a_move(
    archive, page: Page
):
    page.goto(f"{archive}/search/?q=engines")
    for kept in (1, 2, 3):
        page.get_by_role("button", name="Add to basket").first.click()
        expect(page.get_by_role("link", name=f"Basket ({kept})")).to_be_visible()
    page.goto(f"{archive}/basket/?style=apa")
    first = page.locator(".basket > li").first
    words = first.locator("blockquote").inner_text()
    first.get_by_label("Your note").fill("For the preface")
    page.locator("#main").get_by_role("link", name="MLA").click()
    page.wait_for_url("**style=mla")
    expect(page.locator(".basket > li").first.get_by_label("Your note")).to_have_value(
        "For the preface"
    )
    page.get_by_role("button", name="Move down passage 1").click()
    page.wait_for_url("**style=mla#i*")
    expect(page.locator(".basket > li").nth(1).locator("blockquote")).to_have_text(words)
    expect(page.get_by_role("button", name="Move down passage 2")).to_be_focused()


def test_a_note_is_kept_though_its_field_is_never_left(archive, page: Page):
    page.goto(f"{archive}/search/?q=engines")
    page.get_by_role("button", name="Add to basket").first.click()
    expect(page.get_by_role("link", name="Basket (1)")).to_be_visible()
    page.goto(f"{archive}/basket/")
    note = page.get_by_label("Your note")
    note.press_sequentially("For the preface")
    expect(page.locator(".mynote .said")).to_have_text("Kept")
    note.press_sequentially(", or the end")
    page.goto(f"{archive}/search/?q=engines")
    for _ in range(20):  # what was sent on leaving may come in after the next page
        page.goto(f"{archive}/basket/")
        if note.input_value() != "For the preface":
            break
    expect(note).to_have_value("For the preface, or the end")
