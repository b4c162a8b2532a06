"""The benchmark itself, tiny: it runs, and the engines agree on what there is to count."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, plain_environment

pytestmark = pytest.mark.embedded


def run(*arguments: object) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.speed", *map(str, arguments)],
        cwd=ROOT,
        env=plain_environment(),
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_engines_count_the_same_for_the_same_question(tmp_path: Path):
    done = run(
        *("--n", 200, "--source", ROOT / "fixtures" / "texts", "--data", tmp_path),
        *("--engines", "verbatim,bare,plain,fts5", "--classes", "browse,browse_3f,common_1f"),
        *("--questions", 2, "--repeats", 1),
    )
    assert done.returncode == 0, done.stderr
    assert re.search(r"\| browse +\| \d+\.\d / \d+\.\d ", done.stdout)
    agreement = re.findall(
        r"\| (\w+) +\| \d+ +\| \d+ +\| (.*?) +\| (.*?) +\| (.*?) +\|", done.stdout
    )
    assert agreement == [
        ("browse", *["1/1, 0.0%, 0"] * 3),
        ("browse_3f", *["2/2, 0.0%, 0"] * 3),
        ("common_1f", *["2/2, 0.0%, 0"] * 3),
    ]
    assert not (tmp_path / "postgres" / "postmaster.pid").exists()
    assert (tmp_path / "200" / "results.md").read_text() == done.stdout.rstrip("\n") + "\n"


def test_says_what_is_missing_where_the_passages_are_not_there(tmp_path: Path):
    done = run("--n", 200, "--source", tmp_path / "none.tar.xz", "--data", tmp_path)
    assert done.returncode == 1
    assert "Missing: the passages to load" in done.stderr
    assert "Traceback" not in done.stderr
