"""Makes .venv with the pinned requirements: `requirements/install.py base|dev|bench|suggest`.

Needs Python 3.11 and its standard library only. Does nothing, silently, where .venv already has
what the file says (by its content, not its date). base is what the archive runs with; dev, which
holds base, is what checking and testing need as well; bench, on top of dev, what the archive is
measured against; suggest, on top of either, what learned suggestions need.
"""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


def main(name: str) -> None:
    wanted = digest(name)
    if PYTHON.exists() and wanted in installed():
        return
    if sys.version_info < (3, 11):  # noqa: UP036 (this file meets whatever Python there is)
        sys.exit(
            f"The archive needs Python 3.11 or newer, and this is {sys.version.split()[0]}. "
            "Name a newer one: make PYTHON=python3.12"
        )
    print(f"Installing the requirements ({name}) into .venv ...", flush=True)
    pip = make_venv()
    requirements = ROOT / "requirements" / f"{name}.txt"
    command = [*pip, "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    ended = subprocess.run([*command, "--require-hashes", "-r", requirements])
    if ended.returncode:
        sys.exit("The requirements could not be installed; pip says why above.")
    # dev holds base with the same versions: once it is there, both are. The others come on top.
    done = {"base": [], "dev": [digest("base")], "bench": installed(), "suggest": installed()}[name]
    stamp().write_text("".join(f"{each}\n" for each in [*done, wanted]))


def make_venv() -> list[str]:
    """Makes .venv if it is missing or broken and returns the command of a pip that installs there.

    Debian keeps what puts pip into a new environment in a package of its own (python3-venv); where
    that is missing, the system's pip serves.
    """
    if not _works():
        shutil.rmtree(VENV, ignore_errors=True)
        whole = importlib.util.find_spec("ensurepip") is not None
        arguments = [] if whole else ["--without-pip"]
        subprocess.run([sys.executable, "-m", "venv", *arguments, VENV], check=True)
    if _has_pip(PYTHON):
        return [PYTHON, "-m", "pip"]
    if _has_pip(sys.executable):
        return [sys.executable, "-m", "pip", "--python", PYTHON]
    sys.exit("Python has no pip here. On Debian and Ubuntu: apt install python3-venv")


def _works() -> bool:
    if not PYTHON.exists():
        return False
    return subprocess.run([PYTHON, "-c", ""], capture_output=True).returncode == 0


def _has_pip(python: str | Path) -> bool:
    return subprocess.run([python, "-m", "pip", "--version"], capture_output=True).returncode == 0


def digest(name: str) -> str:
    return hashlib.sha256((ROOT / "requirements" / f"{name}.txt").read_bytes()).hexdigest()


def stamp() -> Path:
    return VENV / "requirements.sha256"


def installed() -> list[str]:
    return stamp().read_text().split() if stamp().exists() else []


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in ("base", "dev", "bench", "suggest"):
        sys.exit(f"usage: {sys.argv[0]} base|dev|bench|suggest")
    main(sys.argv[1])
