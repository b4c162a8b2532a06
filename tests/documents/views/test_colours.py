"""The colours of registers: never the only sign, and told from the ground in both editions."""

import re

import pytest

from documents.margins import PALETTE
from tests.conftest import ROOT

CSS = (ROOT / "static/css/base.css").read_text()


def token(name: str, edition: int) -> str:
    """A colour of the style sheet, in the light (0) or the dark (1) edition."""
    found = re.search(rf"--{name}:\s*light-dark\((#\w+), (#\w+)\)", CSS)
    assert found, name
    return found[edition + 1]


def luminance(colour: str) -> float:
    """Relative luminance, by WCAG 2.2."""
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("ground", ["paper", "sheet", "wash"])
@pytest.mark.parametrize("edition", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("place", range(1, PALETTE + 1))
def test_a_colour_of_a_term_is_told_from_its_ground(place, edition, ground):
    """WCAG 1.4.11 asks 3 : 1 of what is no text."""
    lighter, darker = sorted(
        (luminance(token(f"p{place}", edition)), luminance(token(ground, edition))), reverse=True
    )
    assert (lighter + 0.05) / (darker + 0.05) >= 3
