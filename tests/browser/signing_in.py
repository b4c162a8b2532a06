"""Signing in, as people do."""

from playwright.sync_api import Page


def sign_in(page: Page, name: str) -> None:
    """Sign in, with the password "pw", on the page that asks for it."""
    page.locator("#id_username").fill(name)
    page.locator("#id_password").fill("pw")
    page.locator("#id_password").press("Enter")
