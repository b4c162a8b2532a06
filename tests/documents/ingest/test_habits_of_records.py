"""Habits of records of parliaments and hearings: whose words the turns are."""

import pytest

from documents.ingest.reading import Part
from tests.documents.ingest.understood import said, set_aside, talk_of, turns, understood


def test_members_of_a_parliament_are_named_in_lines_of_their_own():
    reading = understood(
        talk_of(
            "House of Commons\nTuesday 22 January 2019\n\nModern Slavery (Victims) Bill",
            "The Parliamentary Under-Secretary of State (Victoria Aske)",
            "I beg to move, That the Bill be now read a Second time.",
            "Frank Moorfield (Birkdale) (Lab)",
            "Will the Minister give way?",
            "Victoria Aske",
            "I will, once.",
            "Frank Moorfield",
            "A year from when?",
            "Mr Speaker",
            "Order. That was once.",
        )
    )
    names = [name for name, _ in said(reading)]
    aske, moorfield = "Victoria Aske", "Frank Moorfield"
    assert names == [aske, moorfield, aske, moorfield, None]
    assert reading.kind.value == "parliament"


def test_the_chair_of_a_hearing_is_who_presides_and_gives_no_testimony():
    head = (
        "THE FISHING FLEET\n\n    The subcommittee met, pursuant to notice, at 10:05 a.m., in\n"
        "room SD-419, Dirksen Senate Office Building, Hon. Walter Pryce,\n"
        "chairman of the subcommittee, presiding.\n\nOPENING STATEMENT OF HON. WALTER PRYCE\n"
    )
    talk = (
        "    Senator Pryce. This hearing will come to order.\n    Ms. Dahl. Thank you.\n"
        "    The Chairman. Go on.\n    Ms. Dahl. I will.\n    Senator Pryce. Thank you."
    )
    reading = understood(f"{head}\n{talk}")
    voices = {voice.labels[0]: voice for voice in reading.voices}
    assert voices["Senator Pryce"].part == voices["The Chairman"].part == Part.PRESIDER
    assert voices["The Chairman"].name == "Walter Pryce"
    assert reading.venue.value == "room SD-419, Dirksen Senate Office Building"


def test_members_of_the_european_parliament_are_parted_from_their_words_by_a_dash():
    reading = understood(
        talk_of(
            "Verbatim report of proceedings\nTuesday, 14 December 2010 - Strasbourg",
            "14. Trafficking in human beings (debate)",
            "President. – The next item is the debate on the report.",
            "Edit Bauer, rapporteur. – Madam President, it has many faces.",
            "Simon Busutto, on behalf of the PPE Group. – (MT) Ten years is not much.",
            "Anna Hedlund (S&D). – Without buyers there would be no sellers.",
            "President. – The debate is closed.",
        )
    )
    names = [name for name, _ in said(reading)]
    assert names == [None, "Edit Bauer", "Simon Busutto", "Anna Hedlund", None]
    assert "Trafficking in human beings" in reading.title.value


def test_a_witness_of_a_french_hearing_is_printed_with_the_role_before_a_colon():
    reading = understood(
        talk_of(
            "TÉMOIGNAGES\n\nOTTAWA, le mercredi 8 mai 2019",
            "La sénatrice Wanda Bernier (présidente) occupe le fauteuil.",
            "La présidente : Bonjour, chers collègues.",
            "Paul Régnier, directeur, Institut du travail : Merci. Je serai bref.",
            "La sénatrice Ataullah : Qui inspecte les fermes?",
            "M. Régnier : Personne, sénatrice.",
            "La présidente : Merci.",
        )
    )
    names = [name for name, _ in said(reading)]
    assert names == ["Wanda Bernier", "Paul Régnier", "Ataullah", "Paul Régnier", "Wanda Bernier"]


CORTES = """Diario de sesiones
Sesión celebrada el martes 14 de mayo de 2013

El señor PRESIDENTE: Se abre la sesión. Tiene la palabra la señora Ruiz.

La señora RUIZ PARDO: Gracias, señor presidente. Son 400 víctimas.

El señor MINISTRO DE JUSTICIA (Gómez Vela): No son tantas.

La señora RUIZ PARDO: Sí lo son.

El señor PRESIDENTE: Se levanta la sesión.
"""


def test_who_speaks_in_the_record_of_the_cortes():
    reading = understood(CORTES)
    assert [who for who, _ in said(reading)] == [
        None,
        "Ruiz Pardo",
        "Gómez Vela",
        "Ruiz Pardo",
        None,
    ]
    chairs = {s.voice for s in reading.segments if s.label == "El señor PRESIDENTE"}
    assert len(chairs) == 1 and None not in chairs


def test_who_sat_in_the_chair_before_a_name_stands_beside_it_is_unknown():
    chair = "The SPEAKER pro tempore"
    reading = understood(
        talk_of(
            f"  {chair}. The gentleman is recognized.",
            "  Mr. CONRAD of Michigan. I yield.",
            f"  {chair} (Mr. Petrie). The question is on the motion.",
            "  Mr. CONRAD of Michigan. I demand the yeas and nays.",
            f"  {chair}. The ayes have it.",
            "  Mr. CONRAD of Michigan. I thank the Chair.",
        )
    )
    assert [name for name, _ in said(reading)][::2] == [None, "Petrie", "Petrie"]


def test_a_president_who_says_one_word_in_french_is_not_called_so():
    turns = ("M. le président. Merci. Nous en venons à la suite.", "Mme Anne Roy. Je vous écoute.")
    reading = understood(talk_of("Présidence de M. Bernard Accolas", *turns, *turns))
    assert said(reading)[0] == ("Bernard Accolas", "Merci. Nous en venons à la suite.")


HEARD_IN_MADRID = """CORTES GENERALES
DIARIO DE SESIONES DEL CONGRESO DE LOS DIPUTADOS
COMISIONES
PRESIDENCIA DE LA EXCMA. SRA. D.ª CARMEN QUINTANA ROY
celebrada el martes 28 de mayo de 2013

ORDEN DEL DÍA:
Comparecencia de la directora del Instituto de la Mujer

La señora PRESIDENTA: Se abre la sesión. Tiene la palabra la señora directora.

La señora DIRECTORA DEL INSTITUTO DE LA MUJER (Solís Vega): Daré tres cifras.

El señor ÁLVAREZ SOSTRES: ¿Cuántas víctimas hay?

La señora DIRECTORA DEL INSTITUTO DE LA MUJER (Solís Vega): No lo sabemos.

La señora PRESIDENTA: Gracias.

Se levanta la sesión a las doce de la mañana.
"""


def test_a_hearing_of_the_cortes():
    reading = understood(HEARD_IN_MADRID)
    chair, heard = "Carmen Quintana Roy", "Solís Vega"
    assert [who for who, _ in said(reading)] == [chair, heard, "Álvarez Sostres", heard, chair]
    assert reading.title.value == "Comparecencia de la directora del Instituto de la Mujer"
    assert set_aside(reading)[-1] == "Se levanta la sesión a las doce de la mañana."


def test_a_president_of_a_french_committee_and_whom_it_heard():
    head = (
        "Audition de Mme Hélène Castaing, directrice de l’Office central\n\nMercredi\n"
        "17 février 2021\n\nPrésidence de M. Jean-Louis Bourdin, président."
    )
    president = "M. le président Jean-Louis Bourdin. "
    turns = (f"{president}Bonjour.", "Mme Hélène Castaing. Merci.", "Mme Sonia Krimou (LREM). Oui.")
    reading = understood(talk_of(head, *turns, *turns))
    assert [(v.role, v.part) for v in reading.voices] == [
        ("président", Part.PRESIDER),
        ("directrice de l’Office central", Part.WITNESS),
        ("LREM", Part.SPEAKER),
    ]
    assert reading.place is None


@pytest.mark.parametrize(
    "head",
    [
        "CARLA M. ESTES, ESQ., Baltimore, Maryland; on behalf of the Respondent.",
        "The first speech is that of Vice President Carla M. Estes, and then we shall ask.",
    ],
)
def test_an_initial_m_is_no_monsieur(head):
    reading = understood(
        talk_of("The Case of the Cook", head, *["MS. ESTES: No.", "MR. ROE: Why?"] * 2)
    )
    assert said(reading)[0][0] == "Carla M. Estes"


def test_in_which_language_a_president_speaks_is_no_name():
    turns = ("Le Président (parle en anglais) : Bonjour.", "M. Adoma (Côte d’Ivoire) : Merci.")
    head = "Nations Unies S/PV.8514\n\n8514e séance\n\nPrésident : M. Maaske (Allemagne)"
    agenda = "Ordre du jour\n\nMaintien de la paix"
    reading = understood(talk_of(head, agenda, *turns, *turns))
    assert said(reading)[0][0] == "Maaske"
    assert reading.title.value == "Maintien de la paix"


BUNDESTAG = """Plenarprotokoll 18/187

Präsident Dr. Norbert Lammbert:
Guten Morgen! Die Sitzung ist eröffnet.

Dr. Eva Högel (SPD):
Menschenhandel ist moderne Sklaverei.

(Ulla Jelpke [DIE LINKE]: Zu spät!)

Vizepräsidentin Ulla Schmitz:
Gestatten Sie eine Zwischenfrage?

Dr. Eva Högel (SPD):
Gerne.

Heiner Maaß, Bundesminister der Justiz:
Ich mache es kurz.

Vizepräsidentin Ulla Schmitz:
Ich schließe die Aussprache.
"""


def test_the_bundestag_prints_labels_in_lines_of_their_own():
    reading = understood(BUNDESTAG)
    assert [name for name, _ in said(reading)] == [
        "Norbert Lammbert",
        "Eva Högel",
        "Ulla Schmitz",
        "Eva Högel",
        "Heiner Maaß",
        "Ulla Schmitz",
    ]
    assert set_aside(reading) == ["(Ulla Jelpke [DIE LINKE]: Zu spät!)"]
    assert reading.kind is not None
    assert reading.kind.value == "parliament"


def test_labels_in_chinese():
    reading = understood("""李海大使就打击人口贩运答记者问

《港口日报》记者：请问中方如何看待这份报告？

大使：我们注意到有关报告。

去年，双方警方共同解救了四十二名受害者。

记者：船员的护照由谁保管？

李海大使：应当由船员本人保管。

（笑）
""")
    assert said(reading) == [
        (None, "请问中方如何看待这份报告？"),
        ("李海", "我们注意到有关报告。"),
        ("李海", "去年，双方警方共同解救了四十二名受害者。"),
        (None, "船员的护照由谁保管？"),
        ("李海", "应当由船员本人保管。"),
    ]
    assert reading.kind is not None
    assert reading.kind.value == "interview"


def test_la_ministre_is_whose_label_prints_that_office():
    talk = """Mme Laurence Rossi, ministre des familles. Le Gouvernement soutient ce texte.

M. Lionel Tardieu. Sur combien d’années ?

Mme la ministre. Vous lirez l’annexe.

M. Lionel Tardieu. Merci.

Mme Laurence Rossi, ministre. Je vous en prie.
"""
    assert ("Laurence Rossi", "Vous lirez l’annexe.") in turns(talk)


def test_the_parliament_of_europe_says_how_somebody_spoke():
    talk = """President. – The next item is the report.

Edouard Marten (ALDE), blue-card question. – Where is the money?

Anna Závadská (PPE), blue-card answer. – In Luxembourg.

President. – The debate is closed.
"""
    assert ("Edouard Marten", "Where is the money?") in turns(talk)


def test_who_presides_by_family_name_an_initial_and_a_calling():
    sitting = """Public sitting

President Abrahamsen presiding,

The PRESIDENT: Please be seated.

Ms BRANDVOLD: It is an honour to appear.

The PRESIDENT: I thank Ms Brandvold.
"""
    assert turns(sitting)[0][0] == "Abrahamsen"
    briefing = """Luis C. de Vaca
Director, Office To Monitor Trafficking

MR. WOODROW: Welcome.

AMBASSADOR C. DE VACA: It is a better report.

MR. WOODROW: Thank you.
"""
    assert turns(briefing)[1][0] == "Luis C. de Vaca"
    talk = """Five Minutes With: Harbor Chaplain Ruth Adeyemi

Interview by Sam Tolliver

Anchor: What do you carry?

Adeyemi: SIM cards.

Anchor: And ashore?

Adeyemi: Woolly hats.
"""
    assert {name for name, _ in turns(talk)} == {"Sam Tolliver", "Ruth Adeyemi"}


def test_a_minister_who_begs_to_move_speaks_and_is_one_voice_with_and_without_the_office():
    reading = understood(
        talk_of(
            "Domestic Workers\nVolume 604: debated on Wednesday 20 January 2016",
            "Fiona Macready (Glasgow) (SNP)",
            "I beg to move,",
            "That this House has considered domestic workers.",
            "The Minister for Immigration (Robert Broke)",
            "We shall study it with care.",
            "Fiona Macready",
            "When?",
            "Robert Broke",
            "In due course.",
        )
    )
    assert [name for name, _ in said(reading)][0] == "Fiona Macready"
    assert [(v.name, v.role) for v in reading.voices] == [
        ("Fiona Macready", "Glasgow"),
        ("Robert Broke", "The Minister for Immigration"),
    ]


def test_the_state_of_who_presides_is_not_of_the_name():
    text = talk_of(
        "[Congressional Record]",
        "  Ms. HART. Mr. Speaker, I rise.",
        "  The SPEAKER pro tempore (Mr. Hult of Illinois). The time has expired.",
        "  Ms. HART. I yield back.",
        "  The SPEAKER pro tempore. Is there objection?",
    )
    assert [name for name, _ in turns(text)] == ["Hart", "Hult", "Hart", "Hult"]


def test_answers_for_the_record_are_the_witness_below_any_other_heading():
    text = talk_of(
        "    The Chairman. The hearing is adjourned, and I thank the witness for her patience.",
        "    Ms. Abram. Thank you.",
        "    The Chairman. Good night.",
        "    Ms. Abram. Good night.",
        "              Additional Material Submitted for the Record",
        "  Responses of Elisa Abram to Questions Submitted by Senator Ruiz",
        "    Question. Which countries have improved?",
        "    Answer. The Philippines, above all.",
    )
    assert [name for name, _ in turns(text)][-2:] == ["Ruiz", "Elisa Abram"]


def test_the_heading_of_a_statement_in_two_centred_lines_is_whole():
    text = (
        "    Chairman Lant. The committee will come to order. I now turn to my friend, the\n"
        "ranking member of the committee, for what she would like to say to all of us here.\n\n"
        "    Ms. Lahte. Thank you so much, Mr. Chairman, as always, for your kindness to me.\n\n"
        " Prepared Statement of the Honorable Ileana Lahte, a Representative\n"
        "                in Congress From the State of Florida\n\n"
        "    I congratulate you on this hearing. My district knows this crime by its first name\n"
        "and would be glad to forget it.\n\n"
        "    Chairman Lant. Thank you.\n\n    Ms. Lahte. Thank you.\n"
    )
    names = [name for name, words in turns(text) if words.startswith("I congratulate")]
    assert names == ["Ileana Lahte"]


def test_somebody_unknown_in_brackets_is_nobody_who_spoke_before():
    text = talk_of(
        "HOLB: We begin.",
        "(UNKNOWN): Let him speak!",
        "HOLB: We have order.",
        "GRAD: Yes.",
        "GRAD: No.",
    )
    assert turns(text)[1] == (None, "Let him speak!")
