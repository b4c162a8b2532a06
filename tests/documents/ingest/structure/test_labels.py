"""Which words before a turn are a label, and which colon is none."""

import pytest

from documents.ingest.readers import read
from documents.ingest.structure.label_kinds import kind_of
from documents.ingest.structure.labels import find_labels

TALK = "It is good to be here today."


def labels(*paragraphs: str) -> list[str]:
    source = read("\n\n".join(paragraphs).encode(), "a.txt")
    return [label.text for label in find_labels(source)]


@pytest.mark.parametrize(
    "label",
    [
        "LAGON:",
        "MR. McDONOUGH:",
        "AMBASSADOR LAGON:",
        "ÅKESSON:",
        "Q:",
        "QUESTION:",
        "OPERATOR:",
        "THE PRESIDENT:",
        "Marguerite Tan:",
        "Dr. Qureshi:",
        "0:12 JOHN:",
        "[00:01:46] MS. O'NEILL:",
        "M. Dupont :",
        "Mme Roy. –",
        "Mr. Hale of Eastmark.",
        "Ms. Mwangi-Ford.",
        "The PRESIDING OFFICER (Mr. Kyl).",
        "The SPEAKER pro tempore (Mr. Whitlow).",
        "Mr. de la GARZA of Texas.",
        "Mr. Rokita [presiding].",
        "Captain Engdahl.",
        "M. le rapporteur.",
        "Mme la présidente Anne Roy.",
        "Mme Roy, directrice de l'office.",
        "M. le président. —",
        "Mme Roy, ministre de la justice. —",
        "Le sergent d'état-major Leon Ptak:",
        "Joan Walley (Stoke, North) (Lab):",
        "Mr. Kinkel (Germany) (spoke in German; text furnished by the delegation):",
        "The Minister for Rural Affairs and Local Environmental Quality (Alun Michael):",
        "Q12   Chair:",
        ">> GODFREY PELL;",
        "Audience Member:",
        "Some hon. members:",
    ],
)
def test_a_label_that_recurs_is_one(label):
    assert len(labels(*[f"{label} {TALK}"] * 4)) == 4


@pytest.mark.parametrize("label", ["MR. HALE:", "THE PRESIDENT:", "DR. OYELARAN:"])
def test_a_form_that_only_labels_have_may_come_once(label):
    assert labels("Address to the Congress", f"{label} {TALK}") == [label[:-1]]


@pytest.mark.parametrize(
    "prose",
    [
        "Policy Podcast: Trafficking in Persons",
        "It consists of two things: force and fraud.",
        "Number One: be honest.",
        "DATE: March 3, 2010",
        "NOTE: As prepared for delivery",
        "Both are answers: “no” is an answer.",
        "At 10:30 we begin.",
        "See https://example.org/a for more.",
    ],
)
def test_a_colon_in_prose_is_no_label(prose):
    found = labels("LAGON: One.", prose, "HALE: Two.", "LAGON: Three.", "HALE: Four.")
    assert found == ["LAGON", "HALE", "LAGON", "HALE"]


def test_prose_with_colons_only_has_no_labels():
    assert labels("Three points: one.", "The Answer: it depends.", "Mr. Hale spoke.") == []


def test_q_without_a_colon_is_a_label_beside_others():
    assert labels("MR. GIBBS: Fire away.", "Q We're hearing that.", "MR. GIBBS: Yes.", "Q Thanks.")
    assert labels("Q We're hearing that.", "Q Another.") == []


def test_a_label_that_the_description_gives_is_one_though_all_come_once():
    source = read(b"RICE: We met today.\n\nLAGON: So we did.\n\nNote: It rained.", "a.txt")
    assert [x.text for x in find_labels(source, ["Rice", "LAGON:"])] == ["RICE", "LAGON"]
    assert find_labels(source) == []


def test_a_speaker_who_comes_once_among_labels_is_one():
    talk = ["LAGON: One.", "KARA: Two.", "LAGON: Three.", "KARA: Four.", "VERVILLE: Thanks."]
    assert labels(*talk)[-1] == "VERVILLE"


def test_full_names_that_initials_stand_for_are_labels_though_they_come_once():
    talk = [
        "Journalist Marguerite Tan spoke with Dr. Rukhsana Qureshi.",
        "Marguerite Tan: What did you get wrong?",
        "Dr. Qureshi: The door.",
        "MT: And now?",
        "RQ: Through other women.",
        "MT: And the number?",
        "RQ: Forty-one.",
    ]
    assert labels(*talk) == ["Marguerite Tan", "Dr. Qureshi", "MT", "RQ", "MT", "RQ"]


def test_several_turns_in_a_line_are_told_apart_by_their_time_codes():
    line = "0:12 JOHN: It began there. 0:40 MARY: And it ended. 1:02 JOHN: Yes. 1:10 MARY: No."
    assert labels(line) == ["JOHN", "MARY", "JOHN", "MARY"]


def test_a_label_may_have_lost_the_blank_after_it():
    talk = ["MR. EARNEST:Good morning.", "MS. ROE:Yes.", "MR. EARNEST:No."]
    assert labels(*talk) == ["MR. EARNEST", "MS. ROE", "MR. EARNEST"]


def test_bold_names_without_a_colon_are_labels_where_they_recur():
    talk = ["**Jane Miller** I think so.", "**Ann Roe** I do not."] * 2
    assert labels(*talk) == ["Jane Miller", "Ann Roe"] * 2


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Q", "question"),
        ("QUESTION 2", "question"),
        ("OPERATOR", "operator"),
        ("Unidentified Speaker", "audience"),
        ("The Chair", "office"),
        ("The Clerk of the Committee", "office"),
        ("THE SPEAKER", "office"),
        ("SPEAKER", "audience"),
        ("THE VICE PRESIDENT", "office"),
        ("La présidente", "office"),
        ("MT", "initials"),
        ("LAGON", "name"),
        ("Dr. Qureshi", "name"),
    ],
)
def test_what_kind_a_label_is(label, kind):
    assert kind_of(label) == kind


def test_labels_in_mid_paragraph_are_found_where_the_page_lost_its_breaks():
    text = "Hi. MS. ROE: Thanks. Q Why now? MS. ROE: Because. Q And the Q factor? MS. ROE: No."
    assert labels(text) == ["MS. ROE", "Q", "MS. ROE", "Q", "MS. ROE"]


def test_capitals_before_a_colon_in_prose_are_no_label():
    assert labels("We said it once. NOTE: this holds. And it does. WARNING: it always did.") == []


def test_bold_labels_with_a_courtesy_end_in_a_stop_and_may_hold_a_role():
    source = read(
        "**M. le président Jean Dupont.** Mes chers collègues.\n\n"
        "**Mme Claire Roy, directrice.** Je vous remercie.\n\n"
        "**M. Paul Martin.** Quelle est votre réponse ?\n\n"
        "**Mme Claire Roy.** Elle est simple.".encode(),
        "a.md",
    )
    found = [(label.text, label.given_in_brackets) for label in find_labels(source)]
    assert found == [
        ("M. le président Jean Dupont", ""),
        ("Mme Claire Roy", "directrice"),
        ("M. Paul Martin", ""),
        ("Mme Claire Roy", ""),
    ]


def test_a_label_that_stands_once_is_one_beside_a_short_name_in_capitals():
    found = labels(
        "EVE: We met many people in the city who could not leave their work.",
        "SMITH: I disagree with that, and I say so openly.",
        "EVE: Yes, forced labor is what it is.",
    )
    assert found == ["EVE", "SMITH", "EVE"]


def test_a_title_with_a_colon_printed_twice_is_no_label():
    title = "GHOST BROKERS: RECRUITMENT FEES AND THE WORKER"

    assert labels(title, title, f"Ms. ROY: {TALK}", f"Mr. HALE: {TALK}") == ["Ms. ROY", "Mr. HALE"]


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("MR. CARNEY", "(Speaks in Russian.)"),
        ("MR. GIBBS", "Well, now, that's --"),
        ("MR. EARNEST", "I have nothing on that."),
    ],
)
def test_words_that_come_again_are_spoken_again(label, words):
    found = labels(*[f"{label}: {words}", f"MR. LOTT: {TALK}", f"MR. HALE: {TALK}"] * 4)

    assert found.count(label) == 4


def test_a_list_of_who_took_part_is_no_talk():
    people = ["Narrator: Margarethe Lindqvist (ML)", "Interviewer: Thomas Ekwueme (TE)"]

    assert labels(*people, *[f"TE: {TALK}", f"ML: {TALK}"] * 2) == ["TE", "ML"] * 2


def test_among_names_in_full_one_that_comes_once_is_a_label():
    once = f"Sandra Day O'Connor: {TALK}"

    assert "Sandra Day O'Connor" in labels(*[f"Eric Voss: {TALK}", f"Ann Roe: {TALK}"] * 2, once)


def test_a_given_name_is_a_label_where_the_full_name_is_one():
    talk = [f"Dale Sorrel: {TALK}", *[f"Dale: {TALK}"] * 2]

    assert labels(*talk) == ["Dale Sorrel", "Dale", "Dale"]
