"""Who asks and who answers when witnesses are examined in court or for a deposition.

The record prints "BY MS. ALVAREZ:" once, and then "Q." and "A." until somebody else examines; the
witness is named when called or sworn, and the judge on the title page.
"""

import re
from dataclasses import replace

from documents.ingest.name_words import UPPER, plain
from documents.ingest.names import NAME, in_reading_case
from documents.ingest.people.introductions import trimmed_name
from documents.ingest.people.talk import Talk
from documents.ingest.structure.label import Label

_EXAMINER = re.compile(
    r"<?(?:[A-Z -]*EXAMINATION\s+)?(?:BY|By)\s(?P<who>(?:M[RSrs]{1,2}|D[Rr]|M[Ii][Ss]{2})\.?\s"
    rf"[{UPPER}][\w'’-]+(?:\s[{UPPER}][\w'’-]+)?)\s?[:.]?"
)
_SWORN = re.compile(
    rf"(?P<name>{NAME}),\s(?is:.{{0,120}}?\b(?:sworn|affirmed|called as a witness|witness)\b)"
)
_CALLED = re.compile(
    rf"\bcalls?\s(?:to\sthe\s(?:witness\s)?stand\s|as\s(?:its|our)\s\w+\switness,?\s)?"
    rf"(?P<name>(?:[A-Z][a-z]{{1,9}}\.\s)?{NAME})(?=[.,]|\sto\sthe\sstand)"
)
# In the record of a hearing, after it: "Response of Jo Roe to a Question Submitted by Senator Lee".
_FOR_THE_RECORD = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"(?:responses?|answers?)\s(?:of|by|from)\s(?P<answers>.{4,120}?)\sto\s(?:\w+[\s-]){0,5}?"
        r"questions?\s(?:\w+\s){0,6}?(?:by|from|of)\s(?P<asks>.{4,60})",
        r"(?:\w+\s)?questions?\s(?:for\sthe\srecord\s)?(?:submitted\s)?(?:to|for)\s"
        r"(?P<answers>.{4,120}?)\s(?:submitted\s)?(?:by|from)\s(?P<asks>.{4,60})",
    )
)
_JUDGE = (
    re.compile(rf"(?i:before:?\s+(?:the\s+)?hon(?:orable|\.)\s+)(?P<name>{NAME})"),
    re.compile(
        rf"(?i:hon(?:orable|\.)\s+)(?P<name>{NAME})(?=,?\s+(?i:[\w.]+\s+){{0,6}}?(?i:judge|j\.))"
    ),
)


def labels_as_examined(talk: Talk) -> dict[int, tuple[Label, str]]:
    """By turn, the label that stands for who is meant, with the words that say who it is.

    Of "Q" the examiner as "BY …:" names him, of "A" and "THE WITNESS" the witness, of "THE COURT"
    the one judge of the title page. Turns of which nothing says so are left out.
    """
    meant: dict[int, tuple[Label, str]] = {}
    examiner: tuple[str, str] | None = None
    witness: tuple[str, str] | None = None
    judge = _judge(talk)
    seen: set[int] = set()
    is_examined = False
    above = ""
    for turn, words in talk.in_order():
        whole, above = f"{above} {words}".strip(), words if turn is None else ""
        if turn is None:
            if found := _EXAMINER.fullmatch(words):
                examiner = found["who"], words
            elif (found := _SWORN.search(words)) and (name := _name(found["name"])):
                witness, examiner = (name, words), None
            elif found := next(
                (m for f in _FOR_THE_RECORD if (m := f.fullmatch(words) or f.fullmatch(whole))),
                None,
            ):
                examiner, witness = (
                    (_titled(found["asks"]), words),
                    (_titled(found["answers"]), words),
                )
            is_examined |= examiner is not None
            continue
        if label := talk.labels.get(turn):
            who = {"question": examiner, "answer": witness}.get(label.kind)
            if plain(label.name) == "the witness":
                who = witness
            if who and turn not in seen:
                named = replace(label, text=who[0], kind="name", given_in_brackets="")
                meant[turn] = named, who[1]
            elif plain(label.name) == "the court" and judge and not label.given_in_brackets:
                meant[turn] = replace(label, given_in_brackets=judge[0]), judge[1]
        seen.add(turn)
        if (found := _CALLED.search(words)) and (name := _name(found["name"])):
            witness, examiner = (name, found[0]), None
    return meant if is_examined or judge else {}


def _judge(talk: Talk) -> tuple[str, str] | None:
    front = "\n".join(talk.front)
    found = {_name(at["name"]): at[0] for form in _JUDGE for at in form.finditer(front)}
    found.pop("", None)
    return next(iter(found.items())) if len(found) == 1 else None


def _titled(printed: str) -> str:
    """The name with its title, without what follows after a comma."""
    return in_reading_case(printed.split(",")[0].replace("Hon. ", "").replace("The Honorable ", ""))


def _name(printed: str) -> str:
    return in_reading_case(trimmed_name(printed.split("\n")[0])[0])


__all__ = ["labels_as_examined"]
