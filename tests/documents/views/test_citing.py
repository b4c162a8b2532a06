"""How to cite: the page, and each form by its own address."""

import json
from io import BytesIO
from zipfile import ZipFile

import bibtexparser
import pytest
import rispy

from documents.citations import pandoc
from documents.citations.choices import Format, Style
from documents.models import Document
from tests.documents.views.test_passages import revise
from tests.factories import Said, make_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def passage():
    document = make_document(
        Said("Engines weave <patterns> & more.", "Ada Byron"), title="On engines", held="2008-06-03"
    )
    return document.passages.get().get_absolute_url() + "cite/"


def get(client, address: str, **asked: str) -> str:
    response = client.get(address, asked)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("style", Style)
def test_each_style_is_had_as_text_html_and_markdown(client, passage, style):
    for form in (Format.TEXT, Format.HTML, Format.MARKDOWN):
        said = get(client, passage, format=form, style=style)
        assert "Byron" in said and "?rev=1" in said
        assert "<html" not in said


def test_reference_managers_get_a_file_under_the_citation_key(client, passage):
    response = client.get(passage, {"format": "bibtex", "download": "1"})
    assert response["Content-Type"].startswith("application/x-bibtex")
    assert 'filename="byron2008engines-p1.bib"' in response["Content-Disposition"]
    (entry,) = bibtexparser.parse_string(response.content.decode()).entries
    assert entry.key == "byron2008engines-p1"
    (record,) = rispy.loads(get(client, passage, format="ris"))
    assert record["authors"] == ["Byron, Ada"] and record["notes"] == ["Cited: para. 1"]
    (item,) = json.loads(get(client, passage, format="csljson"))
    assert item["issued"] == {"date-parts": [[2008, 6, 3]]}


def test_the_quotation_comes_with_its_citation(client, passage):
    said = get(client, passage, format="quotation", style="mla")
    assert said.startswith("“Engines weave <patterns> & more” (Byron, par. 1).\n\nByron, Ada.")


def test_what_a_document_says_is_text_on_the_page(client, passage):
    page = get(client, passage)
    assert "<patterns>" not in page and "&lt;patterns&gt; &amp; more" in page


@pytest.mark.parametrize("asked", [{"format": "papyrus"}, {"style": "papyrus"}])
def test_an_unknown_form_is_refused_in_words_with_what_there_is(client, passage, asked):
    response = client.get(passage, asked)
    assert response.status_code == 400
    assert b"papyrus" in response.content and b"There are" in response.content


def test_without_pandoc_the_page_says_so_and_files_are_had(client, passage, monkeypatch, tmp_path):
    monkeypatch.setattr(pandoc.pypandoc, "get_pandoc_path", lambda: str(tmp_path / "none"))
    # What was set before is remembered: this nobody has cited yet.
    Document.objects.update(title="On jacquards")
    assert "did not answer" in get(client, passage)
    assert "@misc" in get(client, passage, format="bibtex")
    response = client.get(passage, {"format": "text", "style": "apa"})
    assert response.status_code == 503


def test_a_reference_manager_reads_what_is_cited_from_the_page_too(client, passage):
    page = get(client, passage)
    assert page.count('name="z:itemType"') == 1 and "Z3988" not in page
    own = get(client, passage.removesuffix("cite/"))
    described = [line for line in own.splitlines() if '<meta name="z:' in line]
    assert described and all(line in page for line in described)


def test_the_key_stays_when_the_title_is_corrected(client, passage):
    Document.objects.update(title="On looms")
    assert "byron2008engines-p1" in get(client, passage, format="bibtex")


def test_a_document_leads_to_each_style(client, passage):
    address = Document.objects.get().get_absolute_url()
    page, cite = get(client, address), get(client, f"{address}cite/")
    for place in (*(f"style-{style}" for style in Style), "files"):
        assert f'href="{address}cite/#{place}"' in page and f'id="{place}"' in cite


def test_a_former_wording_is_cited_and_packed_as_it_was(client):
    document = make_document("The wrods.", held="2008")
    passage = document.passages.get()
    revise(document, ("The words.", passage))
    cite, pack = (f"{passage.get_absolute_url()}{what}/" for what in ("cite", "pack"))
    for revision, words in (("1", "The wrods."), ("2", "The words."), ("", "The words.")):
        said = get(client, cite, format="quotation", style="chicago", rev=revision)
        assert words.rstrip(".") in said and f"?rev={revision or 2}" in said
        with ZipFile(BytesIO(client.get(pack, {"rev": revision}).content)) as files:
            assert any(
                words in files.read(name).decode(errors="ignore") for name in files.namelist()
            )
    for address in (cite, pack):
        for odd in ("9", "0", "x"):
            answer = client.get(address, {"rev": odd})
            assert answer.status_code == 404
            assert f"There is no published revision {odd}" in answer.content.decode()
