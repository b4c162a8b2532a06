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
from pathlib import Path, PurePath
from typing import Any

from django.contrib.auth.models import User
from django.db import connections
from django.utils import timezone

from documents import publishing
from documents.ingest import importer, sources
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
        name = PurePath(file.name).name
        with (folder / name).open("wb") as written:
            shutil.copyfileobj(file, written)
        names.append(name)
    run = IngestRun.objects.create(
        by=by, source=f"upload of {', '.join(names)}", rules_version=RULES_VERSION
    )
    thread = threading.Thread(target=_load, args=[run, folder, collection], name=f"load {run.pk}")
    thread.start()
    return run, thread


def _load(run: IngestRun, folder: Path, collection: Collection | None) -> None:
    try:
        for source in _sources(folder):
            _take(run, source, collection)
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


def _take(run: IngestRun, source: sources.Source, collection: Collection | None) -> None:
    try:
        incoming = source.read()
        if source.archive is None and incoming.key == source.place:
            incoming = replace(incoming, key=source.path.relative_to(source.root).as_posix())
        if collection is not None:
            incoming = _into(incoming, collection)
        importer.load(replace(incoming, source="uploaded in the browser"), run, publish=False)
    except (Unreadable, publishing.NotPublishable) as error:
        _refuse(run, source.path.name, str(error).replace(f"{source.root.parent}/", ""))


def _into(incoming: importer.Incoming, collection: Collection) -> importer.Incoming:
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
        run=run, name=name[:1000], outcome=Outcome.REFUSED, message=says.replace("\0", "�")
    )
