"""Habits of records, interviews, captions and programmes: whose words the turns are."""

from tests.documents.ingest.understood import said, set_aside, turns, understood


def test_in_captions_the_first_voice_is_named_once_in_full_and_then_by_one_name():
    cues = [
        "MARGIT SOLBERG: Can everybody hear me?",
        "TARIQ ANSARI: Yes, at the back.",
        "MARGIT: Then who is a slave?",
        "BEATRIZ COUTO: Whoever cannot leave.",
        "TARIQ: So says the law.",
        "TARIQ: And the Protocol.",
    ]
    text = "".join(
        f"{n}\n00:00:{n:02},000 --> 00:00:{n + 1:02},000\n{cue}\n\n"
        for n, cue in enumerate(cues, 1)
    )
    names = [name for name, _ in turns(text, "a.srt")]
    assert names == ["Margit Solberg", "Tariq Ansari", "Margit Solberg", "Beatriz Couto"] + [
        "Tariq Ansari"
    ] * (len(names) - 4)


def test_a_family_name_that_comes_once_is_a_label_if_the_page_lists_the_person():
    talk = """Rev. Thomas Lindgren, Harbor House
Meera Subramani, Survivors' Caucus

Subramani: When does a rescue end?

Lindgren: I have been guilty of the word.

Subramani: It is a little better, as I said: better.

Subramani: So it is.
"""
    assert ("Thomas Lindgren", "I have been guilty of the word.") in turns(talk)


def test_a_host_who_says_the_name_and_the_one_guest_are_known():
    talk = """Host: This is Ports of Call. I'm Ewan Tulloch, and my guest is Captain Sigrid Aune.

Guest: Thank you.

Host: What do you look at first?

Guest: The bin.
"""
    names = {name for name, _ in turns(talk)}
    assert names == {"Ewan Tulloch", "Sigrid Aune"}


def test_who_wrote_the_interview_asks_in_it_and_a_calling_is_no_name():
    head = "An Interview with Debt Historian Oona Marchetti\n\nBy Dana Whitlock\n\n"
    talk = "Q: Why a shop?\n\nA: It begins with soap.\n\nQ: And ends?\n\nA: It does not end.\n"
    assert {name for name, _ in turns(head + talk)} == {"Oona Marchetti", "Dana Whitlock"}


def test_letters_of_question_and_answer_in_spanish():
    talk = """Entrevista a Rosaura Pineda

Por Gonzalo Urrutia

P. ¿Cómo se engancha a una jornalera?

R. Con un autobús.

P. ¿Y la tienda?

R. La tienda es del mismo dueño.
"""
    assert turns(talk)[0] == ("Gonzalo Urrutia", "¿Cómo se engancha a una jornalera?")
    assert turns(talk)[1] == ("Rosaura Pineda", "Con un autobús.")


def test_what_is_bold_among_bold_questions_asks_as_well():
    page = "<h1>Interview with Oona Marchetti</h1>" + "".join(
        f"<p><b>{asked}</b></p><p>{answered}</p>"
        for asked, answered in (
            ("Why a shop?", "It begins with soap."),
            ("Some would say that it helped.", "Some do say it."),
            ("And ends?", "It does not end."),
            ("What should one do?", "Ask who keeps the book."),
        )
    )
    reading = understood(page, "a.html")
    answers = [words for name, words in said(reading) if name == "Oona Marchetti"]
    assert answers[1] == "Some do say it."


def test_initials_explained_in_brackets_in_the_first_sentence():
    talk = """---
title: A conversation with Lucía Berenguer
---

*Our host is Patrick Nkemelu (PN). Lucía Berenguer (LB) founded the shelter.*

### Part one

**PN**

Where did it start?

**LB**

In a lift.

**PN**

Count what?

**LB**

What she was owed.
"""
    reading = understood(talk, "a.md")
    assert {name for name, _ in said(reading)} == {"Patrick Nkemelu", "Lucía Berenguer"}
    assert reading.title is not None
    assert reading.title.value == "A conversation with Lucía Berenguer"


def test_parts_of_a_speech_are_no_voices():
    talk = """La señora PRESIDENTA: Buenos días.

El señor BERNAL SOTO: Voy a darles dos cifras.

La primera: en 2013 hubo 264 víctimas identificadas.

La señora PRESIDENTA: Muchas gracias, señor Bernal.

El señor BERNAL SOTO: A usted.
"""
    assert ("Bernal Soto", "La primera: en 2013 hubo 264 víctimas identificadas.") in turns(talk)


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


TRIAL = """IN THE UNITED STATES DISTRICT COURT
FOR THE WESTERN DISTRICT OF ALBION

UNITED STATES OF AMERICA,     )
              Plaintiff,      )
                              )    Case No. 03-CR-00217
     v.                       )
                              )    September 14, 2004
HAROLD J. PRUITT,             )
              Defendant.      )

BEFORE THE HONORABLE MIRIAM T. OKAFOR

For the Government:     SUSANNAH ALVAREZ

For the Defendant:      DENNIS W. COLBY
                        Colby & Rusk, LLP

          THE COURT:  Call your next witness.

          MS. ALVAREZ:  The government calls Teresa Mojica.

BY MS. ALVAREZ:

     Q.   Where did you work?

     A.   At the house of Mr. Pruitt.

          MR. COLBY:  Objection.

          THE COURT:  Overruled.

          THE WITNESS:  I slept in the laundry.

BY MR. COLBY:

     Q.   The door had no lock, did it?

     A.   No, sir.
"""


def test_in_court_the_record_says_who_examines_whom_before_which_judge():
    reading = understood(TRIAL)
    assert [name for name, _ in said(reading)] == [
        "Miriam T. Okafor",
        "Susannah Alvarez",
        "Susannah Alvarez",
        "Teresa Mojica",
        "Dennis W. Colby",
        "Miriam T. Okafor",
        "Teresa Mojica",
        "Dennis W. Colby",
        "Teresa Mojica",
    ]
    assert reading.title is not None
    assert reading.title.value == "UNITED STATES OF AMERICA v. HAROLD J. PRUITT"


def test_a_table_with_a_head_is_a_talk_row_by_row():
    page = """<h1>Roundtable on Fees</h1><p>Present: Corazon Villaluz (chair); Anders Holm</p>
<table><tr><th>Time</th><th>Speaker</th><th>Contribution</th></tr>
<tr><td>09:02</td><td>Chair</td><td>Let us begin.</td></tr>
<tr><td>09:03</td><td>Anders Holm</td><td>Our members pay no fees.</td></tr>
<tr><td>09:05</td><td>Farida Rahmani</td><td>That is the point of the fee.</td></tr>
<tr><td>09:06</td><td>Anders Holm</td><td>Then show me a receipt.</td></tr>
<tr><td>09:07</td><td>Farida Rahmani</td><td>There is none.</td></tr></table>"""
    assert turns(page, "a.html") == [
        ("Corazon Villaluz", "Let us begin."),
        ("Anders Holm", "Our members pay no fees."),
        ("Farida Rahmani", "That is the point of the fee."),
        ("Anders Holm", "Then show me a receipt."),
        ("Farida Rahmani", "There is none."),
    ]


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


HEARING_AND_RECORD = """
    The Chairman. Thank you. Dr. Balesteros, will you begin, and be as brief as
you can be, since we have two more panels to hear this morning?
    Dr. Balesteros. There is, Senator. It is a union, I think, sir.
    Ms. Okello. May I add to that? We do speak with unions where there are
any, and where there are none we speak with the priest of the parish.
    The Chairman. The record will remain open until the close of business on
Friday. We are adjourned.
    Dr. Balesteros. Thank you.
    [Whereupon, at 11:02 a.m., the hearing was adjourned.]

              Additional Material Submitted for the Record

             Response of Gloria Okello to a Question Submitted
                       by Senator Ben Cardozo

    Question. How many of the farms have been visited twice?

    Answer. One hundred and forty-four.

    Question. And how many never?

    Answer. None.
"""


def test_each_turn_of_a_hearing_begins_a_line_and_nobody_speaks_after_it():
    reading = understood(HEARING_AND_RECORD)
    words = said(reading)
    assert words[2][1].startswith("May I add to that?")
    assert words[5:] == [
        ("Ben Cardozo", "How many of the farms have been visited twice?"),
        ("Gloria Okello", "One hundred and forty-four."),
        ("Ben Cardozo", "And how many never?"),
        ("Gloria Okello", "None."),
    ]


def test_a_judge_on_a_panel_makes_no_court():
    reading = understood("""Panel: Housing after Rescue

Judge Ferrante: In my court the word is “defendant.”

Ms. Subramani: It is a little better now.

Judge Ferrante: I ask now.

Ms. Subramani: You do.
""")
    assert reading.kind is not None
    assert reading.kind.value == "panel"


RECORD = """  Mr. CONNERS. Mr. Speaker, I rise in support of the bill, and I submit for the Record a
letter from the Department.

                                        Department of Justice,
                                 Washington, DC, November 9, 2007.

       Dear Mr. Chairman: This letter presents the views of the Department on the bill.
       Sincerely,
                                               Brian A. Benchkowsky.

  The bill has my vote.

                             General Leave

  Mr. FORSYTHE. Mr. Speaker, I ask unanimous consent.

[[Page H13902]]

  Mr. CONNERS. I have no further speakers.
"""


def test_letters_and_headings_within_a_talk_are_nobodys_words():
    words = turns(RECORD)
    assert [name for name, text in words if "Dear Mr. Chairman" in text] == [None]
    assert ("Conners", "The bill has my vote.") in words
    assert not any("General Leave" in text or "[[Page" in text for _, text in words)


def test_the_brackets_of_a_shared_label_say_who_asks():
    talk = """Moderator: We will take questions.

Journalist (Kofi Asante, Sorrel FM): Were there crew on board?

Minister Hartley: There were.

Journalist: Where ashore?

Minister Hartley: In the old customs house.
"""
    reading = understood(talk)
    assert ("Kofi Asante", "Were there crew on board?") in said(reading)
    assert (None, "Where ashore?") in said(reading)
    assert next(v.role for v in reading.voices if v.name == "Kofi Asante") == "Sorrel FM"


def test_the_parliament_of_europe_says_how_somebody_spoke():
    talk = """President. – The next item is the report.

Edouard Marten (ALDE), blue-card question. – Where is the money?

Anna Závadská (PPE), blue-card answer. – In Luxembourg.

President. – The debate is closed.
"""
    assert ("Edouard Marten", "Where is the money?") in turns(talk)


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


def test_what_is_printed_in_the_record_is_nobodys_until_the_chair_is_addressed_again():
    words = turns("""  Mr. BLUMENFELD. I ask that an editorial be printed.

  There being no objection, it was ordered to be printed in the Record, as follows:

              [From the Hartford Beacon, Jan. 11, 2013]

                         The Motel on Route 9

       Nobody who drives by the motel looks at the third window. We did not.

  Mr. President, I associate myself with every word of that.

  Mr. PORTNER. I suggest the absence of a quorum.
""")
    assert [name for name, _ in words] == ["Blumenfeld", None, "Blumenfeld", "Portner"]


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


def test_numbers_of_files_and_lists_of_witnesses_are_no_turns():
    words = turns("""Witness: Robert Jenkyn MP.

MS. KESSLER: We will go to the phones first.

MR. WOODS: There is a list, yes.

MS. KESSLER: Thank you.

PRN: 2009/303
""")
    assert [name for name, _ in words] == ["Kessler", "Woods", "Kessler"]


def test_captions_of_meetings_print_the_name_before_every_cue():
    cues = [
        "Priya Raman (she/her): Hi, everyone.",
        "Priya Raman (she/her): I am going to hand over.",
        "Tomás Echeverri: Thanks. Three numbers: 27, 40 and 50.",
        "iPhone (2): Can you repeat that?",
        "Tomás Echeverri: Twenty-seven, forty, fifty.",
    ]
    vtt = "WEBVTT\n\n" + "\n\n".join(
        f"{n}\n00:00:0{n}.000 --> 00:00:0{n}.900\n{cue}" for n, cue in enumerate(cues)
    )
    words = turns(vtt, "a.vtt")
    assert words[0] == ("Priya Raman", "Hi, everyone. I am going to hand over.")
    assert words[1] == ("Tomás Echeverri", "Thanks. Three numbers: 27, 40 and 50.")
    assert words[2][1] == "Can you repeat that?"
    assert words[2][0] != "Tomás Echeverri"


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


def test_prose_that_quotes_behind_a_colon_is_no_talk():
    text = """Nail bar boss jailed over teenage workers

2 January 2018

The owner of a chain of nail bars has been jailed for five years at Stafford Crown Court.

Det Sgt Charlotte Tucker, of Avon and Somerset Police, said: "She asked us if she was late."

"I had to leave the room," she added.
"""
    reading = understood(text)
    assert not any(segment.label for segment in reading.segments)
    names = {voice.key: voice.name for voice in reading.voices}
    assert [names[quote.voice or ""] for quote in reading.quotes] == ["Charlotte Tucker"] * 2


def test_captions_with_names_only_where_the_speaker_changes():
    cues = [
        "Jonas: So we're standing on the pier.",
        "Can you hear the gulls?",
        "Aino: I can hear my teeth.",
        "Jonas: What was this place?",
        "Aino: A net loft.",
        "The rule was: no candles.",
    ]
    srt = "\n\n".join(
        f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{cue}" for n, cue in enumerate(cues, start=1)
    )
    assert turns(srt, "a.srt") == [
        ("Jonas", "So we're standing on the pier. Can you hear the gulls?"),
        ("Aino", "I can hear my teeth."),
        ("Jonas", "What was this place?"),
        ("Aino", "A net loft. The rule was: no candles."),
    ]


def test_names_in_bold_in_lines_of_their_own():
    talk = (
        ("Sheila Corcoran", "Greta, who sinks the boats?"),
        ("Greta Nyberg", "We do."),
        ("Kofi Mensah", "And where is the crew?"),
        ("Sheila Corcoran", "Tuan?"),
        ("Tuan Pham", "I was the crew."),
    )
    page = "".join(f"<p><strong>{name}</strong><br>{words}</p>" for name, words in talk)
    assert turns(f"<h1>Panel on the Water</h1>{page}", "a.html") == list(talk)


def test_a_press_conference_in_spanish_and_one_in_french():
    reading = understood("""Comparecencia del presidente del Gobierno ante los medios

PRESIDENTE DEL GOBIERNO, PABLO SANTOS.- Buenos días a todos.

P.- ¿Cuándo entra en vigor?

PRESIDENTE.- En enero.

P.- ¿Y los fondos?

PRESIDENTE.- En el presupuesto.
""")
    assert [name for name, _ in said(reading)] == [
        *("Pablo Santos", None, "Pablo Santos", None, "Pablo Santos")
    ]
    page = """<h1>Le passeport</h1><p>Entretien avec Sylvie Roy</p>
<p>Propos recueillis par Luc Marchal</p>
<p><b>Le Quai : Comment repère-t-on une victime ?</b></p><p><b>Sylvie Roy :</b> On ne peut pas.</p>
<p><b>Et ensuite ?</b></p><p>Trois ans de procédure.</p>
<p><b>Que demandez-vous ?</b></p><p>Un interprète.</p>"""
    assert turns(page, "a.html")[:3] == [
        ("Luc Marchal", "Comment repère-t-on une victime ?"),
        ("Sylvie Roy", "On ne peut pas."),
        ("Luc Marchal", "Et ensuite ?"),
    ]


def test_the_statement_before_the_questions_is_of_whoever_answers():
    words = turns("""Daily Press Briefing

The following is a transcript of the noon briefing by Farhan Hakim, Deputy Spokesman for Peace.

Good afternoon, everyone. Today is the first World Day against Trafficking.

We will have a guest tomorrow.

Question: How many came?

Deputy Spokesman: I do not have a number.

Question: Last year it was 66.

Deputy Spokesman: Then you have it.
""")
    assert words[0][0] == words[1][0] == words[3][0] == "Farhan Hakim"
    assert words[0][1].startswith("Good afternoon, everyone.")


def test_a_word_before_a_colon_in_the_middle_of_a_sentence_of_captions_is_no_label():
    cues = [
        "MR. BALDUCCI: THANK YOU. I HAVE ONE",
        "QUESTION: WHO SIGNED THE FORM?",
        "MS. TRAN: I DID, SIR.",
        "MR. BALDUCCI: AND DID YOU READ IT?",
        "MS. TRAN: EVERY PAGE.",
    ]
    srt = "\n\n".join(
        f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{cue}" for n, cue in enumerate(cues, start=1)
    )
    assert turns(srt, "a.srt")[0] == (
        "Balducci",
        "THANK YOU. I HAVE ONE QUESTION: WHO SIGNED THE FORM?",
    )


def test_the_motto_of_a_state_is_no_speaker():
    reading = understood("""REPUBLIQUE DU SENEGAL
Un Peuple - Un But - Une Foi

DÉCLARATION DE

S.E.M. ABDOU SALAM DIOUF
REPRÉSENTANT PERMANENT DU SÉNÉGAL AUPRÈS DES NATIONS UNIES

New York, le 27 septembre 2017

Monsieur le Président,

Ma délégation vous remercie d’avoir convoqué cette réunion de haut niveau.
""")
    assert {name for name, _ in said(reading)} == {"Abdou Salam Diouf"}
