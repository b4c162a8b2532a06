"""Who speaks in a transcript: its voices, and whose each turn is, each with its evidence."""

import re
from dataclasses import dataclass, field, replace

from documents.ingest.forms_of_address import is_full
from documents.ingest.name_words import plain
from documents.ingest.names import surname
from documents.ingest.people import parts
from documents.ingest.people.askers import Askers
from documents.ingest.people.biographies import is_biography, match_biographies
from documents.ingest.people.examinations import labels_as_examined
from documents.ingest.people.groups import groups_of
from documents.ingest.people.naming import named_voice
from documents.ingest.people.talk import Talk
from documents.ingest.reading import CanonicalText, Evidence, Part, Voice
from documents.ingest.roles import role_in
from documents.ingest.structure.initials import explained_initials
from documents.ingest.structure.label_kinds import SHARED
from documents.ingest.structure.outline import Outline


@dataclass(frozen=True)
class Attribution:
    """Whose a turn is: a voice by its key, and how that is known."""

    voice: str
    evidence: Evidence
    basis: str = ""


@dataclass
class Cast:
    """The voices of a text, and by the number of the turn whose it is."""

    voices: list[Voice] = field(default_factory=list)
    by_turn: dict[int, Attribution] = field(default_factory=dict)

    def voice(self, key: str) -> Voice | None:
        return next((voice for voice in self.voices if voice.key == key), None)


def cast_of_transcript(source: CanonicalText, outline: Outline) -> Cast:
    """The voices behind the printed labels of a transcript, and whose each turn is."""
    talk = Talk(source, outline)
    examined = labels_as_examined(talk)
    talk.labels |= {turn: label for turn, (label, _) in examined.items()}
    spelled_out = explained_initials(source.text).values()
    groups = groups_of(talk.labels, [*(m.name for m in talk.mentions), *spelled_out])
    families = [plain(surname(g.fullest_label)) for g in groups if g.kind == "name"]
    cast = Cast()
    for group in (g for g in groups if g.kind not in SHARED):
        is_shared_family = families.count(plain(surname(group.fullest_label))) > 1
        voice = named_voice(talk, group, is_shared_family)
        voice = replace(voice, key=_free_key(voice, cast.voices))
        cast.voices.append(voice)
        for turn in group.turns:
            printed = talk.labels[turn].text
            known = (Evidence.CONTEXT, examined[turn][1]) if turn in examined else None
            cast.by_turn[turn] = Attribution(voice.key, *(known or (Evidence.LABEL, printed)))
    askers = Askers(talk, cast.voices)
    for group in (g for g in groups if g.kind in SHARED):
        askers.identify(group)
    cast.voices += askers.voices
    cast.by_turn |= {turn: Attribution(*whose) for turn, whose in askers.by_turn.items()}
    _give_biographies(cast, talk)
    said = [(cast.by_turn[n].voice, talk.words(n)) for n in talk.turns() if n in cast.by_turn]
    cast.voices = parts.assign(cast.voices, said, talk.headings)
    return cast


def _give_biographies(cast: Cast, talk: Talk) -> None:
    """Roles, and at times parts, from biographies that are printed without names."""
    names = {plain(surname(v.name)) for v in cast.voices if v.name}
    beside_names = [m for m in talk.mentions if plain(surname(m.name)) in names]
    claimed = {m.line for m in beside_names} | {m.role for m in beside_names}
    has_role = {plain(surname(m.name)) for m in beside_names if m.role}
    lines = [
        line
        for line in talk.front
        if is_biography(line) and role_in(line) == line and line not in claimed
    ]
    introduced = {
        voice.key: words
        for voice in cast.voices
        if voice.name and voice.part == Part.SPEAKER and plain(surname(voice.name)) not in has_role
        if (words := _introduced(voice.name, cast, talk))
    }
    whose = match_biographies(lines, introduced)
    headed = parts.under_heads(talk.front)
    cast.voices = [
        replace(v, role=whose[v.key], part=headed.get(whose[v.key], v.part))
        if v.key in whose
        else v
        for v in cast.voices
    ]


def _introduced(name: str, cast: Cast, talk: Talk) -> str:
    """What the talk says where it gives a name in full, up to the next person's name."""
    others = [v.name for v in cast.voices if v.name and v.name != name and is_full(v.name)]
    said = []
    for words in talk.paragraphs():
        at = words.find(name)
        if at >= 0:
            ends = [end for other in others if (end := words.find(other, at + 1)) > 0]
            said.append(words[at + len(name) : min(ends, default=at + 600)])
    return " ".join(said)


def _free_key(voice: Voice, voices: list[Voice]) -> str:
    """A key that says who it is, and that no other voice has."""
    taken = {other.key for other in voices}
    stems = [surname(voice.name) if voice.name else voice.heading or voice.key, voice.key]
    stems = [re.sub(r"[^a-z0-9]+", "-", plain(stem)).strip("-") or "voice" for stem in stems]
    numbered = (f"{stems[-1]}-{n}" for n in range(2, 10_000))
    return next(key for key in (*stems, *numbered) if key not in taken)
