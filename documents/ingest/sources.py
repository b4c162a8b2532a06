"""Which texts the ingest command was given: files, folders and ZIP archives, each described."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.conf import settings

from documents.ingest import archives, manifest, sidecar
from documents.ingest.identity import Incoming
from documents.ingest.manifest import Manifest
from documents.ingest.readers.refusals import too_large
from documents.ingest.reading import Unreadable
from documents.ingest.sidecar import Described

PLAIN_SUFFIXES = (
    *(".txt", ".text", ".md", ".markdown", ".htm", ".html", ".xhtml", ".xml"),
    *(".vtt", ".srt"),
)
TEXT_SUFFIXES = (*PLAIN_SUFFIXES, ".eml", ".docx", ".pptx", ".pdf")
ARCHIVE = ".zip"

# Documents with pictures may be larger than any text, but not without end.
LARGEST_FILE = 10
LONGEST_KEY = 500


class NoSuchPath(Exception):
    """A path given to the command does not exist; the message names it."""


@dataclass(frozen=True)
class Source:
    """A text, the folder or archive it was given under, and what a manifest says of it.

    `path` of a member of an archive goes on within it ("talks.zip/2008/remarks.txt"), `archive` is
    then the archive's own. `problem` says why a source cannot be taken, where that is known.
    """

    path: Path
    root: Path
    archive: Path | None = None
    described: Described | None = None
    problem: str = ""

    @property
    def location(self) -> Path:
        """The absolute path, through whatever links the root is reached."""
        return self.root.resolve() / self.path.relative_to(self.root)

    @property
    def places(self) -> tuple[str, ...]:
        """The path under the root with the root's own name, then with ever more folders above it.

        The first that no other text has is the key, unless one is stated.
        """
        parts = self.location.parts
        under_root = len(self.path.relative_to(self.root).parts)
        own = min(under_root + 1, len(parts) - 1)
        named = (PurePosixPath(*parts[-n:]).as_posix() for n in range(own, len(parts)))
        return tuple(shortened(place) for place in named)

    def read(self) -> Incoming:
        """The file's bytes and description. Raises Unreadable, in words for the keeper."""
        if self.problem:
            raise Unreadable(self.problem)
        if not is_spelt_out(self.path):
            raise Unreadable(
                f"{in_print(self.path)}: the name of the file or of a folder above it is not in "
                "UTF-8, so that it could not be kept. Rename it."
            )
        data = _bytes_of(self.path, self.archive)
        beside = _description_beside(self.path, self.archive)
        described, description_bytes = self.described, b""
        if beside:
            description_bytes = _bytes_of(beside, self.archive)
            own = sidecar.load(description_bytes, file=str(beside))
            described = manifest.joined(self.described, own)
        stated = described and (described.id or described.source)
        key, *spare_keys = self.places
        return Incoming(
            name=self.path.name,
            data=data,
            key=stated or key,
            source=str(self.path.parent),
            described=described,
            description_bytes=description_bytes + _digested(self.described),
            is_stated=bool(stated),
            spare_keys=() if stated else tuple(spare_keys),
            location="" if described and described.id else str(self.location),
        )


def find(paths: Iterable[Path]) -> Iterator[Source]:
    """The texts among files, folders and archives, sorted within each, each once.

    A file that is named is taken whatever its ending; within folders only texts and ZIP archives
    are, and neither hidden files nor descriptions. A manifest describes the files of its folder;
    where it is named itself, the files that it names are the texts. What a manifest or an archive
    promises and does not hold is a source with a problem. Raises NoSuchPath.
    """
    seen: set[Path] = set()
    for path in paths:
        if not os.path.lexists(path):
            raise NoSuchPath(f"{in_print(path)}: there is no such file or folder.")
        for source in _given(path):
            same = source.path if source.problem else source.path.absolute().resolve()
            if same not in seen:
                seen.add(same)
                yield source


def passed_over(paths: Iterable[Path]) -> Iterator[Path]:
    """The files in folders and archives that are of no kind that is read, each once.

    Hidden files, descriptions and manifests are not among them, nor is any file that is named.
    """
    seen: set[Path] = set()
    for path in paths:
        below = sorted(path.rglob("*")) if path.is_dir() else [path]
        shown = [p for p in below if p.is_file() and not (p != path and _is_hidden(p, path))]
        packed = [p for archive in shown if _is_archive(archive) for p in _members(archive)]
        for other in [*(shown if path.is_dir() else ()), *packed]:
            if not _is_of_a_known_kind(other) and other.absolute() not in seen:
                seen.add(other.absolute())
                yield other


def in_print(path: Path) -> str:
    """A path as it can be shown in a line: what is no UTF-8, and what would end the line, escaped.

    "b\xe4d.txt" in Latin-1 is shown as it stands here.
    """
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)


def is_spelt_out(path: Path) -> bool:
    """Whether the path is in UTF-8, so that it can be kept and shown."""
    try:
        str(path.absolute()).encode()
    except UnicodeEncodeError:
        return False
    return True


def shortened(place: str) -> str:
    """A place that is too long for a key: its end, behind a digest of all of it."""
    if len(place) <= LONGEST_KEY:
        return place
    digest = hashlib.sha256(place.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return f"{digest}…{place[-(LONGEST_KEY - 17) :]}"


def _is_archive(path: Path) -> bool:
    return path.suffix.casefold() == ARCHIVE


def _members(archive: Path) -> list[Path]:
    try:
        return [archive / name for name in archives.members(archive)]
    except Unreadable:  # which `find` has told
        return []


def _is_of_a_known_kind(path: Path) -> bool:
    known = (*TEXT_SUFFIXES, *sidecar.SUFFIXES, ARCHIVE)
    return path.suffix.casefold() in known or manifest.is_manifest(path.name)


def _given(path: Path) -> Iterator[Source]:
    if path.is_dir():
        yield from _in_folder(path)
    elif says := _is_no_file(path):
        yield Source(path, path.parent, problem=says)
    elif path.suffix.casefold() == ARCHIVE:
        yield from _in_archive(path, root=path)
    elif manifest.is_manifest(path.name):
        yield from _in_manifest(path)
    elif path.suffix.casefold() in sidecar.SUFFIXES:
        problem = f"{path}: a description is read with its text; name the text itself."
        yield Source(path, path.parent, problem=problem)
    else:
        yield Source(path, path.parent)


def _in_folder(root: Path) -> Iterator[Source]:
    """The texts under a folder. A manifest is for the files of its own folder and those below."""
    files = [path for path in sorted(root.rglob("*")) if not _is_hidden(path, root)]
    named = [p for p in files if p.suffix.casefold() in (*TEXT_SUFFIXES, ARCHIVE)]
    texts = [p for p in named if p.suffix.casefold() in TEXT_SUFFIXES and p.is_file()]
    manifests = {p.parent: _manifest_at(p) for p in files if manifest.is_manifest(p.name)}
    for folder, listed in manifests.items():
        below = (p.relative_to(folder).as_posix() for p in texts if p.is_relative_to(folder))
        yield from _problems(listed, below, folder, root)
    for path in files:
        if path.is_symlink() and path.is_dir() and not _is_within(path, root):
            says = f"{in_print(path)} is a link to a folder, which is not followed."
            yield Source(path, root, problem=f"{says} Name the folder itself as well.")
    for path in named:
        if path.is_dir():
            continue
        if says := _is_no_file(path):
            yield Source(path, root, problem=says)
        elif path.suffix.casefold() == ARCHIVE:
            yield from _in_archive(path, root)
        else:
            yield _under_manifest(Source(path, root), manifests)


def _is_within(link: Path, root: Path) -> bool:
    """Whether the link leads to where the files of the root are read anyway, or to all of it."""
    to, whole = link.resolve(), root.resolve()
    return to.is_relative_to(whole) or whole.is_relative_to(to)


def _is_no_file(path: Path) -> str:
    """Why nothing can be read there, though something has the name; empty for a file."""
    if path.is_file():
        return ""
    if path.is_symlink():
        says = f"is a link to {in_print(Path(os.readlink(path)))}, where there is no file"
        return f"{in_print(path)} {says}. Put the file itself there."
    return f"{in_print(path)} is no file but a pipe, socket or device. Put a file there."


def _in_archive(archive: Path, root: Path) -> Iterator[Source]:
    try:
        names = list(archives.members(archive))
    except Unreadable as error:
        yield Source(archive, root, problem=str(error))
        return
    manifests: dict[Path, Manifest] = {}
    for name in names:
        if manifest.is_manifest(PurePosixPath(name).name) and not archives.climbs_out(name):
            path = archive / name
            manifests[path.parent] = _manifest_at(path, archive)
    texts = [n for n in names if PurePosixPath(n).suffix.casefold() in TEXT_SUFFIXES]
    for folder, listed in manifests.items():
        paths = (archive / name for name in texts if not archives.climbs_out(name))
        below = (p.relative_to(folder).as_posix() for p in paths if p.is_relative_to(folder))
        yield from _problems(listed, below, folder, root)
    for name in names:
        path = archive / name
        suffix = path.suffix.casefold()
        if archives.climbs_out(name):
            says = "the path climbs out of the archive; such files are not read"
            yield Source(path, root, archive, problem=f"{archive}: “{name}”: {says}.")
        elif suffix == ARCHIVE:
            says = "is an archive within an archive. Unpack the outer one and load its folder"
            yield Source(path, root, archive, problem=f"{path} {says}.")
        elif suffix in TEXT_SUFFIXES:
            yield _under_manifest(Source(path, root, archive), manifests)


def _in_manifest(path: Path) -> Iterator[Source]:
    """The files that a manifest names, in its order."""
    listed, folder = _manifest_at(path), path.parent
    there = [name for name in listed.rows if (folder / name).is_file()]
    yield from _problems(listed, there, folder, folder)
    for name in there:
        yield _under_manifest(Source(folder / name, folder), {folder: listed})


def _manifest_at(path: Path, archive: Path | None = None) -> Manifest:
    try:
        return manifest.read(_bytes_of(path, archive), str(path))
    except Unreadable as error:
        return Manifest(str(path), error=str(error))


def _problems(listed: Manifest, below: Iterable[str], folder: Path, root: Path) -> Iterator[Source]:
    """The manifest where it cannot be read, and its rows that name no file."""
    if listed.error:
        yield Source(Path(listed.name), root, problem=listed.error)
    for row in listed.missing(below):
        says = (
            f"{listed.name}, line {row.line}: names “{row.file}”, and there is no such text in the "
            "folder. Put the file there, or mend or remove the row."
        )
        yield Source(folder / row.file, root, problem=row.error or says)


def _under_manifest(source: Source, manifests: Mapping[Path, Manifest]) -> Source:
    """The source with what the nearest manifest above it states."""
    for folder in source.path.parents:
        listed = manifests.get(folder)
        if listed is None:
            continue
        if listed.error:
            # Without its description a text might be loaded under another key.
            says = f"{source.path} was held back, since its manifest cannot be read: {listed.error}"
            return Source(source.path, source.root, source.archive, problem=says)
        row = listed.rows.get(source.path.relative_to(folder).as_posix())
        if row is not None:
            return Source(source.path, source.root, source.archive, row.described, row.error)
    return source


def _is_hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)


def _bytes_of(path: Path, archive: Path | None) -> bytes:
    """The bytes of a file or of a member of an archive. Raises Unreadable."""
    if archive is not None:
        return archives.content(archive, path.relative_to(archive).as_posix())
    try:
        size, largest = path.stat().st_size, settings.INGEST_LARGEST_TEXT
        if path.suffix.casefold() not in PLAIN_SUFFIXES:
            largest *= LARGEST_FILE
        if size > largest:
            raise Unreadable(too_large(str(path), size, largest))
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Unreadable(f"{path}: the file disappeared before it was read.") from error
    except OSError as error:
        raise Unreadable(
            f"{path}: cannot be read ({error.strerror}). Check its permissions."
        ) from error


def _description_beside(path: Path, archive: Path | None) -> Path | None:
    """The description file beside a text, in the folder or in the archive."""
    if archive is None:
        return sidecar.beside(path)
    found = (path.with_suffix(suffix) for suffix in sidecar.SUFFIXES)
    return next(
        (p for p in found if archives.holds(archive, p.relative_to(archive).as_posix())), None
    )


def _digested(described: Described | None) -> bytes:
    """What a manifest states, so that a changed row makes the text load again."""
    if described is None:
        return b""
    return repr([(name, getattr(described, name)) for name in sorted(described.stated)]).encode()
