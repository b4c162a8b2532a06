"""Words that an article quotes are of whom it quotes, not its author's."""

from dataclasses import replace

import pytest

from search.quotes.judgement import Flag
from search.quotes.quotation import read_quotation
from search.quotes.source import Passage, Quoted, Source, Voice
from search.quotes.verdicts import judge
from tests.search.quotes.judging import BABBAGE, BYRON

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
