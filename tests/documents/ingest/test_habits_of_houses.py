"""How the houses that print talks set heads and turns: parliaments, institutes, services, sites."""

import pytest

from tests.documents.ingest.understood import (
    names_in_turn,
    said,
    set_aside,
    talk_of,
    turns,
    understood,
)

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


@pytest.mark.parametrize(
    "line", ["Transcript By Superior Scribes LLC", "Featuring", "Introduction"]
)
def test_what_every_page_prints_is_no_title(line):
    assert (
        understood(f"{line}\n\nThe Sea\n\nMR. ROE: No.\n\nMR. ROE: Yes.").title.value == "The Sea"
    )


def test_whom_the_lines_above_an_interview_name_again_answers():
    head = (
        "You Cannot Audit Fear\n\nLabor inspector Beatriz Quiroga on factories\n\n"
        "Interview by Noah Strand\n\nFor years Beatriz Quiroga knocked on doors for the ministry. "
        "She spoke with The Ledger about forced labor and the smell of glue.\n\n"
    )
    asked = ("Who is the audience?", "What do you look at?", "Has it changed?")
    talk = "\n\n".join(f"{question}\n\nThe buyer. Always the buyer." for question in asked)
    assert [name for name, _ in turns(head + talk)] == ["Noah Strand", "Beatriz Quiroga"] * 3


@pytest.mark.parametrize("title", ["Ep 12 - Follow the Invoice", "Ep. 3: Boats"])
def test_a_short_word_for_an_episode(title):
    talk = "Ben Osgood  00:02\nHey.\n\nCarla Menon  00:12\nHi.\n\n"
    assert understood(f"{title}\n\n{talk}{talk}").kind.value == "podcast"


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


QUESTIONS = """<h2>House of Commons</h2><h4>Tuesday 19 July 2011</h4>
<p>3. <b>Paul Finn (Newport West) (Lab):</b> What recent progress has been made? [66858]</p>
<p><b>The Under-Secretary of State for Foreign Affairs (Alistair Burn):</b> We go on with it.</p>
<p>T1. [66880] <b>Harriet Bald (West Shire) (Con):</b> If he will make a statement.</p>
<p><b>19 July 2011 : Column 785</b></p>
<p><b>The Secretary of State for Foreign Affairs (Mr William Haig):</b> I shall, tomorrow.</p>
<p><b>Mr Haig:</b> The urgent thing has been to bring peace.</p>"""


def test_the_number_of_a_question_stands_before_who_asks_it():
    reading = understood(QUESTIONS, "a.html")
    assert [name for name, _ in said(reading)] == [
        *("Paul Finn", "Alistair Burn", "Harriet Bald", "William Haig", "William Haig")
    ]
    assert set_aside(reading) == ["19 July 2011 : Column 785"]
    assert sum(voice.name == "William Haig" for voice in reading.voices) == 1


def test_whom_a_record_numbers_asks_though_only_once():
    text = talk_of(
        "Oral evidence: Draft Bill\n\nMembers present: Baroness Sloss (Chairman), Sir John Randle",
        "Q1056 Chairman: You are both welcome.",
        "John Vane: I am John Vane.",
        "Q1057 Sir John Randle: Is it of your office?",
        "John Vane: It is.",
    )
    assert names_in_turn(text) == ["Sloss", "John Vane", "John Randle", "John Vane"]


def test_a_council_that_met_gives_a_record_its_title_and_the_roll_call_does_not():
    head = (
        "COUNCIL OF THE CITY OF WINTON\n\nTuesday, October 22, 2013\n\nThe Council met at 9:34 a.m."
    )
    talk = (
        "MR. CLARK: All are present.\n\nMr. Speaker: Thank you.\n\nMr. Speaker: Please be seated."
    )
    text = f"{head}\n\nThe Speaker called the meeting to order.\n\nROLL CALL\n\n{talk}"
    assert understood(text).title.value == "COUNCIL OF THE CITY OF WINTON"


def test_who_speaks_in_the_record_of_a_brazilian_house():
    text = talk_of(
        "3ª SESSÃO LEGISLATIVA ORDINÁRIA\nEm 26 de agosto de 2025",
        "O SR. PRESIDENTE (Humberto Casta. Bloco/PT - PE. Fala da Presidência.) - Há número.\n"
        "São destinadas à sessão:\n- Projeto de Lei nº 192;\n- Projeto de Lei nº 3.148;\n"
        "O SR. PAULO PAM (Bloco/PT - RS) - Deve fazer.\n"
        "A SRA. TERESA LEITO (Bloco/PT - PE. Pela ordem.) - Eu saúdo a delegação.\n"
        "O SR. PRESIDENTE (Humberto Casta. Bloco/PT - PE) - Obrigado.",
    )
    reading = understood(text)
    names = {voice.key: voice.name for voice in reading.voices}
    turns_of = {s.turn: names[s.voice] for s in reading.segments if s.turn}
    assert [*turns_of.values()] == ["Humberto Casta", "Paulo Pam", "Teresa Leito", "Humberto Casta"]
    assert reading.kind.value == "parliament"


def test_indian_members_are_called_without_shri_and_hon_speaker_is_the_speaker():
    page = """<p><b>SHRI KODI SURESH (MAVELI):</b> Sir, I beg to raise it.
      <p><b>HON. SPEAKER:</b> Please address the Chair.
      <p><b>SHRIMATI MEENA KUMAR:</b> Where is it? <p align="center"><i>(Interruptions)…</i>
      <p><b>SHRI KODI SURESH:</b> On the Table.</p>"""
    reading = understood(page, "a.html")
    assert said(reading) == [
        ("Kodi Suresh", "Sir, I beg to raise it."),
        (None, "Please address the Chair."),
        ("Meena Kumar", "Where is it?"),
        ("Kodi Suresh", "On the Table."),
    ]
