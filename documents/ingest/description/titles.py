"""The title of a text: the first line of its head that names it, with its continuation lines.

Mastheads, addresses of offices, bylines, dates and navigation also stand there; each has its own
habit of form, and where all lines are such, or the text begins amid talk, it has no title.
"""

import re
from collections import Counter
from collections.abc import Sequence

from documents.folding import is_unspaced
from documents.ingest.description.bodies import NEWSPAPER, NEWSPAPER_NAME, is_institution
from documents.ingest.description.dates import AGO, dates_in
from documents.ingest.description.head import Head, Line
from documents.ingest.description.records import (
    DEEPEST,
    MEETING,
    VERSUS,
    title_of_record,
    title_of_sitting,
)
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
    r"download .*|subscribe.*|sign in.*|advertisement|photo.*|image.*|video|audio|.* \| .* \| .*|"
    # who and how it was written down
    r"(?:from|to|cc|sent|reply-to) ?: .*|"
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

EVENT = re.compile(
    r"\b(?:session|conference|summit|forum|symposium|workshop|debate|meeting|congress|assembly|"
    r"conférence|sommet|sesión|cumbre)\b",
    re.IGNORECASE,
)

HONORIFIC = re.compile(
    r"^(?:(?:mr|mrs|ms|dr|amb|prof|hon|sen|rep|gov|gen|sir|dame|h\.?\s?e|his excellency|"
    r"her excellency|ambassador|senator|professor|secretary|president|minister|judge|rev)\b\.?\s+)",
    re.IGNORECASE,
)

# A line that ends in one of these, or a following line that begins so, is not the whole of a title.
OPEN_END = re.compile(
    r"(?:[,:;&—–-]|\b(?:a|an|the|of|to|in|on|at|by|for|from|with|and|or|as|into|before|between|"
    r"against|under|de|du|des|la|le|les|et|sur|del|el|y|para|von|und|der))$",
    re.IGNORECASE,
)

SPOKEN_LINE = re.compile(r"^>>.*|^(?:Q\b|[A-ZÀ-Ý.’' -]{2,40}:\s).*[a-zà-ÿ].*[.?!,]$")

MOST_WORDS = 60
# So many signs of a script without spaces are more than the name of a day.
FEWEST_UNSPACED = 4
# What a sitting was about is named in so many words; shorter lines are of the record's own head.
FEWEST_WORDS_OF_ITEM = 5

# What a line of a place and a day may hold besides: "Ciudad de México, 30 de julio de 2019".
LINKING = frozenset(["at", "de", "del", "of", "la", "le", "den"])
CLOCK = re.compile(r"\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?(?:\s*[A-Z]{2,4})?", re.IGNORECASE)

BRACKETED = re.compile(r"^[\[(].*[\])]$")
DOCKET = re.compile(
    r",?\s*[(\[]?(?:Docket |Case )?Nos?\.? ?\d[\w:-]*(?:(?:,| and| &) [\w-]+)*[)\]]?$", re.I
)
BYLINE = re.compile(r"^(?:by|par|por|von) [^\W\d_]{2,}(?: [^\W\d_]\S*){1,3}$", re.IGNORECASE)
# What stands below a headline: who wrote it, or when it was on the air.
SIGNED = re.compile(rf"{BYLINE.pattern}|^aired ", re.IGNORECASE)
AND = re.compile(r"^(?:and|et|y|und|with|avec|con|&) ", re.IGNORECASE)
# The statement of one who takes part; the hearing has a title of its own.
OF_ONE_WHO_SPEAKS = re.compile(
    r"^(?:opening|closing|prepared|oral|written|additional) (?:statements?|remarks) (?:of|by)\b",
    re.IGNORECASE,
)
# "Interview: Jakob Lind" below the title says who asked.
WHO_ASKED = re.compile(r"^(?:interview|entretien|entrevista|gespräch) ?: ?(?P<name>.+)$", re.I)
IN_MARKS = re.compile(r"^(?:[“\"„][^”\"“]+[”\"“]|«[^»]+»|»[^«]+«|‘[^’]+’)$")
EPISODE = re.compile(r"^(?:season \d+,? )?(?:episode|ep\.?) ?#?\d+ ?[:.–—-] ?\S", re.IGNORECASE)
SERIES = re.compile(r"\b(?:project|collection|series|archives?|program(?:me)?)$", re.IGNORECASE)
SESSION = re.compile(r"^(?:[\w-]+ )*(?:session|year)$", re.IGNORECASE)
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
HANGS = re.compile(r"\b(?:by|of|with|before|par|de|avec|por|con)$", re.IGNORECASE)
LEANS_ON = re.compile(r"^(?:by|of|on|at|to|before|with|for|in|par|de|del|por|von)\b", re.IGNORECASE)
BY_SOMEBODY = re.compile(r"\b(?:by|par|por) \w", re.IGNORECASE)
TOWN = re.compile(r"^(?:[A-ZÀ-Ý][\w.’'-]*\s?){1,3}, (?:[A-ZÀ-Ý][\w.’'-]*\s?){1,2}$")

# "I. Introduction", "2. What the contract said"
NUMBERED_PART = re.compile(r"(?:[IVX]{1,4}|\d{1,2})[.)] \S")

LIST_OF_PEOPLE = re.compile(
    r"(?:speakers|participants|panell?ists|witnesses|members|guests|present|attendees) ?:?",
    re.IGNORECASE,
)
# "Panel: Ruth Okello, Peter Hahn" says who sat there, "Panel: Cotton and Conscience" on what.
PANEL_OF = re.compile(r"panel ?: ?(?P<first>[^,;(]*?)(?:$|[,;(]| (?:and|et|y) )", re.IGNORECASE)


def title_of(head: Head, site: str | None = None) -> tuple[str, Line] | None:
    """The title and the line on which it begins; None where the head names nothing.

    `site` is the name of the site as the format declares it: a line that repeats it is no title.
    """
    if record := title_of_record(head):
        return record
    named = _naming(head.lines[:DEEPEST], site)
    sitting = title_of_sitting(head.lines)
    if sitting and all(len(head.lines[n].words) < FEWEST_WORDS_OF_ITEM for n in named):
        return sitting
    if not named:
        return None
    headings = [
        n
        for n in named
        if head.lines[n].role == "heading" and not NUMBERED_PART.match(head.lines[n].text)
    ]
    lines = [n for n in named if not _is_sentence(head.lines[n])]
    first = next(iter(headings or lines or named))
    if headings and head.lines[first].level > 1:  # the name of a part of the site above the title
        first = next((n for n in headings if head.lines[n].level == 1), first)
    genres = [
        n
        for n in named
        if GENRE.search(head.lines[n].text)
        and not OF_ONE_WHO_SPEAKS.match(head.lines[n].text)
        and not ((asked := WHO_ASKED.match(head.lines[n].text)) and is_person_like(asked["name"]))
    ]
    if genres and genres[0] > first and _gives_way(head.lines[first], head.lines[genres[0]]):
        first = genres[0]
    elif len(head.lines[first].words) <= 2:  # the subject, and below it what somebody said of it
        first = next((n for n in named[:2] if IN_MARKS.match(head.lines[n].text)), first)
    if head.lines[first].role != "heading" and len(head.lines[first].words) <= 3:
        # The name of a column above the headline and who wrote it.
        below = first + 1
        is_signed = below + 1 < len(head.lines) and SIGNED.match(head.lines[below + 1].text)
        is_headline = below in named and head.lines[below].text[-1] not in ".?!"
        if is_headline and is_signed and len(head.lines[below].words) > 4:
            first = below
    episode = next((n for n in named if EPISODE.match(head.lines[n].text)), first)
    if episode > first and len(head.lines[first].words) <= 8:  # below the name of the series
        first = episode
    title = _whole(head.lines, first)
    if is_bare_genre(title):
        # "Press Statement", the speaker and the place; what it is about comes last.
        about = next((n for n in named if n > first and LEANS_ON.match(head.lines[n].text)), None)
        if about is not None:
            return _whole(head.lines, about), head.lines[about]
    if VERSUS.search(title):
        title = DOCKET.sub("", title)
    return title, head.lines[first]


def _is_sentence(line: Line) -> bool:
    """Whether a line is a sentence: what a site says of itself above a title."""
    return len(line.words) > 6 and line.text[-1] == "."


def _naming(lines: Sequence[Line], site: str | None) -> list[int]:
    """The lines that may name the text; what is repeated over and over names the site."""
    counts = Counter(line.text.casefold() for line in lines)
    repeated = [words for words, count in counts.items() if count > 2]
    return [
        number
        for number, line in enumerate(lines)
        if _names_the_text(line, site)
        and not any(words in line.text.casefold() for words in repeated)
        and not _is_country(lines, number)
        and not (TOWN.match(line.text) and _beside_a_date(lines, number))
        and not _is_heading_of_a_section(lines, number)
        and not _is_of_a_list(lines, number)
        and not _is_who_speaks(lines, number)
        and not (number and _is_who_speaks(lines, number - 1))
    ]


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


def _beside_a_date(lines: Sequence[Line], number: int) -> bool:
    return any(
        0 <= beside < len(lines) and _is_mostly_date(lines[beside].text)
        for beside in (number - 1, number + 1)
    )


def is_bare_genre(title: str) -> bool:
    """Whether a title says only what the text is: "Remarks", "Press Statement"."""
    match = GENRE.match(title)
    return match is not None and len(title) - match.end() <= 1 and len(title.split()) <= 2


def _names_the_text(line: Line, site: str | None) -> bool:
    text = line.text
    if line.set_aside or line.is_prose or not 1 <= len(line.words) <= MOST_WORDS:
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
    if is_institution(text) and not said and not _is_committee(text):
        return False
    return not _is_mostly_date(text) and not SPOKEN_LINE.match(text)


def _is_committee(text: str) -> bool:
    return bool(
        re.search(
            r"\b(?:committee|comité|commission (?:permanente|spéciale|des|de la|du))\b",
            text,
            re.IGNORECASE,
        )
    )


def _is_mostly_date(text: str) -> bool:
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


def _gives_way(first: Line, genre: Line) -> bool:
    """Whether a line that names a genre is the title rather than the line first found before it."""
    if first.role == "heading" or first.text.endswith("?"):
        return False
    if EVENT.search(first.text) and not GENRE.search(first.text):
        return True
    if SERIES.search(first.text):
        return True
    if _is_committee(first.text) and re.match(
        r"[\w -]{4,40}: |exchange of views", genre.text, re.I
    ):
        return True
    bare = is_bare_genre(genre.text) or HANGS.search(genre.text)
    if first.in_capitals and len(first.words) <= 3 and bare:
        return True  # the name of the country above "Statement", "by …"
    return (
        len(first.words) <= 4
        and ":" not in first.text
        and genre.text[0].isupper()
        and len(genre.words) > 2
    )


def _whole(lines: Sequence[Line], first: int) -> str:
    """The title with the lines that go on with it."""
    title = lines[first].text
    bare = is_bare_genre(title)
    for before, line in zip(lines[first:], lines[first + 1 :], strict=False):
        if _is_mostly_date(line.text) or line.is_prose:
            break
        if SESSION.match(before.text) and MEETING.match(line.text):
            title += f", {line.text}"
            continue
        hangs = before is lines[first] and HANGS.search(before.text)
        if BYLINE.match(line.text) and not (bare or hangs):
            break
        of_the_occasion = (
            not line.follows_closely and LEANS_ON.match(line.text) and BY_SOMEBODY.search(title)
        )
        goes_with = LEANS_ON.match(line.text) or LEANS_ON.match(before.text)
        leans = not of_the_occasion and (hangs or bare and goes_with)
        if not leans and not (line.follows_closely and _goes_on(before, line)):
            break
        title += ("" if title.endswith(("-", "—")) else " ") + line.text
    return title.rstrip(",;")


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a line goes on with the one before: by its words, or in one block of capitals."""
    if OPEN_END.search(before.text) or line.text[:1].islower():
        return True
    if _is_full_line_in_capitals(before, line):
        return True
    leans = before.in_capitals and line.in_capitals and LEANS_ON.match(line.text)
    if leans and not NOT_A_TITLE.match(line.text):  # "IN JOINT PRESS CONFERENCE"
        return True
    return (
        before.in_capitals
        and line.in_capitals
        and line.block == before.block
        and not NOT_A_TITLE.match(line.text)
        and not is_institution(line.text)
        and not HONORIFIC.match(line.text)
    ) or (
        bool(AND.match(line.text))
        and before.in_capitals == line.in_capitals
        and not before.is_prose
    )


def _is_full_line_in_capitals(before: Line, line: Line) -> bool:
    """A line of a title in capitals so long that it had to be broken, and its second line."""
    return (
        before.in_capitals
        and line.in_capitals
        and len(before.words) >= 5
        and len(before.text) >= 30
        and not any(NOT_A_TITLE.match(x.text) or _is_mostly_date(x.text) for x in (before, line))
        and not is_institution(line.text)
        and not HONORIFIC.match(line.text)
        and not BYLINE.match(line.text)
        and not TOWN.match(line.text)
    )
