"""Habits of records of courts: who examines, who answers, before whom."""

from tests.documents.ingest.understood import said, talk_of, turns, understood


def test_answers_between_questions_of_a_trial_are_turns():
    reading = understood(
        talk_of(
            "UNITED STATES OF AMERICA\n\nv.                     Criminal No. 12-0417",
            "DELROY BARROW,\n     Defendant",
            "THE COURT: Your next witness.",
            "MS. YATES: The government calls K.W.",
            "Q. Where did you live?",
            "A. In a motel.",
            "MR. HILL: Objection.",
            "THE COURT: Overruled.",
            "Q. Who paid for it?",
            "A. I did.",
        )
    )
    assert [words for _, words in said(reading)][3::4] == ["In a motel.", "I did."]
    assert reading.title.value == "UNITED STATES OF AMERICA v. DELROY BARROW"


def test_whose_argument_a_heading_announces_in_one_line():
    heading = "ORAL ARGUMENT OF NEIL K. KATTELL ON BEHALF OF THE PETITIONER"
    turns = ("JUSTICE THOMAS: How far?", heading, "MR. KATTELL: That far.", "JUSTICE THOMAS: So.")
    assert said(understood(talk_of(*turns)))[1][0] == "Neil K. Kattell"


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


def test_a_judge_on_a_panel_makes_no_court():
    reading = understood("""Panel: Housing after Rescue

Judge Ferrante: In my court the word is “defendant.”

Ms. Subramani: It is a little better now.

Judge Ferrante: I ask now.

Ms. Subramani: You do.
""")
    assert reading.kind is not None
    assert reading.kind.value == "panel"


DEPOSITION = """DEPOSITION OF RAYMOND L. TUCKER

Thereupon,
                    RAYMOND L. TUCKER,
having been first duly sworn, was examined and testified as follows:

BY MR. SCHELL:

     Q.   And what is your business?

     A.   Tomatoes.

     Q.   Whose safe was it?

     A.   Mine.
"""


def test_the_witness_of_a_deposition_is_who_was_sworn():
    reading = understood(DEPOSITION)
    assert [name for name, _ in said(reading)] == ["Schell", "Raymond L. Tucker"] * 2
    assert reading.kind.value == "hearing"


JURY_TRIAL = """                  IN THE UNITED STATES DISTRICT COURT

UNITED STATES OF AMERICA,         )  Criminal No. 01-00132 SOM
              Plaintiff,          )
        vs.                       )  Honolulu, Hawaii
KIL SOO LEEHAN,                   )  December 3, 2002
              Defendant.          )  9:02 A.M.

                    TRANSCRIPT OF JURY TRIAL (DAY 31)

APPEARANCES:

For the Plaintiff:   SUSAN L. FRENCHMAN

For the Defendant:   ALEXANDER SILVER

MS. FRENCHMAN:  The United States calls Nguyen Thi Hoa.

NGUYEN THI HOA, GOVERNMENT'S WITNESS, SWORN

BY MS. FRENCHMAN:

Q    What did you sew?

A    Shirts.

Q    How much were you paid?

A    In March, nothing.

MR. SILVER:  Objection.

Q    And in April?

A    In April there was the fight.
"""


def test_answers_in_court_have_no_stop_behind_their_letter():
    reading = understood(JURY_TRIAL)
    names = [name for name, _ in said(reading)]
    asks, hoa = "Susan L. Frenchman", "Nguyen Thi Hoa"
    assert names == [asks, asks, hoa, asks, hoa, "Alexander Silver", asks, hoa]
    assert reading.title.value == "UNITED STATES OF AMERICA v. KIL SOO LEEHAN"


def test_a_paragraph_that_begins_with_an_article_is_no_answer():
    text = talk_of(
        "MR. CARNEY: Good morning.",
        "Q    Is he bound by it?",
        "MR. CARNEY: He is.",
        "A President is bound by what Congress says.",
        "Q    And by the courts?",
        "MR. CARNEY: That too.",
    )
    assert [name for name, _ in turns(text)] == ["Carney", None, "Carney", "Carney", None, "Carney"]


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


def test_a_court_above_a_case_is_no_party():
    head = (
        "OF THE UNITED STATES\nIN THE SUPREME COURT OF THE UNITED STATES\n"
        "DELACROIX SHIPPING, INC.,  )\n      Petitioner,  )\n    v.   ) No. 18-1023\n"
        "KUNLE OYELARAN,  )\n     Respondent.  )"
    )
    talk = "JUSTICE KAGAN: Why?\n\nMR. ROE: The text.\n\nJUSTICE KAGAN: Which?"
    assert understood(f"{head}\n\n{talk}").title.value == (
        "DELACROIX SHIPPING, INC. v. KUNLE OYELARAN"
    )


def test_the_marks_of_an_australian_record_say_who_is_sworn_and_who_examines():
    text = talk_of(
        "INQUIRY UNDER SECTION 438U OF THE ACT",
        "Before Mr Richard Beaton SC, Commissioner",
        "THE COMMISSIONER: Are we ready?",
        "<GRANT JAMES MCKAY, affirmed: [10.02]",
        "<EXAMINATION BY MR GLOVE:",
        "MR GLOVE: Can you state your full name?",
        "A. Grant James McKay.",
        "Q. And successfully so?",
        "A. There were signs.",
        "THE COMMISSIONER: What signs?",
        "A. The reports.",
        "Q. Which?",
        "A. Those of May.",
    )
    reading = understood(text)
    chair, witness = "Richard Beaton", "Grant James McKay"
    names = [name for name, _ in said(reading)]
    assert names == [chair, *("Glove", witness) * 2, chair, witness, "Glove", witness]
    assert reading.kind.value == "hearing"
