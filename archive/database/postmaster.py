"""Which process serves a data folder, and what a killed one left behind.

PostgreSQL notes its process number in postmaster.pid. After kill -9 the note stays, and the number
may since belong to somebody else, or to a dead process that nobody collected (usual in containers).
PostgreSQL would take either for a running server and refuse to start.
"""

import os
import signal
from dataclasses import dataclass
from pathlib import Path

import psutil

# Above every process number that a kernel gives.
NOBODY = "2147483647"


@dataclass(frozen=True)
class Postmaster:
    """The server process of a data folder: its number, its socket's folder, whether it is ready."""

    pid: int
    sockets: Path
    ready: bool


def postmaster_of(data: Path) -> Postmaster | None:
    """Returns the living server process of a data folder, None if there is none."""
    lines = _note(data)
    if len(lines) < 5 or not lines[0].isdigit():
        return None
    pid = int(lines[0])
    if not _serves(pid, data):
        return None
    ready = len(lines) >= 8 and lines[7].strip() == "ready"
    return Postmaster(pid=pid, sockets=Path(lines[4]), ready=ready)


def clear_remains(data: Path, wait: float = 30) -> None:
    """Makes way for a new server where the last one was killed. Call it when none is alive.

    Processes that outlived their server are ended. The note keeps everything but the process
    number, so that PostgreSQL's own guard, the shared memory, still tells whether the data are in
    use; sockets are removed.
    """
    _end(orphans(data), wait)
    path = data / "postmaster.pid"
    lines = _note(data)
    if lines:
        # In place: the file's owner is the server's account.
        with path.open("r+", encoding="utf-8") as file:
            file.write("\n".join([NOBODY, *lines[1:]]) + "\n")
            file.truncate()
        for socket in Path(lines[4]).glob(".s.PGSQL.*") if len(lines) > 4 and lines[4] else ():
            socket.unlink(missing_ok=True)


def orphans(data: Path) -> list[psutil.Process]:
    """Returns the living PostgreSQL processes whose working folder is the data folder."""
    return [
        process
        for process in psutil.process_iter(["name"])
        if (process.info["name"] or "").startswith("postgres") and _works_in(process, data)
    ]


def _end(processes: list[psutil.Process], wait: float) -> None:
    for process in processes:
        try:
            process.send_signal(signal.SIGQUIT)
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs(processes, timeout=wait)


def _note(data: Path) -> list[str]:
    try:
        return (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []


def _serves(pid: int, data: Path) -> bool:
    try:
        process = psutil.Process(pid)
        return process.name().startswith("postgres") and _works_in(process, data)
    except psutil.Error:
        return False


def _works_in(process: psutil.Process, data: Path) -> bool:
    try:
        if process.status() == psutil.STATUS_ZOMBIE:
            return False
        return process.cwd() == os.path.realpath(data)
    except (psutil.Error, OSError):
        return False
