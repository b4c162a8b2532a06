import json

from documents.ingest import report
from documents.ingest.reading import (
    CanonicalText,
    Known,
    Quote,
    Segment,
    Slide,
    Understanding,
    Voice,
)
from documents.vocabularies import Evidence, Part, PassageType

TEXT = "LAGON: One.\n\nTwo.\n\n(Laughter.)\n\nQ: Three?"


def segment(words: str, type_: PassageType, **more) -> Segment:
    start = TEXT.index(words)
    return Segment(start, start + len(words), type_, **more)


READING = Understanding(
    CanonicalText(TEXT, (), (), "text/plain", "utf-8"),
    segments=(
        segment("One.", PassageType.SPEECH, voice="lagon", turn=1, label="LAGON"),
        segment("Two.", PassageType.SPEECH, voice="lagon", turn=1),
        segment("(Laughter.)", PassageType.SCENE),
        segment("Three?", PassageType.QUESTION, voice="q-1", turn=2, label="Q"),
    ),
    voices=(
        Voice("lagon", Part.PRESIDER, "Mark Lagon", "presider", ("LAGON",), Evidence.SELF),
        Voice("q-1", Part.QUESTIONER, labels=("Q",)),
    ),
    quotes=(Quote(7, 10, "lagon", Evidence.CUE),),
    slides=(Slide(0, "4 Ps", ("1. Prosecution",)),),
    title=Known("Talk", Evidence.BYLINE, "“Talk”"),
    published=Known("[2007-06-05..2007-06-12]", Evidence.DESCRIPTION, "a.yaml: published"),
    warnings=("odd",),
)


def test_an_entry_says_what_was_understood_and_from_what():
    entry = report.document_entry(READING, "texts/a.txt", "new")

    assert (entry["file"], entry["outcome"], entry["error"]) == ("texts/a.txt", "new", None)
    assert entry["title"] == "Talk"
    assert entry["kind"] is None
    assert (entry["date"], entry["date_edtf"]) == ("2007-06", "[2007-06-05..2007-06-12]")
    assert entry["evidence"]["title"] == {"value": "Talk", "how": "byline", "basis": "“Talk”"}
    assert entry["speakers"][0]["name"] == "Mark Lagon"
    assert (
        entry["speakers"][1] | {"name": None, "labels": ["Q"], "part": "questioner"}
        == (entry["speakers"][1])
    )
    assert entry["quotations"][0]["text"] == "One"
    assert entry["quotations"][0]["speaker"] == "Mark Lagon"
    assert entry["slides"] == [{"title": "4 Ps", "bullets": ["1. Prosecution"]}]
    assert entry["warnings"] == ["odd"]


def test_turns_join_their_paragraphs_and_leave_the_label_out():
    one, two = report.turns(READING)
    assert (one["speaker"], one["label"], one["text"]) == ("Mark Lagon", "LAGON", "One.\nTwo.")
    assert (two["speaker"], two["label"], two["text"]) == (None, "Q", "Three?")


def test_a_refused_file_has_an_entry_of_the_same_shape():
    refused = report.document_entry(None, "b.txt", "refused", "b.txt is empty.")
    assert refused["error"] == "b.txt is empty."
    assert refused.keys() == report.document_entry(READING, "a.txt", "new").keys()
    assert refused["date"] is refused["title"] is None
    assert refused["turns"] == refused["speakers"] == []


def test_a_report_is_written_whole_over_an_older_one(tmp_path):
    path = tmp_path / "report.json"
    path.write_text("old")
    with report.Writer(path) as writer:
        writer.add(report.document_entry(READING, "a.txt", "new"))
        writer.summary = {"new": 1}

    written = json.loads(path.read_text(encoding="utf-8"))
    assert written["summary"] == {"new": 1}
    assert [d["file"] for d in written["documents"]] == ["a.txt"]
    assert list(tmp_path.iterdir()) == [path]
