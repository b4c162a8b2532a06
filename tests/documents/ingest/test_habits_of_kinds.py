"""Habits by which a text tells what it is: an article, a podcast, a speech."""

import pytest

from tests.documents.ingest.understood import said, talk_of, understood


def test_remarks_of_several_are_no_interview():
    talk = "MR. ROE: Shall we?\n\nMS. HALE: Yes.\n\nDR. POND: I thank you.\n\nMR. ROE: Who?"
    assert understood(f"Remarks at the Release of the Report\n\n{talk}").kind.value == "panel"


def test_the_title_in_front_matter_says_that_a_text_is_a_podcast():
    matter = "---\ntitle: 'Episode 41: The Recruiter'\n---\n\n"
    talk = "**Ann Roe:** Hello.\n\n**Tom Lee:** Hi.\n\n**Ann Roe:** So.\n\n**Tom Lee:** Bye."
    assert understood(matter + talk, "a.md").kind.value == "podcast"


NEWSLETTER = """# The Monday Brief

*June 20, 2022*

Happy Monday. Here’s what we’re reading.

“The grace period is over,” Greta Magnuson said on Thursday.

“You can’t prove a negative,” says Rick Haller. “It passes to the son,” Sunita Roy told us.
"""

PARAPHRASE = """Council Urges States to Share Evidence

The Council urged States to share evidence. “It is a way to pay for war”, said the Rapporteur.

The representative of France said that his country had three proposals. Sweden’s representative
noted that a word was missing. Egypt’s stressed the need for money.
"""


@pytest.mark.parametrize("text", [NEWSLETTER, PARAPHRASE])
def test_what_a_paper_says_of_itself_or_in_other_words_is_no_speech(text):
    reading = understood(text)
    assert (reading.kind.value, said(reading)) == ("article", [])


COLUMN = """<html><head><title>Nobody looked up | Opinion</title></head><body><div>Opinion</div>
<h1>Nobody looked up</h1><p>Grace Ado</p><p>Fri 18 Oct 2019 10.00 BST</p>
<p>The house had a blue door. I polished the knocker every morning at five, and no one used it.</p>
<p>A detective asked me why I did not leave. “Where would I go?” I said.</p></body></html>"""


def test_a_column_in_the_first_person_is_an_article_of_whose_name_stands_above_the_day():
    reading = understood(COLUMN, "a.html")
    author = next(voice for voice in reading.voices if voice.part == "author")
    assert (author.name, said(reading)) == ("Grace Ado", [])
    assert [quote.voice for quote in reading.quotes] == [author.key]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (
            "Crews\n\n     The subcommittee met, pursuant to call, at 10:15 a.m., in Room 7.",
            "hearing",
        ),
        ("Remarks With Minister Toomas Ilves After Their Meeting", "press-conference"),
    ],
)
def test_kinds_that_the_head_tells_in_other_words(head, kind):
    talk = ("MR. HOLLIS: We begin.", "MS. ABEYTA: One in nine.", "QUESTION: Is it?")
    assert understood(talk_of(head, *talk, *talk)).kind.value == kind


@pytest.mark.parametrize(
    "text",
    [
        "From Wikinews, the free news source you can write!\n\nA court acquitted the captain.\n\n"
        'Judge Nevin said that it had not been shown. "A locked door at sea is not always a '
        'prison," he told the court.\n\nThe lawyer of the crew had another view. "They could not '
        'open it," she said on the steps of the court after the hearing had ended.',
        "La Audiencia condenó a los tres responsables de una red que explotaba a temporeros.\n\n"
        "“La deuda no se acababa nunca”, relató Driss Benali, uno de los que denunciaron.\n\n"
        "La portavoz de la Fiscalía, Elena Marín, subrayó que “no habrá impunidad” en los campos.",
    ],
)
def test_a_report_without_a_byline_is_an_article(text):
    assert understood(f"The trial of a captain\n\n{text}").kind.value == "article"


def test_a_broadcast_whose_headline_names_a_hearing_is_none():
    head = "Official Appears for Extradition Hearing\n\nAired July 27, 2015"
    talk = "JO ROE, CNN HOST: Hello.\n\nANA HALE, CNN CORRESPONDENT: Hello.\n\nROE: Thank you."
    assert understood(f"{head}\n\n{talk}").kind.value != "hearing"
