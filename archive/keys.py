"""Secrets that the archive makes for itself and keeps in ARCHIVE_DATA, for its owner alone."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

SECRET_KEY_FILE = "secret-key"  # noqa: S105 (a name, not a key)


def stored_secret_key(folder: Path) -> str:
    """Returns the key kept in the folder, "" when none is kept yet. Writes nothing.

    Raises ImproperlyConfigured, in words, where the folder is none or the key cannot be read.
    """
    path = folder / SECRET_KEY_FILE
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""
    except NotADirectoryError as error:
        raise ImproperlyConfigured(
            f"ARCHIVE_DATA: {folder} is not a folder, or lies within a file. Name a folder."
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not a key"
        raise ImproperlyConfigured(
            f"{path}: the secret key cannot be read ({why}). Check the permissions of the folder, "
            "or set SECRET_KEY."
        ) from error


def ensure_secret_key() -> None:
    """Gives the settings a secret key where neither the environment nor ARCHIVE_DATA has one.

    Called by what serves or signs something; commands that need no key leave no key behind.
    """
    # Not at the top: the settings themselves read this file.
    from django.conf import settings

    try:
        settings.SECRET_KEY  # noqa: B018 (Django refuses an empty one when it is read)
    except ImproperlyConfigured:
        path = settings.ARCHIVE_DATA / SECRET_KEY_FILE
        settings.SECRET_KEY = keep(path, secrets.token_urlsafe(64))


def keep(path: Path, text: str) -> str:
    """Writes the text to a new file that only its owner reads, and returns what the file holds.

    When the file is already there, also when another process was first by a moment, its own
    content is returned and nothing is written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text(encoding="utf-8").strip()
