"""ZIP archives as folders of texts, read member by member and never unpacked to the disk."""

import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from django.conf import settings

from documents.ingest.reading import Unreadable

# Text packs to a tenth at best; what unpacks to far more was made to fill memory or disk.
HIGHEST_RATIO = 200
# Below this, a text of one letter repeated is odd but harms nobody.
HARMLESS_BYTES = 5_000_000
MOST_MEMBERS = 100_000

_ENCRYPTED = 0x1
_DRIVE = re.compile(r"[A-Za-z]:")
_BROKEN = (BadZipFile, LargeZipFile, OSError, EOFError, ValueError, NotImplementedError)


@dataclass(frozen=True)
class _Opened:
    """An archive with its table of contents, by names in their shortest form ("./a" is "a")."""

    archive: ZipFile
    files: dict[str, ZipInfo]


def members(archive: Path) -> Iterator[str]:
    """The names of the files in an archive, sorted, without hidden ones. Raises Unreadable."""
    files = _opened(archive).files
    if len(files) > MOST_MEMBERS:
        raise Unreadable(
            f"{archive} holds {len(files)} files, more than {MOST_MEMBERS}. Make several archives."
        )
    for name in sorted(files):
        parts = PurePosixPath(name.replace("\\", "/")).parts
        hidden = any(part.startswith((".", "__MACOSX")) and part != ".." for part in parts)
        if not hidden:
            yield name


def holds(archive: Path, member: str) -> bool:
    """Whether an archive has a member of this name."""
    return member in _opened(archive).files


def content(archive: Path, member: str) -> bytes:
    """The bytes of one member. Raises Unreadable for what is unsafe, encrypted or damaged."""
    opened = _opened(archive)
    try:
        info = opened.files[member]
        _refuse_unsafe(archive, info)
        with opened.archive.open(info) as packed:
            # What the archive says of sizes may be a lie; no more than it says is unpacked.
            data = packed.read(info.file_size + 1)
    except KeyError as error:
        raise Unreadable(f"{archive}/{member}: there is no such file in the archive.") from error
    except _BROKEN as error:
        raise Unreadable(
            f"{archive}/{member} is damaged ({error}). Make the archive again from the files."
        ) from error
    if len(data) != info.file_size:
        raise Unreadable(
            f"{archive}/{member} is not as large as the archive says. Make the archive again."
        )
    return data


def climbs_out(member: str) -> bool:
    """Whether a member's name leads out of the archive, or to a place of its own."""
    name = member.replace("\\", "/")
    return name.startswith("/") or bool(_DRIVE.match(name)) or ".." in PurePosixPath(name).parts


def _refuse_unsafe(archive: Path, info: ZipInfo) -> None:
    name = f"{archive}/{info.filename}"
    if climbs_out(info.filename):
        raise Unreadable(
            f"{name}: the path climbs out of the archive; such files are not read. Make the "
            "archive again from within its folder."
        )
    if stat.S_ISLNK(info.external_attr >> 16):
        raise Unreadable(f"{name} is a link to another file; put the file itself into the archive.")
    if info.flag_bits & _ENCRYPTED:
        raise Unreadable(f"{name} is encrypted. Make an archive without a password.")
    is_bomb = info.file_size > HARMLESS_BYTES and info.file_size > HIGHEST_RATIO * max(
        1, info.compress_size
    )
    if is_bomb or info.file_size > 10 * settings.INGEST_LARGEST_TEXT:
        raise Unreadable(
            f"{name} unpacks to {info.file_size / 1e6:.0f} MB, far more than a text holds; it may "
            "have been made to do harm. If it is what it should be, unpack it and load it alone."
        )


def _opened(archive: Path) -> _Opened:
    try:
        return _kept_open(archive, archive.stat().st_mtime_ns)
    except FileNotFoundError as error:
        raise Unreadable(f"{archive}: the file disappeared before it was read.") from error
    except PermissionError as error:
        raise Unreadable(f"{archive}: cannot be read. Check its permissions.") from error
    except _BROKEN as error:
        raise Unreadable(
            f"{archive} is not a ZIP archive that can be read ({error}). Copy or download it again."
        ) from error


@lru_cache(maxsize=1)
def _kept_open(archive: Path, changed: int) -> _Opened:
    """An archive's table of contents is read once, not once a member."""
    opened = ZipFile(archive)
    infos = [info for info in opened.infolist() if not info.is_dir()]
    return _Opened(opened, {PurePosixPath(info.filename).as_posix(): info for info in infos})
