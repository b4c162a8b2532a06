"""Who asks and who answers in an interview, by its title lines: for labels that are no names.

"Q" and "A", "I" and "R", or the first letters of family names, stand for the two people whom
"Interview with Ruth Abelman" and "Interviewed by Don Fischbach" name.
"""

import re
from collections import Counter

from documents.ingest.forms_of_address import is_full
from documents.ingest.name_words import plain
from documents.ingest.names import (
    NAME,
    in_reading_case,
    is_person_like,
    names_in,
    same_family,
    surname,
)
from documents.ingest.people.introductions import trimmed_name
from documents.ingest.people.talk import Talk
from documents.ingest.quotations.named import name_runs
from documents.ingest.quotations.words import ROLE_WORD
from documents.ingest.structure.outline import is_byline
from documents.ingest.wordlists import one_of

_CONDUCTED = one_of(r"""
    interview(?:ed|er)?s?(?:\sconducted)?\sby|interview\sby|interviewers?\s?:|conducted\sby|interviewer
    (?:propos\s)?recueillis?\spar|entretien\s(?:réalisé|mené)\spar|entrevistado\spor|entrevistador
""")
_GIVEN = one_of(r"""
    (?:interview|entretien)\sde|interview\s(?:with|of)|questions\s(?:for|to|with)|conversation\swith|q\s?(?:&|and)\s?a\swith|(?:narrator|interviewee)s?\s?:?
    preguntas\s(?:a|para)|questions\sà|fragen\san|respondent\s?:?|guest\s?:|entretien\savec|entrevista\s(?:con|a)|gespräch\smit|interview\smit
    oral\shistory\s(?:interview\s)?(?:with|of)|talk(?:s|ing)?\s(?:with|to)
""")
_HON = (
    r"(?:(?:[A-Z][a-z]{1,3}\.|Mme|Mlle|M\.|[Ll]a\sjueza|[Ee]l\sjuez|Professor|Judge|Sister|Father)"
    r"\s)?"
)
_ASKS = re.compile(rf"\b(?i:{_CONDUCTED})\s?:?\s*{_HON}(?P<name>{NAME})")
_ANSWERS = re.compile(rf"\b(?i:{_GIVEN})\s?:?\s*{_HON}(?P<name>{NAME})")

LETTERS_OF_WHO_ASKS = frozenset({"I", "Q", "INT"})
LETTERS_OF_WHO_ANSWERS = frozenset({"R", "N", "A", "RES", "P"})


def who_asks(talk: Talk) -> tuple[str, str] | None:
    """The one person who conducted the interview, and the line that says so: at least by whom it
    is written.
    """
    return _only(talk, _ASKS) or _by_line(talk)


def who_answers(talk: Talk) -> tuple[str, str] | None:
    """The one person who was interviewed, and the line that says so."""
    return _only(talk, _ANSWERS) or _introduced(talk)


_SPOKE = re.compile(
    r"\b(?:spoke|speaks|talked|talks|sat down|met|chatted|conversation|interview(?:ed)?|asked"
    r"|told)\b"
    r"|\b(?:entretien|recueillis?|rencontre|entrevista|habló|gespräch|sprach)\b",
    re.IGNORECASE,
)


def _asks_and_answers(talk: Talk) -> bool:
    """Whether all labels are of question and answer: of whom the lines name, one answers."""
    return {label.kind for label in talk.labels.values()} == {"question", "answer"}


# Of the one whom the lines name: "She spoke to us by telephone".
_WITH_US = re.compile(
    r"\b(?:[Ss]?[Hh]e|[Tt]hey) (?:spoke|talked|sat down|met) (?:to|with) (?:us|me|the)\b"
)


def _introduced(talk: Talk) -> tuple[str, str] | None:
    """Whom alone the lines above an interview name twice, where they say that it is one."""
    asks = who_asks(talk)
    above = "\n".join(line for line in talk.front if not is_byline(line))
    if not _SPOKE.search(above) and not _asks_and_answers(talk):
        return None
    names = sorted({run.name for run in name_runs(above) if is_full(run.name)})
    names = [n for n in names if is_person_like(n) and not (asks and same_family(asks[0], n))]
    again = [n for n in names if above.count(n) > 1]
    if not again:
        words = Counter(re.findall(r"\w+", above))
        again = [n for n in names if words[surname(n).split()[-1]] > 1]
    if not again and len(names) == 1 and (_has_calling(names[0], above) or _WITH_US.search(above)):
        again = names
    again = again or [n for n in names if plain(surname(n)) in _addressed(talk)]
    if len(again) != 1:
        return None
    return again[0], next(line for line in talk.front if again[0] in line)


_FORM_OF_ADDRESS = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Professor|Frau|Herr|Madame|Mme|Monsieur|Señora?|Signora?)\.?\s"
    r"(?P<family>[^\W\d_][\w’'-]+)"
)


def _addressed(talk: Talk) -> set[str]:
    """Whom those who ask address by a family name: "Frau Roy, was …?" """
    return {
        plain(found["family"])
        for turn, label in talk.labels.items()
        if label.kind == "question"
        for found in _FORM_OF_ADDRESS.finditer(talk.words(turn))
    }


def _has_calling(name: str, above: str) -> bool:
    """Whether what somebody does is printed beside the name: "la juriste Aïssatou Diop"."""
    called = re.search(rf"\b([a-zà-ÿ-]+)\s{re.escape(name)}", above)
    return called is not None and ROLE_WORD.fullmatch(called[1]) is not None


def behind_letters(talk: Talk, letters: str) -> tuple[str, str] | None:
    """Whom letters before a turn stand for: by the family name, else by who asks or answers."""
    two = [found for found in (who_asks(talk), who_answers(talk)) if found]
    by_name = [found for found in two if plain(found[0]).split()[-1][0] == plain(letters)]
    if len(letters) == 1 and len(by_name) == 1:
        return by_name[0]
    used = {label.text for label in talk.labels.values()}
    if letters in LETTERS_OF_WHO_ASKS and used & LETTERS_OF_WHO_ANSWERS:
        return who_asks(talk)
    if letters in LETTERS_OF_WHO_ANSWERS and used & LETTERS_OF_WHO_ASKS:
        return who_answers(talk)
    by_given = [found for found in two if plain(found[0])[:1] == plain(letters)]
    return by_given[0] if len(letters) == 1 and len(by_given) == 1 else None


def _by_line(talk: Talk) -> tuple[str, str] | None:
    """The one person of the bylines."""
    lines = [line for line in talk.front if is_byline(line)]
    names = [at[0] for line in lines for at in names_in(re.sub(r"^\w+(?:\sby)?\s", "", line))]
    found = {name for each in names if (name := trimmed_name(each)[0])}
    return (in_reading_case(found.pop()), lines[0]) if len(found) == 1 else None


def _only(talk: Talk, pattern: re.Pattern[str]) -> tuple[str, str] | None:
    found: dict[str, tuple[str, str]] = {}
    for line in talk.front:
        for at in pattern.finditer(line):
            name, _ = trimmed_name(at["name"])
            if name:
                name = in_reading_case(name)
                found.setdefault(plain(name).split()[-1], (name, line))
    return next(iter(found.values())) if len(found) == 1 else None
