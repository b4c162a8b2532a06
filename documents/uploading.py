"""Loading many texts from the browser: files and ZIP archives, as drafts, while the keeper goes on.

They are loaded in a thread of its own, since that takes longer than a request may, each text in its
own transaction. The run tells how far it is; what cannot be taken in is said there, file by file.
"""

import logging
import shutil
import tempfile
import threading
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain, count
from pathlib import Path, PurePath
from typing import Any

from django.contrib.auth.models import User
from django.db import connections
from django.utils import timezone

from documents import publishing, storable
from documents.ingest import importer, sources
from documents.ingest.identity import Holdings, Incoming
from documents.ingest.reading import RULES_VERSION, Unreadable
from documents.ingest.sidecar import Described, DescribedCollection
from documents.models import Collection, IngestItem, IngestRun, Outcome

logger = logging.getLogger(__name__)


def begin(
    files: Iterable[Any], by: User, collection: Collection | None = None
) -> tuple[IngestRun, threading.Thread]:
    """Begin to load uploaded files as drafts; the run, and the thread that ends with it."""
    folder = Path(tempfile.mkdtemp(prefix="archive-upload-"))
    names = []
    for file in files:
        name = _free_name(folder, PurePath(file.name))
        with (folder / name).open("wb") as written:
            shutil.copyfileobj(file, written)
        names.append(name)
    run = IngestRun.objects.create(
        by=by, source=f"upload of {', '.join(names)}", rules_version=RULES_VERSION
    )
    thread = threading.Thread(target=_load, args=[run, folder, collection], name=f"load {run.pk}")
    thread.start()
    return run, thread


def _free_name(folder: Path, given: PurePath) -> str:
    """The file's name; of a second file of that name, with a number."""
    numbered = (f"{given.stem} ({n}){given.suffix}" for n in count(2))
    return next(name for name in chain([given.name], numbered) if not (folder / name).exists())


def _load(run: IngestRun, folder: Path, collection: Collection | None) -> None:
    try:
        holdings = Holdings()
        for source in _sources(folder):
            _take(run, source, collection, holdings)
    except Exception as error:  # whatever it is, the keeper has to be told of it
        logger.exception("the load %s was cut off", run.pk)
        _refuse(run, "the rest", f"The load was cut off: {error}. Load the files again.")
    finally:
        run.finished_at = timezone.now()
        run.save(update_fields=["finished_at"])
        shutil.rmtree(folder, ignore_errors=True)
        connections.close_all()


def _sources(folder: Path) -> Iterable[sources.Source]:
    """The texts, under the keys that loading each alone, or the archive by command, would give."""
    archives = sorted(path for path in folder.iterdir() if path.suffix.casefold() == ".zip")
    yield from sources.find(archives)
    yield from (s for s in sources.find([folder]) if s.archive is None and s.path not in archives)


def _take(
    run: IngestRun, source: sources.Source, collection: Collection | None, holdings: Holdings
) -> None:
    try:
        incoming = source.read()
        incoming = _known_by_its_name(incoming, source)
        if collection is not None:
            incoming = _into(incoming, collection)
        incoming = replace(incoming, source="uploaded in the browser")
        importer.load(incoming, run, publish=False, holdings=holdings)
    except (Unreadable, publishing.NotPublishable) as error:
        _refuse(run, source.path.name, str(error).replace(f"{source.root.parent}/", ""))


MOST_NAMESAKES = 99
"""So many uploaded texts may have the same name."""


def _known_by_its_name(incoming: Incoming, source: sources.Source) -> Incoming:
    """The text under a key that says nothing of the folder it is kept in while it is loaded."""
    if incoming.is_stated:
        return replace(incoming, location="")
    of_archive = source.archive is not None
    key = source.places[0] if of_archive else source.path.relative_to(source.root).as_posix()
    spare = tuple(f"{key} ({n})" for n in range(2, MOST_NAMESAKES + 1))
    return replace(incoming, key=key, spare_keys=spare, location="")


def _into(incoming: Incoming, collection: Collection) -> Incoming:
    """The text in a collection, unless its description names another."""
    described = incoming.described or Described(file="the form")
    if described.collection:
        return incoming
    chosen = DescribedCollection(collection.slug, collection.title)
    stated = described.stated | {"collection"}
    return replace(
        incoming,
        described=replace(described, collection=chosen, stated=stated),
        description_bytes=incoming.description_bytes + collection.slug.encode(),
    )


def _refuse(run: IngestRun, name: str, says: str) -> None:
    IngestItem.objects.create(
        run=run, name=name[:1000], outcome=Outcome.REFUSED, message=storable.repaired(says)
    )
