"""The table of label forms: what can stand before a turn, and what looks alike and is no label."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from documents.ingest.forms_of_address import is_title
from documents.ingest.name_words import UPPER, plain, words_of
from documents.ingest.names import NAME
from documents.ingest.structure.label_kinds import kind_of
from documents.ingest.wordlists import one_of
from documents.ingest.wordlists import words as word_set

# What stands before a colon and is a field of the page's head, or a word of order in prose.
FIELDS = word_set("""
    date time place location venue subject to from re cc note notes contact source updated what when
    where who why how transcript summary title tags topic topics author authors editor category
    published posted by for immediate release event events series video audio media related speakers
    panelists panel moderators introduction contents agenda abstract keywords background conclusion
    example examples caution warning important correction disclaimer copyright phone tel fax email
    website http https photo credit image caption recorded duration length language participants
    present witnesses members via attachments reference session chapter part section figure
    orden ordre sommaire sumario credits credit sponsor
    table page corrected today tomorrow yesterday
""")

# What stands in sentences and in nobody's name: "SENATOR, LET ME ASK: …" in captions.
_OF_SENTENCES = word_set("""
    me my let is are was were because that what if when says asked told replied
""")

_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?"
_CLOCK = rf"(?:[\[(]?{_TIME}[\])]?\s*[-–—|]?\s*)"
_BRACKETS = (
    r"(?P<brackets>(?:\s?\((?:[^()]|\([^()]*\)){1,200}\)){1,3}|\s?\[[A-Za-z][^\[\]]{1,60}\])?"
)
_LINKING = one_of("of|for|the|de|da|do|dos|del|der|den|van|von|für|la|le|du|des|al|el|bin|y|and|et")
_WORD = rf"(?:[{UPPER}“\"][\w.'’‑&“”\"-]*|{_LINKING}|d['’][\w-]+|Hon\.|#?\d{{1,2}})"
NAME_PHRASE = rf"{_WORD}(?:,?\s{_WORD}){{0,11}}"
_ADDRESS = one_of(r"""
    Mr|Mrs|Ms|Miss|Dr|Mme|Mlle|M|Hon|Senator|Representative|Delegate|Secretary|Ambassador
    Chairman|Chairwoman|Chair|Judge|Justice|Governor|Mayor|President|Professor|Prof|Sr|Sra|Sir|Lord
    General|Lieutenant|Major|Colonel|Captain|Commander|Sergeant|Admiral|Commodore|Ensign|Chief|Sheriff
    Inspector|Commissioner|Director|Administrator|Superintendent|Minister|Congressman|Congresswoman
    Dean|Lady|Dame|Father|Sister|Brother|Bishop|Rabbi|Imam|Rev|Reverend|Ranking\sMember
    (?:Lieutenant|Major|Brigadier|Attorney|Solicitor|Inspector|Surgeon)\sGeneral|Chief\sJustice
    (?:Under|Deputy|Assistant)\s?(?:Secretary|Administrator|Director|Commissioner|Chief)
    (?:Prime|Deputy)\sMinister|Vice\s(?:President|Chair(?:man|woman)?|Admiral)
""")
_FAMILY = (
    rf"(?:[{UPPER}](?:\.|[\w'’‑-]+)\s|(?:[Dd]e|[Ll]a|[Vv]an|[Vv]on|[Dd]er|[Dd]el)\s){{0,3}}"
    rf"[{UPPER}][\w'’‑-]+"
)
_OF_PLACE = rf"(?:\sof\s(?:the\s)?[{UPPER}]\w+(?:\s[{UPPER}]\w+)?)?"
_CHAIR = one_of(r"""
    The\s(?:Acting\s)?[A-Z]{4,}(?:\s[A-Z]{3,}){0,3}(?:\spro\stempore)?
    The\s(?:(?:Vice|Acting|Deputy)\s)?Chair(?:man|woman|person)?
    The\s(?:Acting\s)?(?:President|Speaker|Clerk|Presiding\sOfficer|Witness|Interpreter)
    Voices?|Unidentified\s(?:Speaker|Voice)|Several\s(?:Members|Senators)|Questioner|Question|Answer
""")


@dataclass(frozen=True)
class Form:
    """A form of label: its style, an example, and the pattern with a group "label"."""

    style: str
    example: str
    pattern: re.Pattern[str]


_SENOR = "(?:[Ss]eñor(?:a|ita|es|as)?|[Ss]enhora?)"  # "La señora RUIZ PARDO:"
_ARTICLE = "(?:[Aa]n|[Ll]e|[Ll]a|[Ee]l|[Uu]ne|[Dd]es)"
_SMALL_WORD = r"(?:[dl]['’])?[a-zà-öø-ÿ][\w.'’‑-]*"
# An office in small letters, with or without its holder: "Le sergent d'état-major Leon Ptak".
_OFFICE_IN_SMALL = (
    rf"(?:L[ea]\s[{UPPER}]?|L['’][{UPPER}]?|Une?\s|Des\s|Plusieurs\s|(?:MM?|Mmes?)\.?\sl[ea]\s|Sgt\.?\s|Cpl\.?\s)"
    rf"{_SMALL_WORD}(?:\s{_SMALL_WORD}){{0,5}}(?:\s{NAME_PHRASE})?"
)
# The number that a record gives its questions: "Q12  Chair: ...", "T1. [66880] Jo Roe (Stoke):",
# "3. Jo Roe (Stoke) (Lab):"; or that it is one: "Zusatzfrage Roe:"
NUMBER_OF_QUESTION = re.compile(
    r"(?:[QT]\.?\s?\d{1,4}\.?\s+(?:\[\d{3,7}\]\s+)?"
    r"|\d{1,3}\.\s+(?:\[\d{3,7}\]\s+)?(?=[^:\n]{3,90}\)\s?:)"
    rf"|(?:(?:Zusatzf|Nachf|F)rage|(?:ZUSATZ|NACH)?FRAGE)\s(?=[{UPPER}][^\s:]+(?:\s[{UPPER}][^\s:]+)?:))"
)
_HON_MEMBERS = r"(?:Some|An|Several)\s[Hh]on\.\s[Mm]embers?"
# "Audience member 2", "Unidentified speaker"
_UNNAMED = (
    r"(?:Audience|Unidentified|Unknown|Male|Female|Several|Crowd)\s"
    r"(?:members?|questions?|speakers?|voices?|man|woman|male|female|persons?|participants?)"
    r"(?:\s?#?\d{1,2})?"
)
COLON = Form(
    "colon",
    "MR. MCCORMACK: / The Chair (Mr. X): / 0:12 JOHN: / M. Dupont : / Jo Roe: (00:12)",
    re.compile(
        rf"(?:>>+\s*|\[\*\]\s?)?(?:{NUMBER_OF_QUESTION.pattern})?{_CLOCK}?"
        rf"(?P<label>{_HON_MEMBERS}|{_UNNAMED}|(?:{_ARTICLE}\s)?(?:{_SENOR}\s)?{NAME_PHRASE}|{_OFFICE_IN_SMALL}){_BRACKETS}"
        rf"\s?{_CLOCK}?(?::|(?<=[{UPPER}]);)(?=\s|$|[“\"(\[—–{UPPER}-])\s*"
        rf"(?:[(\[]{_TIME}[)\]](?:\s+|$))?"
    ),
)
COLON_AND_ROLE = Form(
    "colon",
    "Paul Régnier, directeur, Institut du travail :",
    re.compile(rf"(?P<label>{NAME}),\s(?P<role>[a-zà-ÿ][^.:?!]{{3,140}}?)\s?:\s+(?=\S)"),
)
COLON_AND_OFFICE = Form(
    "colon",
    "Heiner Maaß, Bundesminister der Justiz: (alone in its line)",
    re.compile(
        rf"(?P<label>(?:Dr\.\s)?{NAME}){_BRACKETS},\s(?P<role>[^.:?!;\n]{{3,140}}?)"
        r":[ \t]*(?:\n(?=\S)|$)"
    ),
)
COLON_AND_TITLE = Form(
    "colon",
    "Manuela Roth, Bundesministerin für Familie, Frauen und Jugend: Herr Präsident! …",
    re.compile(
        rf"(?P<label>(?:Dr\.\s)?{NAME}){_BRACKETS},\s(?P<role>(?P<office>[\w-]+)\b[^.:?!;\n]{{3,140}}?)"
        r":\s+(?=\S)"
    ),
)
SMALL = Form(
    "colon",
    "question:",
    re.compile(rf"{_CLOCK}?(?P<label>question|reporter|audience|operator|moderator|q)\s?:\s+"),
)
BARE = Form(
    "bare",
    "Q  What about the treaty? / QWhat about it? (the tab between them lost)",
    re.compile(r"(?P<label>Q)(?:\.?\s+(?=\S)(?!\d{1,4}$)|(?=[A-Z](?!non\b)[a-z’']|I\s|--))"),
)
STOP = Form(
    "stop",
    "Mr. GORTON. / Mr. Hale of Eastmark. / The PRESIDING OFFICER (Mr. Kyl).",
    re.compile(
        rf"(?P<label>{_ADDRESS}\.?\s{_FAMILY}{_OF_PLACE}|{_CHAIR})"
        r"(?P<brackets>\s[(\[][^()\[\]]{1,80}[)\]])?\.(?:\s?[—–-]+)?\s+(?=\S)"
    ),
)
STOP_ALONE = Form(
    "stop",
    "Mr. GORTON. (alone in its line)",
    re.compile(
        rf"(?P<label>(?:Mr|Mrs|Ms|Miss|Dr)\.?\s(?:[{UPPER}]\.\s)?[{UPPER}]{{3,}}(?:[-'’][{UPPER}]+)*)\.$"
    ),
)
_CIVIL = r"(?:(?:MM?|Mmes?|Mlle|Sra?)\.?|(?:Le|La|El)\s(?:vice-)?[Pp]r[ée]sident[ea]?)"
_CIVIL_NAME = (
    rf"{_CIVIL}(?:\sl[ea]\s{_SMALL_WORD}(?:\s(?:de|du|des|d['’]\S+|{_SMALL_WORD})){{0,3}}?"
    rf"(?:(?<!\.)\s{_FAMILY})?|\s{_FAMILY})?"
)
DASH = Form(
    "dash",
    "M. Dupont. – / La Presidenta.- / Mme Roy, ministre de la justice. —",
    re.compile(
        rf"(?P<label>{_CIVIL_NAME})(?:,\s(?P<role>[^.:()]{{3,140}}?))?"
        rf"{_BRACKETS}\s?[.,]?\s?[—–-]+\s+(?=\S)"
    ),
)
PORTUGUESE = Form(
    "dash",
    "O SR. PRESIDENTE (Chico Roe. Bloco/PSB - RR.) - Há número. / A SRA. ANA ROE (PT - PE) –",
    re.compile(
        rf"(?:O|A)\sSRA?\.\s(?P<label>[{UPPER}][{UPPER}.'’-]+(?:\s[{UPPER}.'’-]+){{0,7}})"
        rf"(?P<brackets>\s\([^()]{{2,160}}\))?\s?[-–—]+\s+(?=\S)"
    ),
)
CAPITALS_DASH = Form(
    "dash",
    "PRESIDENTE.- / PRESIDENTE DEL GOBIERNO, ANA ROY.- / P.- (pregunta)",
    re.compile(
        rf"(?P<label>[PR](?=\.\s?[-–—])"
        rf"|[{UPPER}]{{4,}}(?:\s[{UPPER}]+(?:[-'’][{UPPER}]+)*){{0,6}}(?:,\s[{UPPER}][{UPPER} ]+)?)"
        r"\.?\s?[-–—]+\s+(?=[\S])"
    ),
)
NAMED_DASH = Form(
    "dash",
    "President. – / Chair. – / Edit Bauer, rapporteur. – / Anna Hed (S&D), blue-card question. –",
    re.compile(
        rf"(?P<label>(?:Vice-|Co-)?(?:President|Chair(?:man|woman|person)?)|{NAME})(?:,\s(?P<role>[^.:()]{{3,140}}?))?"
        rf"{_BRACKETS}(?:,\s[a-z][^.:()]{{3,60}})?\.\s?[–—−-]+\s+(?=\S)"
    ),
)
ANSWER_BARE = Form(
    "bare",
    "A. Fifteen. / A  Fifteen. (between questions)",
    re.compile(rf"(?P<label>A)(?:\.\s+(?=\S)|\s+(?=[{UPPER}“\"])(?![A-Z]\s[A-Z]\b))"),
)
_ROLE_IN_FRENCH = one_of(r"""
    (?:vice-|co)?président|ministre|garde des sceaux|rapporteur|secrétaire|sous-secrétaire|députée?
    sénat(?:eur|rice)|directeur|directrice|ambassad(?:eur|rice)|professeur|avocate?|membre|chef
    ancien|chargée?|commissaire|préfete?|auteure?|maire|conseill(?:er|ère)|délégu|procureure?|juge
    magistrat|défenseur|représentant|économiste|historien|chercheu|sociologue|fondat|général|amiral
    inspect|médecin|maître|porte-parole|coordinat|responsable|haut|premi(?:er|ère)|au nom
""")
STOP_IN_FRENCH = Form(
    "stop",
    "M. le rapporteur. / Mme la présidente Anne Roy. / Mme Roy, directrice de l'office.",
    re.compile(
        rf"(?P<label>{_CIVIL_NAME})(?:,\s(?P<role>{_ROLE_IN_FRENCH}[^.:()]{{0,140}}?))?"
        rf"(?P<brackets>\s\([^()]{{1,80}}\))?\.\s+(?=[{UPPER}«(–—\[])"
    ),
)
BOLD = Form(
    "bold",
    "**Jane Miller** I think …",
    re.compile(rf"(?P<label>{NAME_PHRASE}){_BRACKETS}[.:]?\s*$"),
)
_COURTESY = r"(?:MM?|Mmes?|Mlle|Mr|Mrs|Ms|Miss|Dr|Sr|Sra|Sir|Hon|[Tt]he|[Ll]e|[Ll]a|[Ee]l)\.?"
BOLD_COURTESY = Form(
    "bold",
    "**M. le président Jean Dupont.** / **Mme Claire Roy, directrice.**",
    re.compile(
        rf"(?P<label>{_COURTESY}\s[^.,:()]{{2,60}})(?:,\s(?P<role>[^:()]{{3,120}}?))?{_BRACKETS}[.:]\s*$"
    ),
)
TIMED = Form(
    "timed",
    "Maribel [00:00:12] Welcome … / Dana Whitfield  0:12",
    re.compile(
        rf"(?P<label>{NAME_PHRASE}){_BRACKETS}\s+[\[(]?\d{{1,2}}:\d{{2}}(?::\d{{2}})?[\])]?(?=\s|$)\s*"
    ),
)
TIME_AND_NAME = Form(
    "timed",
    "[00:00:31.970] - Nadia Kailouli, alone in its line",
    re.compile(
        rf"[\[(]?{_TIME}[\])]?\s*[-–—]\s*(?P<label>{NAME_PHRASE}|Speaker\s?\d+){_BRACKETS}"
        r"[ \t]*(?:\n|$)"
    ),
)
TIME_AND_DASH = Form(
    "timed",
    "[14:02] Rafael Dominguez — Hello everyone.",
    re.compile(
        rf"[\[(]?{_TIME}(?:\s?[AaPp][Mm])?[\])]?\s+(?P<label>{NAME_PHRASE}|[\w.-]{{3,20}}){_BRACKETS}"
        r"\s+[—–-]{1,2}\s+(?=\S)"
    ),
)
LONE = Form(
    "lone",
    "NOOR HADDAD / Frank Moorfield (Birkdale) (Lab), alone in their line",
    re.compile(rf"(?P<label>{NAME_PHRASE}|{_OFFICE_IN_SMALL}){_BRACKETS}:?"),
)
LONE_OFFICE = Form(
    "lone",
    "The Parliamentary Under-Secretary of State (Victoria Aske) (Con), alone in its line",
    re.compile(
        rf"(?P<label>The\s{NAME_PHRASE})(?P<brackets>\s\([^()]+\)(?:\s?\([^()]{{1,20}}\))?)"
    ),
)
ASKED_BY = Form(
    "colon",
    "Asked by Lord Fowler, alone above the question",
    re.compile(rf"Asked by (?P<label>{NAME_PHRASE}){_BRACKETS}\s*$"),
)
IN_BRACKETS = Form(
    "colon",
    "(UNKNOWN), alone in its line / (UNKNOWN): No.",
    re.compile(r"\((?P<label>UNKNOWN|UNIDENTIFIED(?:\s[A-Z]+){0,2})\)(?::?\s*(?:\n|$)|:\s+(?=\S))"),
)
SINGLE_LETTER = Form(
    "letter", "F: When did you begin?", re.compile(rf"(?P<label>[{UPPER}])\.?:\s+(?=\S)")
)
LETTER_AND_STOP = Form(
    "letter",
    "P. ¿Cuándo empezó? / R. – De niña.",
    re.compile(rf"(?P<label>[{UPPER}])\.\s?[–—-]?\s+(?=\S)"),
)
SPELLED_LETTER = Form(
    "letter",
    "Pregunta. ¿Cuándo empezó? / Respuesta. De niña.",
    re.compile(
        r"(?P<label>Pregunta|Respuesta|Question|Answer|Réponse|Frage|Antwort)(?:\.\s?[–—-]?|\s?[–—-])"
        r"\s+(?=\S)"
    ),
)
LETTER_AND_DASH = Form(
    "letter",
    "Q - Avez-vous un commentaire ? / R - Oui.",
    re.compile(rf"(?P<label>[{UPPER}])\s?[–—-]\s+(?=\S)"),
)
LETTERS_AND_STOP = Form(
    "letter",
    "TL. He drinks tea.",
    re.compile(rf"(?P<label>[{UPPER}]{{2,4}})\.\s+(?=[{UPPER}“\"(])"),
)
CHEVRON = Form("chevron", ">> so the second thing", re.compile(r">>+\s*(?=\S)"))

# In captions all in small letters: ">> woodruff: good evening", "… draft? mr. roth: they received".
SMALL_CHEVRON = re.compile(r">>+\s*(?P<label>[a-z][a-z'’-]+(?:\s[a-z][a-z'’-]+)?):\s+(?=\S)")
SMALL_RUN_ON = re.compile(
    r"(?:^|(?<=[.?!\"”-]\s)|(?<=\d\s[ap]m\s)|(?<=\n))"
    r"(?P<label>(?:(?:mr|mrs|ms|dr|rep|sen|gov|sec|gen|amb)\.\s[a-z][a-z'’-]+"
    r"|[a-z][a-z'’-]+(?:\s[a-z]['’]?[a-z-]+)?)):\s+(?=\S)"
)

# A label in capitals after the end of a sentence or a time of day, where the page lost the break.
_BEFORE_RUN_ON = r"(?:(?<=[.?!:)\]”\"—-]\s)|(?<=[A-Z][DS]T\s))"
_CAPITALS = rf"[{UPPER}][{UPPER}c.'’-]+"
RUN_ON = re.compile(
    rf"{_BEFORE_RUN_ON}\*?(?![A-Z][DS]T\b)(?P<label>{_CAPITALS}(?:\s{_CAPITALS}){{0,4}})"
    r"(?:,\s(?P<role>[^.:?!]{3,80}):(?:\s+|$)|:\s+)"
)
RUN_ON_QUESTION = re.compile(rf"{_BEFORE_RUN_ON}(?P<label>Q)\s+(?=[A-Z(“\"—-])")

# A label with the time behind its colon, wherever it stands: "… in 2015. Mr. Stewart: (00:47) The".
_TIMED_WORD = rf"(?:(?:Mrs?|Ms|Dr|Sen|Rep|Gov|Hon|Prof|Gen|[{UPPER}])\.|[{UPPER}][\w'’‑-]*)"
RUN_ON_TIMED = re.compile(
    rf"(?<!\S)(?P<label>{_TIMED_WORD}(?:\s(?:{_TIMED_WORD}|de|van|von|of|\d{{1,2}})){{0,4}}):\s?"
    rf"[(\[]{_TIME}[)\]]\s*"
)

# Where several turns stand in one line, each with its time or its chevrons.
INSIDE = re.compile(rf"(?<=\s)(?:{_CLOCK}(?=[{UPPER}>])|>>+\s)")


def is_joint(label: str) -> bool:
    """Whether a label may be of several who speak at once: "Mr. Grey and Ms. Pond"."""
    people = people_of(label)
    return (
        2 <= len(people) <= 4
        and len(label) <= 70
        and all(p[:1].isupper() and len(p.split()) <= 4 and is_label_like(p) for p in people)
    )


def people_of(joint: str) -> list[str]:
    """The people in the label of several."""
    return re.split(r",?\s(?:and|et|&)\s|,\s", joint, flags=re.IGNORECASE)


def _is_short_form(word: str) -> bool:
    """A title, or letters with full stops: "Sen.", "é.-m.", "U.S." """
    return is_title(word) or bool(re.fullmatch(r"(?:\w\.-?)+", word))


def is_label_like(label: str, explained: Collection[str] = ()) -> bool:
    """Whether a voice can be called so: short, no field of a page's head, no phrase.

    `explained` are initials of which the text says whose they are, such as TO for Tom Okafor.
    """
    if label in explained:
        return True
    words = words_of(label)
    if not words or len(label) > 110 or plain(words[0]) in FIELDS:
        return False
    if kind_of(label) != "name":
        return True
    in_sentence = any(plain(w) in _OF_SENTENCES for w in words) and label != "ME"
    if len(label) > 70 or in_sentence:
        return False
    if any(w.endswith(".") and len(w) > 2 and not _is_short_form(w) for w in words[:-1]):
        # A full stop inside ends a sentence, unless it shortens a title or an initial.
        return False
    if len(words) == 1 and len(words[0].strip(".")) < 2:
        return False
    return not any(plain(w) in {"the", "and", "et", "a", "an", "or"} for w in words)
