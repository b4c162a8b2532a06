"""Playwright's `page` in the system's Chromium, and the site that it visits."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from playwright.sync_api import Playwright, expect

HERE = Path(__file__).parent

# What Playwright turns off, and last the pages behind Chromium's address bar, which nobody sees and
# which cost more at each new window than most tests. Of two such switches the last alone counts.
NOT_FEATURES = (
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,"
    "HttpsFirstBalancedModeAutoEnable,LensOverlay,MediaRouter,PaintHolding,"
    "ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect,OptimizationHints,"
    "NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch,"
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup"
)
ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    f"--disable-features={NOT_FEATURES}",
    # Not by Playwright's routes: with these, pages are loaded without a cache.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]

# A page is waited for as long as a busy machine may need; what never comes still fails.
expect.set_options(timeout=20_000)


def chromium() -> str | None:
    """Returns the path of the system's Chromium, None where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skips the tests of this folder where there is no Chromium; in CI they fail instead."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")
            if chromium() is None and not os.environ.get("CI"):
                item.add_marker(pytest.mark.skip(reason="no Chromium here: apt install chromium"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    path = chromium()
    if path is None:
        pytest.fail("There is no Chromium, and with CI=true its absence is a failure.")
    # Chromium's own sandbox refuses to run as root.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return browser_type_launch_args | {"executable_path": path, "args": ARGUMENTS + sandbox}


@pytest.fixture(scope="session")
def without_connections() -> None:
    """No connection to the database is open when what asks for this begins."""
    connections.close_all()


@pytest.fixture(scope="session")
def playwright(without_connections: None, playwright: Playwright) -> Iterator[Playwright]:
    """Playwright, without a connection from before its loop runs, or from while it ran.

    Django has connections of their own for a thread with a running loop: the others would stay
    open, and no database is dropped while anybody uses it.
    """
    yield playwright
    connections.close_all()


@pytest.fixture
def site(live_server, page) -> str:
    """The site's address. What a page asks for elsewhere is not found (ARGUMENTS).

    Tests go to `f"{site}/search/"` with Playwright's `page`.
    """
    page.set_default_timeout(60_000)
    return live_server.url
