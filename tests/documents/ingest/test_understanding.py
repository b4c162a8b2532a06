"""The founding texts without their description files, against a gold made by reading them.

The gold has the shape of the ingest scorer's: for each text its people, and the speaker, the label
and the first words of every turn.
"""

import importlib.util
import json
import os
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from documents.ingest.readers import read
from documents.ingest.reading import Evidence, Part, PassageType, Understanding
from documents.ingest.report import document_entry
from documents.ingest.understanding import understand
from tests.conftest import ROOT

TEXTS = ROOT / "fixtures" / "texts"
GOLD = {
    document["file"]: document
    for document in json.loads((Path(__file__).parent / "gold" / "turns.json").read_text("utf-8"))[
        "documents"
    ]
}
ARTICLE = "000_e456fb0fa88fc148.txt"
PODCAST = "001_a916229a2b5074d7.txt"
REMARKS = "002_b05c6b92a76af06b.txt"
DECK = "003_9c0ab0fb92f653f3.txt"
PANEL = "004_330cde089bd28fa4.txt"

SHARED = Path(os.environ.get("VERBATIM_SHARED", ROOT.parent / "shared"))


@cache
def understood(name: str) -> Understanding:
    return understand(read((TEXTS / name).read_bytes(), name), name)


def turns(reading: Understanding) -> list[tuple[str | None, str | None, str]]:
    names = {voice.key: voice.name for voice in reading.voices}
    first: dict[int, tuple[str | None, str | None, str]] = {}
    for segment in reading.segments:
        if segment.turn is not None and segment.turn not in first:
            name = names.get(segment.voice or "")
            first[segment.turn] = (name, segment.label, reading.words(segment))
    return [first[number] for number in sorted(first)]


@pytest.mark.parametrize("name", sorted(GOLD))
def test_every_turn_begins_where_it_is_printed_and_has_the_right_speaker(name):
    wanted = [(t["speaker"], t["label"], t["first_words"]) for t in GOLD[name]["turns"]]
    found = [(s, label, words) for s, label, words in turns(understood(name))]
    assert [
        (speaker, label, " ".join(words.split()[: len(w[2].split())]))
        for (speaker, label, words), w in zip(found, wanted, strict=False)
    ] == wanted
    assert len(found) == len(wanted)


@pytest.mark.parametrize("name", sorted(GOLD))
def test_people_have_the_roles_and_parts_that_the_text_prints(name):
    voices = understood(name).voices
    found = {(v.name, v.role, v.labels, v.part.value) for v in voices}
    assert found == {
        (s["name"], s["role"], tuple(s["labels"]), s["part"]) for s in GOLD[name]["speakers"]
    }


@pytest.mark.parametrize("name", [ARTICLE, PODCAST, REMARKS, DECK, PANEL])
def test_nothing_of_a_text_is_lost_or_counted_twice(name):
    reading = understood(name)
    labels = {segment.label for segment in reading.segments if segment.label}
    at = 0
    for segment in reading.segments:
        assert segment.start >= at
        between = reading.source.text[at : segment.start].strip()
        assert between.rstrip(":") in labels | {""}
        at = segment.end
    assert not reading.source.text[at:].strip()


@pytest.mark.parametrize("name", [ARTICLE, PODCAST, REMARKS, DECK, PANEL])
def test_the_ambassador_is_one_voice_in_each_with_a_role(name):
    (voice,) = [v for v in understood(name).voices if v.name and v.name.endswith("Lagon")]
    assert voice.name in {"Mark P. Lagon", "Mark Lagon"}
    assert voice.role


def test_site_furniture_around_the_podcast_is_set_aside_with_a_reason():
    reading = understood(PODCAST)
    kinds = [segment.type for segment in reading.segments]
    spoken = [i for i, kind in enumerate(kinds) if kind == PassageType.SPEECH]
    assert kinds[: spoken[0]] == [PassageType.FURNITURE] * 10 + [PassageType.HEADING] * 3
    assert kinds[spoken[-1] + 1 :] == [PassageType.FURNITURE] * 6
    assert all(s.reason for s in reading.segments if s.type == PassageType.FURNITURE)


def test_the_two_cut_sentences_of_the_remarks_are_whole():
    paragraphs = [understood(REMARKS).words(s) for s in understood(REMARKS).segments]
    assert any("individuals, including children, subjected" in words for words in paragraphs)
    assert any("Government ambivalence or even hostility" in words for words in paragraphs)
    assert any("United States' $528 million" in words for words in paragraphs)
    assert sum(s.type == PassageType.SPEECH for s in understood(REMARKS).segments) == 17


def test_the_operator_announces_and_is_no_panelist():
    reading = understood(PANEL)
    (operator,) = [voice for voice in reading.voices if voice.part == Part.OPERATOR]
    assert (operator.name, operator.heading) == (None, "Operator")
    said = [segment for segment in reading.segments if segment.voice == operator.key]
    assert {segment.type for segment in said} == {PassageType.PROCEDURE}


def test_notes_in_the_panel_are_marked_and_not_spoken():
    reading = understood(PANEL)
    notes = [
        reading.source.text[note.start : note.end]
        for segment in reading.segments
        for note in segment.notes
    ]
    assert notes == [
        "(laughs)",
        "(Laughs.)",
        "(Gives queuing instructions.)",
        "(audio break)",
        "(Inaudible.)",
        "(Laughs.)",
    ]


def test_the_five_who_ask_are_known_by_what_is_said():
    asking = [v for v in understood(PANEL).voices if v.part == Part.QUESTIONER]
    assert [v.evidence for v in asking] == [
        Evidence.SELF,
        Evidence.ANNOUNCED,
        Evidence.SELF,
        Evidence.SELF,
        Evidence.SELF,
    ]
    assert all(v.name and v.name in v.basis for v in asking)


def test_each_paragraph_of_the_article_is_its_reporters():
    reading = understood(ARTICLE)
    narrative = [s for s in reading.segments if s.type == PassageType.NARRATIVE]
    assert {s.voice for s in narrative} == {"terhune"}
    assert {s.evidence for s in narrative} == {Evidence.BYLINE}
    assert [s.type for s in reading.segments[:3]] == [PassageType.HEADING] * 3


def _scorer() -> ModuleType:
    path = SHARED / "tools" / "score_ingest.py"
    if not path.exists():
        pytest.skip(f"the development texts are not at {SHARED}; VERBATIM_SHARED says where")
    spec = importlib.util.spec_from_file_location("score_ingest", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_turns_of_the_development_texts():
    """Plain texts only: for pages in HTML there is no reader yet."""
    scorer = _scorer()
    corpus = SHARED / "corpus"
    gold = json.loads((corpus / "gold.json").read_text("utf-8"))
    gold["documents"] = [d for d in gold["documents"] if d["file"].endswith(".txt")]
    entries = []
    for document in gold["documents"]:
        path = corpus / document["file"]
        reading = understand(read(path.read_bytes(), path.name), path.name)
        entries.append(document_entry(reading, path.name, "new"))
    _, figures = scorer.score({"documents": entries}, gold)
    assert figures["turn_boundaries"] >= 0.98
    assert figures["turn_attribution"] >= 0.96
    assert figures["turn_boundaries_by_document"] >= 0.95
    assert figures["turn_attribution_by_document"] >= 0.90
