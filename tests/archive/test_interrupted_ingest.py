"""A load that is cut off goes on where it stopped: everything is there, nothing twice."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from archive.database.server import DATABASE, PORT, ROLE, Server

from ..conftest import ROOT, plain_environment

pytestmark = pytest.mark.embedded

TEXTS = 12


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    return written(tmp_path / "texts")


def written(folder: Path) -> Path:
    folder.mkdir()
    for n in range(TEXTS):
        turns = "\n\n".join(
            f"MS. HART: In the year {n} we spoke for the {turn}th time of forced labor.\n\n"
            f"MR. DIAZ: And for the {turn}th time nobody in town {n} was surprised to hear it."
            for turn in range(8)
        )
        (folder / f"talk-{n:02}.txt").write_text(f"Remarks Number {n}\nJune 3, 2008\n\n{turns}\n")
    return folder


@pytest.fixture(scope="module")
def empty_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with all tables and no text, at rest: to be copied."""
    data = tmp_path_factory.mktemp("empty")
    done(manage(data, "migrate"))
    Server(data).stop()
    return data


@pytest.fixture
def new_data(empty_archive: Path, tmp_path: Path) -> Iterator[Callable[[], Path]]:
    """Makes data folders of an empty archive; the servers on them are stopped afterwards."""
    folders: list[Path] = []

    def new() -> Path:
        folders.append(tmp_path / f"data-{len(folders)}")
        # As root, the database's files belong to somebody else, and have to stay so.
        subprocess.run(["cp", "-a", empty_archive, folders[-1]], check=True)
        return folders[-1]

    yield new
    for folder in folders:
        Server(folder).stop()


@pytest.fixture(scope="module")
def undisturbed(empty_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> list[tuple]:
    """The rows of a load of the texts that nothing cut off."""
    folder = tmp_path_factory.mktemp("undisturbed")
    data = folder / "data"
    subprocess.run(["cp", "-a", empty_archive, data], check=True)
    try:
        done(manage(data, "ingest", str(written(folder / "texts"))))
        return rows(data)
    finally:
        Server(data).stop()


def manage(data: Path, *arguments: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-u", ROOT / "manage.py", *arguments],
        env=plain_environment() | {"ARCHIVE_DATA": str(data)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def done(process: subprocess.Popen) -> str:
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0, output
    return output


def rows(data: Path) -> list[tuple]:
    """Everything that was loaded, without database keys and times."""
    folder = Server(data).ensure()
    with psycopg.connect(host=str(folder), port=PORT, user=ROLE, dbname=DATABASE) as connection:
        return connection.execute(
            """
            SELECT d.key, d.slug, r.number, r.is_current, p.public_id, v.order, v.number, v.text,
                   v.type, a.key, s.slug, i.public_id IS NOT NULL
            FROM documents_document d
            JOIN documents_revision r ON r.document_id = d.id
            JOIN documents_passageversion v ON v.revision_id = r.id
            JOIN documents_passage p ON p.id = v.passage_id
            LEFT JOIN documents_appearance a ON a.id = v.appearance_id
            LEFT JOIN documents_speaker s ON s.id = a.speaker_id
            LEFT JOIN search_passage i ON i.passage_id = p.id
            ORDER BY d.key, r.number, v.order
            """
        ).fetchall()


def load_and_kill_the_server(data: Path, texts: Path) -> None:
    """Starts a load and kills the database server with it in the middle, as a power cut would."""
    load = manage(data, "ingest", "-v2", str(texts))
    assert load.stdout is not None
    for _ in range(TEXTS // 3):
        load.stdout.readline()
    postmaster = int((data / "postgres" / "postmaster.pid").read_text().splitlines()[0])
    os.kill(postmaster, signal.SIGKILL)
    output, _ = load.communicate(timeout=60)
    assert load.returncode == 1
    assert "The database went away" in output
    assert "Traceback" not in output


def test_a_load_survives_kill_minus_9_of_the_database(new_data, texts, undisturbed):
    data = new_data()
    load_and_kill_the_server(data, texts)
    output = done(manage(data, "ingest", "-v2", str(texts)))

    assert "unchanged" in output
    assert "new document" in output
    assert rows(data) == undisturbed


@pytest.fixture
def half_loaded(new_data, texts) -> Callable[..., tuple[Path, subprocess.Popen]]:
    """Starts a load in an empty archive and waits until a third of it is done."""

    def start(*options: str) -> tuple[Path, subprocess.Popen]:
        data = new_data()
        load = manage(data, "ingest", "-v2", *options, str(texts))
        assert load.stdout is not None
        for _ in range(TEXTS // 3):
            load.stdout.readline()
        return data, load

    return start


def test_a_load_survives_its_own_kill_minus_9(texts, half_loaded, undisturbed):
    data, load = half_loaded("--jobs", "2")
    helpers = psutil.Process(load.pid).children(recursive=True)
    load.kill()
    load.communicate(timeout=60)
    assert psutil.wait_procs(helpers, timeout=20)[1] == []

    done(manage(data, "ingest", str(texts)))

    assert rows(data) == undisturbed


def test_ctrl_c_says_how_far_it_came_and_that_it_goes_on(texts, half_loaded):
    data, load = half_loaded("--jobs", "2")
    load.send_signal(signal.SIGINT)
    output, _ = load.communicate(timeout=60)

    assert load.returncode == 130
    assert f"of {TEXTS} files. What is loaded is whole" in output
    assert "Traceback" not in output
    assert "unchanged" in done(manage(data, "ingest", str(texts)))


def test_a_full_disk_is_said_in_words_and_a_second_run_completes_the_load(new_data, texts):
    data = new_data()
    Server(data).ensure()  # without the limit, which is on what the load itself writes
    large = texts / "talk-11.txt"
    large.write_text(large.read_text() + "\n\nMS. HART: And so on, and so on.\n" * 3000)
    limit = "import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (65536, -1));"
    script = limit + "sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
    full = subprocess.run(
        [sys.executable, "-c", script, ROOT / "manage.py", "ingest", texts],
        env=plain_environment() | {"ARCHIVE_DATA": str(data)},
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert full.returncode == 1
    assert f"The disk took no more (File too large); make room. It stopped after {TEXTS - 1}" in (
        full.stderr
    )
    assert "Traceback" not in full.stderr
    assert "1 new document" in done(manage(data, "ingest", str(texts)))
    assert not list((data / "originals").rglob("tmp*"))
