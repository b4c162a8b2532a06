"""What each voice does: presides, interviews, asks, answers, gives testimony."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from documents.ingest.name_words import plain
from documents.ingest.names import surname
from documents.ingest.reading import Part, Voice
from documents.ingest.structure.label_kinds import kind_of

_PRESIDES = re.compile(
    r"\bI(?:['’]ll| will| am|['’]m)(?: be| going to be)? (?:presiding|moderating|chairing"
    r"|(?:the|your) (?:moderator|presider|chair|host))\b"
    r"|\bas (?:the |your )?(?:presider|moderator)\b",
    re.I,
)
# The statement of a member, who is no witness, and the head that says who presided.
_OF_A_MEMBER = re.compile(
    r"\bopening statement\b|\bstatement of (?:the )?hon\b|"
    r"\b(?:senator|representative) (?:from|in congress)\b",
    re.I,
)
_IN_THE_CHAIR = r"(?:presidence d.{{0,40}}\b{0}\b|\b{0}\b[^.;]{{0,90}}\bpresiding\b)"
_WITNESS = re.compile(
    r"\b(?:statement|testimony) of\b|\bwitness(?:es)?\b|\baudition\b.*\bd|\bcomparecencia de\b",
    re.I,
)
_OFFICES = {
    "moderator": Part.PRESIDER,
    "chair": Part.PRESIDER,
    "chairman": Part.PRESIDER,
    "chairwoman": Part.PRESIDER,
    "chairperson": Part.PRESIDER,
    "presider": Part.PRESIDER,
    "presiding": Part.PRESIDER,
    "host": Part.INTERVIEWER,
    "interviewer": Part.INTERVIEWER,
    "interpreter": Part.INTERPRETER,
    "translator": Part.INTERPRETER,
    "vorsitzender": Part.PRESIDER,
    "vorsitzende": Part.PRESIDER,
    "vors.": Part.PRESIDER,
    "moderador": Part.PRESIDER,
    "moderadora": Part.PRESIDER,
    "moderateur": Part.PRESIDER,
    "moderatrice": Part.PRESIDER,
    "speaker": Part.SPEAKER,
}


def under_heads(lines: Sequence[str]) -> dict[str, Part]:
    """The parts that heads such as "Presider" give to the title lines under them."""
    given: dict[str, Part] = {}
    part: Part | None = None
    for line in lines:
        word = plain(line).strip(" :")
        if word in _OFFICES or word.removesuffix("s") in {
            "panelist",
            "panellist",
            "speaker",
            "guest",
        }:
            part = _OFFICES.get(word)
        elif part:
            given[line] = part
    return given


def assign(
    voices: Sequence[Voice], turns: Sequence[tuple[str, str]], headings: Sequence[str]
) -> list[Voice]:
    """The voices with their parts. `turns` are key and words of each turn, in order."""
    words: dict[str, list[str]] = defaultdict(list)
    for key, said in turns:
        words[key].append(said)
    done = [_by_its_own_words(voice, words[voice.key], headings) for voice in voices]
    open_ones = [v for v in done if v.part == Part.SPEAKER]
    presided = any(v.part == Part.PRESIDER for v in done)
    asked = any(v.part == Part.QUESTIONER for v in done)
    if not presided and not asked and len(open_ones) == 2:
        return _interview(done, open_ones, words)
    chaired = any(v.part == Part.PRESIDER and _is_office(v) for v in done)
    if presided and not chaired and len(open_ones) >= 2:
        panel = {v.key for v in open_ones}
        done = [replace(v, part=Part.PANELIST) if v.key in panel else v for v in done]
    return done


def _by_its_own_words(voice: Voice, said: list[str], headings: Sequence[str]) -> Voice:
    if voice.part != Part.SPEAKER:
        return voice
    for label in (*voice.labels, voice.heading, voice.role or ""):
        word = plain(label).removeprefix("the ").strip()
        if word in _OFFICES:
            return replace(voice, part=_OFFICES[word])
    if voice.role and plain(voice.role).split(",")[-1].split(";")[-1].strip() in _OFFICES:
        return replace(
            voice, part=_OFFICES[plain(voice.role).split(",")[-1].split(";")[-1].strip()]
        )
    if any(_PRESIDES.search(s) for s in said):
        return replace(voice, part=Part.PRESIDER)
    if voice.name:
        family = plain(surname(voice.name))
        over = [h for h in headings if family in plain(h).split() or f"{family}," in plain(h)]
        chair = re.compile(_IN_THE_CHAIR.format(re.escape(family)))
        if any(chair.search(plain(h)) for h in headings):
            return replace(voice, part=Part.PRESIDER)
        if any(_WITNESS.search(h) and not _OF_A_MEMBER.search(h) for h in over):
            return replace(voice, part=Part.WITNESS)
        if any(re.search(r"\b(?:moderator|presider)\b", h, re.I) for h in over):
            return replace(voice, part=Part.PRESIDER)
    return voice


def _is_office(voice: Voice) -> bool:
    return any(
        plain(label).removeprefix("the ").strip() in _OFFICES
        or kind_of(label) == "office"
        or re.search(r"\bpresident[ea]?\b", plain(label))  # "M. le président Jean Roy"
        for label in voice.labels
    )


def _interview(voices: list[Voice], two: list[Voice], words: dict[str, list[str]]) -> list[Voice]:
    """Of two who talk with each other, the one whose turns mostly ask conducts the interview."""
    share = {
        v.key: sum("?" in said for said in words[v.key]) / max(1, len(words[v.key])) for v in two
    }
    first, second = sorted(two, key=lambda v: share[v.key], reverse=True)
    if share[first.key] >= 0.3 and share[first.key] >= 2 * share[second.key]:
        return [replace(v, part=Part.INTERVIEWER) if v.key == first.key else v for v in voices]
    return voices
