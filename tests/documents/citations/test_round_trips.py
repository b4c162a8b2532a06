"""What is written is read back by parsers that are not ours."""

import json
import subprocess
import unicodedata
from dataclasses import replace
from pathlib import Path

import bibtexparser
import jsonschema
import pypandoc
import pytest
import rispy
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.citations import dates
from documents.citations.bibtex import biblatex, bibtex
from documents.citations.choices import Format, Style
from documents.citations.csljson import csl_json
from documents.citations.describing import Cited
from documents.citations.exports import export, write
from documents.citations.kinds import MANNERS
from documents.citations.ris import ris
from documents.citations.wikipedia import wikipedia

LINES = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), max_codepoint=0x2FFF),
    min_size=1,
    max_size=400,
).filter(lambda text: any(c.isalnum() for c in text))
NASTY = [
    "100 % of “braces” {and} \\backslashes & more_under $5 #1 ~tilde ^caret",
    "Ségolène d’Aubigné: „Überfluß“, čeština, Ελλάς, 中文",
    "T" * 400,
    "a {b c} d",
    "Write to @article{x, title = {y}} or a@b.org",
    "}{",
]


SCHEMA = yaml.safe_load(Path(__file__).with_name("csl-data.yaml").read_text(encoding="utf-8"))


def cited(
    title: str = "On engines", authors: int = 1, key: str = "byron2008engines", **more
) -> Cited:
    people = [{"family": f"Byron{n}", "given": "Ada"} for n in range(authors)]
    item = {
        "id": key,
        "type": "speech",
        "title": title,
        "author": people,
        "issued": {"date-parts": [[2008, 6]]},
        "accessed": {"date-parts": [[2026, 11, 25]]},
        "URL": "https://verbatim.example/documents/on-engines/",
    } | more
    item = {key: value for key, value in item.items() if value}
    return Cited(key=key, kind="speech", manner=MANNERS["speech"], item=item)


def assert_is_csl_json(several: list[Cited]) -> None:
    jsonschema.validate(json.loads(csl_json(several)), SCHEMA)


def read_by_pandoc(text: str, form: str) -> list[dict]:
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), f"--from={form}", "--to=csljson"],
        input=text.encode(),
        capture_output=True,
        check=True,
    )
    return json.loads(done.stdout)


def bare(text: str) -> str:
    """Letters and digits alone: readers set quotation marks and spaces by their own habits."""
    return "".join(c for c in unicodedata.normalize("NFC", text) if c.isalnum())


@given(LINES, LINES)
@settings(max_examples=50)
def test_any_name_is_one_person_of_bibtex_and_of_ris(family, given):
    one = cited(author=[{"family": family, "given": given}, {"literal": f"{given} and {family}"}])
    (entry,) = bibtexparser.parse_string(bibtex([one, cited(key="another")])).entries[:1]
    assert balanced(entry["author"]) and balanced(entry["title"])
    (record, _) = rispy.loads(ris([one, cited(key="another")]))
    assert len(record["authors"]) == 2


def balanced(value: str) -> bool:
    """Whether braces match as BibTeX counts them: it does not know escaped ones."""
    depth = 0
    for sign in value:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0


@given(LINES)
@settings(max_examples=100)
def test_any_title_is_one_entry_of_bibtex_and_one_record_of_ris(title):
    library = bibtexparser.parse_string(bibtex([cited(title), cited("Another", key="another")]))
    assert len(library.entries) == 2 and not library.failed_blocks
    assert balanced(library.entries[0]["title"])
    first, second = rispy.loads(ris([cited(title), cited("Another", key="another")]))
    assert first["title"] == " ".join(title.split()) and second["title"] == "Another"
    assert json.loads(csl_json([cited(title)]))[0]["title"] == title
    assert_is_csl_json([cited(title)])


@pytest.mark.parametrize(
    "words", ["See @article{x, a = {b}}", "@string{x}", "@comment", "a@b.org {"]
)
def test_what_looks_like_an_entry_in_a_note_or_a_name_is_none(words):
    one = replace(cited(publisher=words), remarks=(words,))
    for form in (bibtex, biblatex):
        library = bibtexparser.parse_string(form([one, cited(key="another")]))
        assert [entry.key for entry in library.entries] == ["byron2008engines", "another"]
        assert not library.failed_blocks and not library.strings and not library.comments
        assert len(read_by_pandoc(form([one, cited(key="another")]), "biblatex")) == 2


def test_a_particle_stands_apart_in_csl_and_with_the_name_everywhere_else():
    one = cited(author=[{"family": "van der Berg", "given": "Jan"}])
    (item,) = json.loads(csl_json([one]))
    berg = {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"}
    assert item["author"] == [berg]
    assert_is_csl_json([one])
    assert "AU  - van der Berg, Jan" in ris([one]) and "{van der Berg, Jan}" in bibtex([one])
    (read,) = read_by_pandoc(bibtex([one]), "bibtex")
    assert read["author"][0]["family"] == "Berg"
    for people in ([{"family": "Deng", "given": "Li"}], [{"family": "La Rue"}], [{"family": "de"}]):
        assert json.loads(csl_json([cited(author=people)]))[0]["author"] == people


@pytest.mark.parametrize("title", NASTY)
@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
def test_pandoc_reads_back_the_words_of_a_title(form, title):
    text = {"bibtex": bibtex, "biblatex": biblatex}[form]([cited(title)])
    (item,) = read_by_pandoc(text, form)
    assert bare(item["title"]).casefold() == bare(title).casefold()


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
def test_pandoc_reads_back_braces_with_the_words_in_them(form):
    title = "The $5 {Braces} #1 and a Hall {A} of Many"
    text = {"bibtex": bibtex, "biblatex": biblatex}[form]([cited(title)])
    (item,) = read_by_pandoc(text, form)
    assert item["title"].casefold() == title.casefold()


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
@pytest.mark.parametrize(
    "issued",
    [
        {"date-parts": [[2009]], "circa": True},
        {"date-parts": [[2009, 6]], "circa": True},
        {"date-parts": [[2007], [2009]], "circa": True},
        {"date-parts": [[2014, 12, 30], [2015, 1, 2]]},
    ],
)
def test_pandoc_reads_back_estimates_and_events_over_new_year(form, issued):
    text = {"bibtex": bibtex, "biblatex": biblatex}[form]([cited(issued=issued)])
    (item,) = read_by_pandoc(text, form)
    assert item["issued"]["date-parts"] == issued["date-parts"]
    assert bool(item["issued"].get("circa")) == bool(issued.get("circa"))


@pytest.mark.parametrize(
    ("edtf", "year", "first", "said", "for_wikipedia"),
    [
        (
            "2009-12-30/2010-01-02",
            "2009",
            "2009/12/30/",
            "Held 30 December 2009 to 2 January 2010",
            "30 December 2009 – 2 January 2010",
        ),
        (
            "2009-12/2010-01",
            "2009",
            "2009/12//",
            "Held December 2009 to January 2010",
            "December 2009 – January 2010",
        ),
        ("2009/2010", "2009", "2009///", "Held 2009 to 2010", "2009–2010"),
        (
            "2014-04-14/2014-04-16",
            "2014",
            "2014/04/14/",
            "Held 14 to 16 April 2014",
            "14–16 April 2014",
        ),
        ("2014-05/2014-06", "2014", "2014/05//", "Held May to June 2014", "May–June 2014"),
        ("2014-04-14", "2014", "2014/04/14/", None, "14 April 2014"),
        ("199X", "1990", None, None, "c. 1990–1999"),
    ],
)
def test_an_event_of_several_days_has_its_first_and_tells_all_of_them(
    edtf, year, first, said, for_wikipedia
):
    day = dates.csl_date(edtf)
    one = cited(issued=day, **{"event-date": day})
    (record,) = rispy.loads(ris([one]))
    assert (record["year"], record.get("date")) == (year, first)
    assert record.get("notes", [None]) == [said]
    (entry,) = bibtexparser.parse_string(bibtex([one])).entries
    assert entry["year"] == (year if first else "about 1990--1999")
    assert (entry["note"] if said else None) == said
    assert f" |date={for_wikipedia} |" in wikipedia([one])


@pytest.mark.parametrize("authors", [0, 1, 20])
@pytest.mark.parametrize(
    "issued", [None, {"date-parts": [[2008, 6]]}, {"date-parts": [[2007], [2009]], "circa": True}]
)
def test_any_number_of_authors_and_an_unknown_date(authors, issued):
    one = cited(authors=authors, issued=issued)
    (entry,) = bibtexparser.parse_string(bibtex([one])).entries
    assert ("author" in entry.fields_dict) == bool(authors)
    assert ("year" in entry.fields_dict) == bool(issued)
    (record,) = rispy.loads(ris([one]))
    assert len(record.get("authors", [])) == authors
    (item,) = read_by_pandoc(csl_json([one]), "csljson")
    assert len(item.get("author", [])) == authors
    assert_is_csl_json([one])
    for style in Style:
        assert "On engines" in export([one], Format.TEXT, style).replace("On Engines", "On engines")


def test_many_are_set_by_one_run_of_pandoc_and_each_as_it_is_alone():
    several = [cited(f"Engine {n}", authors=n % 3) for n in range(40)]
    together = write(several, Style.APA)
    assert [one.entry for one in together] == [write([c], Style.APA)[0].entry for c in several]


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2011-06-14?", "c. 2011"),
        ("2009-03~", "c. 2009"),
        ("2009-02-27/2009-03", "February–March 2009"),
        ("2009-02/2009-02-27", "February 2009"),
        ("2008-12-30/2009", "2008–2009"),
    ],
)
def test_dates_for_wikipedia_are_such_as_its_templates_take(edtf, said):
    assert f"|date={said} |" in wikipedia([cited(issued=dates.csl_date(edtf))])


def test_who_published_a_work_stands_where_the_data_model_of_biblatex_has_a_field():
    for csl, field in (
        ("speech", "howpublished"),
        ("interview", "organization"),
        ("webpage", "organization"),
        ("broadcast", "publisher"),
    ):
        [entry] = bibtexparser.parse_string(
            biblatex([cited(type=csl, publisher="The Press")])
        ).entries
        said = {f.key: f.value for f in entry.fields}
        assert said[field] == "The Press" and (field == "publisher" or "publisher" not in said)
