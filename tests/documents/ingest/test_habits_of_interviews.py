"""Habits of interviews and press conferences: who asks and who answers."""

from documents.ingest.reading import Part
from tests.documents.ingest.understood import said, talk_of, turns, understood


def test_short_forms_of_given_names_are_the_same_person():
    head = (
        "Press Briefing\nPresenter: Commander, 4th Brigade, Col. Thomas Prentice\nAugust 19, 2010"
    )
    talk = "MR. LANGE: Welcome to Colonel Tom Prentice. Tom?\n\nCOL. PRENTICE: Loud and clear."
    assert said(understood(f"{head}\n\n{talk}"))[-1] == ("Thomas Prentice", "Loud and clear.")


INTERVIEW = (
    "Five questions for Amina Yusufu",
    "October 11, 2020",
    "Amina Yusufu runs a school in Maiduguri. We spoke by telephone.",
    "How many girls are in the school today?",
    "Two hundred and six. On Monday there were more of them.",
    "Where did the three go?",
    "Home, I hope. One was engaged.\n\nI have asked her uncle to tea.",
    "What do you teach first?",
    "Arithmetic. Somebody who can count is harder to sell.",
)


def test_questions_in_paragraphs_of_their_own_are_those_of_an_interview():
    reading = understood(talk_of(*INTERVIEW))
    assert [name for name, _ in said(reading)] == [None, "Amina Yusufu"] * 2 + [
        "Amina Yusufu",
        None,
        "Amina Yusufu",
    ]
    assert (reading.kind.value, reading.date.value) == ("interview", "2020-10-11")


def test_a_speech_of_questions_stays_one_persons_and_the_keeper_is_told():
    reading = understood(talk_of("Remarks by Amina Yusufu", *INTERVIEW[3:]))
    assert len({segment.voice for segment in reading.segments if segment.turn}) == 1
    assert any("it may be an interview" in warning for warning in reading.warnings)


def test_whom_a_question_goes_to_asks_it():
    reading = understood(
        talk_of(
            "MR. TONER: The first question goes to Arshad Mohamed of Reuters.",
            "QUESTION: Is it binding?",
            "MR. TONER: It is.",
        )
    )
    assert said(reading)[1][0] == "Arshad Mohamed"


def test_an_interview_that_an_anchor_opens_and_closes_is_one():
    asked = ("Amna Farouk: Why?", "Kuba Szymon: They stop paying.")
    anchor = ("Judy Woodrow: Amna Farouk has the story.", "Judy Woodrow: That is all for tonight.")
    reading = understood(talk_of("Crews at sea", anchor[0], *asked, *asked, *asked, anchor[1]))
    assert reading.kind.value == "interview"


def test_in_talk_only_those_are_quoted_who_are_named_beside_their_words():
    reading = understood(
        talk_of(
            "MR. HALE: As President Obama said, “we must call it slavery.” He said “it is grave.”",
            "MS. DAHL: The “guest workers” are no guests; we call it “slavery in plain sight.”",
            "MR. HALE: Frederick Douglass wrote: “Power concedes nothing without a demand.”",
            "MS. DAHL: You said, Mr. Hale, “that is what we call a bridge too far for us.”",
            "MR. HALE: The Times says “it was known long ago.” Ms. Dahl said “they are no guests.”",
        )
    )
    names = {voice.key: (voice.name, voice.part) for voice in reading.voices}
    assert [
        (*names[q.voice], reading.source.text[q.start : q.end][:10]) for q in reading.quotes
    ] == [
        ("Obama", Part.QUOTED, "we must ca"),
        ("Frederick Douglass", Part.QUOTED, "Power conc"),
        ("Dahl", Part.SPEAKER, "they are n"),
    ]
    assert reading.kind.value != "article"


WAGES = """Workers win back wages at the plant

By Nora Vale

“Nobody told us the price,” said Prasert, 34. “We ate our own wages.”

Somchai Prasert and Anan Prasert worked the same boat, and nobody paid them for it.

But inspector Joe Tran told the paper: “I was shown two cabins, and he had nine.”

Union leader Paul Osei was pleased. “It has taken long,” Osei said.

But inspector Joe Tran told the paper: “He is right.”

Prasert does not watch films. “I sleep,” he said.
"""


def test_he_is_the_subject_of_the_sentence_before_and_a_role_is_a_whole_phrase():
    reading = understood(WAGES)
    people = {voice.key: voice for voice in reading.voices}
    last = people[reading.quotes[-1].voice or ""]
    assert last.name == "Prasert"
    assert {v.name: v.role for v in reading.voices if v.role} == {
        "Joe Tran": "inspector",
        "Paul Osei": "Union leader",
    }


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


def test_answers_are_hers_who_spoke_to_us_as_the_front_matter_says():
    text = (
        '---\ntitle: "Five Questions for Naomi Clarke"\n---\n\n'
        "*Naomi Clarke chairs the council. She spoke to us by phone.*\n\n"
        "**What should a reader know?**\n\nThat it is written about us.\n\n"
        "**When did that change?**\n\nIn 2015, on paper.\n\n"
        "**And the third door?**\n\nThere is none.\n"
    )
    assert [name for name, _ in turns(text, "a.md")][1::2] == ["Naomi Clarke"] * 3


def test_who_is_played_from_a_recording_makes_no_panel_of_an_interview():
    text = talk_of(
        "Why Some Survivors Leave Court With A Record",
        "RENATA COLE, HOST: Kate Mogul runs a clinic, and she joins us now. Good morning.",
        "KATE MOGUL: Good morning.",
        "COLE: The governor signed a law. Here's what he said then.",
        "(SOUNDBITE OF PRESS CONFERENCE)",
        "GOVERNOR MARTIN DONNE: No one should carry that record.",
        "MOGUL: It is a very narrow door.",
        "COLE: Kate Mogul. Thanks so much.",
        "MOGUL: Thank you.",
    )
    assert understood(text).kind.value == "interview"


def test_the_word_for_an_interview_is_no_name_beside_the_one_who_answers():
    text = talk_of(
        "« On ne libère pas quelqu’un avec un formulaire »",
        "ENTRETIEN La juriste Bénédicte Bour dirige un comité. Elle raconte vingt ans de dossiers.",
        "Propos recueillis par Julien Sard",
        "**Comment les victimes arrivent-elles ?**",
        "Par une voisine.",
        "**Et ensuite ?**",
        "Ensuite il faut attendre.",
        "**La loi a-t-elle changé ?**",
        "Elle a changé les mots.",
    )
    assert [name for name, _ in turns(text, "a.md")] == ["Julien Sard", "Bénédicte Bour"] * 3


def test_questions_and_answers_stand_behind_letters_with_a_dash():
    text = talk_of(
        "Point de presse",
        "Q - Avez-vous un commentaire ?",
        "R - Nous avons pris connaissance du rapport.",
        "Q - La France va-t-elle nommer un ambassadeur ?",
        "R - C'est à l'étude.",
    )
    kinds = [segment.type.value for segment in understood(text).segments if segment.turn]
    assert kinds == ["question", "speech"] * 2


def test_a_chief_justice_in_conversation_is_no_court():
    text = talk_of(
        "Conversation with Chief Justice Wambui Otieno",
        "Dr. Musau: You freed a girl. What did you ask her?",
        "Chief Justice Otieno: I asked who did her hair.",
        "Dr. Musau: And whose case was it?",
        "Chief Justice Otieno: Mine.",
    )
    assert understood(text).kind.value == "interview"


def test_the_name_before_the_first_answer_is_of_all_answers():
    page = """<h1>Entretien : vingt ans de lutte</h1><p>Le Comité fête ses vingt ans.
      <p><b>RFM : Vous souvenez-vous de la première ?</b>
      <p><b>Sylvie Roy :</b> Très bien. Elle dormait sur le balcon.
      <p><b>La loi de 2013 a-t-elle aidé ?</b><p>Oui, elle a mis un mot dans le code.
      <p><b>Combien de condamnations ?</b><p>Peu. Une vingtaine."""
    assert [name for name, _ in said(understood(page, "a.html"))] == [None, "Sylvie Roy"] * 3


def test_question_and_answer_are_spelled_out_once_and_then_shortened():
    page = """<h1>“La deuda es la cadena”</h1><p>La fiscal Inmaculada Roa dirige la unidad</p>
      <p>Marta Quiroga</p><p>Inmaculada Roa recibe en un despacho sin ventanas y sin luz.</p>
      <p><b>Pregunta.</b> ¿Qué pregunta primero?<p><b>Respuesta.</b> Si ha comido.
      <p><b>P.</b> ¿Y contestan?<p><b>R.</b> A lo primero, siempre.
      <p><b>P.</b> ¿Y a lo segundo?<p><b>R.</b> Tardan meses."""
    answered = [name for name, _ in said(understood(page, "a.html"))][1::2]
    assert answered == ["Inmaculada Roa"] * 3


def test_a_guest_who_is_greeted_by_name_is_called_so_without_the_greeting():
    text = """---
title: The Nail Bar
episode: 9
---

**[00:03] Oonagh:** You're listening. I'm Oonagh Brady.

**[00:09] Linh:** And I'm nobody, they said.

**[00:15] Oonagh:** Linh Pham-Carter, welcome. When did you see it?

**[00:22] Linh:** In Ballymena.
"""
    reading = understood(text, "a.md")
    assert [name for name, _ in said(reading)] == ["Oonagh Brady", "Linh Pham-Carter"] * 2
    assert reading.kind.value == "podcast"


def test_who_calls_herself_me_and_spells_initials_in_brackets():
    text = talk_of(
        "Meet Kim Purcell, author of Trafficked",
        "ME (Silvana Molinas): Tell me a little about yourself.",
        "Kim Purcell (KP): Okay. First, I’m from Canada.",
        "ME: Are some parts true?",
        "KP: Yes, definitely, many are.",
        "ME: How hard was it?",
        "KP: It was incredibly hard.",
    )
    assert [name for name, _ in turns(text)] == ["Silvana Molinas", "Kim Purcell"] * 3


def test_a_colon_behind_interview_with():
    page = """<h1>Author Interview</h1><p><b>Interview with: Sibel Hodge</b>
      <ul><li><b>What was the inspiration?</b></ul><p>I normally write funny books.
      <ul><li><b>How did you do the research?</b></ul><p>I read the stories of victims.
      <ul><li><b>Did you speak to survivors?</b></ul><p>Two of them. One still writes."""
    assert [name for name, _ in said(understood(page, "a.html"))] == [None, "Sibel Hodge"] * 3


def test_whom_the_questions_address_by_name_answers_in_a_german_interview():
    text = talk_of(
        "Wer handelt",
        "Die Diplom-Psychologin Bettina Zietler vom Institut hat sich mit Tätern unterhalten. Im "
        "Gespräch berichtet sie, wie diese ihre Opfer finden.",
        "Frau Zietler, was für Menschen sind das?",
        "Menschen, die ein Geschäft wittern.",
        "Woher kommen sie?",
        "Von überall her.",
        "Wer sind die Opfer?",
        "Meist kennen sie den Täter.",
    )
    assert [name for name, _ in said(understood(text))] == [None, "Bettina Zietler"] * 3


def test_an_italian_president_answers_whom_the_title_names_behind_the_office():
    text = talk_of(
        "Questo sito usa cookie per fornirti un'esperienza migliore. Proseguendo accetti.",
        "Intervista del Presidente della Repubblica, Sergio Mattarosa, alla TASS",
        "Domanda:",
        "Come stima la situazione?",
        "PRESIDENTE DELLA REPUBBLICA:",
        "Vi è un rapporto di amicizia.",
        "Domanda:",
        "Come vede il futuro?",
        "PRESIDENTE DELLA REPUBBLICA:",
        "Lo vedo con fiducia.",
    )
    reading = understood(text)
    assert [name for name, _ in said(reading)] == [None, "Sergio Mattarosa"] * 2
    assert reading.title.value.startswith("Intervista del Presidente")


def test_questions_without_a_label_above_answers_with_one_are_of_who_asks():
    text = talk_of(
        "Mädchen als Ware",
        "Nadya Lur und Jo Goller haben den Film gemacht. Im Interview erzählen sie davon.",
        "Was hat Sie am meisten bewegt?",
        "Lur: Dass alle Mädchen sehr jung sind.",
        "Goller: Mich ein Fall in Rumänien.",
        "Was muss geschehen?",
        "Lur: Die Politik muss handeln.",
        "Goller: Und zwar bald.",
    )
    lur, goller = "Nadya Lur", "Jo Goller"
    names = [name for name, _ in said(understood(text))]
    assert names == [None, lur, goller, None, lur, goller]
