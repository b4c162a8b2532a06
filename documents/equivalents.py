"""Groups of equivalents as a file: checked in words, and loaded once."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from documents import storable
from documents.models import Equivalents
from documents.storable import Unstorable
from documents.yaml_files import read_yaml


class EquivalentsError(Exception):
    """A file of equivalents cannot be loaded. The message says what is wrong in it."""


def read_equivalents(path: Path) -> list[Equivalents]:
    """The groups in a file as fixtures/equivalents.yaml is one, not saved yet.

    Raises EquivalentsError.
    """
    data = read_yaml(path, EquivalentsError)
    if not isinstance(data, list):
        raise EquivalentsError("is not a list of groups, each with its forms")
    return [_group(entry, number) for number, entry in enumerate(data, start=1)]


@transaction.atomic
def load_equivalents(groups: list[Equivalents]) -> int:
    """Keep the groups whose forms do not stand together yet. Returns how many are new."""
    new = 0
    for group in groups:
        if not Equivalents.objects.filter(forms__contains=group.forms).exists():
            group.save()
            new += 1
    return new


def _group(entry: object, number: int) -> Equivalents:
    forms = entry.get("forms") if isinstance(entry, dict) else None
    if not isinstance(forms, list) or not isinstance(entry, dict):
        raise EquivalentsError(f"group {number} has no list of forms")
    group = Equivalents(forms=[str(form) for form in forms], note=str(entry.get("note", "")))
    try:
        for each in (*group.forms, group.note):
            storable.text(each)
        group.full_clean()
    except Unstorable as error:
        raise EquivalentsError(f"group {number} {error}") from None
    except ValidationError as error:
        raise EquivalentsError(f"group {number}: {' '.join(error.messages)}") from None
    return group
