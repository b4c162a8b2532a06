"""A quotation held against passages, without a database."""

from search.quotes.judgement import Judgement
from search.quotes.quotation import read_quotation
from search.quotes.source import Passage, Source, Voice
from search.quotes.verdicts import judge

BYRON = Voice("Ada Byron", "ada-byron", ("Ada Byron", "BYRON"))
BABBAGE = Voice("Charles Babbage", "charles-babbage", ("Charles Babbage",))


def judged(quotation: str, *passages: str, said_by: str = "", language: str = "") -> Judgement:
    voices = (BYRON, BABBAGE)
    source = Source(
        tuple(
            Passage(
                f"p{at}",
                1,
                at,
                text,
                voices[0 if len(passages) == 1 else at % 2],
                language=language,
            )
            for at, text in enumerate(passages)
        )
    )
    found = judge(read_quotation(quotation), source, said_by)
    assert found is not None
    return found


def changes(judgement: Judgement) -> set[str]:
    return {str(change) for d in judgement.differences for change in d.callouts}
