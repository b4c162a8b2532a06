"""Fuzzes a running site: 10,000 odd requests, no answer of 500 or above, and none that is slow.

    .venv/bin/python -m tests.fuzzing.run                       a demo of its own, on a free port
    .venv/bin/python -m tests.fuzzing.run --requests 500 --seed 7
    .venv/bin/python -m tests.fuzzing.run --site http://127.0.0.1:8000

Two clients ask at a time. 99 of 100 answers must come within a second; those that take longer are
asked again alone, and must then come within two. Ends by itself, with status 0 where all of that
holds, and stops the demo that it started.
"""

import argparse
import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.conftest import ROOT, plain_environment
from tests.fuzzing.addresses import addresses

CLIENTS = 2
SOON, ALONE = 1.0, 2.0
GIVE_UP = 60


@dataclass(frozen=True)
class Answered:
    """A request with the status of its answer (0 where none came) and how long that took."""

    address: str
    status: int
    seconds: float

    def __str__(self) -> str:
        cut = self.address if len(self.address) < 300 else f"{self.address[:300]}… "
        return f"{self.status} in {self.seconds:.2f} s: {cut} ({len(self.address)} characters)"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.fuzzing.run",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--site", help="the address of a site that runs already")
    options = parser.parse_args(arguments)
    asked = list(addresses(options.seed, options.requests))
    with contextlib.nullcontext(options.site) if options.site else demo() as site:
        with ThreadPoolExecutor(CLIENTS) as clients:
            answers = list(clients.map(lambda address: ask(site, address), asked))
        again = [ask(site, a.address) for a in answers if a.seconds > SOON]
    return judged(answers, again)


def judged(answers: Sequence[Answered], again: Sequence[Answered]) -> int:
    """Prints what came back; returns 1 where the site did not keep its word, else 0."""
    failed = [a for a in answers if not 200 <= a.status < 500]
    slow = [a for a in again if a.seconds > ALONE]
    late = sum(a.seconds > SOON for a in answers)
    seconds = sorted(a.seconds for a in answers)
    statuses = Counter(a.status for a in answers)
    print(
        f"{len(answers)} requests: " + ", ".join(f"{n} × {s}" for s, n in sorted(statuses.items()))
    )
    print(
        f"median {seconds[len(seconds) // 2] * 1000:.0f} ms, "
        f"99 % within {seconds[int(len(seconds) * 0.99)] * 1000:.0f} ms, "
        f"slowest {seconds[-1]:.2f} s; {late} over {SOON:.0f} s, "
        f"repeated alone: slowest {max((a.seconds for a in again), default=0):.2f} s"
    )
    for answer in [*failed[:20], *slow[:20]]:
        print(answer)
    return int(bool(failed or slow or late > len(answers) / 100))


def ask(site: str, address: str) -> Answered:
    """One request, as it stands: nothing in the address is mended on the way."""
    place = urlsplit(site)
    connection = http.client.HTTPConnection(place.hostname, place.port, timeout=GIVE_UP)
    start = time.perf_counter()
    try:
        connection.request("GET", address)
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException):
        status = 0
    finally:
        connection.close()
    return Answered(address, status, time.perf_counter() - start)


@contextlib.contextmanager
def demo() -> Iterator[str]:
    """A demo with data of its own, until it is done with; its log is shown if it does not start."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="fuzzing-") as folder:
        os.chmod(folder, 0o711)  # noqa: S103 (the database server's account has to pass)
        log = Path(folder) / "log"
        process = subprocess.Popen(
            [sys.executable, ROOT / "manage.py", "demo", "--port", str(port)],
            env=plain_environment() | {"ARCHIVE_DATA": str(Path(folder) / "data")},
            stdout=log.open("w"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            site = f"http://127.0.0.1:{port}"
            while ask(site, "/healthz").status != 200:
                if process.poll() is not None:
                    sys.exit(f"The demo did not start:\n{log.read_text()}")
                time.sleep(0.2)
            yield site
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGINT)
                process.wait(30)


if __name__ == "__main__":
    sys.exit(main())
