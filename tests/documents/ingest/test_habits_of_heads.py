"""Habits of what stands above a text: titles, days, places, bylines, and who publishes it."""

import pytest

from tests.documents.ingest.understood import said, set_aside, talk_of, turns, understood


def test_a_page_without_headings_has_the_title_that_it_declares():
    page = "<title>Café meeting</title><p>The owner spoke about slavery.<p>Mr. Roy spoke on and on."
    reading = understood(page.encode("cp1252"), "a.html")
    assert reading.title.value == "Café meeting"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "The Long Chain Podcast\n\nEpisode 112: Follow the Shrimp",
            "Episode 112: Follow the Shrimp",
        ),
        (
            "REMARKS BY PRESIDENT ALDANA\nAND PRIME MINISTER HOLT\nIN JOINT PRESS CONFERENCE",
            "REMARKS BY PRESIDENT ALDANA AND PRIME MINISTER HOLT IN JOINT PRESS CONFERENCE",
        ),
        (
            "Department of State\nThe Brussels Media Hub\n\nDigital Press Briefing on the Report",
            "Digital Press Briefing on the Report",
        ),
        (
            "Ciudad de México, 30 de julio de 2019\n\nVersión de la conferencia sobre trata",
            "Versión de la conferencia sobre trata",
        ),
        (
            "UNITED STATES DISTRICT COURT\nMIDDLE DISTRICT OF FLORIDA\n\nROSARIO ROE, et al.,\n"
            "          Plaintiffs,\n     vs.\nTUCKER FARMS, LLC,\n          Defendants.",
            "ROSARIO ROE, et al. v. TUCKER FARMS, LLC",
        ),
        (
            "Seafood giant cuts ties with a shed after migrants were found locked in\n\nBy Jo Roe",
            "Seafood giant cuts ties with a shed after migrants were found locked in",
        ),
        (
            'Menschenhandel\n\n"Niemand fragt nach der Angst"\n\nInterview: Jakob Lindemeyer',
            '"Niemand fragt nach der Angst"',
        ),
        (
            "DÉLÉGATION AUX DROITS DES FEMMES\n\nAudition de Mme Corinne Delattre, directrice",
            "Audition de Mme Corinne Delattre, directrice",
        ),
    ],
)
def test_the_title_is_what_names_the_text_and_all_of_it(head, title):
    reading = understood(f"{head}\n\nMS. HART: Good morning.\n\nMR. DIAZ: And to you.\n")
    assert reading.title.value == title


def test_a_guest_is_who_the_head_says():
    head = "The Long Chain\n\nHost: Maribel Ochoa\nGuest: Dr. Steve Tran"
    talk = "HOST: Where does it start?\n\nGUEST: In a shed.\n\nHOST: Where?\n\nGUEST: In a town."
    names = [name for name, _ in said(understood(f"{head}\n\n{talk}"))]
    assert names == ["Maribel Ochoa", "Steve Tran"] * 2


def test_the_site_in_the_title_of_a_page_publishes_it():
    page = (
        "<title>Ministers agree | The Harbour Post</title><h1>Ministers agree</h1><p>So it is said."
    )
    assert understood(page, "a.html").publisher.value == "The Harbour Post"


def test_the_one_member_of_extended_remarks_is_a_voice():
    head = "HONORING A PROJECT\n\nHON. GERALD E. CONNORS\n\nTuesday, February 14, 2012"
    text = f"{head}\n\n  Mr. CONNORS. Mr. Speaker, I rise to honor a project of two students."
    words = "Mr. Speaker, I rise to honor a project of two students."
    assert said(understood(text)) == [("Gerald E. Connors", words)]


COURT = """CR 2015/2

YEAR 2015

Public sitting

held on Tuesday 14 April 2015, President Abrahams presiding,

in the case concerning Activities in the Border Area
(Norland v. Costa Verde)

VERBATIM RECORD"""

COUNCIL = """United Nations S/PV.6341

Security Council
Sixty-fifth year

6341st meeting
Wednesday, 16 June 2010, 10 a.m.

Agenda

Children and armed conflict"""


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (COUNCIL, "Children and armed conflict"),
        (COURT, "Activities in the Border Area (Norland v. Costa Verde)"),
        ("Test interview, 3 May 2020", "Test interview, 3 May 2020"),
        (
            "        MISSING AT SEA: OVERSIGHT OF DISTANT\n             WATER FISHING CREWS",
            "MISSING AT SEA: OVERSIGHT OF DISTANT WATER FISHING CREWS",
        ),
    ],
)
def test_the_title_of_a_record_is_what_it_was_about(head, title):
    talk = "The President: We begin.\n\nMr. Rugunda: I thank you.\n\nThe President: The next."
    assert understood(f"{head}\n\n{talk}").title.value == title


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("BBC News\nLeicester\n28 November 2016\n\nNail bar raids", "Nail bar raids"),
        ("OPINION | COMMENTARY\n\nThe fish has a witness\n\nBy Ann Roe", "The fish has a witness"),
        (
            "S T A T E M E N T\n\nby\n\nH.E. Mr. Jonas Lindahl\n\nNew York, 31 August 2010",
            "STATEMENT by H.E. Mr. Jonas Lindahl",
        ),
        ("Opinion\n\nStop arresting the girl\n\nBy Ellen Marlowe", "Stop arresting the girl"),
        (
            "NORLAND\n\nStatement\n\nby\n\nH.E. Mr. Jonas Lindahl\n\nNew York, 31 August 2010",
            "Statement by H.E. Mr. Jonas Lindahl",
        ),
    ],
)
def test_what_stands_above_a_title_is_none(head, title):
    text = f"{head}\n\nWhen the police open the door of a room, I know who goes to jail."
    assert understood(text).title.value == title


def test_the_occasion_of_a_statement_is_not_of_its_title():
    head = (
        "STATEMENT\nBY\nH.E. MR. KWABENA OSEI\n\nAT THE HIGH-LEVEL MEETING\nON THE PLAN\n\nNEW YORK"
    )
    reading = understood(
        f"{head}\n13 May 2013\n\nMr. President,\n\nWe say so because we know it well."
    )
    assert reading.title.value == "STATEMENT BY H.E. MR. KWABENA OSEI"


def test_a_minister_in_capitals_below_a_french_title_gives_the_address():
    head = (
        "MISSION PERMANENTE DE LA RÉPUBLIQUE DE KAFARA\nAUPRÈS DES NATIONS UNIES\n\n"
        "ALLOCUTION DE S.E. M. MODIBO KEÏTA-TRAORÉ\nMINISTRE DES AFFAIRES ÉTRANGÈRES\n\n"
        "New York, le 13 mai 2013"
    )
    words = "Je voudrais vous féliciter de la tenue de cette réunion, qui nous honore."
    reading = understood(talk_of(head, "Monsieur le Président,", words))
    assert {name for name, _ in said(reading)} == {"Modibo Keïta-Traoré"}
    assert reading.title.value.startswith("ALLOCUTION DE S.E.")


def test_a_newspaper_below_a_byline_publishes_the_report_and_is_no_place():
    head = "Nail bars raided\n\nBy Ann Kellaway\nThe Harbor Courier\nMarch 3, 2014"
    reading = understood(f'{head}\n\n"We found men," said Paul Dorn. "They were poor," he added.')
    assert (reading.place, reading.title.value) == (None, "Nail bars raided")


def test_the_section_of_a_newspaper_and_the_name_of_a_court_are_no_titles():
    words = "« Ils ont peur », a dit Ana Roy. « Ils partent à quatre heures », a-t-elle ajouté."
    head = "Société\nEnquête\n\nLes forçats de la tomate\n\nPar Élodie Garnier"
    assert understood(talk_of(head, words)).title.value == "Les forçats de la tomate"

    court = "UNITED STATES COURT OF APPEALS\n\nFOR THE DISTRICT OF COLUMBIA CIRCUIT"
    case = "HARBOR, LLC,\n\n  Appellant,\n\n   v.    No. 15-5188\n\nMARLOWE,\n\n  Appellee."
    talk = ("JUDGE TATLOW: Mr. Garde?", "MR. GARDE: A fee is no debt.", "JUDGE TATLOW: Is it?")
    assert understood(talk_of(court, case, *talk)).title.value == "HARBOR, LLC v. MARLOWE"


def test_extended_remarks_of_a_member_who_is_named_with_her_state():
    head = "HONORING THE HARBOR MISSION OF DEERING\n\n  HON. CHELLIE PINGRAM\n\n      of maine"
    text = talk_of(head, "  Ms. PINGRAM of Maine. Mr. Speaker, I rise to honor the Harbor Mission.")
    reading = understood(text)
    assert said(reading) == [
        ("Chellie Pingram", "Mr. Speaker, I rise to honor the Harbor Mission.")
    ]
    assert reading.title.value == "HONORING THE HARBOR MISSION OF DEERING"


def test_a_review_below_a_byline_is_no_place_and_a_menu_no_publisher():
    talk = "Q Why cocoa?\n\nA Nobody looks at it.\n\nQ Really?\n\nA Really.\n"
    head = "Five Questions for Grace Obi\nBy Linus Park\n{}, 2 August 2022\n\n"
    assert understood(head.format("The Market Street Review") + talk).place is None
    place = understood(head.format("The Hague, Netherlands") + talk).place
    assert place is not None
    assert place.value == "The Hague, Netherlands"
    page = (
        b"<nav><a>Home</a> <a>News</a></nav><h1>Fleet workers tell</h1><p>He owes four hundred.</p>"
    )
    assert understood(page, "a.html").publisher is None


def test_an_article_has_its_summary_above_its_byline_and_a_menu_in_a_line():
    page = """<header><a>The Meridian</a> <a>World</a> <a>Opinion</a> <a>Subscribe</a></header>
<h1>Inside the Night Market for Visas</h1>
<p>In Dhaka, a work permit costs three years of wages, and the sellers call it a favor.</p>
<p>By <a>Priyanka Sethi</a></p><p>Feb. 10, 2019</p>
<p>The stalls open at ten in the evening, when the offices upstairs have closed.</p>
<p>“I sell hope,” said Jamal Uddin, who has sold visas for eleven years.</p>
<p>“The visa is free,” he said.</p>"""
    reading = understood(page, "a.html")
    assert [v.name for v in reading.voices] == ["Priyanka Sethi", "Jamal Uddin"]
    assert reading.kind is not None
    assert reading.kind.value == "article"
    assert "The Meridian World Opinion Subscribe" in set_aside(reading)


def test_a_statement_by_whom_the_next_line_names_and_not_by_a_state():
    reading = understood("""Please check aga inst delivery

SRI LANKA

STATEMENT BY

AMBASSADOR PALITHA KOHNA
PERMANENT REPRESENTATIVE OF SRI LANKA TO THE UNITED NATIONS

6 October 2010

Mr. Chairman,

I thank the Executive Director for his comprehensive presentation of the matter.
""")
    assert {name for name, _ in said(reading)} == {"Palitha Kohna"}
    assert reading.title is not None
    assert reading.title.value.startswith("STATEMENT BY AMBASSADOR PALITHA KOHNA")


def test_captions_without_names_have_no_title():
    text = ">> GOOD MORNING TO ALL.\n>> THANK YOU, I AM GRATEFUL.\n>> SENATOR ROE: I HAVE ONE MORE."
    assert understood(text).title is None


def test_the_headline_stands_below_the_name_of_a_column_and_above_the_byline():
    head = "The Slatest\n\nHundreds Freed After an Associated Press Report, It Says\n\nBy Jo Roe"
    reading = understood(f"{head}\n\nApril 3, 2015\n\nHundreds were freed on Friday, he said.")
    assert reading.title.value.startswith("Hundreds Freed")


def test_the_title_of_a_page_is_its_first_heading_of_the_first_rank_and_no_numbered_part():
    page = "<h2>Transcripts</h2><h1>Press Roundtable with Jo Roe</h1><p>Thank you all for coming."
    assert understood(page, "a.html").title.value == "Press Roundtable with Jo Roe"
    parts = "<p>Written Testimony of Priya Roe</p><h2>I. Introduction</h2><p>Thank you, Chairman."
    assert understood(parts, "a.html").title.value == "Written Testimony of Priya Roe"


def test_a_room_is_nobody_and_the_occasion_no_role():
    head = "Ambassador Mark P. Lagon\nRemarks at a swearing-in\nJuly 9, 2007\nFranklin Room, Paris"
    reading = understood(f"{head}\n\nThank you, Madam Secretary. It is an honor to be here.")
    assert [(voice.name, voice.role) for voice in reading.voices] == [
        ("Mark P. Lagon", "Ambassador")
    ]


def test_a_salutation_with_a_colon_is_spoken_by_who_led_the_act():
    head = "Versión estenográfica\n\nActo encabezado por el presidente Andrés López Roa"
    text = talk_of(
        head, "Amigas, amigos de Zacatecas:", "Me da mucho gusto estar aquí con ustedes."
    )
    assert [name for name, _ in turns(text)] == ["Andrés López Roa"] * 2


def test_a_bare_genre_gives_way_to_what_the_page_declares_and_the_way_back_is_no_title():
    page = "<title>Remarks by Jo Roe</title><h1>Remarks</h1><p>Thank you all for coming here."
    assert understood(page, "a.html").title.value == "Remarks by Jo Roe"
    head = "Return to Transcripts main page\n\nCONNECT THE WORLD\n\nSlavery in Europe; A Story"
    talk = talk_of("ROE: Welcome.", "POND: Thank you.", "ROE: Begin.", "POND: I will.")
    reading = understood(f"{head}\n\nAired December 26, 2013 - 15:30 ET\n\n{talk}")
    assert reading.title.value == "Slavery in Europe; A Story"


def test_whom_a_headline_names_with_an_office_in_capitals_speaks_by_the_full_name():
    head = "Remarks By Secretary Of State Hillary Rodham Roe; Senator Ben Pond (D-MD); And Others"
    lines = [
        "SEC. ROE: Welcome.",
        "SEN. POND: Thank you.",
        "SEC. ROE: Begin.",
        "SEN. POND: I will.",
    ]
    assert [name for name, _ in turns(talk_of(head, *lines))] == [
        *["Hillary Rodham Roe", "Ben Pond"] * 2
    ]


def test_who_is_announced_with_an_office_and_its_portfolio_is_called_in_full():
    text = talk_of(
        "UNDER SECRETARY POND: I introduce Secretary of State Hillary Rodham Roe. (Applause.)",
        "SECRETARY ROE: Thank you all.",
        "UNDER SECRETARY POND: And thank you.",
    )
    assert [name for name, _ in turns(text)] == ["Pond", "Hillary Rodham Roe", "Pond"]


def test_who_speaks_and_as_what_is_no_title():
    head = "Hillary Rodham Roe\nSecretary of State\nWashington, DC\nDecember 1, 2009"
    text = f"{head}\n\nGreetings from Washington. I am pleased to join you in your efforts"
    text += " to fight modern-day slavery, and I thank you for it."
    reading = understood(text)
    assert reading.title is None
    assert [name for name, _ in said(reading)] == ["Hillary Rodham Roe"]


def test_a_headline_that_says_video_is_no_credit_and_the_number_of_a_meeting_no_title():
    head = (
        "Video: Secretary Roe Releases the Annual Report on Trafficking\n\nRemarks\n\nJune 9, 2012"
    )
    lines = ["ROE: Welcome.", "POND: Thank you.", "ROE: Begin.", "POND: I will."]
    assert understood(talk_of(head, *lines)).title.value.startswith("Video: Secretary Roe")
    press = "7584th Meeting (PM)\nSC/12165\n\nSecurity Council Says Trafficking May Be a War Crime"
    assert understood(talk_of(press, *lines)).title.value.startswith("Security Council Says")


def test_what_a_site_says_of_itself_above_a_title_is_none():
    head = "You turn to us for voices you won't hear at all.\n\nThe Anniversary of the Show"
    talk = talk_of("ROE: Welcome.", "POND: Thank you.", "ROE: Begin.", "POND: I will.")
    assert understood(f"{head}\n\n{talk}").title.value == "The Anniversary of the Show"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "Senado de la República\n\nCOORDINACIÓN DE COMUNICACIÓN SOCIAL\n\n"
            "Versión Estenográfica de la reunión de la Comisión contra la Trata y el subsecretario "
            "Roberto Campos, en el Senado.",
            "Versión Estenográfica de la reunión de la Comisión contra la Trata y el subsecretario "
            "Roberto Campos, en el Senado.",
        ),
        (
            "Zwangsarbeit\n\nDie Männer und ihre Herren\n\nVon Lukas Roe und Ida Eck · 13.10.2014",
            "Die Männer und ihre Herren",
        ),
    ],
)
def test_titles_below_offices_of_the_press_and_sections(head, title):
    talk = "SENADORA ANA RUIZ: Gracias.\n\nSUBSECRETARIO ROBERTO CAMPOS: A usted."
    assert (
        understood(f"{head}\n\n{talk}\n\nPRESENTADOR: Se concluye.\n\n-o0o-").title.value == title
    )


def test_who_presents_in_spanish_is_no_name_and_the_end_is_not_spoken():
    reading = understood(
        talk_of(
            "Versión estenográfica de la reunión de la Comisión contra la Trata",
            "SENADORA ANA RUIZ: ¿Cuántas?",
            "SUBSECRETARIO ROBERTO CAMPOS: Doce.",
            "PRESENTADOR: Se concluye.",
            "-o0o-",
        )
    )
    assert said(reading)[-1] == (None, "Se concluye.")
    assert reading.kind.value == "hearing"


def test_what_a_program_calls_a_page_is_no_title():
    page = "<title>Created by easyConverter 3</title><p>Ana: Who owns it?<p>Jo: Nobody.<p>Ana: Why?"
    assert understood(page, "a.html").title is None


def test_a_role_apart_below_a_name_in_capitals_is_that_persons():
    head = "After Snow\n\nHOST:\n\nFRED DEW\n\nTIMOTHY EDGE\n\nAuthor, “Beyond Snow”\n\nROBIN LEWES"
    talk = "DEW: Welcome to the Cafeteria, a podcast on ideas.\n\nEDGE: Thanks.\n\nDEW: So?"
    reading = understood(f"{head}\n\n{talk}")
    assert {v.name: v.role for v in reading.voices}["Timothy Edge"] == "Author, “Beyond Snow”"
    assert reading.kind.value == "podcast"
