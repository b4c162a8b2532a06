"""axe finds no fault with the pages, wide and narrow, light and dark."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page

from documents.ingest import importer
from documents.ingest.importer import Incoming
from documents.ingest.reading import RULES_VERSION
from documents.models import IngestRun
from documents.vocabularies import Part, PassageType
from tests.browser.looks import assert_in_order, faults
from tests.browser.signing_in import sign_in
from tests.factories import Said, make_document, make_vocabulary

PAGES = {
    "home": "/",
    "search": "/search/?q=labor&speaker=ada-byron&speaker=nobody",
    "documents found": "/search/?q=labor&view=documents",
    "concordance": "/search/?q=labor&view=concordance&sort=left",
    "values of a facet": "/search/values/?of=speaker&q=labor&speaker=ada-byron",
    "search without a hit": f"/search/?q=%22no+{'x' * 300}%22+speaker:{'y' * 200}&year=2008",
    "search refused": "/search/?page=x",
    "documents": "/documents/",
    "document": "/documents/on-engines/",
    "document from a search": "/documents/on-engines/?q=labor#p2",
    "slides": "/documents/a-deck/",
    "article": "/documents/news/",
    "citation": "/documents/on-engines/cite/",
    "history": "/documents/on-engines/history/",
    "collections": "/collections/",
    "collection": "/collections/tests/",
    "speakers": "/speakers/",
    "speaker": "/speakers/ada-byron/",
    "register": "/p-list/",
    "topics": "/topic-list/",
    "term": "/p-list/protection/",
    "codebook": "/codebook/",
    "corrections": "/corrections/",
    "coverage": "/coverage/",
    "about": "/about/",
    "help": "/help/search/",
    "quotations": "/quotes/",
    "quotations checked": "/quotes/?quote="
    "%E2%80%9CWe+never+end+forced+labor%E2%80%9D+said+Ada+Byron."
    "+%E2%80%9Cwe+must+act,%E2%80%9D+Byron+added.+%E2%80%9CNo+engine+dreams+of+lambs%E2%80%9D,"
    "+said+Bo+Chen.",
    "quotation help": "/help/quotes/",
    "sign in": "/sign-in/",
    "not found": "/nowhere/",
}


@pytest.fixture
def archive(site: str) -> str:
    """A small archive that has one of everything."""
    make_vocabulary("p", "Prosecution", "Protection", "Prevention", "Partnership", register=True)
    make_vocabulary("topic", "Forced labor", "Supply chains")
    make_document(
        Said("On engines", None, type=PassageType.HEADING),
        Said("Good morning (laughs) to all.", "Ada Byron", Part.PRESIDER, "Chair", read=["p"]),
        Said(
            "We end forced labor and free labor from fear.",
            "Bo Chen",
            role="Director; Member of the Board",
            tags={"p": ["protection", "prevention"], "topic": ["forced-labor", "supply-chains"]},
        ),
        Said("(Applause.)", None, type=PassageType.SCENE),
        Said("The second part", None, type=PassageType.HEADING),
        Said("Nobody has read this labor yet.", "Ada Byron", Part.PRESIDER, "Chair"),
        title="On engines",
        held="2008-06-03",
        publisher="The Institute",
        summary="What engines do.",
        source_url="https://example.org/a-very-long-address/" + "engines-" * 12,
    )
    make_document(
        Said(
            "THE PLAN\n▶ First labor\n  – then rest",
            "Ada Byron",
            Part.AUTHOR,
            "",
            PassageType.SLIDE,
        ),
        title="A deck of slides, with a title that goes on to the right below what was counted",
        kind="slides",
        held="2014",
    )
    make_document(
        Said(
            "She said, “we must act,” of labor.",
            "Cy Writer",
            Part.AUTHOR,
            "",
            PassageType.NARRATIVE,
            quotes=[("we must act,", "Ada Byron")],
        ),
        title="News",
        kind="article",
    )
    return site


def test_axe_finds_no_fault_and_nothing_overflows(archive, page: Page):
    from documents.models import Passage

    alone = Passage.objects.filter(versions__number="2").first().get_absolute_url()
    said = []
    page.on("console", lambda message: said.append(message.text))
    for name, path in {
        **PAGES,
        "passage": alone,
        "passage cited": f"{alone}cite/",
        "report": f"{alone}report/",
    }.items():
        page.goto(archive + path)
        assert_in_order(page, name)
    assert [text for text in said if "Content Security Policy" in text] == []


def test_a_basket_and_its_shared_copy_are_as_accessible(archive, page: Page):
    page.goto(f"{archive}/basket/")
    assert_in_order(page, "empty")
    page.goto(f"{archive}/search/?q=labor")
    buttons = page.get_by_role("button", name="Add to basket")
    buttons.first.wait_for()
    buttons.evaluate_all("(all) => all.slice(0, 3).forEach((button) => button.click())")
    page.get_by_role("link", name="Basket (3)").wait_for()
    page.goto(f"{archive}/basket/")
    page.get_by_label("Your note").first.fill("Mine")
    page.get_by_role("button", name="Keep the note on passage 1").click()
    page.get_by_role("button", name="Remove passage 3").click()
    page.get_by_role("button", name="Put it back").wait_for()
    assert_in_order(page, "three passages, one removed")
    page.get_by_role("button", name="Share this basket").click()
    page.get_by_role("heading", name="A shared basket").wait_for()
    assert_in_order(page, "shared")


def test_a_refused_sign_in_is_as_accessible(archive, page: Page):
    page.goto(f"{archive}/sign-in/")
    page.get_by_label("Name").fill("nobody")
    page.get_by_label("Password").fill("wrong")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    assert faults(page) == []


def test_correcting_a_text_is_as_accessible(archive, page: Page, tmp_path, settings):
    settings.ORIGINALS = tmp_path
    run = IngestRun.objects.create(source="a test", rules_version=RULES_VERSION)
    text = b"The Port\n\nMS. HART: We keep the lights on.\n\nMR. DIAZ: And we keep the books.\n"
    document = importer.load(Incoming("port.txt", text, "port"), run, publish=True).document
    User.objects.create_superuser("keeper", password="pw")
    page.goto(f"{archive}/keeping/documents/{document.pk}/correct/")
    sign_in(page, "keeper")
    field = page.get_by_label("Text", exact=True)
    written = field.input_value()
    assert_in_order(page, "the text")
    twins = "We keep the light on.\n\nWe keep the lights in."
    field.fill(written.replace("We keep the lights on.", twins))
    page.get_by_role("button", name="See what follows").click()
    page.locator(".decide select").first.select_option(index=1)
    assert_in_order(page, "what follows")
    page.get_by_label("Reason").fill("Heard again.")
    page.get_by_role("button", name="Publish the correction").click()
    page.locator("p.notice[role=status]").wait_for()
    for path in (
        f"{document.get_absolute_url()}history/2/",
        f"/keeping/loads/{run.pk}/",
        f"/keeping/documents/{document.pk}/",
    ):
        page.goto(archive + path)
        assert_in_order(page, path)
    _take_out(page, archive, document)


def _take_out(page: Page, archive: str, document) -> None:
    """The pages by which a keeper redacts and withdraws, and what readers see of it."""
    last = document.passages.filter(versions__text__contains="books").first()
    page.goto(f"{archive}/keeping/redact/?document={document.pk}")
    page.get_by_label("Words to take out").fill("lights\nDiaz")
    page.get_by_role("button", name="See where they stand").click()
    page.get_by_role("heading", name="What vanishes").wait_for()
    assert_in_order(page, "what would be redacted")
    page.get_by_label("Reason").fill("As asked.")
    # Tables are written anew before the answer comes: on a busy machine that takes a while.
    page.get_by_role("button", name="Redact for good").click(timeout=90_000)
    page.get_by_role("button", name="Let the words in again").wait_for(timeout=90_000)
    assert_in_order(page, "redacted")
    for path in (
        f"/keeping/passages/{last.public_id}/withdraw/",
        f"/keeping/documents/{document.pk}/withdraw/",
        "/keeping/withdrawals/",
        f"{document.get_absolute_url()}history/",
        document.get_absolute_url(),
    ):
        page.goto(archive + path)
        assert_in_order(page, path)


def test_the_keepers_tasks_are_as_accessible(archive, page: Page, settings, tmp_path):
    from documents import identifying
    from documents.models import Appearance, ErrorReport, Passage, Speaker

    settings.BACKUPS = tmp_path
    (tmp_path / "archive-20260101-000000.zip").write_bytes(b"a backup")
    ada, bo = Speaker.objects.get(slug="ada-byron"), Speaker.objects.get(slug="bo-chen")
    Speaker.objects.create(
        slug="a-byron", name="A. Byron", sort_name="Byron, A.", sort_key="byron, a"
    )
    identifying.undo(identifying.merge(bo, ada, reason="A mistake."))
    nobodys = Appearance.objects.filter(speaker=bo)
    nobodys.update(speaker=None, name="Chen", labels=["MR. CHEN"])
    passage = Passage.objects.filter(versions__number="2").first()
    sent = ErrorReport.objects.create(key="k", passage=passage, words="It was free labour.")
    User.objects.create_superuser("keeper", password="pw")
    page.goto(f"{archive}/keeping/")
    sign_in(page, "keeper")
    page.get_by_role("heading", level=1, name="Keeping").wait_for()
    for path in (
        "/keeping/",
        f"/keeping/people/{ada.pk}/",
        "/keeping/voices/",
        f"/keeping/passages/{passage.pk}/speaker/",
        "/keeping/backups/",
        f"/keeping/reports/{sent.pk}/",
        "/keeping/people/",
        f"/keeping/people/{bo.pk}/merge/?into={ada.pk}",
        "/keeping/reports/",
        "/keeping/add/several/",
        "/keeping/index/",
        sent.get_absolute_url(),
    ):
        page.goto(archive + path)
        assert_in_order(page, path)
