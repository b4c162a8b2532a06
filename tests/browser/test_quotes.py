"""Checking a quotation by keyboard alone, as a screen reader tells it."""

from playwright.sync_api import Page, expect

from tests.factories import Said, make_document


def test_by_keyboard_a_quotation_is_checked_and_its_verdict_announced(site: str, page: Page):
    make_document(Said("We would not improve it, unless everybody agreed.", "Ada Byron"))
    page.goto(f"{site}/quotes/")
    page.get_by_role("textbox", name="Quotations or article").focus()
    page.keyboard.type("We would improve it, unless everybody agreed.")
    page.keyboard.press("Tab")
    page.keyboard.type("Byron")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    status = page.get_by_role("status")
    expect(status.get_by_role("heading", name="1 quotation checked: altered")).to_be_focused()
    expect(page).to_have_title("1 quotation checked: altered – Check a quotation – Verbatim")
    finding = page.get_by_role("article", name="Altered")
    expect(finding).to_match_aria_snapshot("""
        - article "Altered":
          - heading "Altered" [level=3]
          - paragraph: Close to words said by Ada Byron, but words differ.
          - term: You wrote
          - definition: "Byron: We would improve it, unless everybody agreed."
          - term: Archive
          - definition:
            - paragraph:
              - text: We would
              - insertion: not
              - text: improve it, unless everybody agreed.
          - list:
            - listitem: "A negation differs: “not” is missing."
    """)
