"""How the houses that print talks set heads and turns: parliaments, institutes, services, sites."""

import pytest

from tests.documents.ingest.understood import said, set_aside, talk_of, turns, understood

SITTING = """Plenarprotokoll 18/183

Deutscher Bundestag

Stenografischer Bericht

183. Sitzung

Berlin, Donnerstag, den 7. Juli 2016

Präsident Dr. Norbert Lamm: Nehmen Sie bitte Platz. Die Sitzung ist eröffnet.

Ich rufe den Punkt 3 auf.

Manuela Schwer, Bundesministerin für Familie, Senioren, Frauen und Jugend: Herr Präsident! Wir
haben lange gebraucht.

Cornelia Möhr (DIE LINKE): Herr Präsident! Vierzehn Jahre.

Vizepräsidentin Petra Paul: Gestatten Sie eine Frage?

Cornelia Möhr (DIE LINKE): Bitte.
"""


def test_who_opens_a_sitting_speaks_though_that_label_comes_once():
    assert [name for name, _ in turns(SITTING)] == [
        *("Norbert Lamm", "Norbert Lamm", "Manuela Schwer"),
        *("Cornelia Möhr", "Petra Paul", "Cornelia Möhr"),
    ]


def test_a_sitting_without_a_title_is_called_by_its_record_and_number():
    assert understood(SITTING).title.value == "Stenografischer Bericht, 183. Sitzung"


def test_the_head_of_a_spanish_record_is_its_title_and_not_a_part_of_it():
    head = "DIARIO DE SESIONES DEL\nCONGRESO DE LOS DIPUTADOS\n\nIGUALDAD\n\nSesión núm. 6\n\n"
    talk = "La señora PRESIDENTA: Se abre la sesión.\n\nLa señora PRESIDENTA: Gracias."
    title = understood(f"CORTES GENERALES\n\n{head}{talk}").title.value
    assert title == "DIARIO DE SESIONES DEL CONGRESO DE LOS DIPUTADOS, Sesión núm. 6"


COMMONS = """Modern Slavery

Tuesday 17 March 2015

The Parliamentary Under-Secretary of State for the Home Department (Caroline Brad): I beg to move,
That this House disagrees.

Mr David Hans (Delyn) (Lab): Will the Minister give way?

Caroline Brad: Once.

3.55 pm

Several hon. Members rose—

Mr Hans: How many?

Caroline Brad: About 17,000.

Question put, That this House disagrees.

Division No. 181

Lords amendment 72 disagreed to.
"""


def test_a_minister_by_office_with_the_name_in_brackets_speaks():
    reading = understood(COMMONS)
    assert [name for name, _ in said(reading)] == [
        "Caroline Brad", "David Hans", "Caroline Brad", "David Hans", "Caroline Brad",
    ]  # fmt: skip


def test_what_the_house_does_between_turns_is_nobodys():
    assert set_aside(understood(COMMONS)) == [
        "3.55 pm",
        "Several hon. Members rose—",
        "Question put, That this House disagrees.",
        "Division No. 181",
        "Lords amendment 72 disagreed to.",
    ]


def test_a_time_behind_the_colon_belongs_to_the_label():
    lines = (
        "Speaker 1: (00:00)\nAre we good?",
        "Mayor Alva: (00:34)\nYes.",
        "Rosa Iba: (01:02)\nNo.",
    )
    assert [words for _, words in turns("\n\n".join(lines))] == ["Are we good?", "Yes.", "No."]


@pytest.mark.parametrize(
    ("label", "introduced", "name"),
    [
        ("MR. OULD SALEM", "I thank Mr. Biram Ould Salem of the coast.", "Biram Ould Salem"),
        ("MS. VAN DOORN", "With us is Marijke van Doorn.", "Marijke van Doorn"),
        ("MIN. DIALLO", "With us is Minister Amara Diallo.", "Amara Diallo"),
    ],
)
def test_a_family_name_of_two_words_or_behind_a_short_office(label, introduced, name):
    talk = f"MS. ROE: {introduced}\n\n{label}: Thank you.\n\nMS. ROE: So?\n\n{label}: So it is."
    assert turns(talk)[1][0] == name


def test_small_letters_of_an_office_are_no_name():
    head = "Statement on the Report\n\nAs delivered by Chargé d’Affaires Katherine Bower"
    reading = understood(f"{head}\n\nThank you, Mr. Chair. We welcome the report of this year.")
    assert [(v.name, v.role) for v in reading.voices] == [("Katherine Bower", "Chargé d’Affaires")]


def test_initials_are_of_whom_a_title_in_capitals_names():
    head = "ORAL HISTORY INTERVIEW WITH LEONARD ABT\n\nInterviewer: Susan Kolb"
    talk = "SK: Where were you born?\n\nLA: In Bremen.\n\nSK: When?\n\nLA: In 1920."
    assert [name for name, _ in turns(f"{head}\n\n{talk}")][:2] == ["Susan Kolb", "Leonard Abt"]


@pytest.mark.parametrize(
    "line",
    ["Second day, morning (October 2011)", "The Ledger, October 2011", "October 2011 | Volume 4"],
)
def test_a_month_that_stands_apart_in_its_line_is_the_date(line):
    reading = understood(f"Round Table on Return\n{line}\n\nMR. ROE: No.\n\nMR. ROE: Yes.")
    assert reading.date.value == "2011-10"


def test_a_month_within_a_line_is_none():
    line = "Elected in October 2011 by the assembly"
    assert understood(f"Round Table\n{line}\n\nMR. ROE: No.\n\nMR. ROE: Yes.").date is None


@pytest.mark.parametrize(
    "line", ["Transcript By Superior Scribes LLC", "Featuring", "Introduction"]
)
def test_what_every_page_prints_is_no_title(line):
    assert (
        understood(f"{line}\n\nThe Sea\n\nMR. ROE: No.\n\nMR. ROE: Yes.").title.value == "The Sea"
    )


def test_remarks_of_several_are_no_interview():
    talk = "MR. ROE: Shall we?\n\nMS. HALE: Yes.\n\nDR. POND: I thank you.\n\nMR. ROE: Who?"
    assert understood(f"Remarks at the Release of the Report\n\n{talk}").kind.value == "panel"


def test_the_title_in_front_matter_says_that_a_text_is_a_podcast():
    matter = "---\ntitle: 'Episode 41: The Recruiter'\n---\n\n"
    talk = "**Ann Roe:** Hello.\n\n**Tom Lee:** Hi.\n\n**Ann Roe:** So.\n\n**Tom Lee:** Bye."
    assert understood(matter + talk, "a.md").kind.value == "podcast"


NEWSLETTER = """# The Monday Brief

*June 20, 2022*

Happy Monday. Here’s what we’re reading.

“The grace period is over,” Greta Magnuson said on Thursday.

“You can’t prove a negative,” says Rick Haller. “It passes to the son,” Sunita Roy told us.
"""
PARAPHRASE = """Council Urges States to Share Evidence

The Council urged States to share evidence. “It is a way to pay for war”, said the Rapporteur.

The representative of France said that his country had three proposals. Sweden’s representative
noted that a word was missing. Egypt’s stressed the need for money.
"""


@pytest.mark.parametrize("text", [NEWSLETTER, PARAPHRASE])
def test_what_a_paper_says_of_itself_or_in_other_words_is_no_speech(text):
    reading = understood(text)
    assert (reading.kind.value, said(reading)) == ("article", [])


def test_whom_the_lines_above_an_interview_name_again_answers():
    head = (
        "You Cannot Audit Fear\n\nLabor inspector Beatriz Quiroga on factories\n\n"
        "Interview by Noah Strand\n\nFor years Beatriz Quiroga knocked on doors for the ministry. "
        "She spoke with The Ledger about forced labor and the smell of glue.\n\n"
    )
    asked = ("Who is the audience?", "What do you look at?", "Has it changed?")
    talk = "\n\n".join(f"{question}\n\nThe buyer. Always the buyer." for question in asked)
    assert [name for name, _ in turns(head + talk)] == ["Noah Strand", "Beatriz Quiroga"] * 3


def test_a_chat_that_prints_the_time_a_name_and_a_dash():
    chat = (
        "[14:03] Rafael Dominguez — Hello everyone.\n[14:03] Keo Vannak — Hi from Phnom Penh.\n"
        "[14:05] guest_221 — What do you wish?\n[14:07] Rafael Dominguez — A last name."
    )
    names = [name for name, _ in turns(f"Ask Me Anything\n\n{chat}")]
    assert [names[0], names[1], names[3]] == ["Rafael Dominguez", "Keo Vannak", "Rafael Dominguez"]


@pytest.mark.parametrize("label", ["iPhone (Marta)", "Galaxy S21", "Guest 3", "+15551234567"])
def test_a_device_is_nobodys_name(label):
    cues = (
        "Ann Roe: Hello.",
        "Jo Lee: Hi.",
        f"{label}: Can I ask?",
        "Ann Roe: Yes.",
        "Jo Lee: So.",
    )
    text = "WEBVTT\n\n" + "\n\n".join(
        f"00:0{n}.000 --> 00:0{n}.900\n{words}" for n, words in enumerate(cues, 1)
    )
    reading = understood(text, "a.vtt")
    assert {voice.name for voice in reading.voices} == {"Ann Roe", "Jo Lee", None}


def names_in_turn(text: str, name: str = "a.txt") -> list[str | None]:
    return [who for who, _ in turns(text, name)]


def test_a_colon_behind_interviewed_by():
    head = "AMBASSADOR NANCY RAVEN\n\nInterviewed by: Charles Kenyon\n\n"
    talk = "Q: When?\n\nRAVEN: In 1944.\n\nQ: Where?\n\nRAVEN: In Geneva.\n\nQ: Why?\n\nRAVEN: So."
    assert names_in_turn(head + talk)[:2] == ["Charles Kenyon", "Nancy Raven"]


def test_what_stands_in_brackets_between_a_name_and_its_time_belongs_to_the_label():
    talk = "Brandt, Hannah   0:03\nGood.\n\nOkeke, Chidi (External)   0:09\nMorning.\n\n"
    assert [words for _, words in turns(f"Working Group\n\n{talk}{talk}")][:2] == [
        "Good.",
        "Morning.",
    ]


def test_somebody_unknown_in_brackets_is_not_who_spoke_before():
    talk = "ROE:\nThe committee meets.\n\n(UNKNOWN)\nA point of order?\n\nROE:\nNo.\n\nHALE:\nYes."
    assert turns(talk)[1] == (None, "A point of order?")


def test_an_audience_member_in_small_letters_is_a_voice():
    talk = (
        "<p><b>Ann Roe:</b> Questions?</p><p><b>Audience member:</b> Who pays?</p>"
        "<p><b>Ann Roe:</b> You.</p><p><b>Tom Lee:</b> Me.</p>"
    )
    page = f"<html><body><h1>Who Pays?</h1>{talk}</body></html>"
    assert names_in_turn(page, "a.html") == ["Ann Roe", None, "Ann Roe", "Tom Lee"]
    assert understood(page, "a.html").kind.value == "panel"


def test_officers_of_a_court_speak_and_the_number_of_a_witness_is_not_spoken():
    talk = (
        "In the case of The Prosecutor v. Amadou Kessé\n\nTHE COURT USHER: All rise.\n\n"
        "JUDGE FREMD: Call the case.\n\nWITNESS: SWN-OTP-P-0117\n\n"
        "JUDGE FREMD: Can you hear me?\n\nTHE WITNESS: I can."
    )
    reading = understood(talk)
    assert said(reading)[0] == (None, "All rise.")
    assert [words for _, words in said(reading)][-1] == "I can."
    assert reading.title.value == "The Prosecutor v. Amadou Kessé"


def test_bold_names_before_an_arrow_are_labels_though_they_come_once():
    talk = (
        "* **Ann Roe (BILS)** → “The worker pays.”\n* **Tim Lee (brand)** → “We audit.”\n"
        "* **Ann Roe** → “Then buy.”\n* **Facilitator** → “Let us pause.”\n"
    )
    assert names_in_turn(f"# What we heard\n\n{talk}", "a.md") == [
        "Ann Roe",
        "Tim Lee",
        "Ann Roe",
        None,
    ]


COLUMN = """<html><head><title>Nobody looked up | Opinion</title></head><body><div>Opinion</div>
<h1>Nobody looked up</h1><p>Grace Ado</p><p>Fri 18 Oct 2019 10.00 BST</p>
<p>The house had a blue door. I polished the knocker every morning at five, and no one used it.</p>
<p>A detective asked me why I did not leave. “Where would I go?” I said.</p></body></html>"""


def test_a_column_in_the_first_person_is_an_article_of_whose_name_stands_above_the_day():
    reading = understood(COLUMN, "a.html")
    author = next(voice for voice in reading.voices if voice.part == "author")
    assert (author.name, said(reading)) == ("Grace Ado", [])
    assert [quote.voice for quote in reading.quotes] == [author.key]


@pytest.mark.parametrize("title", ["Ep 12 - Follow the Invoice", "Ep. 3: Boats"])
def test_a_short_word_for_an_episode(title):
    talk = "Ben Osgood  00:02\nHey.\n\nCarla Menon  00:12\nHi.\n\n"
    assert understood(f"{title}\n\n{talk}{talk}").kind.value == "podcast"


def test_a_day_in_chinese_is_the_date_and_what_stands_behind_it_the_title():
    talk = "问：有何评论？\n\n答：没有。\n\n问：为何？\n\n答：不知道。"
    text = f"2019年7月30日外交部发言人主持例行记者会\n\n{talk}"
    reading = understood(text)
    assert (reading.date.value, reading.title.value) == ("2019-07-30", text.split("\n")[0])


def test_who_speaks_once_in_a_table_speaks():
    rows = (
        ("Noura Kaabi", "Who pays?"), ("Dinesh Thapa", "The worker."), ("Francis Muli", "So here."),
        ("Noura Kaabi", "Why?"), ("Francis Muli", "Ask."),
    )  # fmt: skip
    table = "".join(f"<tr><td>{name}</td><td>{words}</td></tr>" for name, words in rows)
    head = "<tr><th>Speaker</th><th>Remarks</th></tr>"
    page = f"<html><body><h1>Fees</h1><table>{head}{table}</table></body></html>"
    assert turns(page, "a.html") == list(rows)


def test_initials_with_a_stop_are_of_whom_the_head_names():
    head = "Five Questions\n\nOur man in Amman, Toby Lasker, on tea\n\n"
    talk = "FSR. Why?\nTL. He drinks tea.\nFSR. And then?\nTL. Fridays.\nFSR. So?\nTL. More tea."
    assert turns(head + talk)[1] == ("Toby Lasker", "He drinks tea.")


def test_whose_calling_stands_beside_the_only_name_above_an_interview_answers():
    asked = ("Combien en suivez-vous ?", "Que demandez-vous ?", "Et la justice ?")
    talk = "".join(f"<p><b>{question}</b></p><p>Deux cents par an.</p>" for question in asked)
    head = "<h1>Libérer</h1><p>Pour la juriste Awa Diop, la loi est mal appliquée.</p>"
    page = f"<html><body>{head}<p>Recueilli par Camille Roy</p>{talk}</body></html>"
    assert names_in_turn(page, "a.html") == ["Camille Roy", "Awa Diop"] * 3


def test_a_committee_of_the_european_parliament_with_its_chair_and_a_dash():
    head = "Committee on Women's Rights\nBrussels, 30 November 2022\n\nExchange of views on fees"
    turn_each = ("Chair. – Good day.", "Maria Noël (S&D). – Will it?")
    reading = understood("\n\n".join((head, *turn_each, *turn_each)))
    assert [who for who, _ in said(reading)] == [None, "Maria Noël", None, "Maria Noël"]
    assert reading.title.value == "Exchange of views on fees"


def test_experts_of_a_german_hearing_are_called_by_their_names():
    text = talk_of(
        "Ausschuss für Arbeit\n\nWortprotokoll der 31. Sitzung\n\nÖffentliche Anhörung",
        "Vorsitzender Dr. Barth: Ich begrüße Sie alle sehr herzlich.",
        "Sachverständiger Holger Lüth (Zoll): Es waren 53.000 Kontrollen.",
        "Vorsitzender Dr. Barth: Vielen Dank.",
        "Sachverständige Dr. Margarete Mura (Ban Ying): Darf ich ergänzen?",
        "Schluss der Sitzung: 15:00 Uhr",
    )
    reading = understood(text)
    names = ["Barth", "Holger Lüth", "Barth", "Margarete Mura"]
    assert [name for name, _ in said(reading)][:4] == names
    assert (reading.kind.value, reading.title.value) == ("hearing", "Wortprotokoll der 31. Sitzung")
    assert "Schluss der Sitzung" not in {v.name for v in reading.voices}


PEERS = """<h1>Modern Slavery Bill</h1><p>Volume 757: debated on Monday 8 December 2014</p>
  <h3>Amendment 65</h3><p>Moved by</p><h4>Baroness Young of Hornsea</h4>
  <p>65: After Clause 51, insert the following new Clause—</p>
  <h4>Baroness Young of Hornsea (CB)</h4><p>My Lords, I shall speak to this group.</p>
  <h4>The Under-Secretary of State, Home Office (Lord Bate) (Con)</h4><p>We are sympathetic.</p>
  <h4>Baroness Young of Hornsea</h4><p>Will it have teeth?</p>
  <h4>Lord Bate</h4><p>It will have a website.</p>
  <h3>Amendment 66</h3><p>Moved by</p><h4>Lord Alt of Liverton</h4>
  <p>66: Clause 52, leave out subsection (2).</p>
  <h4>Baroness Young of Hornsea</h4><p>I beg leave to withdraw the amendment.</p>"""


def test_peers_speak_and_what_they_moved_is_not_what_they_said():
    reading = understood(PEERS, "a.html")
    names = [name for name, _ in said(reading)]
    assert names == ["Young", "Bate", "Young", "Bate", "Young"]
    assert "66: Clause 52, leave out subsection (2)." in set_aside(reading)
    assert len([v for v in reading.voices if v.name == "Bate"]) == 1
    assert reading.kind.value == "parliament"


def test_a_noon_briefing_begins_before_its_first_label_and_correspondents_ask():
    text = talk_of(
        "Daily Press Briefing\n\n3 March 2022\n\nThe briefing by Stefan Duja, Spokesman.",
        "All right. Good afternoon, everyone.",
        "The refugee agency says that one million people have fled.",
        "Question: Has he spoken to the President?",
        "Spokesman: No.",
        "Question: And the Minister?",
        "Spokesman: Not since Monday.",
        "Correspondent: Monday was before the vote.",
        "Spokesman: That is a fact, not a question.",
    )
    duja = "Stefan Duja"
    assert [name for name, _ in turns(text)] == [duja, *[duja, None] * 3, duja]


def test_who_asks_in_the_lords_is_named_above_the_question():
    text = talk_of(
        "House of Lords",
        "Asked by Lord Fowler",
        "To ask Her Majesty’s Government what is their estimate of the number of victims.",
        "Baroness Northover (LD): My Lords, it is estimated that there are many.",
        "Lord Fowler (Con): My Lords, is that not the worst of it?",
        "Baroness Northover: My Lords, it is.",
        "Noble Lords: Hear, hear.",
    )
    assert [name for name, _ in turns(text)] == [*["Fowler", "Northover"] * 2, None]


def test_an_austrian_minister_and_a_member_with_a_degree_speak():
    text = talk_of(
        "Stenographisches Protokoll\n\n47. Sitzung des Nationalrates",
        "Präsidentin Doris Roth: Zu Wort kommt Frau Abgeordnete Mura.",
        "Abgeordnete Mag. Aygül Mura (Grüne): Frau Präsidentin! Wir reden heute über Arbeit.",
        "Präsidentin Doris Roth: Danke. – Herr Bundesminister, bitte.",
        "Bundesminister für Inneres Mag. Johannes Mikl: Hohes Haus! Es waren 57 Opfer.",
    )
    reading = understood(text)
    assert [name for name, _ in said(reading)] == [
        *["Doris Roth", "Aygül Mura"],
        *["Doris Roth", "Johannes Mikl"],
    ]
    assert reading.kind.value == "parliament"


def test_a_government_s_press_conference_in_german_with_questions_that_follow_up():
    text = talk_of(
        "Regierungspressekonferenz vom 18. Oktober 2017",
        "Themen: Tag gegen Menschenhandel, Personalien",
        "Frage: Wie viele Stellen hat die Beauftragte?",
        "Wirtzen: Es sind vier Stellen. Zwei davon sind besetzt.",
        "Zusatzfrage: Seit wann sind die anderen frei?",
        "Wirtzen: Seit 2015.",
    )
    reading = understood(text)
    assert [name for name, _ in said(reading)] == [None, "Wirtzen"] * 2
    assert (reading.title.value, reading.kind.value) == (
        "Regierungspressekonferenz vom 18. Oktober 2017",
        "press-conference",
    )


def test_the_secretary_general_speaks_in_french_by_his_office():
    text = talk_of(
        "Le Président (parle en espagnol) : Je donne la parole au Secrétaire général.",
        "Le Secrétaire général : Je remercie l’Espagne.",
        "Le Président (parle en espagnol) : Je remercie le Secrétaire général.",
    )
    assert len({s.voice for s in understood(text).segments if s.voice}) == 2
