"""Reading many files, in several processes if wanted, one at a time in their order.

Only what is pure happens in the processes: bytes are read and understood. Rows are written by the
one who asks, in the order of the sources, so that a load gives the same archive however many
processes helped. A few files are read ahead, whatever their number: memory does not grow with it.
"""

import logging
import multiprocessing
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass

from documents.ingest import process
from documents.ingest.deciding import read
from documents.ingest.identity import Incoming
from documents.ingest.reading import Understanding, Unreadable
from documents.ingest.sources import Source

AHEAD = 4
"""Files in work or waiting, for each process."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Prepared:
    """A file ready to be written: its reading, or why it was refused.

    `reading` is None where it was refused, and where the archive holds just the same.
    """

    source: Source
    incoming: Incoming | None = None
    reading: Understanding | None = None
    refusal: str = ""


def prepare(source: Source, held: Collection[str]) -> Prepared:
    """Read and understand one file; `held` are the digests of what was loaded last."""
    try:
        incoming = source.read()
        if incoming.digest in held:
            return Prepared(source, incoming)
        return Prepared(source, incoming, read(incoming))
    except Unreadable as error:
        return Prepared(source, refusal=str(error))
    except Exception as error:  # one text that defeats the reader must not stop the others
        logger.exception("%s defeats the reader", source.path)
        return Prepared(
            source,
            refusal=f"{source.path}: a fault in the program kept it from being understood "
            f"({type(error).__name__}: {error}). The log has the details; report it with the file.",
        )


def prepare_all(sources: Iterable[Source], held: Collection[str], jobs: int) -> Iterator[Prepared]:
    """All files in order, read by `jobs` processes, a few ahead of the one who asks."""
    if jobs == 1:
        yield from (prepare(source, held) for source in sources)
        return
    with ProcessPoolExecutor(
        jobs, multiprocessing.get_context("spawn"), initializer=process.begin, initargs=(held,)
    ) as pool:
        waiting: deque[Future[Prepared]] = deque()
        try:
            for source in sources:
                waiting.append(pool.submit(_prepare, source))
                if len(waiting) >= AHEAD * jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def _prepare(source: Source) -> Prepared:
    return prepare(source, process.held)
