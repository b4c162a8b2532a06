"""What the environment says, and what is safe when it says nothing."""

import logging
import stat
import sys

import pytest
from django.core.exceptions import BadRequest, DisallowedHost, PermissionDenied
from django.db import connection
from django.http.multipartparser import MultiPartParserError

LONG = "a long key with enough different characters 0123456789"


@pytest.mark.parametrize(
    ("variable", "value"),
    [("DEBUG", "perhaps"), ("DATABASE_URL", "mysql://host/name"), ("DATABASE_URL", "nonsense")],
)
def test_a_value_that_cannot_be_understood_stops_the_start_by_name(manage, variable, value):
    done = manage("check", **{variable: value})
    assert done.returncode == 1
    assert variable in done.stderr
    assert "Traceback" not in done.stderr


def test_the_deployment_check_is_silent(manage):
    done = manage("check", "--deploy", "--fail-level", "WARNING", SECRET_KEY=LONG)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_command_that_signs_nothing_leaves_no_key(manage, tmp_path):
    manage("check")
    assert list(tmp_path.iterdir()) == []


def test_the_key_is_made_once_for_its_owner_alone(manage, tmp_path):
    code = (
        "import archive.wsgi, django.conf; archive.wsgi.application; "
        "print(django.conf.settings.SECRET_KEY)"
    )
    first, second = (manage("shell", "-v0", "-c", code).stdout for _ in range(2))
    assert len(first.strip()) > 50
    assert first == second
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_without_debug_pages_are_for_https_only(manage):
    code = (
        "from django.conf import settings as s; "
        "print(s.DEBUG, s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE)"
    )
    assert manage("shell", "-v0", "-c", code).stdout.strip() == "False True True True"


def test_the_demo_has_no_debug_whatever_the_environment_says(manage):
    code = "from django.conf import settings as s; print(s.DEBUG, s.ALLOWED_HOSTS)"
    done = manage("shell", "-v0", "-c", code, ARCHIVE_DEMO="1", DEBUG="1", ALLOWED_HOSTS="*")
    assert done.stdout.strip() == "False ['127.0.0.1', 'localhost', '[::1]']"


def test_a_data_folder_that_is_a_file_is_said_in_words(manage, tmp_path):
    (tmp_path / "data").touch()
    for place in ("data", "data/below"):
        done = manage("devdb", "status", ARCHIVE_DATA=str(tmp_path / place))
        assert done.returncode == 1
        assert f"{place} is not a folder, or lies within a file. Name a folder." in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "refused", [BadRequest, DisallowedHost, MultiPartParserError, PermissionDenied]
)
def test_a_refused_request_is_one_line_in_the_log(refused):
    [keeps] = [h.filter for h in logging.getLogger("django").handlers if h.filters]
    try:
        raise refused("There is no such list.")
    except refused:
        record = logging.LogRecord("django.request", 30, "", 0, "", (), sys.exc_info())
    assert keeps(record) and record.exc_info is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("setting", "value"),
    [("jit", "off"), ("random_page_cost", "1.1"), ("max_parallel_workers_per_gather", "0")],
)
def test_queries_are_planned_alike_whichever_server_answers(setting, value):
    """By statistics that are out of date the compiler works for seconds on a few rows."""
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {setting}")
        assert cursor.fetchone() == (value,)
