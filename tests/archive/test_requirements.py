"""What is pinned is what is needed: make demo installs requirements/base.txt and nothing else."""

import ast
import re
import sys
from importlib.metadata import packages_distributions

import pytest

from tests.conftest import ROOT

OURS = {"archive", "documents", "search"}
# What the program does without, saying how to get it, and the file that pins it.
EXTRAS = {"sklearn": ("scikit-learn", "suggest.txt")}


def imported() -> set[str]:
    """Returns the top-level packages that the program's own code imports."""
    names = set()
    for folder in OURS:
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_bytes())):
                if isinstance(node, ast.Import):
                    names |= {alias.name.split(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    names.add(node.module.split(".")[0])
    return names


def test_all_that_the_program_imports_is_installed_with_it():
    pinned = re.findall(r"^([\w.-]+)==", (ROOT / "requirements" / "base.txt").read_text(), re.M)
    providers = packages_distributions()
    missing = {
        name
        for name in imported() - OURS - set(EXTRAS) - set(sys.stdlib_module_names)
        if not {given.lower().replace("_", "-") for given in providers.get(name, [])} & set(pinned)
    }
    assert missing == set()


@pytest.mark.parametrize("name", ["base.txt", "dev.txt", "bench.txt", "suggest.txt"])
def test_requirements_are_pinned_by_hash_and_name_no_address(name):
    text = (ROOT / "requirements" / name).read_text()
    assert "://" not in text
    for line in re.findall(r"^\S.*", text, re.M):
        assert re.match(r"[\w.-]+(\[\w+\])?==", line), line
    assert text.count("--hash=sha256:") >= len(re.findall(r"==", text))


@pytest.mark.parametrize(("package", "file"), EXTRAS.values())
def test_an_extra_is_pinned_apart(package, file):
    assert f"\n{package}==" in "\n" + (ROOT / "requirements" / file).read_text()
    assert f"\n{package}==" not in (ROOT / "requirements" / "dev.txt").read_text()
