"""An index that follows former rules is made anew by `migrate` and the demo, and no other."""

import pytest
from django.core.management import call_command
from django.db import connection

from archive.management.commands.demo import Command
from search.models import IndexedPassage, PassageWords
from tests.factories import make_document

pytestmark = pytest.mark.django_db


def stamp(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("COMMENT ON TABLE search_passage IS %s", [text])


@pytest.mark.parametrize("by", [lambda: call_command("migrate"), Command().make_tables])
def test_an_index_of_former_rules_is_made_anew_once(capsys, by):
    make_document("What was said.")
    PassageWords.objects.update(words=" former words ")
    call_command("migrate", verbosity=0)
    assert PassageWords.objects.get().words == " former words "
    stamp("Indexed by rules 1")
    by()
    assert "making the search index anew" in capsys.readouterr().out
    assert PassageWords.objects.get().words == " what was said "
    assert IndexedPassage.objects.count() == 1
