"""Markup in a title, in words, in a name or a role is text on every page, marked or not."""

import pytest
from playwright.sync_api import Page

from documents.models import Passage, Speaker
from documents.vocabularies import PassageType
from tests.factories import Said, make_document, make_vocabulary

SCRIPT = "<script>window.struck = 1</script>"
IMAGE = "<img src=x onerror='window.struck = 2'>"


@pytest.fixture
def archive(site: str) -> str:
    make_vocabulary("topic", f"Forced {IMAGE}")
    make_document(
        Said(f"Heading {SCRIPT}", None, type=PassageType.HEADING),
        Said(
            f"Labor {IMAGE} (laughs {SCRIPT}) and “quoted {IMAGE}” labor.",
            f"Ada {IMAGE}",
            role=f"Chair {SCRIPT}",
            notes=[f"(laughs {SCRIPT})"],
            quotes=[(f"quoted {IMAGE}", f"Bo {SCRIPT}")],
        ),
        Said(f"{SCRIPT} TITLE\n▶ labor {IMAGE}", f"Ada {IMAGE}", type=PassageType.SLIDE),
        title=f"Engines {SCRIPT}{IMAGE}",
        summary=f"Summary {IMAGE}",
        event=f"Event {IMAGE}",
        publisher=f"Publisher {SCRIPT}",
    )
    return site


def test_markup_of_others_is_shown_as_text_everywhere(archive, page: Page):
    passage = Passage.objects.filter(versions__number="1").get()
    speakers = [speaker.get_absolute_url() for speaker in Speaker.objects.all()]
    document = passage.document.get_absolute_url()
    alone = passage.get_absolute_url()
    paths = [
        *("/", "/documents/", "/speakers/", "/topic-list/", "/codebook/", "/corrections/"),
        *("/search/?q=labor", f"/search/?q=labor+{SCRIPT}", f"/search/?speaker={IMAGE}"),
        *(document, f"{document}?q=labor+{IMAGE}", f"{document}cite/", f"{document}history/"),
        *(alone, f"{alone}?q=labor", f"{alone}?rev={IMAGE}", f"{alone}cite/"),
        *(*speakers, f"/nowhere/{IMAGE}/", f"/documents/?year={SCRIPT}", "/about/"),
    ]
    for path in paths:
        page.goto(archive + path)
        assert page.evaluate("window.struck") is None, path
        assert page.locator("main img, main script, main [onerror]").count() == 0, path
    page.goto(f"{archive}{document}?q=labor")
    shown = page.locator("main").inner_text()
    assert SCRIPT in shown and IMAGE in shown
