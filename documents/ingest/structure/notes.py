"""What a transcriber notes between the words: "(Laughs.)", "(audio break)", "[Applause]"."""

import re

from documents.ingest.reading import Span
from documents.ingest.wordlists import one_of
from documents.spoken import UNHEARD

# In brackets, and about what was heard or done in the room. "(NGOs)" and "(a hundred)" are words.
_HEARD = one_of(rf"""
    {UNHEARD}
    laugh(?:s|ter|ing)?|chuckles?|applause|cheers?|cheering|boos?|booing|ovation|standing ovation
    no audible (?:response|answer|reply)|pause|silence|music|recess
    sighs?|coughs?|sneezes?|whispers?|gestur(?:es|ing)|nods?(?: head)?|shrugs?|nodding
    sic|ph|phonetic|phonetic spelling|through (?:an )?interpreter|via (?:an )?interpreter
    (?:as )?(?:interpreted|translated)|in translation
    (?:a )?show of hands|hands raised|video (?:plays|is played|clip|begins|ends|presentation)
    rires?|applaudissements|risas?|aplausos?|exclamations|murmurs?|protests?
    interruptions?|interrupções|risos|pausa|palmas
    (?:end|beginning) of (?:video|clip)|(?:video|audio) (?:begins|ends)
""")
# Whatever else stands in the brackets with these.
_SURELY_HEARD = "(?:laughter|laughs|laughing|applause|inaudible|off[ -]?mi(?:c|ke)|cross[ -]?talk)"
# A sentence without a subject about what the voice did: "(Gives queuing instructions.)".
_DOES = one_of(r"""
    Gives?|Reads?|Reading|Points?|Pointing|Shows?|Showing|Plays?|Speaks?|Speaking|Holds?|Holding
    Raises?|Displays?|Sings?|Recites?|Waves?|Turns?|Stands?|Claps?|Knocks?|Inhales?|Whistles?|Break
""")
_NOTE = re.compile(
    rf"[(\[]\s*(?i:{_HEARD})[.,;:!]?(?:\s*[—–-]+)?\s*[)\]]"
    rf"|[(\[]{_DOES}\b[^()\[\]]{{0,80}}\.[)\]]"
    rf"|[(\[](?i:[^()\[\]]{{0,40}}\b{_SURELY_HEARD})\b[^()\[\]]{{0,40}}[)\]]"
    r"|\[(?i:english|translation|français|traduction|interpretation|technical difficulty)\]"
)
_IN_HAN = re.compile("[（(](?:笑|众笑|眾笑|掌声|掌聲|鼓掌|停顿|听不清)[)）]")
_CLOCK = re.compile(r"[(\[]\d{1,2}:\d{2}(?::\d{2})?[)\]]")
# "(1630)" is the clock only where it stands alone; in a sentence it may be a year.
_CLOCK_ALONE = re.compile(r"\s*[(\[]\d{4}[)\]]\s*")
_BRACKETED = re.compile(r"\s*(?:(?:[\[(][^\])]*[\])]|\((?:[^()\[\]]|\[[^\[\]]*\])*\))\.?\s*)+")

# Between less-than signs and the end of their line Australian records print who is sworn.
_OF_THE_REPORTER = re.compile(r"<(?:[A-Z][A-Z.'’-]+,?\s?){1,6}(?:\b[a-z]\w+)?:?(?:\s\[[\d.:]+\])?")

# What the record says of the sitting itself: when it began, was suspended, ended.
_OF_THE_SITTING = re.compile(
    one_of(r"""
        (?:the|this)\s(?:\w+\s){0,3}?(?:meeting|hearing|sitting|session|committee|subcommittee|house|senate|council|court|assembly)\s(?:was|is|stood|stands|rose|met|adjourned|recessed|resumed)\b.{0,80}
        la\s(?:séance|réunion|session)\s(?:est|était|a\sété|fut)\s(?:\w+\s)?(?:ouverte|levée|suspendue|reprise|close)\b.{0,80}
        se\s(?:abre|levanta|suspende|reanuda)\sla\ssesión\b.{0,80}
        (?:era|eran|son)\slas?\s.{3,60}\sde\sla\s(?:mañana|tarde|noche)
    """)
    + r"[.]?",
    re.I,
)
# What the record says was done between two turns, in so many words.
_CLERK = r"the\s(?:(?:senior|assistant|legislative|bill|journal|executive|reading)\s){0,3}clerk"
_MATTER = r"the\s(?:bill|resolution|motion|amendment|joint\sresolution)(?:\s\([^)]*\))?"
_DONE = re.compile(
    one_of(rf"""
        there\s(?:was|being)\sno\sobjection[,.].{{0,80}}
        the\s(?:yeas\sand\snays|ayes\sand\snoes)\swere\sordered|a\srecorded\svote\swas\sordered
        the\s(?:question|vote|previous\squestion)\swas\s(?:then\s)?(?:taken|ordered|put)
        (?:the|a)\smotion\sto\sreconsider\swas\slaid\son\sthe\stable
        {_CLERK}\s(?:read|reported|called|proceeded|designated)\b.{{0,120}}
        the\stext\sof\sthe\s(?:bill|resolution|amendment|letter)\sis\sas\sfollows
        (?:the\s)?(?:motion|question|amendment|resolution|bill)\s(?:(?:was|were)\s(?:then\s)?)?(?:carried|agreed\sto|negatived|lost|defeated|resolved\sin\sthe|put\sand)\b[^.?!]{{0,80}}
        bill\sread\sa\s(?:first|second|third)\stime\b[^.?!]{{0,60}}
        the\s(?:house|senate|committee|council|assembly|board)\sdivided\b.{{0,80}}
        (?:ayes|yeas|for)[\s:,—–-]+\d+[\s,;.]+(?:noes|nays|against)[\s:,—–-]+\d+\b.{{0,60}}
        (?:main\s|original\s)?question\s(?:again\s|accordingly\s)?(?:put|proposed|agreed\sto|negatived)\b.{{0,160}}
        (?:lords\s)?amendments?\s[\w ,]{{1,40}}\s(?:dis)?agreed\sto\b.{{0,60}}
        division\sno\.?\s?\d+.{{0,40}}
        several\s(?:right\s)?hon\.?\s(?:and\slearned\s)?members\srose\s?[-–—]*
        {_MATTER}\s(?:is\sas\sfollows|(?:was|were)\s(?:agreed\sto|passed|rejected|read)\b.{{0,120}})
    """)
    + r"[.:,]?",
    re.I,
)
_ADJOURNED = re.compile(
    r"[\[(](?:whereupon|thereupon|the)\b[^\[\]]*\b(?:adjourned|concluded|ended)\b[^\[\]]{0,40}[\])]",
    re.I,
)
_INSERTION = re.compile(r"(?:as follows:?|^\[From the [^\]]+\])$")
_MOVED_BY = re.compile(r"(?:amendment )?(?:moved|tabled|proposed) by:?", re.I)
_TO_THE_CHAIR = re.compile(r"(?:Mr\.|Madam|Mrs\.|Ms\.)\s(?:President|Speaker|Chair\w*),")
_AT_A_TIME = re.compile(
    r"\d|\bnoon\b|\bmidnight\b|\bmidi\b|\bminuit\b|\bheures?\b|\bhoras?\b"
    r"|\bde la (?:mañana|tarde|noche)\b|\bo['’]clock\b",
    re.I,
)
# At the end of a paragraph, in brackets: "[Whereupon, at 11:52 a.m., the hearing was adjourned.]"
_CLOSING_REMARK = re.compile(
    r"\s*[\[(](?:Whereupon|Thereupon|Recess|The (?:hearing|meeting|committee|subcommittee|prepared)"
    r"|Additional material|La séance|Applause and)\b[^\[\]()]{4,400}[\])]$"
)


def is_of_the_sitting(words: str) -> bool:
    """Whether a paragraph says when the sitting began or ended, or what was done in it: "There was
    no objection." Nobody speaks that.
    """
    words = words.strip()
    at_a_time = _OF_THE_SITTING.fullmatch(words) and _AT_A_TIME.search(words)
    return len(words) < 200 and bool(at_a_time or _DONE.fullmatch(words))


def is_adjournment(words: str) -> bool:
    """Whether the record says that the sitting ended: "[Whereupon, at 3:41 p.m., … adjourned.]"."""
    return bool(_ADJOURNED.fullmatch(words.strip()))


def is_insertion(words: str) -> bool:
    """Whether the record says that it prints what nobody said: "… in the Record, as follows:",
    "[From the Hartford Beacon, Jan. 11, 2013]".
    """
    return bool(_INSERTION.search(words.strip()))


def is_moved_by(words: str) -> bool:
    """Whether a line says that the next names who moved an amendment, which is then printed."""
    return bool(_MOVED_BY.fullmatch(words.strip()))


def addresses_the_chair(words: str) -> bool:
    """Whether a paragraph begins like speech in a chamber: "Mr. President, …"."""
    return bool(_TO_THE_CHAIR.match(words))


def closing_remark(words: str) -> int | None:
    """Where a remark of the recorder's begins that a paragraph ends in; None without one."""
    found = _CLOSING_REMARK.search(words)
    return found.start() if found and found.start() else None


def find_notes(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The notes between two offsets of the canonical text; words inside them are not spoken."""
    forms = (_NOTE, _IN_HAN, _CLOCK)
    found = [note for form in forms for note in form.finditer(text, start, end)]
    return tuple(Span(f.start(), f.end()) for f in sorted(found, key=lambda f: f.start()))


def is_only_notes(words: str) -> bool:
    """Whether a paragraph holds nothing that anybody said."""
    if _CLOCK_ALONE.fullmatch(words):
        return True
    rest = _CLOCK.sub("", _IN_HAN.sub("", _NOTE.sub("", words)))
    return rest != words and not any(c.isalnum() for c in rest)


def is_bracketed(words: str) -> bool:
    """Whether a paragraph stands in brackets as a whole, as the recorder's remarks do."""
    return bool(_BRACKETED.fullmatch(words) or _OF_THE_REPORTER.fullmatch(words))
