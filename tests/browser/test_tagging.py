"""Tagging in a real browser: by keyboard alone, two people at once, words selected, no reload."""

import json
from collections import defaultdict
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect

from documents.models import Anchor, Comment, Reading, Tagging, Term
from documents.vocabularies import AnchorState
from tests.browser.looks import assert_in_order
from tests.browser.signing_in import sign_in
from tests.factories import Said, make_account, make_document, make_vocabulary, tag

FIXTURES = Path(__file__).parents[2] / "fixtures"
REMARKS = "lagon-unga-2008"


def signed_in(page: Page, site: str, group: str) -> Page:
    user = make_account(group)
    page.goto(f"{site}/sign-in/")
    sign_in(page, user.username)
    expect(page.get_by_role("button", name=f"Sign out {user.username}").first).to_be_attached()
    return page


@pytest.fixture
def speech(site: str) -> str:
    """Three short passages; the address of the second on the workbench."""
    vocabulary = make_vocabulary("p", "Prosecution", "Protection", "Prevention", register=True)
    for number, term in enumerate(vocabulary.terms.all(), start=1):
        Term.objects.filter(pk=term.pk).update(keyboard=str(number))
    make_vocabulary("topic", "Forced labor", "Supply chains")
    document = make_document(
        Said("Good morning to all of you."),
        Said("We must prevent forced labor; 🙂 we must also protect its victims."),
        Said("Supply chains are long."),
        title="On work",
    )
    public_id = document.passages.order_by("pk")[1].public_id
    return f"{site}/tagging/passages/{public_id}/?queue=all"


def saved(page: Page, words: str) -> None:
    expect(page.locator("#undoing")).to_contain_text(words)


def hand_made() -> dict[str, set[str]]:
    """By the words of a passage of the UN remarks, the Ps that hold in it."""
    file = json.loads((FIXTURES / "taggings" / f"{REMARKS}.jsonld").read_text("utf-8"))
    held: dict[str, set[str]] = defaultdict(set)
    for annotation in file["first"]["items"]:
        bodies = annotation["body"]
        for body in bodies if isinstance(bodies, list) else [bodies]:
            if body["source"].startswith("urn:verbatim:term:four-ps/"):
                words = annotation["target"]["selector"][0]["exact"]
                held[words].add(body["source"].rpartition("/")[2])
    return held


def test_the_un_remarks_are_tagged_by_keyboard_alone(site, page, settings, tmp_path):
    settings.ORIGINALS = tmp_path / "originals"
    vocabularies = sorted((FIXTURES / "vocabularies").glob("*.yaml"))
    call_command("load_vocabularies", *map(str, vocabularies), verbosity=0)
    (text,) = (FIXTURES / "texts").glob("002_*.txt")
    call_command("ingest", str(text), verbosity=0)
    keys = dict(Term.objects.exclude(keyboard="").values_list("slug", "keyboard"))
    held = hand_made()

    signed_in(page, site, "Tagger").goto(f"{site}/tagging/start/?vocabulary=p&queue=untagged")
    words = page.locator("#words")
    presses = passages = 0
    while True:
        passages += 1
        here, address = words.text_content(), page.url
        wanted = sorted(keys[slug] for slug in held.get(here, ()))
        is_last = page.locator("[data-end]").count() > 0
        for key in wanted or ["0"]:
            page.keyboard.press(key)
            presses += 1
            if wanted:
                saved(page, "proposed")
        if is_last:
            saved(page, "proposed" if wanted else "Read:")
            break
        if wanted:
            page.keyboard.press("j")
            presses += 1
        page.wait_for_url(lambda url, before=address: url != before)
        expect(words).not_to_have_text(here)

    rows = Tagging.objects.values_list(
        "anchor__passage__versions__text", "term_version__term__slug"
    )
    tagged: dict[str, set[str]] = defaultdict(set)
    for passage, slug in rows:
        tagged[passage].add(slug)
    assert dict(tagged) == held
    assert passages == Reading.objects.filter(vocabulary__query_key="p").count() == 17
    assert presses <= 3 * passages


def test_two_browsers_on_one_passage_lose_nothing(speech, site, page, browser: Browser):
    other = browser.new_context().new_page()
    other.set_default_timeout(15_000)
    signed_in(page, site, "Tagger").goto(speech)
    signed_in(other, site, "Reviewer").goto(speech)
    other.keyboard.press("2")
    saved(other, "Protection approved")
    page.keyboard.press("3")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("somebody else was faster")
    expect(alert).to_contain_text("no marks")
    expect(alert).to_contain_text("Protection: approved")
    assert list(Tagging.objects.values_list("term_version__label", flat=True)) == ["Protection"]
    page.get_by_role("button", name="Mark with Prevention").click()
    saved(page, "Prevention proposed")
    assert Tagging.objects.count() == 2
    other.context.close()


def test_keys_pressed_faster_than_saves_return_are_all_kept(speech, site, page):
    signed_in(page, site, "Tagger").goto(speech)
    page.evaluate("window.stays = true")
    for key in "123":
        page.keyboard.press(key)
    saved(page, "Prevention proposed")
    assert Tagging.objects.count() == 3
    expect(page.locator("#stands")).to_have_text("Prosecution?, Protection?, Prevention?")
    shown = page.locator("[data-count]").all_text_contents()
    page.keyboard.press("u")
    saved(page, "Undone: Prevention proposed")
    assert Tagging.objects.count() == 2
    page.keyboard.press("3")
    saved(page, "Prevention proposed")
    assert page.evaluate("window.stays"), "saving never reloads"
    page.locator('[data-key="3"]').dblclick()
    saved(page, "Prevention taken back")
    page.locator('[data-key="3"]').dblclick()
    saved(page, "Prevention proposed")
    page.reload()
    assert page.locator("[data-count]").all_text_contents() == shown


def test_words_are_selected_by_keyboard_and_a_topic_is_typed(speech, site, page):
    signed_in(page, site, "Reviewer").goto(speech)
    page.keyboard.press("s")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    for _ in range(2):
        page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("#selected")).to_contain_text("prevent forced labor")
    page.keyboard.press("t")
    page.keyboard.type("forc")
    expect(page.get_by_role("option")).to_contain_text("Forced labor")
    page.keyboard.press("Enter")
    saved(page, "Forced labor approved")
    anchor = Anchor.objects.get()
    assert (anchor.exact, anchor.start) == ("prevent forced labor", 8)
    page.keyboard.press("c")
    page.keyboard.type("A comment with j, k and 1.")
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    saved(page, "Prosecution approved")
    page.keyboard.press("j")
    expect(page.locator("#cm")).to_have_value("")
    page.keyboard.press("k")
    expect(page.locator("#cm")).to_have_value("A comment with j, k and 1.")
    page.keyboard.press("c")
    page.keyboard.press("Control+Enter")
    saved(page, "Comment kept")
    assert Comment.objects.get().text == "A comment with j, k and 1."
    page.keyboard.press("u")
    saved(page, "Undone: Comment kept")
    assert (Comment.objects.count(), Tagging.objects.count()) == (0, 2)


def test_words_beyond_an_emoji_are_selected_by_mouse(speech, site, page):
    signed_in(page, site, "Reviewer").goto(speech)
    page.evaluate(
        """() => {
            const node = document.querySelector("#words").firstChild;
            const at = node.data.indexOf("protect its victims");
            getSelection().setBaseAndExtent(node, at, node, at + "protect its victims".length);
        }"""
    )
    expect(page.locator("#selected")).to_contain_text("protect its victims")
    page.get_by_role("button", name="Protection").click()
    saved(page, "Protection approved")
    assert Anchor.objects.get().exact == "protect its victims"


def test_a_reviewer_decides_by_keyboard(speech, site, page):
    passage = Anchor._meta.get_field("passage").related_model.objects.order_by("pk")[1]
    tag(passage, "p", "prosecution", "suggested")
    tag(passage, "p", "protection", "suggested")
    signed_in(page, site, "Reviewer").goto(speech)
    page.keyboard.press("a")
    saved(page, "Prosecution approved")
    page.keyboard.press("r")
    page.keyboard.type("Names no victim.")
    page.keyboard.press("Enter")
    saved(page, "Protection rejected")
    page.keyboard.press("a")
    expect(page.locator("#bench-said")).to_have_text("Nothing waits that you can approve.")
    assert Tagging.objects.get(status="rejected").reason == "Names no victim."
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="All keys")).to_be_visible()


def test_the_workbench_is_accessible(speech, site, page: Page):
    passage = Anchor._meta.get_field("passage").related_model.objects.order_by("pk")[1]
    for term, status in (("prosecution", "suggested"), ("protection", "approved")):
        tag(passage, "p", term, status)
    lost = tag(passage, "topic", "supply-chains")
    Anchor.objects.filter(pk=lost.anchor_id).update(state=AnchorState.ORPHANED)
    said = []
    page.on("console", lambda message: said.append(message.text))
    signed_in(page, site, "Reviewer")
    for address in (
        speech,
        f"{site}/tagging/",
        f"{site}/tagging/lost/",
        f"{site}/tagging/actions/",
        f"{site}/tagging/export/",
        f"{site}/tagging/import/",
        f"{site}/tagging/suggestions/",
        f"{speech}&vocabulary=p",  # as it is before a mark
        f"{site}/tagging/history/passages/{passage.public_id}/",
    ):
        page.goto(address)
        if address == speech:
            page.keyboard.press("3")
            saved(page, "Prevention approved")
            page.keyboard.press("t")
            page.keyboard.type("s")
        assert_in_order(page, address)
    assert [text for text in said if "Content Security Policy" in text] == []


@pytest.mark.parametrize("width", [1280, 390])
def test_a_press_beside_what_is_typed_moves_nothing_from_under_the_finger(
    speech, site, page: Page, width
):
    page.set_viewport_size({"width": width, "height": 900})
    signed_in(page, site, "Reviewer")
    page.goto(speech)
    page.keyboard.press("3")
    saved(page, "Prevention approved")
    page.goto(speech)
    page.locator("#term-typed").click()
    expect(page.get_by_role("option").first).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    saved(page, "Undone: Prevention approved")
    expect(page.get_by_role("option")).to_have_count(0)
    page.locator("#cm").fill("On the way.")
    page.get_by_role("button", name="Keep the comment").click()
    saved(page, "Comment kept")
