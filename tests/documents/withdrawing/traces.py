"""The interview that things are taken out of, and where in the database words are left."""

from django.db import connection

from documents.ingest import importer
from documents.ingest.reading import RULES_VERSION
from documents.models import (
    IngestRun,
    Passage,
    PassageVersion,
)

KEPT = "We keep them on ourselves, and we have done so for forty years."
ADDRESS = "/documents/the-harbour-at-night/"


def said_in_the_database(*words: str) -> list[str]:
    """The columns, of any type, that hold one of some words."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns "
            "WHERE table_schema = current_schema() AND table_name !~ '^pg_'"
        )
        for table, column in cursor.fetchall():
            cursor.execute(
                f'SELECT 1 FROM "{table}" WHERE "{column}"::text ILIKE ANY(%s) LIMIT 1',  # noqa: S608
                [[f"%{word}%" for word in words]],
            )
            found += [f"{table}.{column}" for _ in cursor.fetchall()]
    return found


def passage_saying(words: str) -> Passage:
    return PassageVersion.objects.current().get(text__contains=words).passage


def again(text: str, key: str = "harbour") -> None:
    run = IngestRun.objects.create(source="again", rules_version=RULES_VERSION)
    importer.load(importer.Incoming(f"{key}.txt", text.encode(), key), run, publish=True)
