"""The titles of records: the parties of a case, and what a council met about."""

import re
from collections.abc import Sequence
from dataclasses import replace

from documents.ingest.description.bodies import INSTITUTION
from documents.ingest.description.head import Head, Line

DEEPEST = 40
VERSUS = re.compile(r"\bv(?:s|ersus)?\b\.?", re.IGNORECASE)
CASE_OF_COURT = re.compile(
    r"^v(?:s|ersus)?\.?(?:\s*[:)].*|\s+(?:(?:criminal|civil|case|docket|crim\.|civ\.) )?"
    r"(?:action )?nos?\.? ?\d.*)?$",
    re.IGNORECASE,
)
CAPTION = re.compile(
    r"^(?P<one>.{2,80}?)[,\s:)]+(?:petitioners?|appellants?|plaintiffs?)\b.{0,60}?\bv(?:s|ersus)?\.[\s:)]+"
    r"(?P<other>.{2,80}?)(?:[,\s:)]+(?:respondents?|appellees?|defendants?)\b.*|[\s:)]*)$",
    re.IGNORECASE,
)
CRIMINAL_CAPTION = re.compile(
    r"^(?P<one>(?:(?:the )?united states of america|(?:the )?people of .{2,40}?|state of .{2,30}?|"
    r"commonwealth of .{2,30}?|regina|the (?:king|queen)))[,\s]+v(?:s|ersus)?\.?\s+"
    r"(?:(?:criminal|case|docket|crim\.|no\.)[^A-Za-z]*(?:action )?nos?\.? ?[\w:-]+\s+)?"
    r"(?P<other>.{2,80}?),?\s+defendants?\b.*$",
    re.IGNORECASE,
)
# The name of the court, run into the name of the first party below it.
COURT_ABOVE = re.compile(
    r"^.*?\bcourt (?:of|for) the united states[\s–—_-]+(?=\S)|^of the united states\s+(?=\S)"
    r"|^(?:.*\bcourt of appeals\s)?for the [\w ]{3,30} circuit\s+(?=\S)",
    re.IGNORECASE,
)
FILED_UNDER = re.compile(r"^[\s:]*Nos?\. ?[\d-]+(?:[,&\s]+[\d-]+)*\s+(?=\S)", re.IGNORECASE)
# In the column beside the parties: under which number the case is filed, and the day.
BESIDE_PARTIES = re.compile(
    r"\)?\s*\b(?:(?:case|civil|criminal|docket|cr\.?|civ\.?)\s(?:action\s)?nos?\.?:? ?[\w:-]+"
    r"|(?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r"\s\d{1,2},\s(?:19|20)\d\d)\s*",
    re.IGNORECASE,
)
# What stands right of the brackets that close the parties off: number, town, day.
BESIDE_BRACKET = re.compile(r"(?<=[,.\w])\s+\)(?:\s[^)]*)?$")
TOWN_BESIDE = re.compile(r"\)\s(?:[A-Z][a-z]+\s?){1,3}, (?:[A-Z][a-z.]+\s?){1,2}(?=[A-Z]{2})")
SEAT = re.compile(
    r"(?:in|for) the .*\b(?:court|district|division|county|circuit)\b"
    r"|(?:northern|southern|eastern|western|middle|central) district of\b",
    re.IGNORECASE,
)
PARTY = re.compile(
    r"[,\s]*(?:(?:petitioners?|respondents?|appellants?|appellees?|plaintiffs?|defendants?)[,.\s]*)?"
    r"(?:[:)].*|\bNos?\. ?\d.*)?$",
    re.IGNORECASE,
)
MEETING = re.compile(
    r"^\d+(?:st|nd|rd|th)(?: \(?[\w-]+\)?)? meeting(?: \([^)]*\))?$|^\d+(?:re|e|ème) séance$",
    re.IGNORECASE,
)
AGENDA = re.compile(r"^(?:agenda|ordre du jour|orden del día)$", re.IGNORECASE)
CONCERNING = re.compile(
    r"(?:^|\bin |\bdans )(?:the |l['’])?(?:case|affaire)s? (?:concerning|relative à) "
    r"(?P<case>\S.{5,})$"
    r"|^in the case of (?P<of>(?:the )?prosecutor v\.? .{3,})$",
    re.IGNORECASE,
)


_SITTINGS = re.compile(r"stenogra(?:f|ph)ischer bericht|diario de sesiones\b.*", re.IGNORECASE)
_NUMBER_OF_SITTING = re.compile(
    r"\d+\. sitzung|sesión (?:[\w-]+ )?n[úu]m(?:\.|ero)? ?\d+", re.IGNORECASE
)
_HANGS_ON = re.compile(r"\b(?:de|del|los|las|la|der|des)$", re.IGNORECASE)


def title_of_record(head: Head) -> tuple[str, Line] | None:
    """What a record of a court or a council was about, and the line that says so."""
    for of_a_record in (_case_of_court, _item_of_the_agenda, _case_concerning):
        if found := of_a_record(head.lines):
            return found
    return None


def _case_of_court(lines: Sequence[Line]) -> tuple[str, Line] | None:
    """The parties of a case from its caption, in one line or over several around a "v."."""
    if not any(VERSUS.search(line.text) for line in lines[:DEEPEST]):
        return None
    lines = [replace(line, text=_left_column(line.text)) for line in lines[:DEEPEST]]
    lines = [line for line in lines if line.text]
    for number, line in enumerate(lines[:DEEPEST]):
        if INSTITUTION.match(line.text) or SEAT.match(line.text):
            continue
        for length in range(1, 8):
            caption = " ".join(each.text for each in lines[number : number + length])
            caption = BESIDE_PARTIES.sub(" ", COURT_ABOVE.sub("", caption)).strip()
            match = CAPTION.match(caption) or CRIMINAL_CAPTION.match(caption)
            one, other = (_bare(match["one"]), _bare(match["other"])) if match else ("", "")
            if one and other:
                return f"{one} v. {other}", line
        if CASE_OF_COURT.match(line.text) and 0 < number < len(lines) - 1:
            above = _party(lines, range(number - 1, -1, -1))
            below = _party(lines, range(number + 1, len(lines)))
            if above and below:
                return f"{above[0]} v. {below[0]}", above[1]
    return None


def _left_column(words: str) -> str:
    return TOWN_BESIDE.sub("", BESIDE_BRACKET.sub("", words)).replace(" ) ", " ")


def _item_of_the_agenda(lines: Sequence[Line]) -> tuple[str, Line] | None:
    """What a meeting of a council was about, as its record prints it under "Agenda"."""
    numbered = any(MEETING.match(line.text) for line in lines[:DEEPEST])
    for line, item in zip(lines[:DEEPEST], lines[1:], strict=False):
        if numbered and AGENDA.match(line.text) and item.words and not item.is_prose:
            return item.text, item
    return None


def _case_concerning(lines: Sequence[Line]) -> tuple[str, Line] | None:
    """The case of a sitting of the International Court, with its parties in brackets."""
    for number, line in enumerate(lines[:DEEPEST]):
        if match := CONCERNING.search(line.text):
            title = match["case"] or match["of"]
            below = lines[number + 1] if number + 1 < len(lines) else None
            if "(" not in title and below and re.match(r"\(.+\bv\. .+\)", below.text):
                title += f" {below.text}"
            return title.strip(" ,;"), line
    return None


def title_of_sitting(lines: Sequence[Line]) -> tuple[str, Line] | None:
    """The record of a parliament that prints no title: "Stenografischer Bericht, 183. Sitzung"."""
    for number, line in enumerate(lines[:DEEPEST]):
        if _SITTINGS.fullmatch(line.text):
            title, below = line.text, lines[number + 1 : DEEPEST]
            if _HANGS_ON.search(title) and below:
                title += f" {below[0].text}"
            sitting = next(filter(None, (_NUMBER_OF_SITTING.match(x.text) for x in below)), None)
            return f"{title}, {sitting[0]}" if sitting else title, line
    return None


_MET = re.compile(
    r"the (?:[\w-]+ ){0,4}(?:council|committee|commission|assembly|board|senate|house|parliament) "
    r"(?:met|convened|assembled|sat)\b"
    r"|the [\w ]{2,40}called the (?:meeting|council|session|sitting) to order\b",
    re.IGNORECASE,
)


def body_that_met(lines: Sequence[Line]) -> tuple[str, Line] | None:
    """The body above "The Council met at 9:34 a.m.", and its line, where no line names a text."""
    met = next((n for n, line in enumerate(lines[:DEEPEST]) if _MET.match(line.text)), 0)
    for line in lines[:met]:
        if INSTITUTION.match(line.text) and not line.is_prose:
            return line.text, line
    return None


def _party(lines: Sequence[Line], order: range) -> tuple[str, Line] | None:
    for number in order[:4]:
        name = _bare(lines[number].text)
        if sum(c.isalpha() for c in name) > 1:
            return name, lines[number]
    return None


def _bare(party: str) -> str:
    return PARTY.sub("", FILED_UNDER.sub("", party)).strip(" ,:)")
