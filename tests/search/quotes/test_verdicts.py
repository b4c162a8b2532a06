"""What an aligned quotation amounts to, without a database."""

import pytest

from search.quotes.judgement import Flag
from search.quotes.quotation import read_quotation
from search.quotes.sentences import callouts
from search.quotes.source import Passage, Quoted, Source
from search.quotes.verdicts import judge
from search.quotes.word_classes import content_words
from tests.search.quotes.judging import BABBAGE, BYRON, changes, judged

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
        ("It supports strong laws [and traffickers] in Peru", "altered", None),
        ("It supports strong laws [and] in Peru", "punctuation", None),
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


def test_a_condition_that_was_cut_off_is_told():
    held = "If he is safe, I would support this bill unless the cap goes. It stands."
    assert Flag.CUTS_CONDITION_BEHIND in judged("I would support this bill", held).flags
    assert (
        Flag.CUTS_CONDITION in judged("I would support this bill unless the cap goes", held).flags
    )
    whole = judged("If he is safe, I would support this bill unless the cap goes …", held)
    assert "condition" not in " ".join(callouts(whole))


def test_an_ellipsis_over_the_turns_of_others_is_told():
    turns = (
        "The cap was never reached.",
        "So you would keep none?",
        "It takes 14 months on average.",
    )
    found = judged("The cap was never reached … It takes 14 months on average", *turns)
    assert found.verdict == "abridged" and Flag.OMITS_OTHERS in found.flags
    found = judged("The cap was … reached", *turns)
    assert Flag.OMITS_OTHERS not in found.flags


@pytest.mark.parametrize(
    ("asked", "is_scrap"),
    [
        ("The cap was never … reached", False),
        ("The cap was never reached … too long", True),
        ("The cap … It takes 14 months on average", True),
        ("The cap was never reached … It takes 14 months", False),
        ("The cap was never reached …", False),
    ],
)
def test_a_word_or_two_of_another_sentence_are_told(asked, is_scrap):
    held = (
        "The cap was never, to my mind, reached. So be it. It takes 14 months on average; too long."
    )
    found = judged(asked, held)
    assert (Flag.SCRAP in found.flags) == is_scrap


@pytest.mark.parametrize(
    ("asked", "held", "verdict", "marks"),
    [
        ("We do not[1] know of it", "We do not know of it.", "punctuation", ["[1]"]),
        ("We do not[1][note 2] know,[12] so", "We do not know, so.", "punctuation", 3),
        ("“We do not know of it.”[3]", "We do not know of it.", "exact", []),
        ("We do not know of it.[citation needed]", "We do not know of it.", "exact", []),
        ("We do not[1] know of it", "We do not[1] know of it.", "exact", []),
        ("We do not know of it", "We do not[1] know of it.", "exact", []),
        ("We do not [1] know of it", "We do not know of it.", "altered", None),
        ("We do[not] know of it", "We do know of it.", "altered", None),
    ],
)
def test_the_mark_of_a_footnote_is_no_word(asked, held, verdict, marks):
    found = judged(asked, held)
    told = [d.asked for d in found.differences if d.kind == "mark"]
    assert found.verdict == verdict
    assert marks is None or told == marks or len(told) == marks


@pytest.mark.parametrize(
    ("asked", "is_told"),
    [
        ("They … try 30 of the traffickers", True),
        ("They will try … traffickers, and they can", True),
        ("They will try 30 of … traffickers", False),
        ("It supports strong laws … and they can", False),
    ],
)
def test_a_number_or_modal_left_out_of_a_sentence_is_told(asked, is_told):
    found = judged(asked, TOLD)
    assert found.verdict == "abridged" and (Flag.OMITS_LIMIT in found.flags) == is_told


@pytest.mark.parametrize(
    ("asked", "is_spliced"),
    [
        ("I don’t see this as … a question of people", True),
        ("I don’t see this … This is a question of people", False),
        ("a question of borders … This is a question of people", False),
        ("I don’t see this … a question of borders", False),
        ("a question of borders. … a question of people", False),
    ],
)
def test_an_ellipsis_that_makes_one_sentence_of_two_is_told(asked, is_spliced):
    held = "I don’t see this as a question of borders. This is a question of people who suffer."
    assert (Flag.SPLICED in judged(asked, held).flags) == is_spliced


@pytest.mark.parametrize(
    ("asked", "held", "change"),
    [
        ("It will come out in July", "It will come out in June", {"date"}),
        ("It will come out in May", "It will come out in June", {"date"}),
        ("We may see it come out soon", "We must see it come out soon", {"modal"}),
        ("It came out on Monday last", "It came out on Friday last", {"date"}),
        ("It came out at 10 pm there", "It came out at 10 am there", {"date"}),
    ],
)
def test_another_month_or_day_is_a_date(asked, held, change):
    assert changes(judged(asked, held)) == change


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
    ("asked", "held", "change"),
    [
        (
            "der Wald ist ein Lager für altes Holz",
            "Der Wald ist kein Lager für altes Holz",
            "negation",
        ),
        ("wir müssen den alten Wald retten", "Wir können den alten Wald retten", "modal"),
        ("sie haben den Wald gerettet", "Sie haben vielleicht den Wald gerettet", "condition"),
        ("la forêt doit vivre ici", "La forêt peut vivre ici", "modal"),
        ("non abbiamo visto il bosco", "Abbiamo visto il bosco", "negation"),
    ],
)
def test_what_turns_a_sentence_is_told_in_other_languages_too(asked, held, change):
    found = judged(asked, held)
    assert found.verdict == "altered" and change in changes(found)


@pytest.mark.parametrize(
    ("asked", "held", "language", "change"),
    [
        ("it is a crime of our fathers", "it is a sin of our fathers", "en", set()),
        ("es un crimen con nombre", "es un crimen sin nombre", "es", {"negation"}),
        ("o povo do Brasil", "o povo no Brasil", "pt", set()),
        ("es un crimen con nombre", "es un crimen sin nombre", "", {"negation"}),
    ],
)
def test_what_negates_in_another_language_negates_nothing(asked, held, language, change):
    assert changes(judged(asked, held, language=language)) == change


@pytest.mark.parametrize(("asked", "change"), [("a", set()), ("it", {"name"}), ("Peru", {"name"})])
def test_an_article_that_begins_a_quotation_stands_for_no_name(asked, change):
    rest = "resolution was led by all of them"
    found = judged(f"{asked} {rest}", f"We heard of the Criminal Justice {rest}.")
    assert found.verdict == "altered" and changes(found) == change


def test_what_makes_conditions_in_another_language_makes_none():
    held = "The burden falls on them, and they carry it for us all."
    assert Flag.CUTS_CONDITION not in judged("they carry it for us", held, language="en").flags


@pytest.mark.parametrize(
    ("asked", "held", "is_name"),
    [
        ("Sie retten den Wald und das alte Haus", "Sie retten den Fluss und das alte Haus", False),
        ("Die Kinder retten den alten Wald", "Nur die Frauen retten den alten Wald", False),
        ("Sie hörten Angela Scholz im alten Haus", "Sie hörten Angela Merkel im alten Haus", True),
        ("Sie hörten Kanzler Scholz im Haus", "Sie hörten Kanzler Kohl im Haus", True),
        ("Sie hörten die NATO im alten Haus", "Sie hörten die EU im alten Haus", True),
        ("Sie hörten Byron im alten Haus", "Sie hörten ihn im alten Haus", True),
    ],
)
def test_a_german_noun_is_no_name(asked, held, is_name):
    found = judged(asked, held, language="de")
    assert found.verdict == "altered" and ("name" in changes(found)) == is_name


@pytest.mark.parametrize(
    ("asked", "held", "flag"),
    [
        (
            "يمكننا أن نحل هذه المشكلة وحدنا",
            "لا يمكننا أن نحل هذه المشكلة وحدنا.",
            Flag.CUTS_NEGATION,
        ),
        (
            "依靠警察，我们必须依靠社会",
            "我们不能只依靠警察，我们必须依靠社会。",
            Flag.CUTS_NEGATION,
        ),
        ("我们必须依靠社会", "他没有来。我们必须依靠社会。", None),
        ("我们必须依靠社会", "在未来，我们必须依靠社会。", None),
        ("我们必须依靠社会", "如果有困难，我们必须依靠社会。", Flag.CUTS_CONDITION),
        (
            "мы можем решить это сами",
            "Я думаю, что не мы можем решить это сами.",
            Flag.CUTS_NEGATION,
        ),
    ],
)
def test_what_turns_a_sentence_and_was_cut_off_is_told_in_other_scripts(asked, held, flag):
    found = judged(asked, held)
    cuts = {Flag.CUTS_NEGATION, Flag.CUTS_CONDITION}
    assert found.verdict == "exact" and cuts & set(found.flags) == {flag} - {None}


def test_a_negation_that_was_dropped_is_told_in_scripts_without_spaces():
    found = judged("我们能只依靠警察", "我们不能只依靠警察。")
    assert found.verdict == "altered" and changes(found) == {"negation"}
    assert not content_words(["我", "们"])


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


def test_of_the_same_words_by_several_those_of_whoever_is_stated_are_meant():
    words = "the president asked for a delay of the hearing"
    asking, answering = f"Do you say {words}?", f"I say that {words}."
    found = judged(words, asking, answering, "No.", said_by="Charles Babbage")
    assert found.verdict == "exact" and found.source.passages[0].text == answering
    assert judged(words, asking, answering, said_by="Cy Bell").verdict == "misattributed"
    other = words.replace("a delay", "no delay")
    assert judged(other, asking, answering, said_by="Cy Bell").verdict == "altered"


def test_words_around_those_of_one_speaker_are_nobody_elses():
    before = "Nobody, as far as I know, has ever said that."
    asked = f"Byron said that {CLAUSES[:-1]}"
    for held in ((before, CLAUSES), (CLAUSES,)):
        found = judged(asked, *held)
        assert found.verdict == "altered" and Flag.CONTAINS in found.flags
        assert Flag.SEVERAL_SPEAKERS not in found.flags
    assert Flag.CONTAINS in judged(f"{CLAUSES[:-1]}, she said today.", CLAUSES).flags
    assert Flag.CONTAINS not in judged(CLAUSES.replace("We", "They", 1), CLAUSES).flags


def test_a_reporters_long_words_between_two_sentences_are_an_interruption():
    first, second = "“The children belong to no market,”", "“They belong to their mothers.”"
    text = f"{first} said Bell, who runs a shelter of forty beds on the hill. {second}"
    spans = [(text.index(words), text.index(words) + len(words)) for words in (first, second)]
    quoted = tuple(Quoted(*span, BYRON) for span in spans)
    source = Source((Passage("p1", 1, 0, text, BABBAGE, quoted=quoted),))
    for said, verdict in (
        ("They belong to their mothers", "punctuation"),
        ("They do not", "alter"),
    ):
        found = judge(read_quotation(f"The children belong to no market. {said}"), source)
        assert found is not None and found.verdict.startswith(verdict)
        assert Flag.REORDERED not in found.flags


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
        ("the law n̶o̶t̶ forbid that", "altered", ()),
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
