"""What looks like a label, block by block: by the table of forms, in bold, or as markup says it."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from documents.ingest.forms_of_address import bare_name, is_full, is_title, split_title
from documents.ingest.name_words import SUFFIXES, UPPER, plain
from documents.ingest.names import NAME, in_reading_case, is_person_like, surname
from documents.ingest.quotations.words import SAY
from documents.ingest.reading import Block
from documents.ingest.structure.han_labels import han_label
from documents.ingest.structure.label import Label
from documents.ingest.structure.label_forms import (
    ANSWER_BARE,
    ASKED_BY,
    BARE,
    BOLD,
    BOLD_COURTESY,
    CAPITALS_DASH,
    CHEVRON,
    COLON,
    COLON_AND_OFFICE,
    COLON_AND_ROLE,
    COLON_AND_TITLE,
    DASH,
    IN_BRACKETS,
    INSIDE,
    NAMED_DASH,
    PORTUGUESE,
    SMALL,
    STOP,
    STOP_ALONE,
    STOP_IN_FRENCH,
    TIME_AND_DASH,
    TIME_AND_NAME,
    TIMED,
    Form,
    is_joint,
    is_label_like,
    people_of,
)
from documents.ingest.structure.label_kinds import kind_of
from documents.ingest.wordlists import words as word_set

MARKUP = "markup"
UNNAMED = "unnamed"
# What follows a name after a comma in the caption of a case and is no role.
NO_ROLES = word_set("""
    inc ltd llc corp co et esq plaintiff plaintiffs defendant defendants petitioner petitioners
    respondent respondents appellant appellants appellee appellees
""")
# In brackets after a name: how somebody is heard, which is no role.
_HOW_HEARD = re.compile(
    r"[(\[](?:voice-?over|on camera|off camera|(?:through|via) (?:an? )?(?:translator|interpreter)"
    r"|parle en \w+|s['’]exprime en \w+|habla en \w+|on phone|(?:by|on the|via) (?:tele)?phone"
    r"|via video|remotely|singing|reading"
    r"|(?:as )?(?:translated|interpreted)|spoke in \w+|in \w+)[)\]]",
    re.I,
)
# A verb of saying before the colon: prose that quotes.
_SAYS = re.compile(rf"(?:{SAY.pattern}|\btold\s[\w ]{{2,40}})(?:\s\w+){{0,3}}$")
# Who is greeted together with the one named first: no role is of several.
_ADDRESSED = re.compile(
    r"(?:(?:honou?red|distinguished|esteemed|fellow|dear|my|our|the|all)\s){0,2}"
    r"(?:members|graduates|faculty|trustees|regents|colleagues|friends|parents|families|students"
    r"|alumni|guests|delegates|ministers|ambassadors|senators|excellencies|ladies|brothers|sisters"
    r"|distinguished|honou?rable|miembros|amig[ao]s|compañer[ao]s|colegas|señor[ae]s|mesdames"
    r"|messieurs|chers|chères|meine|liebe|verehrte|sehr)\b",
    re.I,
)
TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
SENTENCE = re.compile(r"[.?!…—][”\"’')\]]*$")


# "Moderator - Ed Quist", as programs for meetings let people call themselves.
_ROLE_AND_NAME = re.compile(
    r"(?P<role>(?i:moderator|host|co-host|chair|panell?ist|speaker|interviewer|interpreter|guest"
    rf"|facilitator|presenter))\s?[-–—:|]\s?(?P<name>{NAME})"
)


def candidates_in(block: Block, words: str, explained: Collection[str] = ()) -> Iterator[Label]:
    """What may be a label in a block: at its head, and inside it beside a time or chevrons.

    `explained` are initials of which the text says whose they are.
    """
    first = _first(block, words, explained)
    if first:
        yield first
    for inside in INSIDE.finditer(words):
        found = COLON.pattern.match(words, inside.start())
        if found and is_label_like(found["label"]):
            yield label_of(found, block.start, "chevron" if inside[0].startswith(">") else "colon")
        elif inside[0].startswith(">"):
            start, end = block.start + inside.start(), block.start + inside.end()
            yield Label(start, end, "", UNNAMED, CHEVRON.style)


def label_in_markup(block: Block, words: str) -> Label | None:
    """The label that markup gives a block; where the words begin with it too, it is taken off."""
    first = _first(block, words)
    chevron = first is not None and first.style == CHEVRON.style
    if block.speaker is None:
        return first if chevron else None
    names = [name for name in (block.speaker_name, block.speaker) if name]
    if len(names) == 1 and (named := _ROLE_AND_NAME.fullmatch(names[0])):
        role, name = named["role"], named["name"]
        end = first.end if first is not None and chevron else block.start
        return Label(block.start, end, name, "name", MARKUP, role, printed=names[0])
    if not names:
        return first if chevron else Label(block.start, block.start, "", UNNAMED, MARKUP)
    name, _, brackets = names[0].partition("(")
    families = {plain(surname(bare_name(each.partition("(")[0]))) for each in names}
    is_repeated = first is not None and (chevron or plain(surname(first.name)) in families)
    kind = "name" if block.speaker_name else kind_of(name.strip())
    if block.speaker_name and block.speaker:
        printed, _, beside = block.speaker.partition("(")
        brackets = beside or (printed if kind_of(printed.strip()) == "office" else "")
    return Label(
        start=block.start,
        end=first.end if first is not None and is_repeated else block.start,
        text=names[0],
        kind=kind,
        style=MARKUP,
        given_in_brackets=brackets.strip().removesuffix(")"),
        printed=block.speaker or names[0],
    )


def _in_han(block: Block, words: str) -> Label | None:
    found = han_label(words)
    if found is None:
        return None
    return Label(
        block.start,
        block.start + found.end,
        found.office or found.printed,
        found.kind,
        COLON.style,
        given_in_brackets=found.name,
        printed=found.printed,
    )


def _first(block: Block, words: str, explained: Collection[str] = ()) -> Label | None:
    """The candidate at the head of a block."""
    if in_han := _in_han(block, words):
        return in_han
    for form in (COLON, SMALL, ASKED_BY, IN_BRACKETS):
        found = form.pattern.match(words)
        style = "chevron" if words.startswith(">>") else form.style
        if found and style == "chevron" and found["label"].casefold().endswith(" said"):
            continue  # ">> PRESIDENT OBAMA SAID: …"
        if found and is_label_like(found["label"], explained):
            label = label_of(found, block.start, style)
            return replace(label, is_set_off=_is_set_off(block, words, found.span("label")))
        if found and style != "chevron" and _is_office_of_somebody(found):
            return replace(label_of(found, block.start, style), kind="office")
        if found and _has_role_of_two(found["label"]):
            return label_of(found, block.start, style)
        if found and style != "chevron" and is_joint(found["label"]):
            return replace(label_of(found, block.start, style), kind=UNNAMED)
    if found := PORTUGUESE.pattern.match(words):
        return _in_portuguese(block, found)
    if found := CAPITALS_DASH.pattern.match(words):
        return _in_capitals(block, found)
    if found_bold := _bold(block, words, BOLD_COURTESY):
        return found_bold
    last = (TIMED, TIME_AND_NAME, TIME_AND_DASH, COLON_AND_ROLE, COLON_AND_OFFICE, COLON_AND_TITLE)
    for form in (BARE, ANSWER_BARE, STOP, STOP_ALONE, DASH, NAMED_DASH, STOP_IN_FRENCH, *last):
        found = form.pattern.match(words)
        if found and form is COLON_AND_ROLE and is_title(found["label"].split()[-1]):
            continue  # "Mr. Chairman, members of the committee: …"
        if found and form is COLON_AND_TITLE and not _is_a_holders(found):
            continue
        if found and form in last and _ADDRESSED.match(found.groupdict().get("role") or ""):
            continue  # "President Faulk, members of the Corporation, graduates: good afternoon."
        if found and _SAYS.search(found.groupdict().get("role") or ""):
            continue  # "Det Sgt Charlotte Tucker, of Somerset Police, said: “…”"
        if found and (form not in last or is_label_like(found["label"])):
            return label_of(found, block.start, form.style)
    if found_bold := _bold(block, words, BOLD):
        return found_bold
    found = CHEVRON.pattern.match(words)
    if found:
        return Label(block.start, block.start + found.end(), "", UNNAMED, CHEVRON.style)
    return None


def _has_role_of_two(label: str) -> bool:
    """Whether a label is a person and what that one is: "MIRA ROE, ACTRESS AND AMBASSADOR"."""
    name, role = _parted(label)
    parts = people_of(role) if role else []
    if name.isupper() and is_full(name) and role[:1].isupper() and not role.isupper():
        return is_label_like(name) and is_person_like(name)  # "IAN ROE, Editor, The Ocean Project"
    return len(parts) > 1 and is_label_like(name) and not any(map(_is_holder, parts))


def _is_a_holders(found: re.Match[str]) -> bool:
    """Whether a role begins with the name of an office, and what stands before it is a person."""
    return is_title(found["office"]) and is_person_like(found["label"])


def _is_office_of_somebody(found: re.Match[str]) -> bool:
    """ "The Minister of State, Department for Work and Pensions (Victoria Aske): …"."""
    holder = bare_name((found["brackets"] or "").strip(" ()[]"))
    return (
        found["label"].startswith("The ")
        and any(is_title(word) for word in re.findall(r"\w+", found["label"])[1:])
        and is_full(holder)
        and is_person_like(holder)
    )


def _in_capitals(block: Block, found: re.Match[str]) -> Label:
    """The label of a Spanish press conference; "P" and "R" are question and answer there."""
    office, _, name = found["label"].partition(", ")
    kinds = {"P": "question", "R": "answer"}
    titled = is_full(split_title(office)[1]) and not name  # "PRESIDENT JO ROE - …"
    is_office = is_title(office.split()[0]) and not titled
    kind = kinds.get(office) or ("office" if is_office else "name" if titled else kind_of(office))
    end = block.start + found.end()
    return Label(
        block.start, end, office, kind, DASH.style, in_reading_case(name), printed=found["label"]
    )


def _in_portuguese(block: Block, found: re.Match[str]) -> Label:
    """The label of a Brazilian record: in brackets stand the holder of an office, the party and
    what for somebody speaks.
    """
    beside = (found["brackets"] or "").strip(" ()").split(". ")[0]
    is_office = is_title(found["label"].split()[0]) and len(found["label"].split()) == 1
    return Label(
        start=block.start,
        end=block.start + found.end(),
        text=found["label"],
        kind="office" if is_office else kind_of(found["label"]),
        style=DASH.style,
        given_in_brackets=beside if is_office and is_full(beside) else "",
        printed=found[0].rstrip(" -–—"),
    )


def _is_set_off(block: Block, words: str, name: tuple[int, int]) -> bool:
    """Whether the name at the head of a block, and it alone, is bold before a sentence.

    The number of a question may stand before it.
    """
    begins, end_of_name = name
    if not block.strong or block.strong[0][0] - block.start not in {0, begins}:
        return False
    bold = block.strong[0][1] - block.start
    between = words[end_of_name : max(bold, end_of_name)]
    return (
        bold >= end_of_name
        and not any(c.isalnum() for c in re.sub(r"\([^)]*\)", "", between))
        and bool(SENTENCE.search(words))
        and bool(re.match(r"\s*(?:\([^)]*\)\s*)?[:—–→-]", words[end_of_name:]))
    )


def _bold(block: Block, words: str, form: Form) -> Label | None:
    """The label in the bold words at the head of a block."""
    if not block.strong or block.start != block.strong[0][0] or block.strong[0][1] >= block.end:
        return None
    bold = words[: block.strong[0][1] - block.start]
    found = form.pattern.match(bold)
    if not found or not is_label_like(found["label"]):
        return None
    rest = words[len(bold) :]
    beside = (found["brackets"] or "").strip(" ()") or found.groupdict().get("role") or ""
    return Label(
        start=block.start,
        end=block.start + len(bold) + len(rest) - len(rest.lstrip(" :.—–→-")),
        text=found["label"].strip(),
        kind=kind_of(found["label"]),
        style=form.style,
        given_in_brackets=beside,
        printed=bold.strip().rstrip(".:") if beside else "",
        is_set_off=_is_set_off(block, words, (0, found.end("label"))),
    )


def label_of(found: re.Match[str], offset: int, style: str) -> Label:
    """The label that a form matched in words which begin at `offset`; brackets and roles apart."""
    groups = found.groupdict()
    brackets = (groups.get("brackets") or "").strip()
    if _HOW_HEARD.fullmatch(brackets) or TIME.fullmatch(brackets.strip("()[]")):
        brackets = ""
    name, role = _parted(found["label"].strip())
    if role:
        groups["role"] = in_reading_case(role)
    # Of several brackets the first says who or from where: "(Stoke, North) (Lab)".
    inner = re.split(r"[)\]]\s?[(\[]", brackets)[0].strip("()[]") if brackets else ""
    if inner.count("(") > inner.count(")"):
        inner += ")"
    return Label(
        start=offset + found.start(),
        end=offset + found.end(),
        text=f"{name} {brackets}".strip(),
        printed=found["label"].strip() if role else "",
        kind="initials" if _DOTTED.fullmatch(name) else kind_of(found["label"]),
        style=style,
        given_in_brackets=inner or groups.get("role") or "",
    )


# "H.C.", for Hélène Cuny
_DOTTED = re.compile(rf"[{UPPER}]\.\s?[{UPPER}]\.(?:\s?[{UPPER}]\.)?")
UPPER_WORD = rf"[{UPPER}][\w.'’-]*"


def _is_holder(words: str) -> bool:
    """Whether words behind an office are the name of who holds it, without a title of its own."""
    return is_full(words) and is_person_like(words) and split_title(words)[0] == ""


def _parted(label: str) -> tuple[str, str]:
    """ "ISHA DURRANT, NEWS ANCHOR", "Ana Molina, Radio Norte": the name, and what is beside it."""
    name, comma, role = label.partition(", ")
    first = role.split()[0].strip(".").casefold() if role else ""
    of_a_house = is_full(name) and is_person_like(name) and role[:1].isupper() and "," not in role
    office = re.fullmatch(rf"{UPPER_WORD}(?:\s(?:{UPPER_WORD}|[a-zà-ÿ]{{1,3}}))*", name)
    in_two_cases = name.isupper() and role[:1].isupper() and not role.isupper()
    is_role = in_two_cases and first not in SUFFIXES | NO_ROLES
    if comma and is_role and is_full(name) and is_person_like(name):
        return name, role  # "IAN ROE, Executive Editor, The Ocean Project"
    if comma and office and is_title(name.split()[0]) and _is_holder(role):
        return role, in_reading_case(name)  # "SECRETARIA DE GOBERNACIÓN, OLGA SANTOS CORDERO"
    if (
        not comma
        or not (label.isupper() or of_a_house)
        or first in SUFFIXES | NO_ROLES
        or split_title(name)[1] == ""
    ):
        return label, ""
    return name, role
