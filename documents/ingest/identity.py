"""Which document a text on its way in is, and under which key.

A stated id says it, and so does a stated source address. A text without either is known by its
location: the place where its file lies. Its key is the end of that location, from the name of the
folder that was given on; where another text has that key, from some folders earlier on. Bytes that
are held already, and whose file is gone from where it was, have been moved: their document goes on.
Words that are only called like other words are never taken for them.
"""

import os
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from documents.ingest.reading import RULES_VERSION
from documents.ingest.sidecar import Described
from documents.models import Document, Receipt


@dataclass(frozen=True)
class Incoming:
    """A text on its way in: its name, bytes and key, where it came from, and its description.

    `is_stated` says that the key is a stated id or address. Any other key is but a name: where
    another text has it, the first free one of `spare_keys` is taken. `location` is the absolute
    path of the file, which may go on within an archive; empty where an id is stated, and where
    nobody knows.
    """

    name: str
    data: bytes
    key: str
    source: str = ""
    described: Described | None = None
    description_bytes: bytes = b""
    is_stated: bool = True
    spare_keys: tuple[str, ...] = ()
    location: str = ""

    @cached_property
    def sha256(self) -> str:
        return sha256(self.data).hexdigest()

    @cached_property
    def digest(self) -> str:
        """Equal for two loadings that cannot differ in anything."""
        parts = (self.data, self.description_bytes, str(RULES_VERSION).encode())
        return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.key, *self.spare_keys)


@dataclass(frozen=True)
class Identity:
    """The document that a text is, or the key that it gets as a new one ("" where none is free).

    A `twin` is another document with the same bytes. `namesakes` have one of the text's keys, and
    nothing but the words can tell whether they are the same.
    """

    key: str
    document: Document | None = None
    twin: Document | None = None
    namesakes: tuple[Document, ...] = ()


class Holdings:
    """The documents that a text may be: those of the archive, and what a run has made of its files.

    A rehearsal writes nothing, and expects what a load would have written by then.
    """

    def __init__(self, has_tables: bool = True) -> None:
        self.documents = Document.objects.all() if has_tables else Document.objects.none()
        self.receipts = Receipt.objects.all() if has_tables else Receipt.objects.none()
        self.has_tables = has_tables
        self._taken: dict[str, str] = {}
        self._expected: dict[str, Document] = {}
        self._locations: dict[str, str] = {}

    def taken_by(self, key: str) -> str:
        """The file of this run that the document under the key was made of, if one was."""
        return self._taken.get(key, "")

    def take(self, incoming: Incoming, key: str) -> None:
        """The text is the document under that key, and no other text of this run is."""
        self._taken[key] = os.path.join(incoming.source, incoming.name)

    def expect(self, incoming: Incoming, key: str, title: str | None) -> None:
        """The text would be a new document by now, or would have been found at its new place."""
        self.take(incoming, key)
        document = Document(key=key, title=title, location=incoming.location)
        self._expected.setdefault(incoming.sha256, document)
        self._locations[key] = incoming.location

    def under(self, key: str) -> Document | None:
        held = self.documents.filter(key=key).first()
        if held is None and key in self._locations:
            held = Document(key=key)
        return self._as_expected(held)

    def at(self, location: str) -> Document | None:
        """The document whose file lies there."""
        return self.documents.filter(location=location).first() if location else None

    def with_bytes(self, digest: str) -> list[Document]:
        """The documents that these very bytes arrived for."""
        receipts = self.receipts.filter(original__sha256=digest).select_related("document")
        found = [self._as_expected(receipt.document) for receipt in receipts]
        expected = self._expected.get(digest)
        return [document for document in (*found, expected) if document is not None]

    def _as_expected(self, document: Document | None) -> Document | None:
        if document is not None and document.key in self._locations:
            document.location = self._locations[document.key]
        return document


def identify(incoming: Incoming, holdings: Holdings) -> Identity:
    """Which document the text is, as far as that is known without reading it."""
    if incoming.is_stated:
        held = holdings.under(incoming.key) or holdings.at(incoming.location)
        if held is not None:
            return Identity(held.key, held)
        return Identity(incoming.key, twin=next(iter(holdings.with_bytes(incoming.sha256)), None))
    here = holdings.at(incoming.location)
    if here is not None:
        return Identity(here.key, here)
    twins = holdings.with_bytes(incoming.sha256)
    for twin in twins:
        if twin.key in incoming.keys and not _lies_elsewhere(twin, incoming):
            return Identity(twin.key, twin)
    if twins:
        return Identity(incoming.key, twin=twins[0])
    return _by_name(incoming, holdings)


def _by_name(incoming: Incoming, holdings: Holdings) -> Identity:
    namesakes: list[Document] = []
    for key in incoming.keys:
        other = holdings.under(key)
        if other is None:
            return Identity(key, namesakes=tuple(namesakes))
        if not _lies_elsewhere(other, incoming):
            namesakes.append(other)
    return Identity("", namesakes=tuple(namesakes))


def _lies_elsewhere(document: Document, incoming: Incoming) -> bool:
    """Whether the document's own file is still where it was: then this one is another file."""
    if not (document.location and incoming.location):
        return False
    path = document.location
    while path and not os.path.lexists(path):
        above = os.path.dirname(path)
        path = above if above != path else ""
    return path == document.location or os.path.isfile(path)
