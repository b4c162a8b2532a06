"""How much memory the export of all hits takes: 20,000 and 100,000 of them, as CSV and JSON Lines.

    .venv/bin/python -E -m tests.benchmarks.exporting

makes an archive of 100,000 passages in a database of its own (removed at the end), asks for the
file as a browser does and reports rows, bytes, seconds and the growth of the process.
"""

import os
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

os.environ["BENCHMARK_DATA"] = tempfile.mkdtemp(prefix="archive-export-")
os.environ["BENCHMARK_DATABASE"] = "export"
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
os.chmod(os.environ["BENCHMARK_DATA"], 0o711)  # noqa: S103 (the server's account has to pass)

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from archive.database.server import server_in  # noqa: E402
from documents.models import Collection, Document  # noqa: E402
from search.index import reindex  # noqa: E402

PASSAGES = 100_000
FEW = 20_000

# One document a thousand passages; every fifth passage says "seldom" as well.
ROWS = [
    """INSERT INTO documents_revision (document_id, number, text, text_sha256, runs, charset,
           rules_version, reason, created_at, published_at, is_current)
       SELECT id, 1, '', repeat('0', 64), '{}', '', 1, '', now(), now(), true
       FROM documents_document""",
    """INSERT INTO documents_passage (public_id, document_id, withdrawal_reason)
       SELECT lpad(n::text, 12, '0'), (SELECT min(id) FROM documents_document) + (n - 1) / 1000, ''
       FROM generate_series(1, %s) AS n""",
    """INSERT INTO documents_passageversion (passage_id, revision_id, "order", start, "end", text,
           type, number, number_sort, locator, label, evidence, basis, language, reason)
       SELECT p.id, r.id, p.public_id::int, 0, length(said.text), said.text,
           'speech', p.public_id::int::text, p.public_id::int, '', '', 'none', '', '', ''
       FROM documents_passage AS p JOIN documents_revision AS r USING (document_id),
           LATERAL (SELECT 'Number ' || p.public_id || ' says common words, ' ||
               CASE WHEN p.public_id::int %% 5 = 0 THEN 'seldom, ' ELSE '' END ||
               repeat('and then again what was said before, ', 12) AS text) AS said
       WHERE %s > 0""",
]


def load() -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute("CREATE DATABASE export")
    call_command("migrate", verbosity=0)
    collection = Collection.objects.create(slug="made", title="Made for this")
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        Document.objects.bulk_create(
            Document(
                key=f"d{n}",
                slug=f"d{n}",
                citation_key=f"d{n}",
                title=f"Document {n}",
                kind="speech",
                language="en",
                state="published",
                first_published_at=timezone.now(),
                collection=collection,
            )
            for n in range(PASSAGES // 1000)
        )
        for number, statement in enumerate(ROWS):
            cursor.execute(statement, [PASSAGES] if number else None)
        cursor.execute("RESET session_replication_role")
    reindex()


def peak() -> float:
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def export(q: str, form: str) -> tuple[int, int]:
    """Rows and bytes of a file, read piece by piece as a browser does."""
    rows = size = 0
    for piece in Client().get("/search/", {"q": q, "format": form}, secure=True):
        rows, size = rows + piece.count(b"\n"), size + len(piece)
    return rows - (form == "csv"), size


def main() -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    try:
        load()
        for form in ("csv", "jsonl"):
            export("seldom", form)  # what is loaded once, and kept, is loaded
            for q, expected in (("seldom", FEW), ("common", PASSAGES)):
                before, start = peak(), time.perf_counter()
                rows, size = export(q, form)
                assert rows >= expected, (rows, expected)
                print(
                    f"{form}: {expected:,} hits, {rows:,} lines, {size / 1e6:.1f} MB in "
                    f"{time.perf_counter() - start:.0f} s, memory at most {peak():.0f} MB, "
                    f"{peak() - before:.1f} MB more than before",
                    flush=True,
                )
    finally:
        connection.close()
        folder = Path(os.environ["BENCHMARK_DATA"])
        server_in(folder).stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
