"""The names of people as prose prints them, with the title or office before the name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nameparser.config.titles import TITLES

from documents.ingest.forms_of_address import is_title
from documents.ingest.name_words import FAMILY_NAMES_TOO, SUFFIXES, UPPER, plain
from documents.ingest.names import in_reading_case, is_person_like
from documents.ingest.quotations import words

WORD = rf"(?:[{UPPER}]\.(?:-?[{UPPER}]\.)*|(?:al-|el-|d[’'])?[{UPPER}][\w\-]*(?:[’'](?!s\b)\w+)?)"
ABBREVIATED = (
    r"(?:(?:Det|Lt|Maj|Brig|Staff)\.?-)?"
    r"(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Capt|Maj|Lt|Sgt|Amb|Rev|Hon|Mme|Mlle|Jr|Sr|St|Insp"
    r"|Supt|Cpl|Const|Cmdr|Adm)\."
)
TOKEN = rf"(?:{ABBREVIATED}|{WORD})"
PARTICLE = (
    r"(?:de la|de los|van der|van den|von der|de|da|del|della|di|dos|du|van|von|bin|ibn|al|el|le|y"
    r"|ben)"
)
NICKNAME = rf"[“\"‘'(]{WORD}[”\"’')]"
RUN = re.compile(
    rf"(?:\b(?:van der|van den|von der|de la|van|von|bin|ter) )?{TOKEN}"
    rf"(?: (?:{PARTICLE} |{NICKNAME} )?{TOKEN})*(?:,? (?:Jr|Sr)\.)?"
)
# "the Ministry of Health and Welfare", "the Workers’ Bureau for Crime and Justice"
BODY_RUN = re.compile(
    rf"{WORD}(?:(?<=s)[’'](?= ))?"
    rf"(?: (?:(?:of|for|on|to|against|and|in) (?:the )?)?{WORD}(?:(?<=s)[’'](?= [{UPPER}]))?)*"
)
HONORIFIC = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Hon|Mme|Mlle|Messrs|Professor|Prof)\.?$"
)
# Words that a sentence begins with.
NOT_A_NAME = re.compile(
    r"(?:The|A|An|In|On|At|Of|But|And|When|While|If|As|For|To|From|By|With|After|Before|Since|Because"
    r"|Although|Though|Asked|Under|Over|Yet|So|Or|Nor|Not|No|One|Some|Many|Most|Both|Each|Every|All"
    r"|Its|His|Her|Their|Our|My|Your|This|That|These|Those|He|She|It|They|We|I|You|Who|What|Where"
    r"|Why"
    r"|How|Is|Are|Was|Were|Has|Have|Had|Do|Does|Did|Will|Would|Could|Can|Should|Let|Yes|Last|Next"
    r"|Then|Now|Here|There|Also|Even|Only|Still|Once|According|Speaking|Writing|Like|Unlike|Former"
    r"|Nobody|Nothing|Everyone|Everything|Two|Three|Four|Five|Today|Yesterday|Meanwhile|However"
    r"|Instead|Later|Earlier|Another|Other|Such|Several|Few|Critics|Officials|Prosecutors"
    r"|Supporters|Opponents|Advocates|Activists|Economists|Analysts|Scientists|Researchers"
    r"|Investigators|Organizers|Neighbors|Neighbours|Witnesses|Survivors|Doctors|Teachers|Farmers"
    r"|Lawmakers|Democrats|Republicans|Outside|Inside|Nearby|Elsewhere|Afterward|Afterwards|Pour"
    r"|I[’'](?:d|m|ll|ve)|(?:He|She|They|We|You|It|That|There|Who|What)[’'](?:d|s|ll|re|ve)"
    r"|Said|Says|Added|Wrote|Recalled|Explained|Concluded|Through|Out|Up|Down|Back|Minutes|Hours"
    r"|Et|Mais|Ou|Puis|Car|Donc|Or|Ni|Alors|Ainsi|Y|Pero|Und|Aber|Oder|Sein|Seine|Ihr|Ihre|Unser|Unsere|Ein|Eine"
    r"|Days|Weeks|Months|Years|Perhaps|Maybe|Never|Always|Sometimes|Often|Told|Pressed|Reached"
    r"|Sailors|Workers|Residents|Lawyers|Experts|Selon|Laut|Según|Der|Die|Das|Le|La|Les|El|Los|Son|Sa|Ses|Leurs?|Su|Sus|Notre|Il|Elle|Une?|Après|Dans|Sur|Avec|Sans"
    r"|À|Au|Aux|Chez|Depuis|Dès|Lors|Quand|Si|Ce|Cet|Cette|Ces|Nos|Vos|Desde|Hasta|Cuando|Como|Para"
    r"|Por|Con|Sin|Entre|Esta|Este|Hoy|Ayer|Aquí|Entonces|Ahora|Nadie|Todo|Todos|Im|Am|Vom|Zum|Zur"
    r"|Bei|Mit|Nach|Auf|Wenn|Als|Auch|Doch|Dann|Jetzt|Heute|Hier|Dort|Dieser|Diese|Dieses)$"
)
MORE_OFFICES = re.compile(
    r"(?:Inmate|Trooper|Firefighter|Driver|Engineer|Lawyer|Activist|Author|Actress|Singer"
    r"|Composer|Architect|Historian|Economist|Auditor|Researcher|Scientist|Student|Columnist"
    r"|Resident|Survivor|Veteran|Rancher|Organizer|Organiser|Campaigner|Prosecutor"
    r"|Lawmaker|Legislator|Parliamentarian|Midwife|Farmer|Fisherman|Pastor|Nurse"
    r"|Chaplain|Deacon|Skipper|Physician|Surgeon|Novelist|Poet|Filmmaker|Photographer|Whistleblower"
    r"|Sociologist|\w+ologist|\w+ographer|\w+onomist|Criminologist|Banker|Baker|Broker)$|"
    r"(?:Council|Congress|Assembly|Alder|Chair|Spokes|Sales|Police|Crew)(?:man|woman|person|member)"
    r"|(?:Vize)?(?:Präsident|Minister|Kanzler|Direktor|Sprecher)(?:in)?$"
    r"|\w{2,}(?:minister|präsident|kanzler|direktor|sprecher|anwalt|anwält|kommissar)(?:in)?$"
)
GIVEN = words.MALE_NAMES | words.FEMALE_NAMES | words.EITHER
AFTER_NAME = re.compile(r"(?:,? (?:QC|KC|SC|MP|MEP|MSP|TD|OBE|CBE|MBE))+$")
OPENS_COVERAGE = re.compile(r",\s|\s\([^()]{3,60}\)|\s*$")
OF_A_PARTY = re.compile(rf"[{UPPER}]{{2,}}-[{UPPER}]\w{{3,}}")
"""What somebody is in German, after letters: "SPD-Vizechefin"."""
OFFICE_GOES_ON = re.compile(r" (?:of|for|and|to|on|at)(?: the)? ")


@dataclass(frozen=True)
class NameRun:
    """A name as printed, with the `title` or office before it and the name's span in the text."""

    title: str
    name: str
    start: int
    end: int

    @property
    def role(self) -> str | None:
        kept = [w for w in self.title.split() if not HONORIFIC.fullmatch(w)]
        return " ".join(kept) or None


_GERMAN_ARTICLE = re.compile(r"\b[Dd](?:ie|er|em|en)\s$")


def name_runs(text: str) -> Iterator[NameRun]:
    """The names of people in `text`: capitalised words in a row that name no body or place."""
    office: tuple[int, int] | None = None
    for run in RUN.finditer(text):
        if run[0].startswith("de la ") and re.search(r"[^\W\d_A-Z]\s$", text[: run.start()]):
            continue  # "la portavoz de la Fiscalía"
        tokens = run[0].split(" ")
        offset = run.start()
        while tokens and NOT_A_NAME.fullmatch(tokens[0]):
            offset += len(tokens.pop(0)) + 1
        if not tokens:
            continue
        in_german = _GERMAN_ARTICLE.search(text, max(0, offset - 4), offset)
        if in_german and len(tokens) > 2 and plain(tokens[0]) not in GIVEN:
            offset += len(tokens.pop(0)) + 1  # "die Diplom-Psychologin Jo Roe"
        split: int | None
        if office and OFFICE_GOES_ON.fullmatch(text[office[1] : run.start()]):
            # "Assistant Secretary of State for Labor Affairs Jane Doe"
            split = _office_length(tokens)
            offset = office[0]
        else:
            split = _title_length(tokens)
            if split == len(tokens) - 1 and _begins_office(tokens[-1], text[run.end() :]):
                split = None
        if split is None:
            office = offset, run.end()
            continue
        office = None
        name = " ".join(tokens[split:])
        start = run.end() - len(name)
        name = AFTER_NAME.sub("", name)
        title = text[offset:start].rstrip()
        opens = run.start() == 0 and OPENS_COVERAGE.match(text, run.end())
        if (
            opens and " " in name and name.isupper() and is_person_like(name)
        ):  # "MIRA ROE (Norland), President of …, said"
            name = in_reading_case(name)
        is_office = plain(name) in FAMILY_NAMES_TOO and re.search(r"\b[Tt]he $", text[:start])
        if name and not is_office and _may_be_person(name, title):
            yield NameRun(title, name, start, run.end())


def _may_be_person(name: str, title: str) -> bool:
    if " " in name and name.isupper() and not title:
        return False
    last = plain(name.split()[-1])
    if is_title(last) and last not in FAMILY_NAMES_TOO:  # "the Special Rapporteur"
        return False
    return not (words.ORGANISATION.search(name) or words.PLACE.search(name))


def _begins_office(word: str, after: str) -> bool:
    return _is_office(word) and re.match(r" (?:of|for|to|at)\b", after) is not None


def _is_office(word: str) -> bool:
    bare = word.casefold().rstrip(".")
    known = is_title(word) or (bare in TITLES and len(bare) > 2)
    return bool(known or MORE_OFFICES.match(word))


def _office_length(tokens: list[str]) -> int | None:
    """How many words still belong to the office, None where no person follows."""
    if len(tokens) < 2:
        return None
    for n, token in enumerate(tokens[:-1]):
        if token.casefold() in GIVEN and n >= len(tokens) - 3:
            return n
    has_initial = len(tokens) > 3 and re.fullmatch(rf"[{UPPER}]\.", tokens[-2])
    return len(tokens) - (3 if has_initial else 2) if len(tokens) > 2 else None


def _title_length(tokens: list[str]) -> int:
    """How many words at the front are title or role: Mr., Prime Minister, County Commissioner."""
    length = 0
    last = len(tokens)
    while last > 1 and plain(tokens[last - 1]).rstrip(".") in SUFFIXES:
        last -= 1  # "Martin Luther King Jr.": behind the title has to be a name
    for n, token in enumerate(tokens[: last - 1], 1):
        bare = token.rstrip(".").casefold()
        is_abbreviated = re.fullmatch(ABBREVIATED, token) and bare not in ("jr", "sr", "st")
        is_given = n == 1 and len(tokens) == 2 and bare in GIVEN
        # "Auditor Denise Walcott": a calling before a given name that is known.
        following = tokens[n].casefold() if n < len(tokens) else ""
        is_calling = (
            n == 1
            and len(tokens) > 2
            and following in GIVEN
            and bare not in GIVEN
            and words.ROLE_WORD.fullmatch(token) is not None
        )
        is_vice = "-" in bare and bare.split("-")[0] in ("vice", "deputy", "co")
        is_of_party = n == 1 and len(tokens) > 2 and OF_A_PARTY.fullmatch(token)
        if (
            is_of_party
            or is_abbreviated
            or is_vice
            or is_calling
            or (_is_office(token) and not is_given)
        ):
            length = n
    return length


def gender(name: str, around: str = "") -> bool | None:
    """True for a man, False for a woman, None where name and words around do not tell."""
    if words.MALE.search(around) and not words.FEMALE.search(around):
        return True
    if words.FEMALE.search(around) and not words.MALE.search(around):
        return False
    first = name.split()[0].casefold() if name else ""
    if first in words.MALE_NAMES:
        return True
    return False if first in words.FEMALE_NAMES else None
