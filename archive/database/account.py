"""Under which account the server runs.

PostgreSQL refuses to run as root. Where we are root (CI, containers), its programs run under an
account that exists already; nothing is created, and no permission outside the data folder changes.
Where that account may not pass a folder on the way (a project under /root), the programs get the
one capability to pass folders, which root holds, and nothing else of root's.
"""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from archive.database.errors import ServerError

CANDIDATES = ("postgres", "nobody")

# The first only reads and passes; the second is what containers usually leave to root.
CAPABILITIES = ("dac_read_search", "dac_override")


@dataclass(frozen=True)
class Account:
    """How PostgreSQL's programs are run: as whom (None: as ourselves), through which command."""

    uid: int | None = None
    gid: int | None = None
    name: str = ""
    prefix: tuple[str, ...] = field(default=())

    def run(self, *command: str | Path, **more: Any) -> subprocess.CompletedProcess:
        """Runs a program to its end and returns it, with its output as text.

        The output goes through a file: the server inherits it, and a pipe would never end. In a
        session of its own: a signal for the terminal's group, Ctrl-C or a closed window, is ours to
        answer, and a pg_ctl that it killed would leave behind a server not yet on record.
        """
        who = {} if self.uid is None or self.prefix else self._dropped()
        return subprocess.run(
            [*self.prefix, *(os.fspath(word) for word in command)],
            cwd="/",
            env=environment(),
            stdin=subprocess.DEVNULL,
            text=True,
            check=False,
            start_new_session=True,
            **who,
            **more,
        )

    def _dropped(self) -> dict[str, Any]:
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, folder: Path) -> None:
        """Hands a folder of ours to the account."""
        if self.uid is not None:
            os.chown(folder, self.uid, self.gid if self.gid is not None else -1)


def account_for(data: Path) -> Account:
    """Returns the account for a data folder: its owner's, if it exists already.

    Raises ServerError when the folder belongs to somebody whom we cannot act for.
    """
    owner = data.stat().st_uid if data.exists() else None
    if os.geteuid() != 0:
        if owner is not None and owner != os.geteuid():
            raise ServerError(
                f"The database in {data} belongs to {_name(owner)}, and you are "
                f"{_name(os.geteuid())}. Run the command as its owner, or name a data folder "
                "of your own in ARCHIVE_DATA."
            )
        return Account()
    if owner:
        group = data.stat().st_gid
        return Account(uid=owner, gid=group, name=_name(owner))
    for name in CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(uid=entry.pw_uid, gid=entry.pw_gid, name=name)
    raise ServerError(
        "PostgreSQL does not run as root, and this machine has neither an account postgres nor "
        "nobody. Run the command as an ordinary user."
    )


def reaching(account: Account, *paths: Path) -> Account:
    """Returns the account, with the capability to pass folders if it needs it to reach the paths.

    Raises ServerError when there is no way through.
    """
    if account.uid is None or _reaches(account, paths):
        return account
    if shutil.which("setpriv"):
        for capability in CAPABILITIES:
            through = Account(
                account.uid, account.gid, account.name, _with_capability(account, capability)
            )
            if _reaches(through, paths):
                return through
    raise ServerError(
        f"PostgreSQL does not run as root, and the account {account.name}, under which it would "
        f"run, cannot reach {' or '.join(str(path) for path in paths)}. Run the command as an "
        "ordinary user, or keep the project and ARCHIVE_DATA in folders that every account may "
        "pass (under /srv or /opt, say)."
    )


def _with_capability(account: Account, capability: str) -> tuple[str, ...]:
    # access(2) leaves a capability out of account for everybody but root, unless no_setuid_fixup.
    return (
        "setpriv",
        f"--reuid={account.uid}",
        f"--regid={account.gid}",
        "--clear-groups",
        f"--inh-caps=+{capability}",
        f"--ambient-caps=+{capability}",
        "--securebits=+no_setuid_fixup",
    )


def _reaches(account: Account, paths: tuple[Path, ...]) -> bool:
    script = 'for path; do test -x "$path" || exit 1; done'
    try:
        found = account.run("/bin/sh", "-c", script, "sh", *paths, stderr=subprocess.DEVNULL)
    except PermissionError:
        return False
    return found.returncode == 0


def environment() -> dict[str, str]:
    """Returns our environment for PostgreSQL's programs.

    A locale that the terminal brought from elsewhere and that is missing here stops initdb, and
    PG* variables of the user's own databases would lead its programs astray.
    """
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C.UTF-8"}


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"the user with number {uid}"
