"""Phrases that pages and files are worded with alike."""

from collections.abc import Sequence

from django.utils.text import Truncator

from documents.vocabularies import Evidence


def joined(items: Sequence[str], word: str = "and") -> str:
    """ "a, b and c"."""
    items = [str(item) for item in items]
    return (
        f" {word} ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)
    )


def how_known(evidence: str, basis: str = "") -> str:
    """How something is known, with the words it rests on: "a label printed in the text: KARA"."""
    label = str(Evidence(evidence).label)
    if not basis or evidence in (Evidence.EDITOR, Evidence.DESCRIPTION, Evidence.NONE):
        return label
    return f"{label}: {Truncator(basis).chars(200)}"
