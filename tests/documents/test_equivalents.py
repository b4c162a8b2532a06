"""The table of equivalents as a file and in the admin."""

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from documents.equivalents import EquivalentsError, read_equivalents
from documents.models import Equivalents
from tests.factories import make_account

pytestmark = pytest.mark.django_db

FOUNDING = settings.BASE_DIR / "fixtures" / "equivalents.yaml"


def test_the_founding_groups_are_loaded_once_and_what_a_keeper_added_stays():
    call_command("load_equivalents", FOUNDING, verbosity=0)
    number = Equivalents.objects.count()
    group = Equivalents.objects.get(forms__contains=["labour"], forms__len=2)
    group.forms = [*group.forms, "toil"]
    group.save()
    call_command("load_equivalents", FOUNDING, verbosity=0)
    assert Equivalents.objects.count() == number > 10


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("- forms: [labor]", "two forms or more"),
        ("- forms: [labor, labor]", "two forms or more"),
        ("- forms: [labor, '!']", "letter or a figure"),
        ("- labor", "group 1 has no list"),
        ("labor: labour", "not a list"),
        ("[", "is not YAML"),
        ('- forms: [labor, "lab\\0"]', r"group 1 holds the character U\+0000"),
    ],
)
def test_what_is_wrong_in_a_file_is_said(tmp_path, capsys, text, what):
    path = tmp_path / "equivalents.yaml"
    path.write_text(text)
    with pytest.raises(EquivalentsError, match=what):
        read_equivalents(path)
    with pytest.raises(CommandError):
        call_command("load_equivalents", path)
    assert Equivalents.objects.count() == 0


def test_a_keeper_edits_a_group_line_by_line(client):
    client.force_login(make_account("Keeper", is_staff=True))
    address = "/admin/documents/equivalents/add/"
    assert (
        client.post(address, {"forms": " labor \n\nlabour\nlabor", "note": ""}).status_code == 302
    )
    assert Equivalents.objects.get().forms == ["labor", "labour"]
    refused = client.post(address, {"forms": "alone", "note": ""})
    assert "two forms or more" in refused.content.decode()
