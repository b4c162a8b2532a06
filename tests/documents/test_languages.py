"""Texts in other languages say so wherever they are shown, and run in their own direction."""

import io

import docx
import pytest
from lxml import html

from documents import languages
from tests.documents.basket.reader import add, ids
from tests.factories import Said, make_document

ARABIC = "نحن نحتاج إلى شركاء."
RTL = "ancestor-or-self::*[@lang='ar'][@dir='rtl']"


@pytest.mark.parametrize(
    ("tags", "said"),
    [
        (("de", "en"), ' lang="de" dir="ltr"'),
        (("", "ar"), ' lang="ar" dir="rtl"'),
        (("az-Arab-IR",), ' lang="az-Arab-IR" dir="rtl"'),
        (("ar-Latn",), ' lang="ar-Latn" dir="ltr"'),
        (("", "en-GB"), ""),
        (("", None), ' dir="auto"'),
    ],
)
def test_words_have_the_language_that_is_known(tags, said):
    assert languages.attributes(languages.language(*tags)) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("محمد بن علي. (2013)", "<bdi>محمد بن علي.</bdi> (2013)"),
        ("<b>, كلمة 5 حول, May", "&lt;b&gt;, <bdi>كلمة 5 حول</bdi>, May"),
        ("كلمة and كلمة", "<bdi>كلمة</bdi> and <bdi>كلمة</bdi>"),
        ("Nothing.", "Nothing."),
    ],
)
def test_what_runs_from_right_to_left_is_set_apart_in_a_line(text, said):
    assert languages.isolated(text) == said


@pytest.mark.django_db
def test_every_page_says_in_which_language_and_direction_words_stand(client):
    document = make_document(Said(ARABIC, "محمد بن علي"), language="ar", title="كلمة حول الشركاء")
    [passage] = ids()
    add(client, passage)
    for address in (
        f"{document.get_absolute_url()}?q=شركاء",
        f"/passages/{passage}/",
        f"/passages/{passage}/cite/",
        f"/passages/{passage}/cite/?format=html",
        "/search/?q=شركاء",
        "/search/?q=شركاء&view=documents",
        "/search/?q=شركاء&view=concordance",
        "/documents/",
        "/basket/",
        "/basket/export/?format=html&style=apa",
        f"/quotes/?quote={ARABIC}",
    ):
        page = html.fromstring(client.get(address).content.decode())
        for words in ("شركاء", "كلمة حول الشركاء"):
            holding = page.xpath(
                f"//body//*[contains(text()[not(ancestor::textarea)], '{words}')]"
                "[not(self::script or self::textarea or self::pre)]"
            )
            shown = [one for one in holding if one.xpath(RTL)]
            assert shown or not holding, (address, words)
        assert page.xpath("//*[@lang='ar'][@dir='rtl']"), address
        # What follows a keyword stands beside it: the cell itself keeps the direction of the page.
        assert not page.xpath("//td[contains(@class, 'r')]/div[@dir]")


@pytest.mark.django_db
def test_a_word_file_sets_quotations_in_their_direction(client):
    make_document(Said(ARABIC, "محمد بن علي"), language="ar", title="كلمة")
    make_document("Würde.", language="de")
    add(client, *ids())
    body = client.get("/basket/export/?format=docx").content
    paragraphs = docx.Document(io.BytesIO(body)).paragraphs
    german, arabic = [p for p in paragraphs if p.style.name == "Quote"]
    [run] = arabic.runs
    assert arabic._p.pPr.xpath("w:bidi") and run.font.rtl
    assert run._r.xpath("w:rPr/w:lang/@w:bidi") == ["ar"]
    assert german.runs[0]._r.xpath("w:rPr/w:lang/@w:val") == ["de"]
    assert not german._p.pPr.xpath("w:bidi") and not german.runs[0].font.rtl
    cited = paragraphs[[p.text for p in paragraphs].index(arabic.text) + 1]
    assert [run.text for run in cited.runs if run.font.rtl][0] == "محمد بن علي"
