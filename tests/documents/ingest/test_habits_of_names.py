"""Habits of names in labels: what of a label is the name, and whose it is."""

import pytest

from tests.documents.ingest.understood import said, talk_of, turns, understood


def test_a_word_for_what_somebody_does_is_no_name():
    text = "ANCHOR: We go to Manila.\n\nJUAN ROY: Thank you.\n\nANCHOR: How much?\n\nJUAN ROY: Two."
    assert [name for name, _ in said(understood(text))] == [None, "Juan Roy"] * 2


@pytest.mark.parametrize(
    ("label", "name", "role"),
    [
        ("FOREIGN MINISTER ILVESSON", "Ilvesson", "Foreign Minister"),
        ("SEC. LEO WHITLOCK", "Leo Whitlock", "Sec."),
    ],
)
def test_the_name_of_an_office_is_no_given_name(label, name, role):
    reading = understood(talk_of(f"{label}: We signed it.", "Q: When?", f"{label}: Today."))
    assert [(v.name, v.role) for v in reading.voices if v.name] == [(name, role)]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("La greffière du comité (Mme Danielle Widmer)", "Danielle Widmer"),
        ("Le très hon. Justin Trudel (premier ministre, Lib.)", "Justin Trudel"),
        ("Paula Molina, Radio Norte", "Paula Molina"),
    ],
)
def test_names_in_labels_of_other_habits(label, name):
    turns = (
        f"{label}: Bonjour.",
        "Mme Anne Roy: Merci.",
        "Radio Norte: Oui.",
        "Mme Anne Roy: Non.",
        "Radio Norte: Merci.",
    )
    assert said(understood(talk_of(*turns)))[0][0] == name


def test_a_family_name_is_no_misprinted_office():
    turns = ("BEN CARDIGAN: Welcome.", "ALCEE ROE: Thank you.", "CARDIGAN: Go on.", "ROE: I will.")
    names = [name for name, _ in said(understood(talk_of(*turns, "CARDIGAN: So be it.")))]
    assert names == ["Ben Cardigan", "Alcee Roe", "Ben Cardigan", "Alcee Roe", "Ben Cardigan"]


def test_a_spanish_office_may_stand_before_the_name_in_a_label():
    text = talk_of(
        "Conferencia de prensa",
        "SECRETARIA DE GOBERNACIÓN, OLGA SANTOS CORDERO: Buenos días.",
        "SUBSECRETARIO DE DERECHOS HUMANOS, ALEJANDRO ENSENADA: Gracias.",
        "PREGUNTA: ¿Cuántas sentencias hay?",
        "SECRETARIA OLGA SANTOS CORDERO: Once.",
        "SUBSECRETARIO ALEJANDRO ENSENADA: Así es.",
    )
    olga, alejandro = "Olga Santos Cordero", "Alejandro Ensenada"
    assert [name for name, _ in turns(text)] == [olga, alejandro, None, olga, alejandro]
    roles = {voice.name: voice.role for voice in understood(text).voices}
    assert roles[olga] == "Secretaria de Gobernación"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Remarks by President Harlan at a Meeting", "Harlan"),
        ("Remarks by President Harlan and President Roe in Joint Conference", None),
        ("Remarks by Vice President Harlan and the President", None),
    ],
)
def test_the_president_is_whom_alone_the_title_calls_so(title, name):
    text = talk_of(title, "THE PRESIDENT:  Well, thank you.", "Q    Sir?", "THE PRESIDENT:  No.")
    assert turns(text)[0][0] == name


def test_a_role_of_two_in_a_label_is_one_persons():
    text = talk_of(
        "Interview With Actress Mira Roe",
        "BECCA ANDERS, ANCHOR: Mira Roe is just back. You were there?",
        "MIRA ROE, ACTRESS AND U.N. AMBASSADOR: I was in the van.",
        "ANDERS: What did you see?",
        "ROE: Shoes.",
    )
    reading = understood(text)
    assert [name for name, _ in said(reading)] == ["Becca Anders", "Mira Roe"] * 2
    assert (
        next(v.role for v in reading.voices if v.name == "Mira Roe")
        == "Actress and U.N. Ambassador"
    )


def test_a_family_name_of_two_words_is_of_the_one_full_name_that_ends_so():
    text = talk_of(
        "MIRA VAN SUSTEREN, FOX NEWS HOST: Ambassador, welcome.",
        "AMBASSADOR JO ROE: Thank you.",
        "VAN SUSTEREN: Is it growing?",
        "ROE: I think it is.",
        "VAN SUSTEREN: Everywhere?",
    )
    reading = understood(f"Trafficking: A Closer Look\n\n{text}")
    assert len({segment.voice for segment in reading.segments if segment.voice}) == 2
    assert reading.kind.value == "interview"


def test_the_star_in_brackets_of_a_wire_service_is_no_part_of_a_label():
    lines = ["[*]SMYTHE: Order.", "BASSETT: Thank you.", "SMYTHE: Proceed.", "BASSETT: I will."]
    assert [name for name, _ in turns(talk_of(*lines))] == ["Smythe", "Bassett"] * 2


def test_two_names_that_end_one_full_name_are_its_family():
    text = talk_of(
        "KRISTIE LU STOUT, CNN HOST: Welcome to the program.",
        "IVAN WATSON, CNN CORRESPONDENT: Thanks, Kristie.",
        "LU STOUT (voice-over): This is the center.",
        "WATSON: It is closed.",
        "LU STOUT: Thank you.",
    )
    names = ["Kristie Lu Stout", "Ivan Watson"]
    assert [name for name, _ in turns(text)] == [*names * 2, "Kristie Lu Stout"]


def test_a_role_in_small_letters_with_commas_stands_behind_a_name_in_capitals():
    text = talk_of(
        "AMNA ROE: Good evening, and welcome.",
        "IAN POND, Executive Editor, The Ocean Project: Many brands are tainted by this.",
        "AMNA ROE: And what now?",
        "IAN POND: Nobody knows.",
    )
    reading = understood(text)
    assert [name for name, _ in said(reading)] == ["Amna Roe", "Ian Pond"] * 2
    assert next(v.role for v in reading.voices if v.name == "Ian Pond") == (
        "Executive Editor, The Ocean Project"
    )


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
