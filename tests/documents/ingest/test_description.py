"""What a text says of itself, from heads in the habits of several houses."""

import pytest

from documents import edtf
from documents.ingest import readers
from documents.ingest.description import describe
from documents.ingest.description.dates import dates_in
from documents.ingest.description.head import head_of
from documents.ingest.description.languages import language_of
from documents.ingest.description.titles import title_of
from documents.ingest.reading import CanonicalText, Understanding
from documents.ingest.understanding import understand
from tests.documents.ingest.readers import samples

PROSE = (
    "Thank you all for being here on a wet night, and thank you to the harbour for the fish, "
    "which I am told was free when it was caught. On 4 June 2009 Parliament asked us for a law."
)


def read(text: str) -> Understanding:
    return understand(readers.read(text.encode(), "text.txt"), "text.txt")


def known(text: str) -> dict[str, str]:
    reading = read(text)
    values = {name: getattr(reading, name) for name in ("title", "kind", "held", "published")}
    values |= {name: getattr(reading, name) for name in ("event", "venue", "place", "publisher")}
    return {name: value.value for name, value in values.items() if value}


def test_remarks_under_a_masthead():
    found = known(
        "printable banner\n\nMinistry of Ports\n\nPorts for All\n\n"
        "Remarks at the Launch of the Crew Ledger\n\nSigrid Halvorsen\nUnder Secretary for Crews\n"
        f"Hall of Flags\nSkarnes\nOctober 18, 2012\n\n\nAs prepared\n\n{PROSE}\n"
    )
    assert found == {
        "title": "Remarks at the Launch of the Crew Ledger",
        "kind": "speech",
        "held": "2012-10-18",
        "event": "Launch of the Crew Ledger",
        "venue": "Hall of Flags",
        "place": "Skarnes",
        "publisher": "Ministry of Ports",
    }


def test_a_court_argument_is_titled_by_its_parties():
    found = known(
        "SUPREME COURT OF THE UNITED STATES\n\nMARISOL FERNE,        :\n\n"
        "     Petitioner       :  No. 12-417\n\n     v.               :\n\n"
        "HARBOR LINES, INC.    :\n\nWashington, D.C.\nTuesday, January 15, 2013\n\n"
        "CHIEF JUSTICE ROBERTS: We'll hear argument this morning in Case 12-417.\n\n"
        "MR. DALE: May it please the Court: the statute of 1996 says vessel.\n\n"
        "JUSTICE KAGAN: Is a raft?\n\nMR. DALE: It is.\n"
    )
    assert found["title"] == "MARISOL FERNE v. HARBOR LINES, INC."
    assert found["kind"] == "court-argument"
    assert found["held"] == "2013-01-15"
    assert found["place"] == "Washington, D.C."


TALK = "MR. HALE: Is the lamp lit?\n\nMS. ROE: It is lit.\n\nMR. HALE: And who lit it?\n"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "S. Hrg. 104-512\n\nTHE STATE OF OUR LIGHTHOUSES\n\nHEARING\n\n"
            "OPENING STATEMENT OF HON. IDA ROE",
            "THE STATE OF OUR LIGHTHOUSES",
        ),
        ("HC Deb 09 July 2004 vol 423 cc1091-3\n\nLighthouses Bill", "Lighthouses Bill"),
        ("Trade Committee\n\nOral evidence: Lamps, HC 402", "Oral evidence: Lamps, HC 402"),
        ("Chambre des communes\nCANADA\n\nComité permanent", "Comité permanent"),
        (
            "ASSEMBLÉE NATIONALE\nXIVe LÉGISLATURE\n\nCompte rendu n° 41\n\n"
            "Commission des phares\n\nPrésidence de Mme Anne Roy",
            "Commission des phares",
        ),
        (
            "News Transcript\n\nOn the Web: http://a.mil/t.html\n\nPresenter: Ida Roe\n\n"
            "DoD News Briefing on Lamps",
            "DoD News Briefing on Lamps",
        ),
        (
            "United Nations  A/52/PV.18\n\nFifty-second session\n18th plenary meeting",
            "Fifty-second session, 18th plenary meeting",
        ),
        (
            "PRESS GAGGLE BY SENIOR ADVISOR IDA ROE\nAND ADMIRAL TOM HALE",
            "PRESS GAGGLE BY SENIOR ADVISOR IDA ROE AND ADMIRAL TOM HALE",
        ),
        ("♪ (theme music) ♪\n\nDocket No. 12-7\n\nLamps at Sea", "Lamps at Sea"),
        ("Dorn v. Board of Pilots, No. 02-1190", "Dorn v. Board of Pilots"),
    ],
)
def test_what_files_and_houses_print_above_a_title_is_none(head, title):
    assert known(f"{head}\n\n{TALK}")["title"] == title


def test_a_statement_that_was_scanned_keeps_its_title_its_day_and_its_speaker():
    reading = read(
        "PERMANENT MISSION OF TEMOANA\n80O Second Avenue, New York\n\nSTATEMENT BY\n\n"
        "H.E. MR. TOMASI FALEAFA\nPERMANENT REPRESENTATIVE\n\nNEW YORK, 11 OCT0BER 2O1O\n\n"
        "Mr. Chairman,\n\nAt the outset allow me to congratulate you on your election.\n"
    )
    assert reading.title.value == "STATEMENT BY H.E. MR. TOMASI FALEAFA"
    assert reading.held.value == "2010-10-11"
    assert [(v.name, v.role) for v in reading.voices] == [
        ("Tomasi Faleafa", "PERMANENT REPRESENTATIVE")
    ]
    spoken = [reading.words(s) for s in reading.segments if s.voice]
    assert spoken[0] == "Mr. Chairman,"


def test_the_number_of_a_case_is_no_party():
    head = "IDA ROE,   :\n\n   Petitioner  :\n\n   v.   :   No. 08-722\n\nPORT OF SKARNES   :"
    assert known(f"{head}\n\n{TALK}")["title"] == "IDA ROE v. PORT OF SKARNES"


def test_a_headline_that_speaks_of_a_body_is_a_title_and_the_byline_no_part_of_it():
    found = known(
        f"Survivors ask parliament for a fund\nby Ines Carvalho\n\nLISBON, June 3, 2009 — {PROSE}"
    )
    assert found["title"] == "Survivors ask parliament for a fund"
    assert found["published"] == "2009-06-03"


def test_a_host_and_a_guest_are_an_interview():
    turns = (
        "HOST: Welcome back.\n\nROE: Thank you.\n\nHOST: Tell us of the lamp.\n\nROE: It is lit.\n"
    )
    assert known(f"Lamps at Sea\n\n{turns}")["kind"] == "interview"


def test_a_french_committee():
    found = known(
        "Chambre des communes\nComité permanent de la condition féminine\nNUMÉRO 014\n"
        "1re SESSION\n41e LÉGISLATURE\nTÉMOIGNAGES\n\nLe mardi 29 novembre 2011\n\n[Français]\n\n"
        "La présidente: Bonjour à tous. Je déclare la séance ouverte, nous avons deux témoins.\n\n"
        "Mme Claire Roussel: Merci, madame la présidente. Nous recevons des femmes.\n\n"
        "La présidente: Merci, madame Roussel.\n\nMme Claire Roussel: Avec plaisir.\n"
    )
    assert found["title"] == "Comité permanent de la condition féminine"
    assert (found["kind"], found["held"]) == ("hearing", "2011-11-29")


def test_a_statement_set_in_capitals_and_misread_in_scanning():
    found = known(
        "PERMANENT MISSION OF NORLAND TO THE UNITED NATIONS\n866 Second Avenue, New York\n\n"
        "Check against delivery\n\nSTATEMENT\nBY\nH.E. Mr. ANDERS HOLM\n"
        "AT THE GENERAL DEBATE OF THE GENERAL ASSEMBLY\n\nNEW YORK, 26 SEPTEMBER 2OO8\n\n"
        f"Mr. President,\n\n{PROSE}\n"
    )
    assert found["title"] == (
        "STATEMENT BY H.E. Mr. ANDERS HOLM AT THE GENERAL DEBATE OF THE GENERAL ASSEMBLY"
    )
    assert (found["kind"], found["held"]) == ("speech", "2008-09-26")


def test_a_news_article_is_published_and_dated_by_its_own_line():
    found = known(
        "Shelters run short as raids free dozens\n\nBy JOAN PARRY\nPublished: 14 May 2011\n\n"
        "BANGKOK (AP) — Forty-one men freed from a trawler are sleeping in a school, officials "
        "said.\n\n“We did not expect so many,” said Somchai Dee. “We need a house by June 2012.”\n"
    )
    assert (found["kind"], found["published"], found["place"]) == (
        "article",
        "2011-05-14",
        "BANGKOK",
    )
    assert "held" not in found


def test_a_press_statement_is_titled_by_what_it_is_about():
    found = known(
        "Office of the Spokesperson\nWashington, DC\nJune 19, 2013\n\nPress Statement\n"
        f"John Hollis\nSecretary of State\n\nOn the Release of the Annual Report\n\n{PROSE}\n"
    )
    assert found["title"] == "On the Release of the Annual Report"
    assert (found["kind"], found["published"]) == ("press-statement", "2013-06-19")


def test_fields_stated_line_by_line():
    found = known(
        "A Conversation with Noor Devereaux\n\nDate: 12 March 2009\nPlace: The Hague\n\n"
        "CLAES: When did you first see a ledger?\n\nDEVEREAUX: In 1998. It was in pencil.\n\n"
        "CLAES: And what did it say?\n\nDEVEREAUX: That a boy owed more every day.\n"
    )
    assert (found["kind"], found["held"], found["place"]) == (
        "interview",
        "2009-03-12",
        "The Hague",
    )


def test_the_title_may_carry_the_date_and_the_release_line_another():
    found = known(
        "Press Gaggle by Press Secretary Ada Brook - 2/26/09\n\nTHE WHITE HOUSE\n\n"
        "Office of the Press Secretary\n\nFor Immediate Release     February 27, 2009\n\n"
        "3:30 P.M. EST\n\nMS. BROOK: Fire away.\n\nQ Where are we going?\n\nMS. BROOK: Home.\n"
    )
    assert (found["held"], found["published"]) == ("2009-02-26", "2009-02-27")
    assert (found["kind"], found["publisher"]) == ("briefing", "THE WHITE HOUSE")


@pytest.mark.parametrize(
    "head",
    [
        "© 2012 Harbour Institute, Inc.",
        "Trafficking Victims Protection Act of October 28, 2000",
        "Last updated June 3, 2016",
        "Retrieved 3 June 2016",
        "Photo taken on June 3, 2016",
    ],
)
def test_a_date_of_something_else_is_not_the_date(head):
    found = known(f"Remarks at the Harbour Dinner\n\n{head}\n\n{PROSE}\n")
    assert "held" not in found
    assert "published" not in found


def test_a_date_in_the_talk_is_not_the_date():
    assert "held" not in known(f"Remarks at the Harbour Dinner\n\n{PROSE}\n")


def test_a_weekday_that_contradicts_makes_the_day_uncertain_and_says_so():
    reading = read(
        f"Remarks at the Harbour Dinner\n\nSkarnes\nTuesday, October 18, 2012\n\n{PROSE}\n"
    )
    assert reading.held.value == "2012-10-18?"
    assert "that day was a Thursday" in reading.held.basis
    assert "that day was a Thursday" in reading.warnings[-1]


def test_text_that_begins_amid_talk_has_neither_title_nor_date():
    found = known(
        "58. Mr. President, I should like first of all to congratulate you on your election to the "
        "presidency of the Assembly. We know your skill and we trust it.\n"
        "59. It is thirty years since the Charter was signed on 26 June 1945, and my delegation "
        "would like to recall what was promised on that day to all peoples.\n"
    )
    assert found == {"kind": "speech"}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Thursday, February 17, 2022", ["2022-02-17"]),
        ("14 APRIL 2014", ["2014-04-14"]),
        ("the 3rd of June, 2008", ["2008-06-03"]),
        ("June 3-5, 2008", ["2008-06-03/2008-06-05"]),
        ("MIGRANTS-2018/10/11", ["2018-10-11"]),
        ("(Tuesday, January 28, 1997)", ["1997-01-28"]),
        ("en route Dallas, TX, 07/09/14", ["2014-07-09"]),
        ("25/12/2014", ["2014-12-25"]),
        ("4-14-09", ["2009-04-14"]),
        ("1er mars 2010", ["2010-03-01"]),
        ("miércoles, 4 de junio de 2008", ["2008-06-04"]),
        ("3. Juni 2008", ["2008-06-03"]),
        ("l5 Septernber 1998", ["1998-09-15"]),
        ("June 2007", ["2007-06"]),
        ("February 30, 2010", []),
        ("Serial No. 9-14", []),
        ("(202) 555-0107", []),
        ("Room 12, 2008 seats", []),
        ("in 98 and forgot", []),
    ],
)
def test_dates_as_printed(text, values):
    assert [value for value, *_ in dates_in(text)] == values


def test_day_and_month_in_figures_are_uncertain_unless_the_head_is_american():
    assert dates_in("07/09/14", certain=False)[0][0] == "2014-07-09?"
    assert dates_in("07/09/14", month_first=False, certain=False)[0][0] == "2014-09-07"


def test_every_date_found_is_edtf():
    for text in ("0/0/00", "99/99/9999", "31 June 2008", "May 0, 2008", "2008-13-45", "00.00.2008"):
        assert all(edtf.is_valid(value) for value, *_ in dates_in(text))


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (PROSE, "en"),
        (
            "Nous recevons des femmes qui ont tout perdu, et la loi ne les protège pas. Les ports "
            "sont ouverts à ceux qui les vendent, et c’est pour cela que nous sommes ici.",
            "fr",
        ),
        ("Jane Doe, Skarnes.", None),
        ("zxcv " * 50, None),
    ],
)
def test_language_is_read_off_running_text_only(text, tag):
    found = language_of(text)
    assert (found and found.value) == tag


def test_metadata_fills_what_is_not_printed_and_no_more():
    text = f"Remarks at the Harbour Dinner\n\n{PROSE}\n"
    source = CanonicalText(
        text, (), (), "text/html", "utf-8", {"title": "Site", "date": "2012-10-18", "lang": "en-GB"}
    )
    found = describe(source, (), ())
    assert found["title"].value == "Remarks at the Harbour Dinner"
    assert (found["held"].value, found["held"].basis) == ("2012-10-18", "declared as date")
    assert found["language"].value == "en-GB"


def test_a_masthead_repeated_over_and_over_is_no_title():
    text = "\n".join(
        ["Port Office"] * 4 + ["Home Port Office Careers", "", "Crews at Sea", "", PROSE]
    )
    head = head_of(CanonicalText(text, (), (), "text/plain", "utf-8"), ())
    assert title_of(head)[0] == "Crews at Sea"


def test_the_heads_of_the_pages_tell_the_day_of_a_talk():
    head = "LECTURES No. 1017 Delivered March 29, 2007"
    data = samples.pages(*[[head, "", f"We count the ships of harbor {n}."] for n in range(1, 4)])
    assert understand(readers.read(data, "a.pdf"), "a.pdf").held.value == "2007-03-29"
