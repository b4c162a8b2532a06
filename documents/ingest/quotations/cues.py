"""The cues of a sentence: who is said to say something in it, in whatever order the words stand.

"Doe said", "said Jane Doe, director of X", "she added", "according to the report". Works on
sentences whose quotations are closed up to one sign, so that no word inside a quotation is taken
for a cue of the one around it.
"""

import re
from dataclasses import dataclass

from documents.ingest.quotations import words
from documents.ingest.quotations.subjects import (
    DATELINE,
    GAP,
    LONGEST_SENTENCE,
    Subject,
    main_subject,
    subject_after,
    subject_before,
)

PHRASES = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b[Aa]ccording to\s|\b[Ii]n the (?:words|phrase|view|opinion) of\s"
        r"|\b(?:[Ss]elon|[Ss]egún|[Ll]aut|[Dd]’après)\s",
        r"\b(?:statement|letter|report|study|message|e-?mail|note|tweet|post|testimony|remarks"
        r"|speech"
        r"|words)s? (?:by|from|of)\s",
        r"\b(?:described|called|dubbed|hailed|denounced|condemned|criticized|criticised|praised"
        r"|termed"
        r"|labell?ed|asked|told|quoted|characteri[sz]ed|dismissed|warned|said|written) by\s"
        r"(?!(?:tele)?phone\b|e-?mail\b|text\b|letter\b|video\b|fax\b|radio\b|way of\b)",
        # "Said a former colleague: “…”"
        r"^\s*(?:Said|Says|Asked|Added|Wrote|Recalled|Explained|Concluded)\s(?!by\b|about\b|if\b"
        r"|whether\b|why\b|how\b|what\b|when\b|where\b|who\b|to\b|at\b|on\b|for\b|in\b)",
        # "Pour Jean Dupont, le maire : « … »"
        rf"^\s*Pour\s(?=[^:{GAP}]{{3,160}}[:,]\s*[{GAP}])",
        # "Pour son avocate, Me Hélène Castaing, le dossier est « … »"
        r"^\s*Pour\s(?:(?:(?:son|sa|ses|leurs?|notre|la|le|un|une)\s|l[’'])[a-zà-ÿ’' -]{3,40},\s)?"
        rf"(?=[^:{GAP}.]{{3,160}},\s[^:{GAP}.]{{3,120}}?\s(?:est|sont|reste)\b[^{GAP}.]{{0,60}}[{GAP}])",
        # “…,” came the reply from Doe; came Doe’s answer
        rf"(?:(?<=[{GAP}] )|(?<=[{GAP}], ))(?:came|was|ran) (?:the|an?|this) (?:\w+ )?"
        r"(?:reply|answer|response|retort) (?:from|of)\s",
        rf"(?:(?<=[{GAP}] )|(?<=[{GAP}], ))(?:came|was|ran)\s"
        r"(?=(?:[Tt]he|an?|this|his|her|their|[A-Z][\w.-]+(?: [A-Z][\w.-]+)*[’']s?) (?:\w+ )?"
        r"(?:reply|answer|response|retort)\b(?! (?:from|of)\b))",
        # „…“, so Doe.
        rf"(?<=[{GAP}], )so\s(?=[A-ZÀ-Þ])",
        r"\b(?:quoted|quotes|quoting|cited|cites|citing) (?=[^,;:]{2,60} as saying)",
    )
)
# "Et d’ajouter : « … »", "Avant de conclure : « … »": who spoke before goes on.
_ADDED = re.compile(
    r"\s*(?:Et|Puis|Avant)\s(?:d[’']|de\s)"
    r"(ajouter|conclure|préciser|poursuivre|lancer|glisser|lâcher|insister|reprendre|souligner)\b"
)
HAVING = re.compile(r"\b(?:ha(?:s|ve|d)|is|was|are|were)(?: \w+)?\s+$")
NOT_A_VERB = re.compile(r"\b(?:the|a|an|his|her|its|their|this|that|of)\s+$")
INSIDE_VERB = re.compile(r"[^\W\d_]+-(?:t-)?(il|elle|on)\b")
PASSIVE = re.compile(r"\b(?:is|was|are|were|been|being|be)\s+$")
# "In a statement posted online, it said …": who says it comes later.
IN_WRITING = re.compile(r"\b[Ii]n (?:an?|the|its|his|her|their)(?: [\w-]+){1,3}\s+$")
# "a former general counsel of the union"
OF_COUNSEL = re.compile(
    r"\b(?:general|legal|chief|special|defen[cs]e|lead|associate|deputy|senior|outside|of|the|a|as)\s$"
)
# "señaló este sábado la fiscal", "a déclaré mardi le ministre"
WHEN = re.compile(
    r"(?:(?:este|el|ce|hier|ayer|hoy)\s)?(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo|lundi"
    r"|mardi|mercredi|jeudi|vendredi|samedi|dimanche|ayer|hoy|hier)\s(?=(?:el|la|le|l[’'])\b)"
)
COLON = re.compile(rf":\s*(?=[{GAP}])")
AFTER_QUOTATION = re.compile(rf"[{GAP}][,.]?\s*(?:\w+ly )?(?:has |had )?$")


@dataclass(frozen=True)
class Cue:
    """A subject with a verb of saying; `start` to `end` in the sentence is what it consists of.

    `speaks` is True where the verb may stand beside a whole quoted sentence ("said"), False where
    it only takes words up ("called it"). `inverted` is "said Doe", with the subject behind.
    """

    subject: Subject
    verb: str
    start: int
    end: int
    speaks: bool = True
    inverted: bool = False


def cues(sentence: str) -> list[Cue]:
    """The cues of a sentence, in order. Offsets count in `sentence`.

    What is longer than any sentence of prose (a list, a table run together) has none.
    """
    if len(sentence) > LONGEST_SENTENCE:
        return []
    found = _by_phrase(sentence)
    saying = list(words.SAY.finditer(sentence))
    starts = {m.start() for m in saying}
    judging = [m for m in words.JUDGE.finditer(sentence) if m.start() not in starts]
    for verb in sorted([*saying, *judging], key=lambda m: m.start()):
        if any(c.start <= verb.start() < c.end for c in found):
            continue
        speaks = verb.start() in starts
        inverts = speaks and not INSIDE_VERB.match(verb[0])
        cue = _inverted(sentence, verb) if inverts else None
        cue = cue or _plain(sentence, verb, speaks)
        if cue and _can_speak(sentence, cue):
            found.append(cue)
    if added := _ADDED.match(sentence):
        at = added.end(1)
        found.append(Cue(Subject("same", "", 0, 0), added[1], 0, at, speaks=True))
    elif cue := _by_colon(sentence, found):
        found.append(cue)
    return sorted(found, key=lambda c: c.start)


def _by_phrase(sentence: str) -> list[Cue]:
    """According to X; in the words of X; a letter from X; described by X; quoted X as saying."""
    found = []
    for phrase in PHRASES:
        for lead in phrase.finditer(sentence):
            if subject := subject_after(sentence, lead.end()):
                found.append(Cue(subject, lead[0].strip(), lead.start(), subject.end))
    return found


def _by_colon(sentence: str, others: list[Cue]) -> Cue | None:
    """SUBJECT …: with a quotation behind the colon: "Doe, a lawyer, was more hopeful: …"."""
    colon = COLON.search(sentence)
    if colon is None or any(cue.start < colon.start() for cue in others):
        return None
    before = sentence[: colon.start()]
    subject = None if re.search(f"[{GAP}]", before) else main_subject(before)
    if subject is None or subject.kind != "person":
        return None
    return Cue(subject, ":", subject.start, colon.end(), speaks=False)


def _inverted(sentence: str, verb: re.Match) -> Cue | None:
    """VERB SUBJECT right after a quotation: "…," said Jane Doe, director of the clinic."""
    follows = AFTER_QUOTATION.search(sentence[: verb.start()])
    if not follows or sentence[verb.end() : verb.end() + 1] not in (" ", "-"):
        return None
    when = WHEN.match(sentence, verb.end() + 1)
    subject = subject_after(sentence, when.end() if when else verb.end() + 1)
    return Cue(subject, verb[0], verb.start(), subject.end, inverted=True) if subject else None


def _plain(sentence: str, verb: re.Match, speaks: bool) -> Cue | None:
    """SUBJECT VERB, with adverbs between them or a role in commas after the subject."""
    before = sentence[: verb.start()]
    word, having = verb[0], HAVING.search(before)
    is_passive = word in ("said", "told") or word.endswith("ed")
    if is_passive and PASSIVE.search(before) or word == "posted" and IN_WRITING.search(before):
        return None
    if word in ("written", "spoken") and not having:
        return None
    if word == "counsel" and OF_COUNSEL.search(before):
        return None
    since = max(before.rfind(sign) for sign in GAP) + 1
    if since == 0 and (dateline := DATELINE.match(before)):
        since = dateline.end()
    subject: Subject | None
    if own := INSIDE_VERB.match(word):
        # "a-t-elle déclaré"
        at = verb.start() + own.start(1)
        subject = Subject("pronoun", own[1], at, at + len(own[1]))
        return Cue(subject, word, verb.start(), verb.end(), speaks)
    if word.endswith(("ing", "ant")) and not having:
        # ", calling it a stain": the subject is that of the clause before.
        subject = None if NOT_A_VERB.search(before) else Subject("same", "", since, since)
    else:
        subject = subject_before(sentence, since, verb.start())
        if subject and subject.kind == "same" and word in words.NEEDS_SUBJECT:
            subject = None
    if subject is None:
        return None
    start = verb.start() if subject.kind == "same" else subject.start
    return Cue(subject, word, start, verb.end(), speaks)


def _can_speak(sentence: str, cue: Cue) -> bool:
    """Whether the noun of a cue without a name may be a voice: "a campaign began" is none."""
    if cue.subject.kind != "role":
        return True
    noun = words.head_noun(cue.subject.words)
    if words.NO_SPEAKER.fullmatch(noun):
        return False
    nouns = (words.SPEAKER_NOUN, words.DOCUMENT_NOUN, words.BODY_NOUN, words.ROLE_WORD)
    if any(known.fullmatch(noun) for known in nouns):
        return True
    # “…,” the baby said: beside the quotation itself any noun will do.
    if not re.match(rf"{words.DETERMINER}\s", cue.subject.words, re.IGNORECASE):
        return False
    behind = re.search(rf"[{GAP}],?\s*$", sentence[: cue.start])
    before = re.match(rf"(?: \w+){{0,3}}[,:]?\s*[{GAP}]", sentence[cue.end :])
    return bool(behind or before)
