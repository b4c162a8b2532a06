"""Who speaks: names, roles and parts, from what a page prints and says."""

import pytest

from documents.ingest.people import Cast, cast_of_transcript
from documents.ingest.readers import read
from documents.ingest.reading import Evidence, Part, Voice
from documents.ingest.structure.outline import outline


def cast(*paragraphs: str) -> Cast:
    source = read("\n\n".join(paragraphs).encode(), "a.txt")
    return cast_of_transcript(source, outline(source))


def by_turn(found: Cast) -> list[str | None]:
    voices = {voice.key: voice for voice in found.voices}
    return [voices[found.by_turn[turn].voice].name for turn in sorted(found.by_turn)]


def voice(found: Cast, name: str | None) -> Voice:
    return next(v for v in found.voices if v.name == name)


def test_a_title_line_gives_full_name_and_role():
    found = cast(
        "Sean McCormack, Department Spokesman",
        "MR. MCCORMACK: Ambassador Mark Lagon, thanks. What is it?",
        "AMBASSADOR LAGON: Great to be with you.",
    )
    host = voice(found, "Sean McCormack")
    assert (host.role, host.evidence) == ("Department Spokesman", Evidence.BYLINE)
    guest = voice(found, "Mark Lagon")
    assert (guest.role, guest.evidence) == ("Ambassador", Evidence.INTRODUCTION)
    assert (host.part, guest.part) == (Part.INTERVIEWER, Part.SPEAKER)


def test_a_name_that_only_the_label_gives_is_not_made_longer():
    found = cast("MR. EARNEST: Good evening.", "MR. RHODES: Thanks, Josh.", "MR. EARNEST: Bye.")
    assert by_turn(found) == ["Earnest", "Rhodes", "Earnest"]


@pytest.mark.parametrize(
    ("printed", "label", "name", "role"),
    [
        ("With me is Anne King.", "KING", "Anne King", None),
        ("With me is Tim Bishop.", "MR. BISHOP", "Tim Bishop", None),
        ("With me is John Major.", "PRESIDENT MAJOR", "John Major", "President"),
        ("With me is a guest.", "MR. KING", "King", None),
        ("Anne King met the King.", "KING", "", "King"),
        ("Mike Judge met Judge Roe.", "JUDGE", "", "Judge"),
        ("With me is a guest.", "KING", "", "King"),
    ],
)
def test_an_office_is_a_family_name_where_the_page_has_one_of_that_name(printed, label, name, role):
    found = cast(f"DANA SMITH: {printed}", f"{label}: Thank you.", "SMITH: So?", f"{label}: Yes.")
    (guest,) = (v for v in found.voices if v.name != "Dana Smith")
    assert (guest.name or "", guest.role) == (name, role)


def test_initials_and_short_forms_join_the_full_name_they_stand_for():
    found = cast(
        "Journalist Marguerite Tan spoke with Dr. Rukhsana Qureshi.",
        "Marguerite Tan: What did you get wrong?",
        "Dr. Rukhsana Qureshi: The door.",
        "MT: And now?",
        "RQ: Through other women.",
        "MT: And the number?",
        "RQ: Forty-one.",
        "Dr. Qureshi: That is all.",
    )
    assert by_turn(found) == ["Marguerite Tan", "Rukhsana Qureshi"] * 3 + ["Rukhsana Qureshi"]
    assert len(found.voices) == 2


def test_the_same_family_name_joins_nobody():
    found = cast(
        "EVERETT HALE, Eastmark, Chairman\nLUCINDA HALE, Northfell",
        "Mr. Hale of Eastmark. Order.",
        "Ms. Hale of Northfell. Nine?",
        "Mr. Hale of Eastmark. Nine.",
        "Ms. Hale of Northfell. Two.",
    )
    assert by_turn(found) == ["Everett Hale", "Lucinda Hale"] * 2


def test_two_given_names_for_one_family_name_leave_the_given_name_unknown():
    found = cast(
        "MR. HALE: Order.",
        "MR. ROE: Everett Hale and Otto Hale both wrote to me.",
        "MR. HALE: Yes.",
        "MR. ROE: Good.",
    )
    assert by_turn(found) == ["Hale", "Roe", "Hale", "Roe"]


def test_people_behind_q_are_told_apart_where_they_give_their_names():
    found = cast(
        "ROE: Welcome.",
        "Q: Thank you. Tomás Ó Briain, with the Maritime Workers’ Union. Who pays?",
        "ROE: The port does.",
        "Q: (Off mic)—and my second question—",
        "ROE: Your name?",
        "Q: My name is Leila Haddad; I’m at the Free Ports Observatory. Has it?",
        "ROE: Twice.",
    )
    assert by_turn(found)[1::2] == ["Tomás Ó Briain", None, "Leila Haddad"]
    asker = voice(found, "Leila Haddad")
    assert (asker.role, asker.part) == ("Free Ports Observatory", Part.QUESTIONER)
    assert asker.evidence == Evidence.SELF


def test_whom_an_operator_announces_asks_until_the_next_is_announced():
    found = cast(
        "ROE: Welcome.",
        "OPERATOR: Our first question will be from Shirin Tahir-Kheli.",
        "Q: Good to see you. How robust is it?",
        "ROE: Very.",
        "Q: And by country?",
        "OPERATOR: Our next question.",
        "Q: Hello?",
    )
    assert by_turn(found) == [
        "Roe",
        None,
        "Shirin Tahir-Kheli",
        "Roe",
        "Shirin Tahir-Kheli",
        None,
        None,
    ]
    assert voice(found, "Shirin Tahir-Kheli").evidence == Evidence.ANNOUNCED
    assert found.by_turn[5].evidence == Evidence.CONTEXT


def test_handing_over_to_a_panelist_announces_no_asker():
    found = cast(
        "ANN ROE: That is a question for Otto Hale.",
        "Q: What is?",
        "OTTO HALE: This.",
        "ANN ROE: Good.",
        "OTTO HALE: Yes.",
        "Q: And this?",
    )
    assert by_turn(found)[1] is None


def test_reporters_who_give_no_name_stay_one_unnamed_voice():
    found = cast(
        "MR. GIBBS: Fire away.", "Q Robert, is it?", "MR. GIBBS: Yes.", "Q Thanks, Robert."
    )
    unnamed = voice(found, None)
    assert (unnamed.heading, unnamed.labels) == ("Questioner", ("Q",))


def test_biographies_without_names_are_matched_through_the_introductions():
    found = cast(
        "Forced Labor in Fishing Fleets",
        "Professor of Maritime Law, University of Pontevedra; Former Adviser, Fisheries",
        "Director, Seafarers’ Welfare Network; Author, Ninety Days Out",
        "Presider",
        "Senior Fellow for Ocean Policy, Institute for World Affairs",
        "ROE: I’m Ann Roe, and I direct our ocean policy work.",
        "With us are Xoán Núñez, who teaches maritime law at Pontevedra, and Fola Oyelaran, whose "
        "book Ninety Days Out you have all read.",
        "NÚÑEZ: In law, the flag state.",
        "ROE: Fola?",
        "OYELARAN: The captain does not need a lock.",
        "NÚÑEZ: No.",
        "OYELARAN: No.",
    )
    assert {v.name: (v.role or "")[:20] for v in found.voices} == {
        "Ann Roe": "Senior Fellow for Oc",
        "Xoán Núñez": "Professor of Maritim",
        "Fola Oyelaran": "Director, Seafarers’",
    }
    assert voice(found, "Ann Roe").part == Part.PRESIDER
    assert voice(found, "Xoán Núñez").part == Part.PANELIST


def test_a_biography_that_fits_two_people_is_given_to_neither():
    found = cast(
        "Senior Fellow, Institute for World Affairs",
        "ROE: I’m Ann Roe, of the Institute for World Affairs.",
        "HALE: I’m Otto Hale, of the Institute for World Affairs.",
        "ROE: Good.",
        "HALE: Yes.",
    )
    assert "Senior Fellow, Institute for World Affairs" not in {v.role for v in found.voices}


def test_who_says_that_they_preside_presides():
    found = cast(
        "ROE: I’ll be presiding over today’s talk.",
        "HALE: Good.",
        "KIM: Yes.",
        "ROE: Now.",
        "HALE: Well.",
        "KIM: No.",
    )
    assert {v.name: v.part for v in found.voices} == {
        "Roe": Part.PRESIDER,
        "Hale": Part.PANELIST,
        "Kim": Part.PANELIST,
    }


def test_the_chair_is_the_person_named_in_brackets_once():
    found = cast(
        "The Chair (Mr. Lloyd Longfield (Guelph, Lib.)): Welcome.",
        "Mr. Benjamin Fung (Professor, McGill University): Good afternoon.",
        "The Chair: Thank you.",
        "Mr. Benjamin Fung: Yes.",
    )
    assert by_turn(found) == ["Lloyd Longfield", "Benjamin Fung"] * 2
    assert voice(found, "Lloyd Longfield").part == Part.PRESIDER
    assert voice(found, "Benjamin Fung").role == "Professor, McGill University"


def test_an_office_without_a_name_stays_without_one():
    found = cast("THE CHAIRMAN: Order.", "MS. ROE: Yes.", "THE CHAIRMAN: Go on.")
    chair = voice(found, None)
    assert (chair.heading, chair.evidence) == ("The Chairman", Evidence.NONE)


def test_the_president_is_the_one_whom_the_title_names():
    found = cast(
        "PRESIDENT ANN B. ROE'S ADDRESS TO THE CONGRESS", "THE PRESIDENT: My fellow citizens."
    )
    assert by_turn(found) == ["Ann B. Roe"]


def test_keys_are_unique_where_family_names_are_not():
    found = cast("ANN ROE: One.", "OTTO ROE: Two.", "ANN ROE: Three.", "OTTO ROE: Four.")
    assert len({v.key for v in found.voices}) == len(found.voices) == 2


def test_lines_under_a_name_are_its_role_and_body():
    found = cast(
        "BERTRAND ACHTERBERG\nVice President, Global Studies\nThe Lambourne Institution",
        "WANJIRU KIMATHI, Moderator\nSenior Fellow, The Lambourne Institution",
        "DELPHINE ROUSSEAU\nLabor Attaché, Ministry of Employment",
        "MR. ACHTERBERG: Good morning.",
        "MS. KIMATHI: Thank you.",
        "MS. ROUSSEAU: It fits in a drawer.",
    )
    assert {(v.name, v.role, v.part) for v in found.voices} == {
        (
            "Bertrand Achterberg",
            "Vice President, Global Studies, The Lambourne Institution",
            Part.PANELIST,
        ),
        ("Wanjiru Kimathi", "Senior Fellow, The Lambourne Institution", Part.PRESIDER),
        ("Delphine Rousseau", "Labor Attaché, Ministry of Employment", Part.PANELIST),
    }


def test_a_list_of_people_in_the_title_gives_each_a_role():
    found = cast(
        "Press Briefing by Ben Rhodes, Deputy Advisor; Gary Samore, Senior Coordinator; "
        "and Laura Holgate, Senior Director",
        "MR. RHODES: Good evening.",
        "MR. SAMORE: Thanks.",
        "MS. HOLGATE: Hello.",
    )
    assert [(v.name, v.role) for v in found.voices] == [
        ("Ben Rhodes", "Deputy Advisor"),
        ("Gary Samore", "Senior Coordinator"),
        ("Laura Holgate", "Senior Director"),
    ]


def test_a_question_that_begins_with_somebody_elses_name_is_not_asked_by_them():
    found = cast(
        "MR. EARNEST: Yes.",
        "Q Terence Flynn from the Labor Board -- I've spoken to you about him.",
        "MR. EARNEST: No.",
        "Q Ted Cruz, the Senator, tweeted that. Is he right?",
        "MR. EARNEST: No.",
        "Q Devin Dwyer with ABC. Is he?",
    )
    assert by_turn(found)[1::2] == [None, None, "Devin Dwyer"]


def test_an_office_that_several_hold_in_turn_is_nobodys_where_no_name_stands_beside_it():
    found = cast(
        "  Mr. GORTON. Mr. President, I rise.",
        "  The PRESIDING OFFICER (Mr. Kyl). The clerk will call the roll.",
        "  Mr. GORTON. I thank the Chair.",
        "  The PRESIDING OFFICER. Without objection.",
        "  The PRESIDING OFFICER (Mr. Ashcroft). So ordered.",
    )
    assert by_turn(found) == ["Gorton", "Kyl", "Gorton", None, "Ashcroft"]


def test_a_short_office_is_the_long_one_that_is_named_once():
    found = cast(
        "The Clerk of the Committee (Mr. Georges Etoka): I see a quorum.",
        "Mr. Peter Stoffer: I nominate.",
        "The Clerk: Any other?",
    )
    assert by_turn(found) == ["Georges Etoka", "Peter Stoffer", "Georges Etoka"]


def test_initials_in_a_list_of_people_say_whose_they_are():
    found = cast(
        "Narrator: Margarethe Lindqvist (ML)",
        "Interviewer: Thomas Ekwueme (TE)",
        "TE: When did you start?",
        "ML: In 1943.",
        "TE: How many women?",
        "ML: Forty.",
    )
    assert by_turn(found) == ["Thomas Ekwueme", "Margarethe Lindqvist"] * 2


def test_a_given_name_alone_is_the_one_person_who_has_it():
    found = cast("Dale Sorrel: Welcome to Late City. I'm Dale.", "Dale: And you?", "Dale: So.")
    assert by_turn(found) == ["Dale Sorrel"] * 3


def test_whom_the_head_names_as_presiding_is_behind_the_chair():
    found = cast(
        "Members present: Iain Pell (Chair); Paul Blomley",
        "Chair: Welcome.",
        "Hester Quayle: Thank you.",
        "Chair: How many?",
        "Hester Quayle: Two.",
    )
    assert by_turn(found) == ["Iain Pell", "Hester Quayle"] * 2


def test_a_name_in_capitals_begins_with_its_capitals():
    found = cast(
        "TODD PLATTS, Pennsylvania LYNN C. WOOLSEY, California", *["Ms. Woolsey. I do."] * 4
    )
    assert by_turn(found) == ["Lynn C. Woolsey"] * 4
