"""Looking for a quotation: type, pick two filters, take one back, follow a hit, go back.

By keyboard, wide and narrow, light and dark, with and without script; nothing jumps about.
"""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.looks import faults
from tests.factories import Said, make_document, make_vocabulary

SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    // The colophon stands below the list, however long that is.
    const moved = entry.sources.filter(({ node }) => !node?.closest?.(".colophon"));
    if (entry.hadRecentInput || !moved.length) continue;
    shifts.push([entry.value, ...moved.map(({ node }) => `${node?.nodeName} ${node?.className}`)]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def archive(site: str) -> str:
    make_vocabulary("p", "Protection", "Prevention", register=True)
    make_vocabulary("topic", "Supply chains", "Forced labor")
    make_document(
        *(Said(f"Paragraph {n} of something else altogether. " * 12) for n in range(8)),
        Said(
            "Much is said before it. " * 60 + "Here is forced labor at last.",
            "Bo Chen",
            role="Director",
            tags={"p": ["protection"], "topic": ["forced-labor"]},
        ),
        *(Said(f"What follows, part {n}. " * 12) for n in range(8)),
        title="On engines",
        held="2008",
    )
    make_document(
        Said("Labor was forced on them.", "Bo Chen"),
        Said("Labor again.", "Ada Speaker"),
        title="Another",
        held="2010",
        kind="panel",
    )
    make_document(*(Said("Labor, labor.", f"Voice Number{n}") for n in range(20)), title="A crowd")
    return site


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the element has the focus, as one does without a pointer."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"The keyboard does not reach {wanted}.")


def assert_accessible(page: Page) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert faults(page) == [], scheme


def found(page: Page) -> Locator:
    return page.locator("#found")


@pytest.mark.parametrize("width", [1280, 390])
def test_from_a_question_to_the_words_and_back_by_keyboard(archive, page: Page, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.add_init_script(SHIFTS)
    page.goto(archive)
    tab_to(page, page.get_by_role("combobox"))
    page.keyboard.type("labor")
    page.keyboard.press("Enter")
    expect(found(page)).to_have_text("23 passages in 3 documents")
    page.wait_for_load_state()  # with its script
    if width < 900:
        tab_to(page, page.get_by_text("Filter the results"))
        page.keyboard.press("Enter")

    bo = page.get_by_role("checkbox", name=re.compile("^Bo Chen"))
    tab_to(page, bo)
    page.keyboard.press("Space")
    expect(found(page)).to_have_text("2 passages in 2 documents")
    expect(bo).to_be_focused()
    year = page.get_by_role("checkbox", name=re.compile("^2008"))
    tab_to(page, year)
    page.keyboard.press("Space")
    expect(found(page)).to_have_text("1 passage in 1 document")
    expect(page).to_have_url(f"{archive}/search/?q=labor&speaker=bo-chen&year=2008")
    expect(year).to_be_focused()
    page.keyboard.press("Space")
    expect(found(page)).to_have_text("2 passages in 2 documents")
    assert_accessible(page)

    tab_to(page, page.get_by_role("link", name="On engines"))
    assert page.evaluate("shifts") == []
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/on-engines/?q=labor#p9-found")
    expect(page.locator("#p9 mark")).to_be_in_viewport()
    expect(page.locator(".hitbar [aria-current]")).to_have_text("9")
    assert_accessible(page)
    assert page.evaluate("shifts") == []

    page.go_back()
    expect(found(page)).to_have_text("2 passages in 2 documents")
    expect(page.locator("#f-speaker-bo-chen")).to_be_checked()
    expect(page.locator("#f-year-2008")).not_to_be_checked()
    expect(page.get_by_role("combobox", name="Search the archive")).to_have_value("labor")
    page.go_back()
    expect(found(page)).to_have_text("1 passage in 1 document")
    assert page.evaluate("shifts") == []


def test_a_bar_of_the_timeline_ticks_its_year_and_loads_nothing_anew(archive, page: Page):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{archive}/search/?q=labor")
    page.evaluate("window.same = true")
    bar = page.locator(".years a[data-year='2008']")
    bar.click()
    expect(found(page)).to_have_text("1 passage in 1 document")
    expect(page).to_have_url(f"{archive}/search/?q=labor&year=2008")
    bar.press("Enter")
    expect(found(page)).to_have_text("23 passages in 3 documents")
    expect(bar).to_be_focused()
    assert page.evaluate("window.same")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_same_without_script(archive, browser: Browser, width):
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": width, "height": 800}
    )
    page = context.new_page()
    page.goto(archive)
    page.get_by_role("searchbox").fill("labor")
    page.keyboard.press("Enter")
    expect(found(page)).to_have_text("23 passages in 3 documents")

    def tick(name: str) -> None:
        if width < 900:
            page.get_by_text("Filter the results").click()
        box = page.get_by_role("checkbox", name=re.compile(f"^{name}"))
        box.focus()
        page.keyboard.press("Space")
        page.get_by_role("button", name="Apply").click()

    tick("Bo Chen")
    expect(found(page)).to_have_text("2 passages in 2 documents")
    tick("2008")
    expect(found(page)).to_have_text("1 passage in 1 document")
    page.get_by_role("link", name="Remove year 2008").click()
    expect(found(page)).to_have_text("2 passages in 2 documents")
    page.get_by_role("link", name="On engines").click()
    expect(page.locator("#p9 mark")).to_be_in_viewport()
    page.go_back()
    expect(found(page)).to_have_text("2 passages in 2 documents")

    page.get_by_role("link", name="Clear all").click()
    if width < 900:
        page.get_by_text("Filter the results").click()
    page.get_by_label("Find in the list: Speaker").fill("number7")
    page.keyboard.press("Enter")
    page.get_by_role("checkbox", name="Voice Number7").check()
    page.get_by_role("button", name="Show the results").click()
    expect(found(page)).to_have_text("1 passage in 1 document")
    context.close()


def test_a_long_list_is_searched_in_place_and_what_is_ticked_stays_under_the_eye(archive, page):
    page.goto(f"{archive}/search/?q=labor")
    page.get_by_label("Find in the list: Speaker").fill("number1")
    expect(page.locator("#values-speaker .fv")).to_have_count(11)
    box = page.get_by_role("checkbox", name="Voice Number13")
    box.focus()
    before = box.bounding_box()
    page.keyboard.press("Space")
    expect(found(page)).to_have_text("1 passage in 1 document")
    expect(box).to_be_focused()
    assert abs(box.bounding_box()["y"] - before["y"]) < 2


def test_views_orders_and_pages_change_in_place_and_the_query_keeps_the_filters(archive, page):
    page.goto(f"{archive}/search/?q=labor&speaker=bo-chen")
    page.evaluate("window.same = true")
    page.get_by_role("link", name="Concordance").click()
    expect(found(page)).to_have_text("2 occurrences in 2 passages")
    page.get_by_role("link", name="Word to the right").click()
    expect(page.locator(".kwic .r em").first).to_have_text(" at")
    page.get_by_role("navigation", name="View").get_by_role("link", name="Documents").click()
    expect(page.locator(".group h3")).to_have_text(["Another", "On engines"])
    page.get_by_role("combobox", name="Search the archive").fill("forced labor")
    page.keyboard.press("Enter")
    expect(page).to_have_title("forced labor: 2 passages – Verbatim")
    expect(page).to_have_url(re.compile(r"q=forced(%20|\+)labor&speaker=bo-chen&view=documents$"))
    page.get_by_role("link", name="Search without forced").click()
    expect(found(page)).to_have_text("2 documents, with 2 passages")
    expect(page.get_by_role("combobox", name="Search the archive")).to_have_value("labor")
    assert page.evaluate("window.same")


def test_filters_above_a_concordance_stay_unfolded_and_typed_words_in_the_box(archive, page: Page):
    page.goto(f"{archive}/search/?q=labor&view=concordance")
    page.get_by_text("Filter the results").click()
    typed = page.get_by_role("combobox", name="Search the archive")
    typed.fill("forced labor")
    box = page.get_by_role("checkbox", name="Bo Chen")
    box.check()
    expect(found(page)).to_have_text("2 occurrences in 2 passages")
    expect(box).to_be_visible()
    expect(box).to_be_focused()
    expect(typed).to_have_value("forced labor")


def test_clicks_in_a_row_add_up_though_none_is_answered_yet(archive, page: Page):
    page.goto(f"{archive}/search/?q=labor&kind=panel")
    # Without a route that stays, Chromium would let go itself of what is held.
    page.route("**", lambda route: route.continue_())
    held = []
    page.route("**/search/?q=labor&*", lambda route: held.append(route))
    with page.expect_request(re.compile("speaker=bo-chen")):
        page.get_by_role("checkbox", name="Bo Chen").check()
    with page.expect_request(re.compile("sort=newest")):
        page.get_by_role("link", name="Newest first").click()
    with page.expect_request(re.compile("speaker=bo-chen&sort=newest$")):
        page.get_by_role("checkbox", name="Panel").uncheck()
    page.unroute("**/search/?q=labor&*")
    for route in held:
        route.continue_()
    expect(page).to_have_url(re.compile("q=labor&speaker=bo-chen&sort=newest$"))
    expect(page.locator(".toolbar [aria-current]")).to_have_text("Newest first")
    expect(page.get_by_role("checkbox", name="Bo Chen")).to_be_checked()
    page.route("**/search/?q=labor&*", lambda route: held.append(route))
    with page.expect_request(re.compile("kind=panel")):
        page.get_by_role("checkbox", name="Panel").check()
    with page.expect_request(re.compile("q=labor&sort=newest$")):
        page.get_by_role("link", name="Clear all").click()
    page.unroute("**/search/?q=labor&*")
    held.pop().continue_()
    expect(page).to_have_url(re.compile("q=labor&sort=newest$"))
    expect(page.get_by_role("checkbox", name="Panel")).not_to_be_checked()


def test_a_box_is_heard_from_the_moment_that_it_is_there(archive, page: Page):
    page.goto(f"{archive}/search/?q=labor")
    page.evaluate("""
        new MutationObserver((_, observer) => {
          observer.disconnect();
          document.getElementById("f-year-2008").click();
        }).observe(document.querySelector("main"), { childList: true, subtree: true });
    """)
    page.get_by_role("checkbox", name="Bo Chen").check()
    expect(page).to_have_url(f"{archive}/search/?q=labor&speaker=bo-chen&year=2008")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_long_value_that_nothing_has_widens_no_page(archive, page: Page, width):
    page.set_viewport_size({"width": width, "height": 800})
    for q in ("labor", "nowhere"):
        page.goto(f"{archive}/search/?q={q}&speaker={'a' * 150}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_fields_and_names_are_completed_by_keyboard_and_by_pointer(archive, page: Page):
    page.goto(archive)
    box = page.get_by_role("combobox", name="Search the archive")
    options = page.get_by_role("option")
    box.focus()
    page.keyboard.type("labor spea")
    expect(options.first).to_have_text(re.compile("^speaker:"))
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(box).to_have_value("labor speaker:")
    page.keyboard.type("bo")
    expect(options).to_have_text([re.compile("^Bo Chen")])
    assert_accessible(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(box).to_have_value("labor speaker:bo-chen ")
    expect(options).to_have_count(0)
    page.keyboard.press("Enter")
    expect(found(page)).to_have_text("2 passages in 2 documents")
    page.go_back()

    box.fill("speaker:box labor")
    box.evaluate("box => box.setSelectionRange(10, 10)")
    page.keyboard.press("ArrowDown")
    options.first.click()
    expect(box).to_have_value("speaker:bo-chen labor")

    box.fill("labor speaker:bo-chen ")
    page.keyboard.type("ada")
    expect(options.first).to_be_visible()
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_value("labor speaker:bo-chen ada")
    page.keyboard.press("ArrowDown")
    options.first.click()
    expect(box).to_have_value("labor speaker:bo-chen speaker:ada-speaker ")
    expect(box).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=labor+speaker*")
