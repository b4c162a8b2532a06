"""`make demo`, from nothing to Ctrl-C, and what it leaves behind: its data, and no process."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from archive.database.server import Server
from tests.conftest import ROOT, plain_environment

pytestmark = pytest.mark.embedded


class Demo:
    """A demo that runs in a session of its own, as in a terminal."""

    def __init__(self, data: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = data.with_suffix(".log")
        self.process = subprocess.Popen(
            [sys.executable, ROOT / "manage.py", "demo", "--port", str(self.port)],
            env=plain_environment()
            | {"ARCHIVE_DATA": str(data), "DEBUG": "1", "PYTHONUNBUFFERED": "1"},
            stdout=self.log.open("w"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def ready(self, seconds: float = 120) -> "Demo":
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            with contextlib.suppress(urllib.error.URLError):
                assert self.get("/healthz") == 200
                return self
            time.sleep(0.05)
        raise AssertionError(f"the demo did not answer: {self.said()}")

    def get(self, path: str) -> int:
        with urllib.request.urlopen(self.address + path, timeout=10) as response:
            return response.status

    def said(self) -> str:
        return self.log.read_text()

    def signal(self, number: int) -> None:
        """Signals the whole group, as a terminal does."""
        os.killpg(self.process.pid, number)

    def ended(self) -> int:
        return self.process.wait(60)


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    data = tmp_path / "data"
    yield data
    for process in running(data):
        process.kill()
    Server(data).stop()


def running(data: Path) -> list[psutil.Process]:
    """Returns the living processes that name the folder in their command or environment."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            named = [*process.cmdline(), process.environ().get("ARCHIVE_DATA", "")]
            if any(str(data) in word for word in named):
                found.append(process)
    return found


def test_from_nothing_to_ctrl_c_and_again(data):
    first = Demo(data).ready()
    signins = re.findall(r"^  (\w+) +(\S+)$", first.said(), re.M)
    assert [name for name, _ in signins] == ["tagger", "reviewer", "keeper"]
    assert (data / "demo-sign-ins").stat().st_mode & 0o077 == 0
    assert first.get("/admin/login/") == 200

    first.signal(signal.SIGINT)
    assert first.ended() == 0
    assert running(data) == []

    second = Demo(data).ready()
    assert re.findall(r"^  (\w+) +(\S+)$", second.said(), re.M) == signins
    assert "Loading" not in second.said()

    # A killed demo: its workers end by themselves, and the database waits for the next demo.
    second.process.kill()
    second.ended()
    third = Demo(data).ready()
    third.process.terminate()
    assert third.ended() in (0, 128 + signal.SIGTERM)
    psutil.wait_procs(running(data), timeout=20)
    assert running(data) == []


@pytest.mark.parametrize("words", ["", "Making the tables"])
def test_ended_while_it_prepares(data, words):
    demo = Demo(data)
    time.sleep(0.9)
    while words not in demo.said() and demo.process.poll() is None:
        time.sleep(0.05)
    demo.signal(signal.SIGTERM)
    demo.ended()
    assert running(data) == []
    assert "Traceback" not in demo.said()


@pytest.mark.parametrize("programs", [{"initdb"}, {"pg_ctl"}, {"pg_ctl", "postgres"}])
def test_ended_while_the_database_is_being_started(data, programs):
    demo = Demo(data)
    end = time.monotonic() + 20
    while time.monotonic() < end and demo.process.poll() is None:
        if programs <= {process.info["name"] for process in psutil.process_iter(["name"])}:
            break
    demo.signal(signal.SIGTERM)
    demo.ended()
    assert running(data) == []
    assert "Traceback" not in demo.said()


def test_a_port_in_use_is_said_before_any_work(data):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = subprocess.run(
            [sys.executable, ROOT / "manage.py", "demo", "--port", str(taken.getsockname()[1])],
            env=plain_environment() | {"ARCHIVE_DATA": str(data)},
            capture_output=True,
            text=True,
        )
    assert done.returncode == 1
    assert "make demo PORT=" in done.stderr
    assert not data.exists()
