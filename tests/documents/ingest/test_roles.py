"""What of the words beside a name is a role."""

import pytest

from documents.ingest.roles import role_in


@pytest.mark.parametrize(
    ("words", "role"),
    [
        (
            "Press Secretary, Treasury Secretary Anne Roe, and OMB Director Jo Earl",
            "Press Secretary",
        ),
        ("Press Secretary, Secretary of Education Anne Roe", "Press Secretary"),
        ("Press Gaggle by Deputy Advisor Anne Roe and Jo Earl, 5/27/2011", None),
        ("AND ANNE ROE, SPECIAL ASSISTANT TO THE PRESIDENT", None),
        ("Anthony Roe and Jo Earl", None),
        ("regarding the President", None),
        ("who you’ll recall was a senior official", None),
        ("", None),
    ],
)
def test_a_role_ends_where_others_are_named_and_is_nothing_else(words, role):
    assert role_in(words) == role


@pytest.mark.parametrize(
    "role",
    [
        "Executive Director and CEO, Polaris Project",
        "Special Assistant to the President and Senior Director for Western Hemisphere Affairs",
        "Professor of Law, Johns Hopkins University",
        "Prosecuting Attorney, King County",
        "Director, Martin Luther King Center",
        "National Journal",
        "Secretaria de Gobernación, Ministra de Justicia",
    ],
)
def test_a_role_with_the_body_it_is_held_in_stays_whole(role):
    assert role_in(role) == role
