"""The archive's settings on data of the benchmark's own, in the embedded PostgreSQL.

BENCHMARK_DATA names the folder, BENCHMARK_DATABASE the database in it.
"""

import os

os.environ["ARCHIVE_DATA"] = os.environ["BENCHMARK_DATA"]
for name in ("DATABASE_URL", "DEBUG", "ALLOWED_HOSTS", "ARCHIVE_DEMO"):
    os.environ.pop(name, None)
os.environ["SECRET_KEY"] = "a key that signs nothing: the benchmark serves no page to anybody"

from archive.settings import *  # noqa: E402, F403

DATABASES["default"]["NAME"] = os.environ["BENCHMARK_DATABASE"]  # noqa: F405
INSTALLED_APPS = [*INSTALLED_APPS, "tests.benchmarks.plain_django"]  # noqa: F405
