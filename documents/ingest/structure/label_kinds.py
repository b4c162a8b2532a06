"""What the labels are called that name nobody: questions, offices, operators, the audience."""

import re

from documents.ingest.forms_of_address import is_title
from documents.ingest.name_words import UPPER, plain
from documents.ingest.wordlists import one_of

# Labels that stand for whoever asks, answers, runs the telephone conference, or sits in the hall.
QUESTION = (
    "q|question|questions|reporter|press|journalist|correspondent|questioner|pregunta|periodista"
    "|prensa|domanda|pergunta|frage|zusatzfrage|nachfrage|zuruf|repregunta|follow-up"
    "|question complémentaire"
)

ANSWER = "a|answer|respuesta|risposta|resposta|réponse|antwort"

OPERATOR = "operator|conference operator|coordinator|opérateur|operador|operadora"

AUDIENCE = r"""
    audience|audience member|audience question|member of the audience|public|attendee|caller
    participant|speaker|voice|voices|male voice|female voice|male speaker|female speaker|inaudible
    student
    unidentified(?: \w+){0,3}|unknown(?: \w+){0,2}
    (?:some |several |an )?(?:hon\.?|noble) (?:members?|lords|baronesses)
    des voix|une voix|plusieurs voix|staff|aide|man|woman|all
    (?:male|female|crowd|producer|several|many) (?:voices?|members|senators|deputies)|crowd|producer
"""

OFFICE = r"""
    (?:the )?(?:host|guest|anchor|presenter|newsreader|interviewer)
    (?:the )?(?:moderator|facilitator|presider|chair(?:man|woman|person)?|president)
    (?:the )?(?:(?:deputy|associate|chief|acting) )?spokes(?:person|man|woman)
    (?:the )?(?:clerk|interpreter|translator|narrator|announcer|secretary|witness)|the court
    the (?:acting |deputy |vice )?(?:presiding officer|president|speaker|chair(?:man|woman)?)
    (?:acting |deputy |vice[ -])(?:presiding officer|president|speaker|chair(?:man|woman)?)
    the (?:acting )?(?:speaker|president|chair(?:man|woman)?) pro tempore
    the court (?:usher|officer|clerk|reporter|registrar|deputy|attendant)
    the (?:usher|bailiff|registrar|accused|defendant|foreperson|foreman|stenographer)
    the (?:first lady|prime minister|secretary-general|attorney general)|moderador|moderadora
    (?:el |la )?(?:presentadora?|conductora?|entrevistadora?|maestr[oa] de ceremonias)
    (?:le |la |el )?(?:vice-|co)?(?:présidente?|president[ea])
    (?:il |el |la |o |a )?president[ea] (?:della?|dell['’]|de la|del|da|do|du)\s?[\w ]{4,40}
    (?:el señor |la señora )(?:vice)?president[ea](?: (?:primer[oa]|segund[oa]|tercer[oa]))?
    (?:el señor |la señora )(?:ministr[oa]|(?:sub)?secretari[oa]|directora?)(?: [\w ]+)?
    (?:el señor |la señora )(?:delegad[oa]|fiscal|defensora?|jef[ea]|coordinadora?)(?: [\w ]+)?
    (?:el señor |la señora )(?:representante|comisionad[oa]|alcalde(?:sa)?)(?: [\w ]+)?
    mod[ée]rat(?:eur|rice)
    (?:le |la )greffi(?:er|ère)(?: (?:du|de la|de l['’]|des) ?[\w ’'-]+)?
    (?:le |la )(?:rapporteure?|rapporteur spécial|ministre|secrétaire d['’]état)
    le rapporteur (?:général|spécial)|(?:le |la )?(?:garde des sceaux|premier ministre)
    (?:le |la |l['’])(?:secrétaire|haut[e-]* ?commissaire|représentante?)(?: [\w'’ -]{3,60})?
    (?:le |la |l['’])(?:direct(?:eur|rice)|procureure?|ambassad(?:eur|rice))(?: [\w'’ -]{3,60})?
    (?:a )?senior (?:administration |state department )?official(?: (?:one|two|three|\d))?
"""

SHARED = frozenset({"question", "audience", "answer", "unnamed"})
"""Kinds of labels that stand for whoever speaks in that way, not for one person."""

_KINDS = tuple(
    (kind, re.compile(plain(one_of(table))))
    for kind, table in (
        ("question", QUESTION),
        ("answer", ANSWER),
        ("operator", OPERATOR),
        ("office", OFFICE),
        ("audience", AUDIENCE),
    )
)

# Under which a program for meetings shows who joined without a name.
_DEVICE = re.compile(
    r"(?:i(?:phone|pad|mac)|macbook|galaxy|samsung|android|huawei|pixel|zoom user|guest|user"
    r"|attendee)"
    r"(?:[\s_-]?#?\d+)?\b(?![’'])(?: \w{1,4}| \(.*)?|\+?[\d*().\s-]{7,}"
)

_NUMBERED = re.compile(r"(?:q|question|questioner|reporter|caller)\s?#?\d+")

_NUMBERED_VOICE = re.compile(r"(?:speaker|participant|voice|audience member)\s?#?\d+")

# "Mr. Speaker", "M. le président", "Madam Chair".
_COURTESY_BEFORE_OFFICE = re.compile(
    r"^(?:mr|mrs|ms|madam|m|mme|hon)\.?\s(?=(?:le|la)\s|(?:(?:acting|deputy)\s)?(?:speaker|president|chair))"
)


def kind_of(label: str) -> str:
    """ "name", "initials", or which general label it is."""
    key = plain(label).strip(" .")
    if before := _COURTESY_BEFORE_OFFICE.match(key):
        rest = key[before.end() :]
        return "office" if rest == "speaker" else kind_of(rest)
    for kind, pattern in _KINDS:
        if pattern.fullmatch(key):
            return kind
    if _DEVICE.fullmatch(key):
        return "audience"
    of_what, _, body = key.partition(" of the ")
    if body and kind_of(of_what) == "office":
        return "office"
    if _NUMBERED.fullmatch(key):
        return "question"
    if _NUMBERED_VOICE.fullmatch(key):
        return "audience"
    article, _, office = key.partition(" ")
    if article in {"the", "le", "la", "el"} and office:
        linking = {"of", "for", "and", "the"}
        if all(is_title(word) or word in linking for word in office.split()):
            return "office"
        first, _, rest = office.partition(" ")
        if is_title(first) and rest.startswith(("of ", "for ")):  # "The Minister for Trade"
            return "office"
        head, of, _ = key.partition(" of ")
        if of and kind_of(head) == "office":  # "The Clerk of the Committee"
            return "office"
    if re.fullmatch(rf"[{UPPER}]{{2,3}}", label) and not is_title(label):
        return "initials"
    return "name"
