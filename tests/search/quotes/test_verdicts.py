"""What an aligned quotation amounts to, without a database."""

from dataclasses import replace

import pytest

from search.quotes.figures import figures
from search.quotes.quotation import read_quotation
from search.quotes.sentences import callouts
from search.quotes.source import Passage, Quoted, Source, Voice
from search.quotes.verdicts import Flag, Judgement, judge

BYRON = Voice("Ada Byron", "ada-byron", ("Ada Byron", "BYRON"))
BABBAGE = Voice("Charles Babbage", "charles-babbage", ("Charles Babbage",))


def judged(quotation: str, *passages: str, said_by: str = "") -> Judgement:
    voices = (BYRON, BABBAGE)
    source = Source(
        tuple(
            Passage(f"p{at}", 1, at, text, voices[0 if len(passages) == 1 else at % 2])
            for at, text in enumerate(passages)
        )
    )
    found = judge(read_quotation(quotation), source, said_by)
    assert found is not None
    return found


def changes(judgement: Judgement) -> set[str]:
    return {str(change) for d in judgement.differences for change in d.callouts}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("about 1,500 of 20.9 million", [("1500", ""), ("20900000", "")]),
        ("1.500 or 1 500 or 1’500", [("1.5", ""), ("1500", ""), ("1500", "")]),
        ("$528 million, US$528m, 528 million dollars", [("528000000", "$")] * 3),
        ("£3 and 3 € and minus three", [("3", "£"), ("3", "€"), ("-3", "")]),
        ("$1 percent", [("1", "$%")]),
        ("80%, 80 percent, eighty per cent", [("80", "%")] * 3),
        (
            "-5 degrees, G-7, COVID-19, 2015-2017",
            [(n, "") for n in ("-5", "7", "19", "2015", "2017")],
        ),
        ("the 21st, the twenty-first", [("21", "th")] * 2),
        (
            "a hundred and five, one hundred and two hundred",
            [(n, "") for n in ["105", "100", "200"]],
        ),
        ("twenty thirty years, 12a, hundreds", []),
        ("nineteen ninety-nine, eighteen forty", [("1999", ""), ("1840", "")]),
        ("twenty twelve, eighteen nineteen", [("2012", "")]),
        ("¾, 3/4, three quarters, 1½, 1 1/2", [(n, "") for n in ["0.75"] * 3 + ["1.5"] * 2]),
        ("9/11, 24/7, 1/2/2012", [(n, "") for n in ["9", "11", "24", "7", "1", "2", "2012"]]),
        ("June 3, 2008, 500 people", [("3", ""), ("2008", ""), ("500", "")]),
    ],
)
def test_numbers_are_read_for_their_value(text, says):
    found = [(figure.value, figure.unit) for figure in figures(text)]
    assert [(f"{value.normalize():f}", unit) for value, unit in found] == says


HELD = (
    "We gave $1,500 to thirty towns and 80% of it in 2008, when it was -5 degrees; "
    "twenty-one of them never paid more than one hundred pounds."
)


@pytest.mark.parametrize(
    ("there", "asked", "verdict"),
    [
        ("$1,500", "$1500", "punctuation"),
        ("$1,500", "1,500 dollars", "punctuation"),
        ("$1,500", "US$1,500", "punctuation"),
        ("$1,500", "fifteen hundred dollars", "punctuation"),
        ("$1,500", "$1.500", "altered"),
        ("$1,500", "£1,500", "altered"),
        ("$1,500", "1,500", "altered"),
        ("$1,500", "$15,00", "altered"),
        ("$1,500", "$1,500 million", "altered"),
        ("thirty", "30", "punctuation"),
        ("thirty", "13", "altered"),
        ("thirty", "thirteen", "altered"),
        ("80%", "80 percent", "punctuation"),
        ("80%", "eighty per cent", "punctuation"),
        ("80%", "80", "altered"),
        ("80%", "18%", "altered"),
        ("-5 degrees", "minus five degrees", "punctuation"),
        ("-5 degrees", "5 degrees", "altered"),
        ("twenty-one", "21", "punctuation"),
        ("twenty-one", "twenty", "altered"),
        ("one hundred pounds", "£100", "punctuation"),
        ("one hundred pounds", "a hundred pounds", "punctuation"),
        ("one hundred pounds", "a hundred dollars", "altered"),
    ],
)
def test_a_number_may_be_written_otherwise_but_not_be_another(there, asked, verdict):
    found = judged(HELD.replace(there, asked), HELD)
    assert found.verdict == verdict
    assert changes(found) == ({"number"} if verdict == "altered" else set())
    assert asked.split()[0] in " ".join(callouts(found))


def test_a_year_may_be_written_as_it_is_said_but_not_be_another():
    held = "The law was made in nineteen ninety-nine, and nobody knew of it."
    assert judged("The law was made in 1999, and nobody knew", held).verdict == "punctuation"
    assert judged("The law was made in 1998, and nobody knew", held).verdict == "altered"


def test_a_number_that_was_moved_is_called_out():
    held = (
        "In that year the court heard of 45 of the cases in the north, and in the other year of 12 "
        "in the south, as they say."
    )
    asked = (
        "In that year the court heard of 12 in the south, and in the other year of 45 of the cases "
        "in the north"
    )
    moved = [d for d in judged(asked, held).differences if d.kind == "moved"]
    assert {d.asked: [str(change) for change in d.callouts] for d in moved} == {
        "12": ["number"],
        "south": [],
        "of 45": [],
        "the cases": [],
        "north": [],
    }


@pytest.mark.parametrize("held", ["2/3", "⅔", "two-thirds"])
@pytest.mark.parametrize(
    ("asked", "is_same"),
    [
        ("2/3", True),
        ("⅔", True),
        ("two thirds", True),
        ("2 3", False),
        ("2.3", False),
        ("23", False),
        ("⅓", False),
        ("two", False),
    ],
)
def test_a_fraction_is_one_number(held, asked, is_same):
    sentence = "They say that over {} of all countries have programs of labor inspection."
    found = judged(sentence.format(asked), sentence.format(held))
    assert found.verdict in (("exact", "punctuation") if is_same else ("altered",))
    assert changes(found) == (set() if is_same else {"number"})


def test_a_number_that_the_quotation_cuts_is_another():
    held = "There are 20.9 million people in forced labor in this world."
    assert judged("There are 20.9", held).verdict == "altered"
    assert judged("million people in forced labor", held).verdict == "altered"
    assert judged("people in forced labor", held).verdict == "exact"


TOLD = "It supports strong laws in Peru. They will try 30 of the traffickers, and they can."


@pytest.mark.parametrize(
    ("asked", "verdict", "change"),
    [
        ("[Peru] supports strong laws", "punctuation", None),
        ("It support[s] strong laws [in 2001] in Peru", "altered", "number"),
        ("[China] supports strong laws in Peru", "altered", "name"),
        ("It supports strong laws in [China]", "altered", "name"),
        ("It [rarely] supports strong laws in Peru", "altered", "frequency"),
        ("It [never] supports strong laws in Peru", "altered", "negation"),
        ("It supports [weak] laws in Peru", "altered", None),
        ("It supports strong laws [sic] in Peru", "punctuation", None),
        ("[I]t supports strong laws in Peru", "punctuation", None),
        ("It supported strong law[s] in Peru", "altered", None),
        ("It support[ed] strong laws in Peru", "punctuation", None),
        ("It [un]supports strong laws in Peru", "altered", None),
        ("They [the prosecutors] will try 30 of the traffickers", "punctuation", None),
        ("They will try [30] of the traffickers", "punctuation", None),
        ("They will try [thirty] of the traffickers", "punctuation", None),
        ("They will try [13] of the traffickers", "altered", "number"),
        ("They [may] try 30 of the traffickers", "altered", "modal"),
        ("They will try [all] of the traffickers", "altered", "number"),
        ("[Traffickers] will try 30 of the traffickers", "punctuation", None),
        ("They will [fail to] try 30 of the traffickers", "altered", "negation"),
        ("It supports strong [traffickers] in Peru", "altered", None),
        ("It supports the strong [terrible] laws in Peru", "altered", None),
        ("They will try 30 of the [wretched] traffickers", "altered", None),
        ("They [prosecutors] will try 30 of the traffickers", "punctuation", None),
        ("They will [foolishly] try 30 of the traffickers", "altered", None),
        ("It supports strong [trafficking] laws in Peru", "punctuation", None),
    ],
)
def test_brackets_explain_and_may_not_turn_the_meaning(asked, verdict, change):
    found = judged(asked, TOLD)
    assert found.verdict == verdict
    assert change is None or change in changes(found)
    put_in = any(d.kind == "bracketed" and "sic" not in d.asked for d in found.differences)
    assert (Flag.BRACKETS in found.flags) == put_in


def test_brackets_say_what_a_word_that_points_back_stands_for():
    held = "Trafficking is everywhere. This crime grows, and that is all we know of it."
    assert judged("[Trafficking] grows, and that is all we know", held).verdict == "punctuation"
    assert judged("This [everywhere] grows, and that is all", held).verdict == "altered"


@pytest.mark.parametrize(
    ("asked", "follows"),
    [
        ("poverty alone results in bondage", True),
        ("poverty alone results in bondage does not explain it", False),
        ("It explains little", False),
    ],
)
def test_a_negation_that_follows_in_the_sentence_is_told(asked, follows):
    held = (
        "The claim that poverty alone results in bondage does not explain it. "
        "It explains little. Not I."
    )
    found = judged(asked, held)
    assert found.verdict == "exact"
    assert (Flag.CUTS_NEGATION_BEHIND in found.flags) == follows
    assert ("negation follows it" in " ".join(callouts(found))) == follows


def test_a_transcribers_brackets_are_no_quoters():
    held = "We had already moved halfway, $44.8 [billion] of it, in a single year."
    assert judged("moved halfway, $44.8 [billion] of it", held).verdict == "exact"
    assert judged("moved halfway, $44.8 billion of it", held).verdict == "punctuation"
    assert judged("moved halfway, $44.8 [million] of it", held).verdict == "altered"


def test_an_abbreviation_that_stands_around_may_be_written_out():
    held = "The U.S. spends more on it. It spends more than all others, and knows it."
    found = judged("[The United States] spends more than all others", held)
    assert found.verdict == "punctuation"


CLAUSES = "We wear it, we use it, and we consume it every day, because nobody asks who made it."


def test_clauses_in_another_order_are_altered_and_said_to_be():
    asked = "Because nobody asks who made it, we consume it every day, and we wear it."
    found = judged(asked, CLAUSES)
    assert found.verdict == "altered" and Flag.REORDERED in found.flags
    assert Flag.CONTAINS not in found.flags
    assert "stands elsewhere in the passage" in " ".join(callouts(found))
    assert judged("They wore it, they used it, they ate it daily", CLAUSES).verdict == "not_found"


def test_sentences_that_were_left_out_unsaid_are_told_and_the_others_kept():
    held = (
        "Nobody denies it, for it is everywhere. It takes many forms. Sometimes it is for labor, "
        "sometimes for trade, and it crosses borders, but need not cross them, for the child sold "
        "at home or the bonded laborer in India. It is largely done in the private sector, and in "
        "the informal economy."
    )
    asked = "It takes many forms. It is largely done in the private sector"
    found = judged(asked, held)
    assert found.verdict == "altered" and found.share == 1
    assert [d.kind for d in found.differences] == ["dropped"]
    assert found.differences[0].held.startswith("Sometimes it is for labor")
    assert "and a name differ: “Sometimes" in callouts(found)[0]
    assert Flag.CUTS_NEGATION not in found.flags and Flag.REORDERED not in found.flags
    assert judged(asked.replace(". ", " … "), held).verdict == "abridged"


def test_of_words_beside_words_of_its_own_it_is_said_that_they_are_the_archives():
    before = "All that summer the harbour lay empty under a leaden sky. Nobody came ashore. "
    asked = "Then the old engineer rose and told them: we consume it every day, because nobody asks"
    found = judged(asked, before + CLAUSES)
    assert Flag.CONTAINS in found.flags


@pytest.mark.parametrize(
    ("asked", "held", "said"),
    [
        ("we can pay for it all", "we can't pay for it all", "“can” stands for “can't”"),
        ("we don’t pay for it all", "we do pay for it all", "“don’t” stands for “do”"),
    ],
)
def test_a_contraction_is_told_as_one_word(asked, held, said):
    (told, *_) = callouts(judged(asked, held))
    assert told.startswith("A negation") and said in told


def test_of_several_who_are_stated_one_said_it():
    found = judged(CLAUSES, CLAUSES, said_by="Babbage and Byron")
    assert found.verdict == "exact" and Flag.ONE_OF_THOSE in found.flags
    assert judged(CLAUSES, CLAUSES, said_by="Babbage and Cy Bell").verdict == "misattributed"


PRINTED = (
    "“We have a serious effort at home, and we know it,” Ada Byron said on June 5. She added that "
    "“a report is no remedy for that,” and closed her papers."
)
DENIED = "“Nobody on the committee can say that,” Charles Babbage said."
BELL = Voice("Lea Bell", "lea-bell", ("Lea Bell",))


def quoted(text: str, words: str, voice: Voice, evidence: str = "cue") -> Quoted:
    start = text.index(words)
    return Quoted(start, start + len(words), replace(voice, evidence=evidence))


ARTICLE = Source(
    (
        Passage(
            "p1",
            1,
            1,
            PRINTED,
            BELL,
            quoted=(
                quoted(PRINTED, "We have a serious effort at home, and we know it,", BYRON),
                quoted(PRINTED, "a report is no remedy for that,", BYRON, "context"),
            ),
        ),
        Passage(
            "p2",
            1,
            2,
            DENIED,
            BELL,
            quoted=(quoted(DENIED, "Nobody on the committee can say that,", BABBAGE),),
        ),
    )
)
TO_THE_NEXT = "“a report is no remedy for that,” and closed her papers. “Nobody on the committee"


@pytest.mark.parametrize("between", ["…", "” … “"])
def test_one_person_quoted_twice_in_an_article_is_one_voice_however_known(between):
    asked = f"a serious effort at home {between} a report is no remedy for that"
    found = judge(read_quotation(asked), ARTICLE, "Byron")
    assert found is not None and found.verdict == "abridged"
    assert [voice.shown for voice in found.voices] == ["Ada Byron"]


@pytest.mark.parametrize(
    ("asked", "said_by", "verdict", "flag"),
    [
        (PRINTED, "", "exact", Flag.QUOTES),
        (PRINTED, "Lea Bell", "exact", Flag.QUOTES),
        (PRINTED, "Byron", "punctuation", Flag.WORDS_AROUND),
        (PRINTED, "Charles Babbage", "misattributed", Flag.WRONG_SPEAKER),
        (PRINTED.replace("serious", "severe"), "", "altered", Flag.QUOTES),
        (PRINTED.translate({ord(c): "" for c in "“”"}), "", "altered", Flag.SEVERAL_SPEAKERS),
        ("we know it, Ada Byron said on June 5", "Lea Bell", "altered", Flag.SEVERAL_SPEAKERS),
        (TO_THE_NEXT, "Lea Bell", "exact", Flag.QUOTES),
        (TO_THE_NEXT, "Byron", "altered", Flag.SEVERAL_SPEAKERS),
        (
            "a report is no remedy for that” … “Nobody on the committee can say that",
            "Byron",
            "altered",
            Flag.SEVERAL_SPEAKERS,
        ),
    ],
)
def test_a_text_that_quotes_stays_its_authors_where_its_marks_are_kept(
    asked, said_by, verdict, flag
):
    found = judge(read_quotation(asked), ARTICLE, said_by)
    assert found is not None and found.verdict == verdict
    assert flag in found.flags
    is_hers = flag is not Flag.SEVERAL_SPEAKERS and verdict != "misattributed"
    assert not is_hers or found.voices == (BELL,)


SLIDE = (
    "It was so in 2012.\n\n4 short sentences in halfway houses (of many)\n\n[Source: Byron 2012]"
)


@pytest.mark.parametrize(
    ("asked", "verdict"),
    [
        (SLIDE, "exact"),
        ("4 short sentences in halfway houses (of many) [Source: Byron 2012]", "exact"),
        ("4 short sentences in halfway houses (of many) Source: Byron 2012", "punctuation"),
        ("4 short sentences in halfway houses (of many) [Source: Byron 2011]", "altered"),
        ("4 short sentences [Source: Byron 2012] in halfway houses (of many)", "punctuation"),
        ("4 short sentences in [halfway] houses (of many)", "punctuation"),
        ("(4 short sentences in halfway houses (of many)", "punctuation"),
    ],
)
def test_brackets_of_the_archive_are_not_the_quoters(asked, verdict):
    found = judged(asked, SLIDE)
    assert found.verdict == verdict
    assert (Flag.BRACKETS in found.flags) == (
        "[" in asked and verdict != "exact" and "[halfway]" not in asked
    )


HEARD = (
    "About 1,500 people are held, ~30 of them here. Why does the law not forbid that? "
    "Nobody (laughs) asked me at the time."
)
LAUGHS = HEARD.index("(laughs)"), HEARD.index(" asked")


@pytest.mark.parametrize(
    ("asked", "verdict", "mark"),
    [
        ("Why does the law not forbid that?", "exact", ()),
        ("Why does the law not forbid that", "exact", ()),
        ("Why does the law not forbid that…", "exact", ()),
        ("Why does the law not forbid that.", "punctuation", (".", "?")),
        ("Why does the law not forbid that,", "punctuation", (",", "?")),
        ("Why does the law not forbid that. Nobody asked", "punctuation", (".", "?")),
        ("Nobody asked me at the time?", "punctuation", ("?", ".")),
        ("Nobody asked me at the time!", "punctuation", ("!", ".")),
        ("“Nobody asked me at the time”?", "punctuation", ("?", ".")),
        ("Nobody asked me at the time,", "exact", ()),
        ("Nobody (laughs) asked me at the time", "exact", ()),
        ("Nobody asked me (laughs) at the time", "punctuation", ("(laughs)", "")),
        ("Nobody asked me at the time. (Applause.)", "punctuation", ("(Applause.)", "")),
        ("Nobody asked me (sic) at the time", "punctuation", ("(sic)", "")),
        ("Nobody *asked* me at the time", "punctuation", ("*", "")),
        ("#Nobody asked me at the time", "punctuation", ("#", "")),
        ("Nobody asked me at the time}", "punctuation", ("}", "")),
        ("the law ~~never~~ not forbid that", "punctuation", ("~~", "")),
        ("the law ~~not~~ forbid that", "altered", ("~~", "")),
        ("About ~1,500 people are held", "altered", ("~", "")),
        ("About >1,500 people are held", "altered", (">", "")),
        ("About 1,500² people are held", "altered", ("²", "")),
        ("people are held, ~30 of them here", "exact", ()),
        ("people are held, 30 of them here", "altered", ("", "~")),
    ],
)
def test_a_sign_a_note_or_another_end_of_a_sentence_is_never_exact(asked, verdict, mark):
    source = Source((Passage("p1", 1, 0, HEARD, BYRON, notes=(LAUGHS,)),))
    found = judge(read_quotation(asked), source)
    assert found is not None and found.verdict == verdict
    marks = [(d.asked, d.held) for d in found.differences if d.kind == "mark"]
    assert marks[:1] == [mark] * bool(mark)
    assert all(one in " ".join(callouts(found)) for one in mark)


def test_of_the_same_words_twice_those_with_the_same_marks_are_meant():
    one, other = "Then they put another question to me there.", "Another question?"
    found = judged("Another question?", one, "No.", other)
    assert found.verdict == "exact" and found.source.passages[0].text == other
