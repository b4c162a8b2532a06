"""axe finds no fault with a page: WCAG 2.2 AA and its best practices, wide and narrow, light and
dark.
"""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

LOOKS = ((1280, "light"), (390, "dark"))
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # Of what passes, axe would describe each element.
    "resultTypes": ["violations"],
}


def faults(page: Page) -> list[str]:
    """Returns what axe finds wrong with the page as it is, in words."""
    page.wait_for_load_state()  # with all style sheets
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{fault['id']}: {fault['help']}: {[node['html'][:160] for node in fault['nodes'][:3]]}"
        for fault in found
    ]


def assert_in_order(page: Page, name: str) -> None:
    """Asserts in each look that axe finds no fault with the page, and that nothing overflows.

    The page is loaded once and stays in the last of the looks.
    """
    for width, scheme in LOOKS:
        # Colours that are on their way from one scheme to the other would be measured.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 900})
        assert faults(page) == [], (name, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
