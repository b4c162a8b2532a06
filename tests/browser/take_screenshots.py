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
    """The addresses to show, by name; the document is the latest that a search leads to."""
    page = browser.new_page()
    page.goto(f"{site}/search/?q=forced+labor&sort=newest")
    found = page.locator(".hit .src a").first.get_attribute("href") or "/documents/"
    page.close()
    return {"search": "/search/?q=forced+labor", "document": found, "home": "/"}


def take(browser: Browser, address: str, width: int, scheme: str, path: Path) -> None:
    """One picture: where a fragment leads to, else the top of the page."""
    height = WIDTHS[width]
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page.goto(address)
    page.evaluate("document.fonts.ready")
    if "#" in address:
        page.screenshot(path=path)
    else:
        clip = {"x": 0, "y": 0, "width": width, "height": height * 1.5}
        page.screenshot(path=path, full_page=True, clip=clip)
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
