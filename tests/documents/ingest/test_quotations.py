"""Which words in marks are quotations, and whose they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.vocabularies import Evidence, Part
from tests.documents.ingest.prose import quotations, spoken

MARA = "Mara Stone, director of the clinic, opened the doors on Monday. "


@pytest.mark.parametrize(
    "sentence",
    [
        "“We are late,” Stone said.",
        "“We are late,” said Stone.",
        "Stone said, “We are late.”",
        "Stone told The Courier: “We are late.”",
        "According to Stone, “we are late and short of beds.”",
        "“We are late,” she told reporters on Friday.",
        "Stone, who trained as a nurse, added that “we are late.”",
        "The director admitted: “We are late.”",
        "Asked about the delay, Stone replied, “We are late.”",
        "“Are we late?” Stone asked.",
    ],
)
def test_a_cue_names_the_person_wherever_it_stands(sentence):
    ((name, _),) = spoken(MARA + sentence)
    assert name == "Mara Stone"


@pytest.mark.parametrize(
    "sentence",
    [
        "The so-called “ghost fleet” sailed on.",
        "The plan, known as “evidence first,” failed.",
        "Her book, “The Price of Bread,” sold well.",
        "Robert “Bob” Hale kept the books.",
        "We speak of “flows” as if people were weather.",
        "The word “choice” appears nineteen times.",
        "The council keeps what it calls a “placement log.”",
        "Its “Safe Decks” campaign began in 2011.",
        "The fourth “P” is partnership.",
        "It ran what has been described as the “largest such ring uncovered in the country”.",
    ],
)
def test_names_terms_titles_and_irony_are_no_quotations(sentence):
    assert spoken(sentence) == []


def test_one_word_under_a_verb_of_saying_is_a_quotation():
    assert spoken(MARA + "Stone said the city is “eager” to help.") == [("Mara Stone", "eager")]


def test_a_quotation_without_a_cue_belongs_to_the_one_who_speaks_around_it():
    text = MARA + "Stone said the beds were few.\n\n“We turn away three women a night.”"
    _, (quote,), voices = quotations(text)
    assert (quote.voice, quote.evidence) == ("stone", Evidence.CONTEXT)
    assert voices[0].part == Part.QUOTED


def test_the_subject_before_a_colon_speaks_behind_it():
    text = "“We are late,” said Mara Stone. Robert Hale, who keeps the books, was more hopeful: "
    assert spoken(f"{text}“There is money enough.”") == [
        ("Mara Stone", "We are late,"),
        ("Robert Hale", "There is money enough."),
    ]


def test_a_split_quotation_goes_on_with_its_first_half():
    text = MARA + "“We need,” Stone said, “more beds.” “And money,” she added."
    _, quotes, _ = quotations(text)
    assert [q.continues for q in quotes] == [None, 0, None]


def test_a_quotation_over_paragraphs_is_one_persons():
    text = (
        "Mara Stone spoke first.\n\n“There was a room.\n\n“There was a man.\n\n"
        "“There were receipts,” Stone said."
    )
    _, quotes, _ = quotations(text)
    assert [(q.voice, q.continues) for q in quotes] == [("stone", None), ("stone", 0), ("stone", 1)]


def test_a_quotation_in_a_quotation_has_its_own_voice():
    text = MARA + "“My mother told me, ‘Write it down,’ so I did,” Stone said."
    _, (outer, inner), _ = quotations(text)
    assert (outer.voice, inner.voice, inner.parent) == ("stone", None, 0)


@pytest.mark.parametrize(
    ("reply", "name"),
    [
        ("came the reply from Stone", "Mara Stone"),
        ("was the blunt answer of Stone", "Mara Stone"),
        ("came Mara Stone’s response", "Mara Stone"),
        ("came the reply", None),
    ],
)
def test_a_reply_is_whose_it_is_said_to_be_and_not_the_askers(reply, name):
    text = f"{MARA}Peter Hale asked about the beds. “There are none,” {reply}."
    assert spoken(text) == [(name, "There are none,")]


def test_the_author_who_quotes_nobody_is_not_quoted():
    text = "I have spent eleven years among “experts.” I call this “progress.”"
    assert spoken(text, author="Lydia Brandt") == []


@given(st.lists(st.sampled_from(["“", "”", "‘", "’", '"', "Doe said", ", ", ". ", "we", "\n\n"])))
def test_quotations_lie_within_paragraphs_and_point_backwards(pieces):
    source, quotes, voices = quotations("".join(pieces))
    keys = {v.key for v in voices}
    for n, quote in enumerate(quotes):
        assert any(b.start <= quote.start < quote.end <= b.end for b in source.blocks)
        assert quote.voice is None or quote.voice in keys
        assert all(link is None or link < n for link in (quote.parent, quote.continues))


def test_a_passive_verb_and_a_form_of_writing_say_nothing_themselves():
    text = (
        "Cmdr. Wichai Manit would not say whether the captain had been charged, only that “proper "
        "steps” were taken.\n\nThe company that owned the boats, Sirichai Fisheries, did not call. "
        "In a statement posted online Thursday it said it “has always complied.”"
    )
    assert spoken(text) == [
        ("Wichai Manit", "proper steps"),
        ("Sirichai Fisheries", "has always complied."),
    ]


def test_pour_before_a_name_and_a_role_leads_to_words():
    text = (
        "Silence dans la salle. Pour Samia Belkacem, avocate des parties civiles, « ce dossier est "
        "celui d’un marché »."
    )
    assert spoken(text) == [("Samia Belkacem", "ce dossier est celui d’un marché")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "« On déplace le problème, pas les gens », s’emporte Nadège Wattrelos, coordinatrice.",
            [("Nadège Wattrelos", "On déplace le problème, pas les gens")],
        ),
        (
            "Det Insp Sarah Penfold said: “Some did not know which city they were in.”",
            [("Sarah Penfold", "Some did not know which city they were in.")],
        ),
        (
            "I met a man in Samut Sakhon who had peeled it. “I do not eat it,” he told me.",
            [(None, "I do not eat it,")],
        ),
        ("Mara Stone said that it was on the “so-called list” of the port.", []),
        (
            "DCI Helen Barlow of Cumbria Police said: “This was in front of everybody.”",
            [("Helen Barlow", "This was in front of everybody.")],
        ),
        (
            "« C’est une première », s’est félicité Raymond Chauveau, de la CGT.",
            [("Raymond Chauveau", "C’est une première")],
        ),
        ("Rosalind Achebe, a detective, does not say “prostitute.”", []),
        (
            "Ibrahim Sow, 24 ans, attend. « Trois euros la caisse », calcule-t-il.",
            [("Ibrahim Sow", "Trois euros la caisse")],
        ),
        (
            "« On savait », reconnaît Leonardo Palmieri. Pour lui, « l’État a choisi la tomate ».",
            [
                ("Leonardo Palmieri", "On savait"),
                ("Leonardo Palmieri", "l’État a choisi la tomate"),
            ],
        ),
    ],
)
def test_who_is_quoted_by_other_habits_of_print(text, expected):
    assert spoken(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ellery Seafoods denied the charges. In a statement, the company said it was "
            "“confident that the facts will clear our name.”",
            [("Ellery Seafoods", "confident that the facts will clear our name.")],
        ),
        (
            "One of the men, who asked to be identified only as Bayu because he fears for his "
            "family, said he paid a recruiter. “I thought it was America,” he said.",
            [("Bayu", "I thought it was America,")],
        ),
        (
            "Pour son avocate, Me Hélène Castaing, le dossier est « d’une simplicité accablante ».",
            [("Hélène Castaing", "d’une simplicité accablante")],
        ),
        (
            "« Nous voyons dix affaires par an », affirme Nadine Rouvière. Et d’ajouter : « Neuf "
            "ne vont jamais devant un juge. »",
            [
                ("Nadine Rouvière", "Nous voyons dix affaires par an"),
                ("Nadine Rouvière", "Neuf ne vont jamais devant un juge."),
            ],
        ),
    ],
)
def test_the_company_a_name_given_for_print_and_french_phrases(text, expected):
    assert [(name, words.strip()) for name, words in spoken(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Karim Sadek attend. « Je n’ai jamais signé, lâche Karim Sadek. Jamais. » Puis : « "
            "Rien, dit-il, et personne. »",
            ["Karim Sadek", "Karim Sadek"],
        ),
        ("« C’est tard », dit Anna Holm. « On verra », dit-elle.", ["Anna Holm", "Anna Holm"]),
        (
            "According to a report by the Seafarers' Trust, “one in four crew members” had none.",
            ["Seafarers' Trust"],
        ),
    ],
)
def test_the_verb_within_french_marks_and_bodies_with_an_apostrophe(text, expected):
    assert [name for name, _ in spoken(text)] == expected


KING_SAID = "“We will not wait,” said Ruth King, the mayor. “It is late,” said Tom Lee, a clerk."


@pytest.mark.parametrize(
    "after",
    [
        "But others disagreed: “Nobody should hurry at all.”",
        "One of the signs at the rally read: “Nobody should hurry at all.”",
        "The paper’s last line is a model of restraint: “Nobody should hurry at all.”",
    ],
)
def test_words_that_may_be_anothers_are_nobodys(after):
    assert spoken(f"{KING_SAID}\n\n{after}")[-1] == (None, "Nobody should hurry at all.")


def test_a_paragraph_that_a_quotation_opens_goes_on_with_who_spoke_before():
    after = "“Nobody should hurry at all.” If it is late, the council has “time to think it over.”"
    assert [who for who, _ in spoken(f"{KING_SAID}\n\n{after}")[-2:]] == ["Tom Lee", "Tom Lee"]


@pytest.mark.parametrize("sign", ["\n— ", " — ", "\n-- "])
def test_a_quotation_with_a_dash_below_is_of_whom_that_names(sign):
    text = f"{KING_SAID}\n\n“I never met an owner.”{sign}Pascal Nwosu, port inspector, Lagos"
    assert spoken(text)[-1] == ("Pascal Nwosu", "I never met an owner.")


def test_the_local_word_for_a_thing_is_no_quotation():
    assert spoken("Jane Doe calls the advance “peshgi,” the local word for a loan.") == []


def test_one_word_behind_a_french_reflexive_verb_is_a_quotation():
    said = spoken("Le Comité, qui s’est constitué partie civile, se dit « consterné ».")
    assert [words for _, words in said] == ["consterné"]


def test_a_stop_behind_the_marks_ends_a_quotation_too():
    text = "“Nos quitaban el agua”, cuenta Ibrahim Sow. “Al final debíamos dinero”."
    assert spoken(text)[-1] == ("Ibrahim Sow", "Al final debíamos dinero")


def test_a_spanish_possessive_before_a_role():
    text = "La patronal se desmarca. “Son casos aislados”, sostiene su presidente, Manuel Piedra."
    assert spoken(text) == [("Manuel Piedra", "Son casos aislados")]


def test_so_before_a_name_behind_german_marks():
    assert spoken("Die Firma habe „einen Trupp geschickt“, so Edwin Atema.") == [
        ("Edwin Atema", "einen Trupp geschickt")
    ]


def test_a_quotation_is_not_the_last_speakers_where_its_sentence_names_another():
    text = (
        "“No country may judge others,” Liu Kang said.\n\nI wrote those grades. My first boss, "
        "the late Ambassador Ned Mill, kept a sign on his desk: “They hate you? Good.”"
    )
    assert spoken(text)[1] == (None, "They hate you? Good.")


def test_the_day_may_stand_between_a_verb_and_who_says_it():
    text = "“Faltan plazas y sobran discursos”, señaló este sábado la jueza Pilar Fonte."
    assert [name for name, _ in spoken(text)] == ["Pilar Fonte"]


def test_a_word_held_at_arms_length_is_no_quotation():
    text = (
        "Judge Victor Marr wrote that it was “beyond decency” and that the “salary” was paid twice."
    )
    assert [words for _, words in spoken(text)] == ["beyond decency"]
