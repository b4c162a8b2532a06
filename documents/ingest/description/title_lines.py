"""Which lines of the head of a text may name it.

Mastheads, addresses of offices, bylines, dates and navigation stand there too; each has its own
habit of form.
"""

import re
from collections import Counter
from collections.abc import Sequence

from documents.folding import is_unspaced
from documents.ingest.description.bodies import NEWSPAPER, NEWSPAPER_NAME, is_institution
from documents.ingest.description.dates import AGO, dates_in
from documents.ingest.description.head import Line
from documents.ingest.names import NAME, is_person_like
from documents.ingest.people.biographies import is_role

GENRE = re.compile(
    r"^(?:(?:the|opening|closing|joint|welcoming|introductory|daily|special|background|on-the-record|"
    r"off-camera|prepared|written|policy|exclusive|annual|state|press|news|keynote|full|official|"
    r"panel|conference|video|radio|weekly|media|commencement|inaugural|nobel|public|oral|"
    r"digital|virtual|online|telephonic|teleconference)\s+)*"
    r"(?:remarks?|statement|address|speech|testimony|briefing|gaggle|interview|podcast|lecture|"
    r"keynote|conversation|message|exchange of views|"
    r"discussion|panel|debate|hearing|press conference|conference|"
    r"evidence|auditions?|comparecencias?|"
    r"(?:regierungs)?pressekonferenz|transcript|presentation|availability|call|roundtable|q ?& ?a|"
    r"opening|sermon|homily|oration|"
    r"versi[oó]n estenogr[aá]fica|"
    r"discours|déclaration|allocution|entretien|intervention|discurso|declaración|intervención|"
    r"entrevista|palabras|rede|ansprache)\b",
    re.IGNORECASE,
)

NOT_A_TITLE = re.compile(
    r"^(?:"
    # orders to whoever prints or browses
    r"(?:embargoed )?(?:for )?(?:immediate )?release\b.*|printable .*|print(?: this)?(?: page)?|"
    r"share|menu|search|home\b.*|skip to .*|(?:go )?back to .*|learn more .*|click .*|"
    r"listen .*|watch .*|"
    r".* → .*|"
    r"download .*|subscribe.*|sign in.*|advertisement|photo.*|image.*|video|audio|.* \| .* \| .*|"
    # who and how it was written down
    r"(?:from|to|cc|sent|reply-to) ?: .*|"
    r".*\bseul le prononcé fait foi\b.*|passer au .*|il y a \d+ \w+|catégorie|publicité|"
    r"about the (?:speaker|author|presenter|event)s?|why you should listen|"
    r"counsel ?: .*|instructed by ?: .*|i hereby certify\b.*|before (?:mr|mrs|ms|dr|the hon)\b.*|"
    r"filmed ?:?|[\d.,]+ views?|writer['’]?s picture.*|(?:top|bottom) of page|"
    r"posted (?:by|on|in)\b.*|by\b.*|as (?:prepared|delivered)\b.*|"
    r"(?:please )?check against delivery.*|vérifier au prononcé|"
    r"(?:(?:full|news|rush|official|unofficial|edited|verbatim) )*transcript(?:ion)?s?[:.]?|"
    r"(?:meeting|symposium|webinar|virtual (?:event|meeting|roundtable)|in-person event)|"
    r"dear [\w ,’'-]{2,40}|"
    r"(?:themen|sprecher(?:innen)?|teilnehmer) ?: .*|return to .*|"
    r"(?:[\w.]+ ){1,3}transcri(?:pts|ptions)|congressional hearings|"
    r"transcri(?:pt|ption|bed) (?:by|provided|courtesy)\b.*|"
    r"verbatim (?:report|record).*|(?:official )?hansard\b.*|parliamentary debates.*|"
    r"the (?:house|senate|committee|council|assembly|court) (?:met|rose|sat|adjourned)\b.*|"
    r"westminster hall|canada|prayers?(?:\s?[—–-].*)?|"
    r"(?:commons|lords|grand committee|main) chamber|"
    r"roll call|(?:call|called) to order|invocation|pledge of allegiance|yesterday|today|"
    r"(?:coordinaci[oó]n|direcci[oó]n|oficina|departamento)(?: general)? de "
    r"(?:comunicaci[oó]n|prensa)\b.*|"
    r"plenarprotokoll\b.*|"
    r"stenogra(?:f|ph)ischer bericht|deutscher bundestag|\d+\. wahlperiode|"
    r"protokoll-nr.*|\d+\. sitzung|beginn: .*|"
    r"commonwealth of .*|bills|motions|statements|petitions|year \d{4}|année \d{4}|"
    r"(?:opinions?|op-?ed|commentary|guest essay|(?:news )?analysis|letters?(?: to the editor)?)"
    r"(?:\s?[|/•·:–—-]\s?[\w’' ]{2,30})?|"
    # the name of a newspaper or broadcaster
    rf"{NEWSPAPER_NAME}|"
    r"public sitting\b.*|audience publique\b.*|.* presiding,?|"
    r"(?:rptrs?|edtrs?) .*|\{time\} ?\d+|from wikinews\b.*|"
    r"se (?:abre|levanta|reanuda|suspende) la sesi[oó]n\b.*|"
    r"cortes generales|diario de sesiones.*|comisiones|pleno\b.*|año \d{4}.*|sesión n.*|senado|"
    r"unedited.*|uncorrected.*|provisional.*|original: .*|"
    r".*\brush transcript\b.*|official report.*|from the .*(?:record|office|archives?).*|"
    r"updated .*|published .*|copyright.*|©.*|https?://.*|www\..*|\d+ min(?:ute)?s? read.*|"
    r"on the (?:web|internet|net)\b:?.*|.*\bhttps?://.*|(?:\w+ )?contacts?:.*|"
    r"(?:presenter|speaker|panell?ist|participant|host|guest|moderator|interviewer|interviewee|"
    r"narrator|attendee|member|respondent|discussant|witness)(?:s|es)? ?:.*|"
    r"webvtt.*|note\b.*|kind:.*|language:.*|english|français|french|español|spanish|"
    # headings of lists and parts
    r"introduction|background|(?:executive )?summary|overview|conclusions?|recommendations?|"
    r"events?|featuring|dates?|times?|location|"
    r"speakers?|panel(?:l?ists)?|presider|moderator|participants?|proceedings|p r o c .*|"
    r".*\.{4,}\s*\d*|contents|c o n t .*|witnesses|evidence|témoignages|hearing|before the|"
    # sections of newspapers
    r"société|enquête|politique|économie|international|monde|world|politics|business|culture|"
    r"reportage|tribune|idées|investigation|exclusive|europe|africa|asia|americas|health|science|"
    r"united states of america|compte rendu(?: n[°o].*| officiel\b.*)?|"
    r"(?:ordre du jour|orden del día|order of business|agenda) ?:?|"
    # who presides
    r"(?:sous la )?présidence d.*|presidencia d.*|présidente? ?:.*|president ?:.*|"
    r".*\bin the chair\W*|"
    # symbols of documents, and numbers under which they are filed
    r"(?:united nations |nations unies |naciones unidas |distr\.? ?:? ?)?"
    r"[a-z]{1,6}(?:/[\w.()*-]+)+|"
    r"(?:s|h)\.? ?(?:hrg|res|rep|rept|doc|con|j)\.? ?(?:res\.? ?)?(?:no\. ?)?\d.*|"
    r"(?:senate|house) (?:hearing|report|document) \d.*|h[cl] (?:deb\b.*|\d.*)|"
    r"(?:docket|case|cause|file|record|report|document|publication|order|cr?im\.?|civ\.?)\s"
    r"(?:nos?\b|numbers?\b|#|\d+[:-])\.?.*|nos?\. ?\d.*|\d+:\d\d-c[vr]-.*|"
    r"séance de \d+ ?h.*|official records.*|"
    r"session (?:ordinaire|extraordinaire).*|sesión (?:ordinaria|extraordinaria).*|"
    r"\d+(?:st|nd|rd|th) meetings?(?: and \d+\w\w)? \((?:am|pm|night|resumed)\b.*\)|"
    # numbers of pages, sessions, files; addresses; ways of meeting
    r"page \d+.*|no\.? \d.*|number \d+|numéro \d+|volume \d+.*|serial .*|"
    r"(?:\d+(?:st|nd|rd|th|e|er|re)?|[ivxlc]+(?:e|ème)|(?:\w+-)?\w+i[èe]me) "
    r"(?:session|parliament|congress|législature).*|"
    r"\d[\doil]*,? .*\b(?:street|st\.|avenue|ave\.|road|floor|suite|plaza|boulevard|rue)\b.*|"
    r"(?:tel|fax|phone)\b.*|via .*|aboard .*|en route .*"
    r")$",
    re.IGNORECASE,
)

# However a scanner parts the letters: "Please check aga inst delivery".
AGAINST_DELIVERY = re.compile("^(?:please)?check(?:ed)?againstdelivery", re.IGNORECASE)

SPOKEN_LINE = re.compile(r"^>>.*|^(?:Q\b|[A-ZÀ-Ý.’' -]{2,40}:\s).*[a-zà-ÿ].*[.?!,]$")

# A title with a full stop, however long: "Versión estenográfica de la reunión de la Comisión …."
SAYS_WHAT_IT_IS = re.compile(
    r"(?:versi[oó]n estenogr[aá]fica|(?:full |edited )?transcript|conferencia de prensa|mensaje"
    r"|discurso|palabras|entrevista|intervenci[oó]n|remarks|statement|interview|speech|address)"
    r" (?:of|by|with|from|de|del|a|con)\b"
    r"|(?:déclaration|conférence de presse|allocution|discours|entretien|intervention)"
    r"(?: [\w-]+){0,3} (?:de|d['’]|du|des|avec)\b",
    re.IGNORECASE,
)
MOST_WORDS = 60

# So many signs of a script without spaces are more than the name of a day.
FEWEST_UNSPACED = 4

# What a line of a place and a day may hold besides: "Ciudad de México, 30 de julio de 2019".
LINKING = frozenset(["at", "de", "del", "of", "la", "le", "den"])

CLOCK = re.compile(r"\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?(?:\s*[A-Z]{2,4})?", re.IGNORECASE)

BRACKETED = re.compile(r"^[\[(].*[\])]$")

# "Test interview, 3 May 2020": the day is part of what the text is called.
SAID_ONCE = re.compile(
    r"\b(?:interview|speech|lecture|remarks|sermon|roundtable|testimony|podcast|\w*pressekonferenz|"
    r"(?:press )?conference|rueda de prensa|conférence de presse)s?\b(?!\s+(?:date|held))",
    re.IGNORECASE,
)

# "Department of Defense Press Briefing by Secretary Whitlock" is no name of a body.
SAID_BY = re.compile(
    r"\b(?:briefing|conference|hearing|remarks|statement|interview|address|availability) "
    r"(?:by|with)\b",
    re.IGNORECASE,
)

TOWN = re.compile(r"^(?:[A-ZÀ-Ý][\w.’'-]*\s?){1,3}, (?:[A-ZÀ-Ý][\w.’'-]*\s?){1,2}$")

LIST_OF_PEOPLE = re.compile(
    r"(?:speakers|participants|panell?ists|witnesses|members|guests|present|attendees) ?:?",
    re.IGNORECASE,
)

# "Panel: Ruth Okello, Peter Hahn" says who sat there, "Panel: Cotton and Conscience" on what.
PANEL_OF = re.compile(r"panel ?: ?(?P<first>[^,;(]*?)(?:$|[,;(]| (?:and|et|y) )", re.IGNORECASE)


def naming_lines(lines: Sequence[Line], site: str | None) -> list[int]:
    """The lines that may name the text; what is repeated over and over names the site."""
    counts = Counter(line.text.casefold() for line in lines)
    repeated = [words for words, count in counts.items() if count > 2]
    named = [
        number
        for number, line in enumerate(lines)
        if _names_the_text(line, site)
        and not any(words in line.text.casefold() for words in repeated)
        and not _is_country(lines, number)
        and not (TOWN.match(line.text) and _beside_a_date(lines, number))
        and not _is_heading_of_a_section(lines, number)
        and not _is_of_a_list(lines, number)
        and not _is_who_speaks(lines, number)
        and not _is_with_role(line)
        and not (number and _is_who_speaks(lines, number - 1))
    ]
    if not named and lines and _is_called_out(lines[0]) and not NOT_A_TITLE.match(lines[0].text):
        return [0]
    return named


def _is_called_out(line: Line) -> bool:
    """Whether a line that might be a sentence ends as only a title of a show or a question does."""
    return line.is_prose and line.text[-1] in "!?" and len(line.words) <= 25 and not line.set_aside


def _is_country(lines: Sequence[Line], number: int) -> bool:
    """A word or two in capitals right under a body: whose parliament or ministry it is."""
    line = lines[number]
    above = lines[number - 1].text if number and line.follows_closely else ""
    return line.in_capitals and len(line.words) <= 2 and is_institution(above)


def _is_heading_of_a_section(lines: Sequence[Line], number: int) -> bool:
    """A word between the name of a newspaper and the day: "Leicester", "World"."""
    above = number and NEWSPAPER.fullmatch(lines[number - 1].text)
    return bool(above and len(lines[number].words) <= 2 and _beside_a_date(lines, number))


def _is_of_a_list(lines: Sequence[Line], number: int) -> bool:
    """A line of the list that "Speakers:" begins, the lines between closely under one another."""
    while number and lines[number].follows_closely:
        number -= 1
        if LIST_OF_PEOPLE.fullmatch(lines[number].text):
            return True
    return False


def _is_who_speaks(lines: Sequence[Line], number: int) -> bool:
    """A name alone in its line, and closely below it what that person is: no more than who speaks.

    In a heading it is a title all the same.
    """
    line = lines[number]
    below = lines[number + 1] if number + 1 < len(lines) else None
    return (
        line.role != "heading"
        and below is not None
        and below.follows_closely
        and len(line.words) > 1
        and re.fullmatch(NAME, line.text) is not None
        and is_person_like(line.text)
        and is_role(below.text)
    )


def _is_with_role(line: Line) -> bool:
    """A name and what that person is: "Jo Roe - Anti-slavery activist"."""
    name, dash, role = line.text.partition(" - ")
    return (
        bool(dash)
        and len(role.split()) <= 6
        and re.fullmatch(NAME, name) is not None
        and is_person_like(name)
        and is_role(role)
    )


def _beside_a_date(lines: Sequence[Line], number: int) -> bool:
    return any(
        0 <= beside < len(lines) and is_mostly_date(lines[beside].text)
        for beside in (number - 1, number + 1)
    )


def _names_the_text(line: Line, site: str | None) -> bool:
    text = line.text
    is_prose = line.is_prose and not SAYS_WHAT_IT_IS.match(text)
    if line.set_aside or is_prose or not 1 <= len(line.words) <= MOST_WORDS:
        return False
    if site and text.casefold() == site.casefold():
        return False
    if AGAINST_DELIVERY.search(re.sub(r"\s", "", text)):
        return False
    if sum(c.isalpha() for c in text) < 4 or BRACKETED.match(text) or NOT_A_TITLE.match(text):
        return False
    if "♪" in text or "♫" in text:
        return False
    panel = PANEL_OF.match(text)
    if panel and is_person_like(panel["first"]):
        return False
    said = GENRE.search(text) or SAID_BY.search(text)
    if is_institution(text) and not said and not is_committee(text):
        return False
    return not is_mostly_date(text) and not SPOKEN_LINE.match(text)


_COMMITTEE = re.compile(
    r"\b(?:committee|comité|commission (?:to inquire into|permanente|spéciale|des|de la|du))\b",
    re.I,
)


def is_committee(text: str) -> bool:
    return bool(_COMMITTEE.search(text))


def is_mostly_date(text: str) -> bool:
    """A line that is a date, a time or a mark of a file with a date in it."""
    rest = text
    for _, start, end, _ in reversed(dates_in(text)):
        rest = rest[:start] + rest[end:]
    if GENRE.match(rest.strip(" ,.–—-()")) or SAID_ONCE.search(rest):
        return False
    rest = AGO.sub("", CLOCK.sub("", rest))
    if sum(map(is_unspaced, rest)) >= FEWEST_UNSPACED:
        return False
    words = [word for word in re.findall(r"[^\W\d_]{2,}", rest) if word.casefold() not in LINKING]
    return len(words) <= (2 if rest != text else 0)
