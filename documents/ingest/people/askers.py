"""The people behind a label that many share: "Q:" is whoever has the microphone."""

from documents.ingest.forms_of_address import bare_name, is_full
from documents.ingest.name_words import plain
from documents.ingest.names import (
    are_compatible,
    fullest,
    in_reading_case,
    is_person_like,
    same_family,
)
from documents.ingest.people.groups import SHARED, Group
from documents.ingest.people.interviews import who_answers, who_asks
from documents.ingest.people.introductions import (
    Introduction,
    announcement,
    self_introduction,
)
from documents.ingest.people.talk import Talk
from documents.ingest.reading import Evidence, Part, Voice
from documents.ingest.structure.label import Label

HEADINGS = {
    "question": ("questioner", Part.QUESTIONER, "Questioner"),
    "audience": ("audience", Part.QUESTIONER, "Member of the audience"),
    "answer": ("answer", Part.SPEAKER, "Answer"),
    "unnamed": ("unnamed", Part.SPEAKER, "Speaker not named"),
}

# How far before a question its announcement can stand: the operator's words and a greeting.
TURNS_BACK = 3


def _in_label(label: Label) -> Introduction | None:
    """Who asks by the brackets of a label: "Journalist (Kofi Asante, Sorrel FM)"."""
    printed, _, role = label.given_in_brackets.partition(", ")
    name = bare_name(printed)
    if not (is_full(name) and is_person_like(name)):
        return None
    return Introduction(in_reading_case(name), role or None, label.given_in_brackets)


def _printed_once(group: Group) -> tuple[str, str] | None:
    """The full name that stands before the first of the answers, and before no other: of two who
    speak in turns without labels.
    """
    printed = {label.printed for label in group.labels if not label.text}
    names = [name for name in printed if name]
    if len(names) == 1 and is_full(names[0]) and is_person_like(names[0]):
        return names[0], names[0]
    return None


class Askers:
    """Tells apart who asks, turn by turn, by what is said at and before the turn.

    People give their name, or are announced. Where an operator announces each, a question with no
    announcement is the same person following up. All others stay one unnamed voice.
    """

    def __init__(self, talk: Talk, labelled: list[Voice]) -> None:
        self._talk = talk
        self._labelled = [voice.name for voice in labelled if voice.name]
        self._printed: dict[str, tuple[str, str] | None] = {}
        self.voices: list[Voice] = []
        self.by_turn: dict[int, tuple[str, Evidence, str]] = {}

    def identify(self, group: Group) -> None:
        """Find whose the turns of a shared label are."""
        following_up: str | None = None
        for turn in sorted(group.turns):
            announced = self._announced_before(turn)
            own = _in_label(self._talk.labels[turn])
            own = own or self._unlabelled(self_introduction(self._talk.words(turn)))
            if own or announced:
                voice, evidence, basis = self._named(group, own, announced)
                self.by_turn[turn] = (voice.key, evidence, basis)
                following_up = voice.key if announced else None
            elif following_up and self._nobody_called_since(turn):
                self.by_turn[turn] = (following_up, Evidence.CONTEXT, "nobody else was announced")
            else:
                following_up = None
                self._unnamed(group, turn)

    def _named(
        self, group: Group, own: Introduction | None, announced: Introduction | None
    ) -> tuple[Voice, Evidence, str]:
        if own and announced and not are_compatible(own.name, announced.name):
            # Somebody else took the turn of the one who was announced.
            announced = None
        by, evidence = (own, Evidence.SELF) if own else (announced, Evidence.ANNOUNCED)
        assert by is not None  # noqa: S101 - the caller has at least one of the two
        names = [i.name for i in (own, announced) if i]
        known = next((v for v in self.voices if plain(v.name or "") == plain(by.name)), None)
        if known:
            return known, evidence, by.basis
        role = by.role or (announced.role if announced else None)
        voice = Voice(
            key=f"question-{sum(v.name is not None for v in self.voices) + 1}",
            part=Part.QUESTIONER,
            name=fullest(names),
            role=role,
            labels=group.printed,
            evidence=evidence,
            basis=by.basis,
            heading="Questioner",
        )
        self.voices.append(voice)
        return voice, evidence, by.basis

    def _unnamed(self, group: Group, turn: int) -> None:
        key, part, heading = HEADINGS[group.kind]
        two = {"question": who_asks, "answer": who_answers}
        named = two[group.kind](self._talk) if group.kind in two and self._are_two() else None
        if group.key not in self._printed:
            self._printed[group.key] = _printed_once(group)
        named = named or self._printed[group.key]
        if named and self._unlabelled(Introduction(named[0], None, named[1])):
            part = Part.INTERVIEWER if group.kind == "question" else Part.SPEAKER
            if all(voice.key != key for voice in self.voices):
                about = (group.printed, Evidence.BYLINE, named[1], heading)
                self.voices.append(Voice(key, part, named[0], None, *about))
            self.by_turn[turn] = (key, Evidence.LABEL, self._talk.labels[turn].text)
            return
        if all(voice.key != key for voice in self.voices):
            self.voices.append(Voice(key, part, labels=group.printed, heading=heading))
        label = self._talk.labels[turn].text
        self.by_turn[turn] = (key, Evidence.LABEL if label else Evidence.NONE, label)

    def _are_two(self) -> bool:
        """Whether one asks and one answers throughout, and not whoever has the microphone."""
        kinds = {label.kind for label in self._talk.labels.values()}
        others = kinds - SHARED - {"operator"}
        return kinds == {"question", "answer"} or (
            "question" in kinds
            and len(self._labelled) == 1
            and others <= {"name", "initials"}
            and "audience" not in kinds
        )

    def _announced_before(self, turn: int) -> Introduction | None:
        """Whom the turns since the last question announced."""
        for earlier in range(turn - 1, max(0, turn - 1 - TURNS_BACK), -1):
            label = self._talk.labels.get(earlier)
            if label is None or label.kind in SHARED:
                return None
            is_operator = label.kind == "operator"
            words = self._talk.words(earlier)
            found = announcement(words if is_operator else words[-300:], is_operator)
            if found or is_operator:
                return self._unlabelled(found)
        return None

    def _nobody_called_since(self, turn: int) -> bool:
        for earlier in range(turn - 1, 0, -1):
            label = self._talk.labels.get(earlier)
            if label is None or label.kind == "operator":
                return False
            if label.kind in SHARED:
                return True
        return False

    def _unlabelled(self, found: Introduction | None) -> Introduction | None:
        """Not who has a label of their own: those do not stand behind a shared one."""
        if found and any(same_family(found.name, name) for name in self._labelled):
            return None
        return found
