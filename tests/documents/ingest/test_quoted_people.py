"""Whose the words in marks are: by which name, office or pronoun, and who is nobody."""

import pytest

from documents.ingest.quotations.named import gender
from tests.documents.ingest.prose import quotations, spoken


def test_the_judge_is_an_office_and_no_name():
    assert "Judge" not in dict(
        spoken("“It was misplaced from the start,” said the Judge in court.")
    )


def test_she_is_not_the_man_who_spoke_last():
    text = (
        "Helen Marsh chairs the board. Peter Hale keeps its books.\n\n"
        "“A camera never sleeps,” Hale said. “Nor does my daughter,” she said. “Quite,” he said."
    )
    assert [name for name, _ in spoken(text)] == ["Peter Hale", "Helen Marsh", "Peter Hale"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Fadeke met Jane Marsh. “We are late,” she said.", "Jane Marsh"),
        ("Fadeke met Peter Hale. “We are late,” she said.", "Fadeke"),
        ("Oye Fadeke flew to New Harbor. “We are late,” she said.", "Oye Fadeke"),
        ("Oye Fadeke met Minister Uzo Bello. “We are late,” she said.", None),
    ],
)
def test_of_two_people_she_is_the_one_known_as_a_woman_and_else_nobody(text, name):
    assert spoken(text) == [(name, "We are late,")]


def test_an_office_is_nobodys_who_is_named_with_it_only_afterwards():
    later = " Director Peter Hale listened."
    text = "“We are late,” Jane Marsh said. The former director added: “And short of beds.”"
    assert [name for name, _ in spoken(text + later)] == ["Jane Marsh", None]
    text = "The director spoke first, calling it “a day of shame.”"
    assert [name for name, _ in spoken(text + later)] == ["Peter Hale"]


def test_two_of_one_surname_are_told_apart_by_the_given_name():
    text = (
        "Conrad Weller and Edna Weller share a porch. “My brother knew,” Edna Weller said. "
        "“I did not,” Conrad Weller said."
    )
    assert [name for name, _ in spoken(text)] == ["Edna Weller", "Conrad Weller"]


def test_the_fullest_name_and_the_printed_role_are_kept():
    text = "“We are late,” Stone said. Mara K. Stone, director of the clinic, sat down."
    _, _, (voice,) = quotations(text)
    assert (voice.name, voice.role) == ("Mara K. Stone", "director of the clinic")


def test_an_office_with_several_words_stands_before_the_name():
    text = (
        "“It is a turning point,” said U.S. Assistant Secretary of State for Labor Affairs "
        "Caroline Whitaker."
    )
    _, _, (voice,) = quotations(text)
    assert voice.name == "Caroline Whitaker"
    assert voice.role == "U.S. Assistant Secretary of State for Labor Affairs"


def test_a_body_can_be_quoted():
    text = "The Kiln Owners’ Federation rejected the report as “a map drawn by strangers.”"
    _, (quote,), (voice,) = quotations(text)
    assert (voice.name, voice.is_body, quote.voice) == ("Kiln Owners’ Federation", True, voice.key)


def test_somebody_without_a_name_stays_without_one():
    _, (quote,), (voice,) = quotations("One official said the plan was “dead on arrival.”")
    assert (voice.name, voice.heading) == (None, "One official")
    assert quote.voice == voice.key


def test_a_relative_of_the_same_surname_is_somebody_else():
    text = (
        "“We will board,” said Harald Brekke, Norway’s minister of fisheries. Ms. Brekke, a lawyer "
        "who is married to the minister, called it “a beginning.”\n\n“It is late,” Ms. Brekke said."
        "\n\n“It is not,” Mr. Brekke said."
    )
    assert spoken(text) == [
        ("Harald Brekke", "We will board,"),
        ("Brekke", "a beginning."),
        ("Brekke", "It is late,"),
        ("Harald Brekke", "It is not,"),
    ]


def test_the_company_in_commas_is_whom_a_spokesman_speaks_for():
    text = "A spokesman for the developer, Northgate Homes, said “we will act.”"
    assert spoken(text) == [(None, "we will act.")]


def test_somebodys_mother_is_not_the_one_who_spoke_before():
    text = (
        "“Every year there is a raid,” said Patima Tung.\n\nMaung’s mother did not believe at "
        "first that he was alive. “They told me to burn his clothes,” she said."
    )
    assert spoken(text)[1] == (None, "They told me to burn his clothes,")


def test_a_calling_before_a_family_name_that_comes_first_is_no_part_of_it():
    text = "Lawmaker Park Young-sun told us of a bill. “We cannot wait for sincerity,” Park said."
    assert spoken(text) == [("Park Young-sun", "We cannot wait for sincerity,")]


def test_no_human_and_no_german_is_a_man_by_the_end_of_the_word():
    assert gender("Sunniva Aas", "Human rights lawyer") is None
    assert gender("Sunniva Aas", "German spokeswoman") is False
    assert gender("Sunniva Aas", "spokesman") is True


def test_she_is_the_unnamed_woman_or_whom_the_author_asked():
    assert spoken(
        "Claire Donahue told the court that he hid. “He learned not to hear,” Donahue said.\n\n"
        "Outside, a woman who was held in that room for five weeks spoke to reporters. WKTL is not "
        "naming her.\n\n“It’s a start,” she said."
    )[1:] == [(None, "It’s a start,")]
    assert spoken(
        "Her name is Lin Yue. “I sew the label last,” she told me.\n\n“Our members audit,” Carla "
        "Fendoni, president of the association, wrote to me. I asked Ms. Lin if she had seen an "
        "auditor. She laughed. “The tall man? He buys lunch here.”"
    )[2:] == [("Lin Yue", "The tall man? He buys lunch here.")]


def test_a_name_of_men_and_women_leaves_open_who_he_is():
    text = (
        "“We wash,” says Marian Popescu, who works here.\n\nIts president, Joachim Ruckwied, "
        "said: “The farms keep the rules.”\n\nPopescu will go. “Next year asparagus,” he says."
    )
    assert spoken(text)[-1] == ("Marian Popescu", "Next year asparagus,")


def test_an_office_is_no_name():
    text = (
        "The Council acted, as the Special Rapporteur warned of “a way to pay for war.”\n\n"
        "Briefing the Council, Ilwad Farah, Special Rapporteur on trafficking, said that it took "
        "time. “Time is what borders do not give,” she added."
    )
    assert [who for who, _ in spoken(text)] == ["Ilwad Farah", "Ilwad Farah"]


def test_a_general_counsel_says_nothing_by_being_one():
    text = "“They signed,” said Jerry Cohn, a former general counsel of the union. “And they left.”"
    assert [who for who, _ in spoken(text)] == ["Jerry Cohn", "Jerry Cohn"]


def test_a_company_beside_its_noun_is_it_and_no_person():
    text = (
        "One of the largest companies agreed to pay, in a case that lawyers called new.\n\n"
        "The company, Pacific Crown, did not admit it. “We believe in change,” it said."
    )
    assert spoken(text) == [("Pacific Crown", "We believe in change,")]


def test_a_preposition_that_opens_a_sentence_is_of_no_name():
    text = "“I was Sofia,” said Daniel Oti. Of Sofia he still dreams. “She is good,” he says."
    assert [name for name, _ in spoken(text)] == ["Daniel Oti"] * 2


def test_a_spanish_verb_that_opens_a_sentence_is_nobody():
    text = (
        "A Ionela Pop la esperaba un hombre en la estación. “Era muy amable”, recuerda.\n\n"
        "Tenía 19 años y un contrato por los tomates. “Me vendieron por nada”, dice, “como se "
        "vende una cabra”."
    )
    assert {name for name, _ in spoken(text)} == {"Ionela Pop"}


def test_an_office_in_two_shortened_words_and_a_day_before_a_name_hide_nobody():
    text = (
        "“I feared it,” Raymond Tess says.\n\nDet.-Sgt. Thai Truong of the police won't talk. He "
        "will discuss the rest. “They don't run,” he says.\n\nToday Julie is 19. She has read it. "
        "“I never said so,” she says."
    )
    assert [name for name, _ in spoken(text)] == ["Raymond Tess", "Thai Truong", "Julie"]


def test_names_in_capitals_that_open_paragraphs_of_a_report_of_a_meeting_are_people():
    text = (
        "MIRO LAJAN (Slovakia), President of the Assembly, said that they were ahead. “We need to "
        "stop chasing them,” he said.\n\nGRISEL GRANT, a survivor, asked them to imagine it. "
        "“She is waiting for a bed,” she said."
    )
    assert [name for name, _ in spoken(text)] == ["Miro Lajan", "Grisel Grant"]


def test_a_german_office_in_one_word_is_of_no_name():
    text = "Arbeitsminister Karl Laumeier sieht das anders. „Das ist kein Vertrag“, sagte er."
    assert [name for name, _ in spoken(text)] == ["Karl Laumeier"]


def test_what_somebody_is_for_a_german_party_is_no_part_of_the_name():
    text = "„Wir liefern im Herbst“, kündigte die SPD-Vizechefin Carola Roe an. Mehr nicht."
    assert spoken(text) == [("Carola Roe", "Wir liefern im Herbst")]
