"""Whether words between marks are quoted from somebody, or are a term, a title, a name or irony.

The grammar around the marks decides (after The Chicago Manual of Style, chapters 7 and 8, on "scare
quotes", words used as words, and titles): what no cue claims and is no sentence is not quoted.
"""

import re

from documents.ingest.quotations import words
from documents.ingest.quotations.named import UPPER

SMALL = re.compile(
    r"(?:a|an|the|and|but|or|nor|for|of|in|on|at|to|by|with|from|as|is|vs|into|over|after|up|out"
    r"|not"
    r"|de|la|le|les|du|des|et|y|el|los|der|die|das|und)",
    re.IGNORECASE,
)
BEFORE_NAME = re.compile(
    r"(?:\bso-called|\bknown (?:\w+ )?as|\bthe (?:\w+ )?(?:word|words|term|terms|phrase|label"
    r"|concept|notion|expression|"
    r"idea|name|title|nickname|acronym|euphemism|category|code ?name) (?:of )?|\bnicknamed"
    r"|\btitled|\bentitled|"
    r"\bheadlined|\bmarked|\bstamped|\bspelled|\bsubtitled|\bcodenamed|\bcode-named|\bbranded"
    r"|\bbilled as|\breferred to as|\bnamed|"
    r"\b(?:is|are|was|were|be|been|being|often|sometimes|commonly|also|usually"
    r"|what \w+) (?:\w+ ){0,2}?"
    r"(?:called|termed|dubbed|labell?ed)|\bcalled|\btermed|\bdubbed|\bstands for|\bmeaning|\bmeans|"
    r"\btranslates? (?:roughly )?(?:as|to)|\bsoi-disant|\bsogenannte[nr]?|\bllamad[oa]s?)"
    r"\s*(?:a|an|the|its|their|his|her)?[\s,]*$",
    re.IGNORECASE,
)
# "what has been described as “the largest ring in the UK”", which nobody is named to have said.
DESCRIBED_AS = re.compile(
    r"\b(?:been|being|is|are|was|were) (?:\w+ly )?"
    r"(?:described|hailed|portrayed|billed|characteri[sz]ed) as(?: an?| the)?\s*$",
    re.IGNORECASE,
)
# "what the council calls a “placement log”": a name, though it has a subject and a verb.
WHAT_CALLS = re.compile(
    r"\b[Ww]hat (?:[\w’'\-]+ ){1,6}?(?:calls?|called|calling|terms?|termed|dubs?|dubbed"
    r"|describes? as|refers? to as)\s*"
    r"(a|an|the|its|their|his|her)?\s*$"
)
USED_THE_WORD = re.compile(
    r"\b(?:us(?:es?|ed|ing)|utter(?:s|ed)|chose|spoke|repeated) the (?:\w+ )?(?:word|term|phrase"
    r"|expression)s?\s*$"
)
# "“peshgi,” the local word for an advance"
WORD_FOR = re.compile(
    r"[,(—–]?\s*(?:the|a|an|as)\s(?:[\w-]+\s){0,3}?(?:word|term|name|phrase|expression|slang)s?"
    r"\s(?:for|of|is|goes)\b"
)
SO_CALLED = re.compile(r"(?:so-called|self-styled|soi-disant|sogenannte[nr]?)\b", re.IGNORECASE)
OBJECT = re.compile(rf"\b{words.OBJECT_NOUN}(?: [a-z]+(?: [a-z]+)?)?[\s,:(]*$", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.?!…][)\]’'\"”]*$")
CLAUSE_WORD = re.compile(
    r"\b(?:is|are|was|were|be|been|am|has|have|had|do|does|did|will|would|can|could|may|might"
    r"|must|should|shall|"
    r"I|you|we|he|she|they|it|don[’']t|can[’']t|isn[’']t|it[’']s|I[’']m|we[’']re|that[’']s|who"
    r"|because|if|not)\b",
    re.IGNORECASE,
)


def is_name(before: str, inside: str, after: str) -> bool:
    """Whether the words are a term, title, nickname or name by what stands right beside them.

    `before` and `after` are the same paragraph's words on either side of the marks.
    """
    if not re.search(r"[^\W_]", inside):
        return True
    if _is_nickname(before, inside, after):
        return True
    if re.fullmatch(r"\w", inside.strip(".,")):
        return True
    if USED_THE_WORD.search(before):
        return False
    if WORD_FOR.match(after):
        return True
    if DESCRIBED_AS.search(before) and inside[0].islower():
        return True
    count = len(inside.split())
    if count <= 6 and SO_CALLED.match(inside):
        return True
    whole = bool(re.search(r"[.?!]$", inside)) and bool(re.match(r"\s*(?:$|[A-Z“\"])", after))
    if called := WHAT_CALLS.search(before):
        # "what he called “a day of shame”" is his phrase, "what it calls a “log”" a thing's name.
        return count == 1 or bool(called.group(1))
    if BEFORE_NAME.search(before) and (count <= 6 or is_title(inside)):
        return not (re.search(r":\s*$", before) and whole)
    return (
        OBJECT.search(before) is not None and is_title(inside) and not re.search(r":\s*$", before)
    )


def is_title(inside: str) -> bool:
    """Whether the words are set as a title: every word but the small ones begins with a capital."""
    tokens = [t for t in re.findall(r"[\w’'\-]+", inside) if not t[0].isdigit()]
    large = [t for t in tokens if not SMALL.fullmatch(t)]
    return len(tokens) >= 2 and len(large) >= 2 and all(t[0].isupper() for t in large)


def is_bare_name(inside: str) -> bool:
    """One capitalised word, as in "the ship “Corvina”"."""
    return bool(re.fullmatch(rf"[{UPPER}][\w\-]*[,.]?", inside))


def reads_as_speech(inside: str) -> bool:
    """Whether words that no cue claims are still somebody's sentence or a good part of one."""
    if is_title(inside):
        return False
    count = len(inside.split())
    ended = bool(SENTENCE_END.search(inside))
    if ended and inside[0].isupper() and (count >= 3 or inside.endswith(("?", "!"))):
        return True
    if count >= 7:
        return True
    return count >= 4 and bool(CLAUSE_WORD.search(inside))


def _is_nickname(before: str, inside: str, after: str) -> bool:
    return bool(
        len(inside.split()) <= 2
        and inside[0].isupper()
        and re.search(rf"[{UPPER}][\w\-]+ $|[{UPPER}]\. $", before)
        and re.match(rf" [{UPPER}]\w", after)
    )
