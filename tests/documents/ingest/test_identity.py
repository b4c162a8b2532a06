"""Which document a file is: nothing is loaded over another text, whatever their names are."""

import re
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest

from documents.models import Document, Revision
from tests.documents.ingest.test_command import run

pytestmark = pytest.mark.django_db

HALE = """Remarks at the Opening of the Kiln Conference
May 4, 2013

MR. HALE: The first words are here, on kilns and debts, and on those who cannot leave them.
"""
BRANDT = """Remarks at the Opening of the Harbour Conference
May 4, 2014

MR. HALE: The first words are here, on ports and nets, and on those who cannot leave them.
"""


def talk(folder: Path, text: str, name: str = "transcript.txt") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)
    return folder


def zipped(folder: Path, text: str) -> Path:
    folder.mkdir()
    with ZipFile(folder / "talks.zip", "w") as archive:
        archive.writestr("transcript.txt", text)
    return folder / "talks.zip"


def both_ways(*arguments: object) -> tuple[int, str]:
    """The status and summary of an ingest, which its rehearsal told beforehand."""
    rehearsed, loaded = run("--dry-run", *arguments), run(*arguments)
    assert (rehearsed[0], summary(rehearsed[1])) == (loaded[0], summary(loaded[1]))
    return loaded[0], summary(loaded[1])


def summary(out: str) -> str:
    return next(line for line in out.splitlines() if re.match(r"\d+ files?:", line))


def texts() -> dict[str, str]:
    return {r.document.key: r.text for r in Revision.objects.order_by("number")}


@pytest.mark.parametrize("runs", ["one", "two"])
def test_folders_of_the_same_name_with_a_transcript_each_are_two_documents(tmp_path, runs):
    x, y = talk(tmp_path / "x" / "2008", HALE), talk(tmp_path / "y" / "2008", BRANDT)
    if runs == "one":
        assert both_ways(x, y) == (0, "2 files: 2 new documents.")
    else:
        assert both_ways(x) == both_ways(y) == (0, "1 file: 1 new document.")
    held = texts()
    assert set(held) == {"2008/transcript.txt", "y/2008/transcript.txt"}
    assert "kilns" in held["2008/transcript.txt"] and "ports" in held["y/2008/transcript.txt"]

    assert both_ways(y, x) == (0, "2 files: 2 unchanged.")
    assert both_ways(tmp_path) == (0, "2 files: 2 unchanged.")
    talk(y, BRANDT.replace("nets", "boats"))
    assert both_ways(x, y) == (0, "2 files: 1 unchanged, 1 new revision.")
    assert "boats" in texts()["y/2008/transcript.txt"]
    assert Document.objects.count() == 2


def test_archives_of_the_same_name_are_told_apart(tmp_path):
    x, y = zipped(tmp_path / "x", HALE), zipped(tmp_path / "y", BRANDT)
    assert both_ways(x) == both_ways(y) == (0, "1 file: 1 new document.")
    assert set(texts()) == {"talks.zip/transcript.txt", "y/talks.zip/transcript.txt"}
    assert both_ways(x, y) == (0, "2 files: 2 unchanged.")


def test_a_folder_that_was_moved_is_the_same_and_is_corrected_at_its_new_place(tmp_path):
    for name, text in (("x", HALE), ("y", BRANDT)):
        talk(tmp_path / "old" / name / "2008", text)
        run(tmp_path / "old" / name / "2008")
    shutil.move(tmp_path / "old", tmp_path / "new")

    moved = [tmp_path / "new" / name / "2008" for name in ("y", "x")]
    assert both_ways(*moved) == (0, "2 files: 2 unchanged.")
    talk(moved[0], BRANDT.replace("nets", "boats"))
    assert both_ways(*moved) == (0, "2 files: 1 new revision, 1 unchanged.")
    assert Document.objects.count() == 2


def test_a_text_that_was_moved_and_corrected_at_once_waits_for_a_word_of_the_keeper(tmp_path):
    run(talk(tmp_path / "old" / "2008", HALE))
    shutil.move(tmp_path / "old", tmp_path / "new")
    folder = talk(tmp_path / "new" / "2008", HALE.replace("debts", "wages"))

    assert both_ways(folder) == (1, "1 file: 1 waits for a keeper's decision.")
    assert "old/2008/transcript.txt, which is gone" in run(folder)[2]
    assert both_ways("--accept-unlike", folder)[1] == "1 file: 1 new revision."
    assert both_ways(folder) == (0, "1 file: 1 unchanged.")


def test_another_text_where_one_was_moved_away_is_a_new_document(tmp_path):
    run(talk(tmp_path / "old" / "2008", HALE))
    shutil.rmtree(tmp_path / "old")
    other = talk(tmp_path / "new" / "2008", "MS. QUIST: Altogether another conversation.\n")
    assert both_ways(other) == (0, "1 file: 1 new document.")
    assert set(texts()) == {"2008/transcript.txt", "new/2008/transcript.txt"}


def test_a_short_text_never_takes_the_place_of_an_unlike_one_unasked(tmp_path):
    folder = talk(tmp_path / "2008", HALE)
    run(folder)
    talk(folder, "Remarks at the Harbour\nMay 9, 2014\n\nMR. HALE: The second words are on nets.\n")
    assert both_ways(folder)[0] == 1
    assert "kilns" in texts()["2008/transcript.txt"]


def test_two_files_with_one_id_are_not_loaded_over_each_other(tmp_path):
    for name, text in (("a", HALE), ("b", BRANDT)):
        talk(tmp_path / "t", text, f"{name}.txt")
        (tmp_path / "t" / f"{name}.yaml").write_text("id: kiln\n")
    for _ in range(2):
        status, summary = both_ways(tmp_path / "t")
        assert (status, summary.endswith("1 refused.")) == (1, True)
    assert "a.txt of this run is the document kiln already" in run(tmp_path / "t")[2]
    assert Revision.objects.count() == 1


def test_a_source_address_that_is_added_later_describes_the_same_document(tmp_path):
    folder = talk(tmp_path / "2008", HALE)
    run(folder)
    (folder / "transcript.yaml").write_text("source: https://example.org/kiln\n")
    assert both_ways(folder) == (0, "1 file: 1 new description.")
    assert Document.objects.get().source_url == "https://example.org/kiln"


def test_a_rehearsal_foresees_the_same_bytes_within_its_run(tmp_path):
    for name in ("a.txt", "b.txt"):
        talk(tmp_path / "2008", HALE, name)
    expected = "2 files: 1 new document, 1 same bytes as another document."
    assert both_ways(tmp_path / "2008") == (0, expected)


def test_a_long_path_is_shortened_to_a_key_of_its_own(tmp_path):
    deep = tmp_path.joinpath(*(["a" * 200] * 3))
    assert both_ways(talk(deep / "x", HALE).parent.parent.parent.parent)[0] == 0
    assert len(Document.objects.get().key) == 500
