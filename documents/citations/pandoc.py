"""Running pandoc: a document as JSON in, the same document with its citations set, out."""

import json
import re
import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

import pypandoc

SECONDS = 60
CSL = Path(__file__).parent / "csl"


class Unavailable(Exception):
    """There is no pandoc here, or it did not do its work; the message says so for readers."""


def with_citations(
    document: dict[str, Any], style_file: str, tells_apart: bool = False
) -> dict[str, Any]:
    """The document with citations and references set in a style; each as it would stand alone,
    unless the style `tells_apart` works that look alike. Raises Unavailable.

    `document` and what is returned are pandoc's JSON form of a document.
    """
    with tempfile.TemporaryDirectory() as folder:
        style = Path(folder, style_file)
        style.write_text(_style(style_file, tells_apart), encoding="utf-8")
        command = [_program(), "--from=json", "--to=json", "--citeproc", f"--csl={style}"]
        try:
            done = subprocess.run(
                command,
                input=json.dumps(document).encode(),
                capture_output=True,
                timeout=SECONDS,
                check=True,
            )
            return json.loads(done.stdout)
        except (OSError, subprocess.SubprocessError, ValueError) as error:
            raise Unavailable("pandoc, which sets citations in a style, did not answer.") from error


def _program() -> str:
    try:
        return pypandoc.get_pandoc_path()
    except OSError as error:
        raise Unavailable(
            "pandoc, which sets citations in a style, is not installed here."
        ) from error


@lru_cache
def _style(style_file: str, tells_apart: bool) -> str:
    """The style without dashes for an author who was named before; where citations are set in a
    batch and each must come out as it would alone, also without what tells works in one list apart
    ("2008a", added given names).
    """
    style = (CSL / style_file).read_text(encoding="utf-8")
    style = re.sub(r'\ssubsequent-author-substitute(-rule)?="[^"]*"', "", style)
    if tells_apart:
        return style
    style = re.sub(r'\s(disambiguate-add-[a-z-]+|givenname-disambiguation-rule)="[^"]*"', "", style)
    return re.sub(r'\sdisambiguate="true"', ' variable="never-there"', style)
