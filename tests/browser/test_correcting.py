"""A keeper corrects the panel's transcript; whatever was cited before answers afterwards."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from documents.models import Document, PassageVersion
from tests.browser.signing_in import sign_in
from tests.factories import make_account

TEXTS = Path(__file__).parents[2] / "fixtures"
PANEL = "lagon-cfr-2022"


@pytest.fixture
def panel(transactional_db, settings, tmp_path) -> Document:
    """The panel, loaded with its description and tagged by hand."""
    settings.ORIGINALS = tmp_path / "originals"
    vocabularies = sorted((TEXTS / "vocabularies").glob("*.yaml"))
    call_command("load_vocabularies", *map(str, vocabularies), verbosity=0)
    (text,) = (TEXTS / "texts").glob("004_*.txt")
    call_command("ingest", str(text), verbosity=0)
    call_command("taggings", "import", str(TEXTS / "taggings" / f"{PANEL}.jsonld"), verbosity=0)
    return Document.objects.get(key=PANEL)


@pytest.fixture
def at_the_text(panel: Document, site: str, page: Page) -> Page:
    make_account("Keeper", is_staff=True)
    page.goto(f"{site}/keeping/documents/{panel.pk}/correct/")
    sign_in(page, "keeper")
    return page


def change(page: Page, how: Callable[[str], str]) -> None:
    field = page.get_by_label("Text", exact=True)
    before = field.input_value()
    after = how(before)
    assert after != before
    field.fill(after)


def test_a_corrected_panel_answers_at_every_former_address(panel, at_the_text, site):
    page = at_the_text
    versions = PassageVersion.objects.filter(passage__document=panel).current().numbered()
    cited = {v.number: v for v in versions.select_related("passage", "appearance")}
    by_voice: dict[str, list[PassageVersion]] = {}
    for version in cited.values():
        by_voice.setdefault(str(version.appearance), []).append(version)
    long = [v for v in cited.values() if v.text.count(". ") > 3]
    split, corrected, doubted, gone = long[1], long[3], long[5], long[7]
    pairs = zip(list(cited.values()), list(cited.values())[1:], strict=False)
    one, two = next(
        (a, b)
        for a, b in pairs
        if a.turn == b.turn and a.order > gone.order and not {a, b} & {split, corrected, doubted}
    )
    spoken = next(v for v in cited.values() if v.order > two.order and v.turn != two.turn)
    first, rest = doubted.text.split(". ", 1)

    change(page, lambda text: text.replace(split.text, split.text.replace(". ", ".\n\n", 1)))
    change(page, lambda text: text.replace(f"{one.text}\n\n{two.text}", f"{one.text} {two.text}"))
    change(page, lambda text: text.replace(spoken.text, f"@ A New Voice\n\n{spoken.text}"))
    change(page, lambda text: text.replace(corrected.text, f"Indeed, {corrected.text}"))
    change(page, lambda text: text.replace(f"{gone.text}\n\n", ""))
    twins = f"{first} now. {rest}\n\n{first} then. {rest}"
    change(page, lambda text: text.replace(doubted.text, twins))
    page.get_by_role("button", name="See what follows").click()

    table = page.locator("#table")
    for fate in ("Split", "Merged", "Moved", "Orphaned", "Ambiguous"):
        expect(table.locator(".fate b", has_text=fate).first).to_be_visible()
    expect(table).to_contain_text("to A New Voice")
    page.get_by_label("Reason").fill("Heard again on the recording.")
    page.get_by_role("button", name="Publish the correction").click()
    expect(page.locator("[role=alert]").first).to_contain_text("your decision")
    for _ in range(3):  # what is decided of a passage may leave its tags to be decided
        undecided = page.locator(".decide select")
        for n in range(undecided.count()):
            undecided.nth(n).select_option(index=1)
        page.get_by_role("button", name="Publish the correction").click()
        if page.locator("p.notice[role=status]").count():
            break
    expect(page.locator("p.notice[role=status]")).to_contain_text("The correction is public")

    page.context.clear_cookies()
    page.goto(f"{site}/corrections/")
    expect(page.locator("main")).to_contain_text("Heard again on the recording.")
    assert "Heard again" in page.request.get(f"{site}/corrections/feed/").text()
    page.get_by_role("link", name="What changed").click()
    expect(page.locator("main")).to_contain_text("1 split")
    answers = {
        number: page.request.get(f"{site}/passages/{v.passage.public_id}/", max_redirects=0).status
        for number, v in cited.items()
    }
    joined = {answers.pop(one.number), answers.pop(two.number)}
    assert joined == {200, 301}
    assert (answers.pop(split.number), answers.pop(gone.number)) == (300, 410)
    assert set(answers.values()) == {200}
    page.goto(f"{site}/passages/{corrected.passage.public_id}/?rev=1")
    expect(page.locator("ins")).to_have_text("Indeed, ")
    page.goto(f"{site}/passages/{gone.passage.public_id}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This passage no longer stands")
