"""The file of a backup: a ZIP archive of named parts, with a manifest and a seal.

Any program that opens ZIP files opens it. `manifest.json` says the format, its version, and by part
size and SHA-256. The archive's comment is the seal: the SHA-256, in hexadecimal, of the whole file
with 64 zeros in the seal's own place. It finds every changed byte, the manifest's included.
"""

import hashlib
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from archive.backups.errors import BackupError

FORMAT = "verbatim-backup"
VERSION = 1
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 64 * 1024 * 1024
CHUNK = 1024 * 1024

UNSEALED = b"0" * 64
END_OF_DIRECTORY = b"PK\x05\x06"
TAIL = 22 + len(UNSEALED)
"""Bytes of the end record of a ZIP archive whose comment is the seal."""

FAST = 3  # of zlib's levels: a third of the time of the best for a tenth more bytes


class PartWriter:
    """What a part is written to; it counts and digests what passes."""

    def __init__(self, out: IO[bytes]) -> None:
        self.out = out
        self.size = 0
        self._digest = hashlib.sha256()

    def write(self, data: bytes | memoryview) -> int:
        self.out.write(data)
        self._digest.update(data)
        self.size += len(data)
        return len(data)

    @property
    def described(self) -> dict[str, Any]:
        return {"size": self.size, "sha256": self._digest.hexdigest()}


class Writer:
    """Writes the parts one after the other, then the manifest and the seal."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self._through = _Digesting(file)
        self._zip = zipfile.ZipFile(
            self._through,
            "w",
            zipfile.ZIP_DEFLATED,
            compresslevel=FAST,
        )
        self._zip.comment = UNSEALED
        self.parts: dict[str, dict[str, Any]] = {}

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, kind: type[BaseException] | None, *args: object) -> None:
        if kind is not None:
            self._zip.fp = None  # else it would write its directory when it is collected

    @contextmanager
    def part(self, name: str) -> Iterator[PartWriter]:
        with self._zip.open(name, "w", force_zip64=True) as out:
            writer = PartWriter(out)
            yield writer
        self.parts[name] = writer.described

    def finish(self, manifest: Mapping[str, Any]) -> None:
        """Writes the manifest with the format and the parts, and seals the file."""
        whole = {"format": FORMAT, "version": VERSION, **manifest, "parts": self.parts}
        self._zip.writestr(MANIFEST, json.dumps(whole, indent=1, ensure_ascii=False))
        self._zip.close()
        self.file.seek(-len(UNSEALED), 2)
        self.file.write(self._through.digest.hexdigest().encode())


class _Digesting(io.RawIOBase):
    """A file that can only be written to, and digests what passes."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.digest = hashlib.sha256()

    def write(self, data: Any) -> int:
        self.digest.update(data)
        return self.file.write(data)

    def flush(self) -> None:
        self.file.flush()

    def tell(self) -> int:
        raise OSError("written in one go")  # so zipfile neither seeks nor comes back to a header


class Reader:
    """A backup that is open for reading. Opening checks seal, format and version, not the parts."""

    def __init__(self, path: Path) -> None:
        """Raises BackupError for a file that is foreign, damaged, cut off or of a later version."""
        self.path = path
        try:
            _check_seal(path)
            self._zip = zipfile.ZipFile(path)
        except OSError as error:
            raise BackupError(f"{path} cannot be read: {error.strerror}.") from error
        except zipfile.BadZipFile as error:
            raise BackupError(_damaged(path)) from error
        try:
            self.manifest = self._read_manifest()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *args: object) -> None:
        self.close()

    def close(self) -> None:
        self._zip.close()

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, portion by portion."""
        with self.open(name) as part:
            while chunk := part.read(CHUNK):
                yield chunk

    def open(self, name: str) -> IO[bytes]:
        try:
            return self._zip.open(name)
        except (KeyError, zipfile.BadZipFile) as error:
            raise BackupError(f"{self.path} lacks its part {name}, or it is damaged.") from error

    def check_parts(self) -> None:
        """Reads every part and compares it with the manifest. Raises BackupError."""
        described = self.manifest["parts"]
        present = set(self._zip.namelist()) - {MANIFEST}
        if present != set(described):
            odd = ", ".join(sorted(present ^ set(described)))
            raise BackupError(f"{self.path} does not hold what its manifest says: {odd}.")
        for name, said in described.items():
            digest, size = hashlib.sha256(), 0
            try:
                for chunk in self.chunks(name):
                    digest.update(chunk)
                    size += len(chunk)
            except (zipfile.BadZipFile, zlib.error, EOFError) as error:
                raise BackupError(f"{_damaged(self.path)} Its part {name} is broken.") from error
            if (size, digest.hexdigest()) != (said["size"], said["sha256"]):
                raise BackupError(f"{_damaged(self.path)} Its part {name} is not what it was.")

    def _read_manifest(self) -> dict[str, Any]:
        try:
            info = self._zip.getinfo(MANIFEST)
            if info.file_size > LARGEST_MANIFEST:
                raise ValueError
            manifest = json.loads(self._zip.read(info))
            known = manifest["format"] == FORMAT and isinstance(manifest["version"], int)
        except (KeyError, TypeError, ValueError, zipfile.BadZipFile, zlib.error) as error:
            raise BackupError(_foreign(self.path)) from error
        if not known:
            raise BackupError(_foreign(self.path))
        if manifest["version"] > VERSION:
            raise BackupError(
                f"{self.path} has version {manifest['version']} of the format, and this program "
                f"reads up to {VERSION}: restore it with the later program that made it."
            )
        return manifest


def _check_seal(path: Path) -> None:
    """Raises BackupError unless the file ends in the seal of all that it holds."""
    with path.open("rb") as file:
        start = file.read(4)
        size = file.seek(0, 2)
        if size < TAIL or not start.startswith(b"PK"):
            raise BackupError(_foreign(path))
        file.seek(size - TAIL)
        tail = file.read(TAIL)
        comment = struct.unpack("<H", tail[20:22])[0]
        if not tail.startswith(END_OF_DIRECTORY) or comment != len(UNSEALED):
            raise BackupError(
                f"{path} is no backup of this program, or it was cut off: the end of it is "
                "missing. Nothing was touched."
            )
        file.seek(0)
        digest, left = hashlib.sha256(), size - len(UNSEALED)
        while left and (chunk := file.read(min(CHUNK, left))):
            digest.update(chunk)
            left -= len(chunk)
        digest.update(UNSEALED)
    if digest.hexdigest().encode() != tail[22:]:
        raise BackupError(_damaged(path))


def _foreign(path: Path) -> str:
    return f"{path} is no backup of this program. Nothing was touched."


def _damaged(path: Path) -> str:
    return (
        f"{path} is damaged: its bytes are not those that were written. Nothing was touched. Take "
        "another copy of the backup."
    )
