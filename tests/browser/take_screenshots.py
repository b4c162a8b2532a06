"""Takes the README's pictures anew from a site that runs, such as that of `make demo`.

    python tests/browser/take_screenshots.py [http://127.0.0.1:8000]

They are written to tests/browser/screenshots/ as NAME-WIDTH-SCHEME.png.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

FOLDER = Path(__file__).parent / "screenshots"
WIDTHS = {1280: 900, 390: 844}
SCHEMES = ("light", "dark")


def pages(browser: Browser, site: str) -> dict[str, str]:
    """The addresses to show, by name; the document is the first that a search finds."""
    page = browser.new_page()
    page.goto(f"{site}/search/?q=forced+labor&sort=newest")
    found = page.locator(".hit .src a").first.get_attribute("href") or "/documents/"
    page.close()
    return {"search": "/search/?q=forced+labor", "document": found.partition("#")[0], "home": "/"}


def take(browser: Browser, address: str, width: int, scheme: str, path: Path) -> None:
    """One picture: the top of the page, half as high again as the window."""
    height = WIDTHS[width]
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page.goto(address)
    page.evaluate("document.fonts.ready")
    page.screenshot(
        path=path,
        full_page=True,
        clip={"x": 0, "y": 0, "width": width, "height": height * 1.5},
    )
    page.close()


def main(site: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, address in pages(browser, site).items():
            for width in WIDTHS:
                for scheme in SCHEMES:
                    path = FOLDER / f"{name}-{width}-{scheme}.png"
                    take(browser, site + address, width, scheme, path)
                    print(path)


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://127.0.0.1:8000")
