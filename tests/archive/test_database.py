"""The embedded PostgreSQL: starting, stopping, and what it finds on the way."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import psutil
import psycopg
import pytest

from archive.database.errors import ServerError
from archive.database.server import Server
from tests.conftest import ROOT, plain_environment

from .conftest import connect, gone, kill, process_of

pytestmark = pytest.mark.embedded

root_only = pytest.mark.skipif(os.geteuid() != 0, reason="about running as root")


def begin(folder: Path, script: str) -> subprocess.Popen:
    """Runs a script beside the test, with `server` on the folder; it says what it prints."""
    before = (
        "import os, sys; from pathlib import Path; from archive.database.server import Server;"
        "server = Server(Path(sys.argv[1]))\n"
    )
    return subprocess.Popen(
        [sys.executable, "-c", before + script, folder],
        cwd=ROOT,
        env=plain_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def line_of(process: subprocess.Popen) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


# Starting


@pytest.mark.parametrize(
    "command",
    [["check"], ["collectstatic", "--noinput"], ["ingest", "--help"], ["devdb", "status"]],
    ids=lambda command: command[0],
)
def test_what_needs_no_database_starts_none(manage, tmp_path, command):
    manage(*command)
    assert not (tmp_path / "postgres").exists()


def test_the_first_connection_starts_the_server(new_server):
    with connect(new_server) as connection:
        assert connection.execute("SHOW server_version_num").fetchone()[0] >= "180000"
    assert new_server.running().ready


def test_only_its_owner_reaches_the_socket(new_server):
    sockets = new_server.ensure()
    assert stat.S_IMODE(new_server.data.stat().st_mode) == 0o700
    assert stat.S_IMODE((sockets / ".s.PGSQL.5432").stat().st_mode) == 0o700
    connections = psutil.Process(new_server.running().pid).net_connections(kind="inet")
    assert connections == []


def test_text_search_takes_typographic_quotes_for_punctuation(server):
    with connect(server) as connection:
        found = connection.execute("SELECT to_tsvector('english', '“forced”—Éclair’s')::text")
        assert found.fetchone()[0] == "'forc':1 'éclair':2"


def test_a_locale_that_is_missing_here_is_no_obstacle(manage):
    assert manage("devdb", "start", LC_ALL="xx_XX.UTF-8", LANG="yy").returncode == 0
    assert manage("devdb", "stop").returncode == 0


def test_variables_for_another_database_lead_nobody_astray(server, monkeypatch):
    monkeypatch.setenv("PGDATA", "/nowhere")
    monkeypatch.setenv("PGPORT", "1")
    monkeypatch.setenv("PGHOST", "nowhere.invalid")
    server.start()
    assert server.running().ready


def test_processes_that_start_at_once_share_one_server(new_server):
    script = "server.ensure(); print(server.running().pid)"
    started = [begin(new_server.folder, script) for _ in range(4)]
    pids = {line_of(process) for process in started}
    assert [process.wait() for process in started] == [0] * 4
    assert pids == {str(new_server.running().pid)}


def test_a_long_path_gets_a_short_socket_that_goes_with_the_server(tmp_path):
    server = Server(tmp_path / ("long" * 30))
    try:
        with connect(server):
            sockets = server.running().sockets
            assert len(str(sockets)) < 100
    finally:
        server.stop()
    assert not sockets.exists()


def test_an_interrupted_first_start_is_begun_again(new_server):
    draft = new_server.folder / "postgres.new"
    draft.mkdir()
    (draft / "PG_VERSION").write_text("18\n")
    with connect(new_server):
        assert not draft.exists()


def test_data_of_another_postgresql_are_refused_in_words(new_server):
    new_server.data.mkdir()
    (new_server.data / "PG_VERSION").write_text("17\n")
    with pytest.raises(ServerError, match="written by PostgreSQL 17"):
        new_server.ensure()


def test_a_failed_start_shows_what_the_server_said(server):
    server.ensure()
    server.stop()
    with (server.data / "postgresql.conf").open("a") as file:
        file.write("no_such_setting = 1\n")
    with pytest.raises(ServerError, match="no_such_setting"):
        server.ensure()


# After a crash


def test_after_kill_9_nothing_committed_is_lost(server):
    with connect(server) as connection:
        connection.execute("CREATE TABLE words AS SELECT 'kept' AS word")
        kill(server)
    with connect(server) as connection:
        assert connection.execute("SELECT word FROM words").fetchone()[0] == "kept"


def test_a_process_number_that_is_anothers_now_is_no_server(server):
    server.ensure()
    pid = kill(server)
    owner = server.data.stat().st_uid
    with process_of(owner, "sleep", "60") as other:
        note = server.data / "postmaster.pid"
        note.write_text(note.read_text().replace(str(pid), str(other.pid), 1))
        assert server.running() is None
        with connect(server):
            assert server.running().pid != other.pid
        assert other.poll() is None


def test_a_dead_process_that_nobody_collected_is_no_server(server):
    server.ensure()
    pid = kill(server)
    with process_of(server.data.stat().st_uid, "true") as zombie:
        while psutil.Process(zombie.pid).status() != psutil.STATUS_ZOMBIE:
            pass
        note = server.data / "postmaster.pid"
        note.write_text(note.read_text().replace(str(pid), str(zombie.pid), 1))
        with connect(server):
            assert server.running().pid != zombie.pid


def test_a_query_that_outlived_its_server_is_ended(server):
    script = """
import psycopg
c = psycopg.connect(host=server.ensure(), user="archive", dbname="archive")
print(c.info.backend_pid, flush=True)
c.execute("SELECT count(*) FROM generate_series(1, 1000000000) a, generate_series(1, 1000) b")
"""
    busy = begin(server.folder, script)
    backend = int(line_of(busy))
    kill(server)
    with connect(server):
        gone(backend)
    busy.wait()


def test_the_terminals_ctrl_c_is_not_for_the_server(server):
    server.ensure()
    assert os.getsid(server.running().pid) != os.getsid(0)


# Who stops it


def test_a_borrower_stops_what_it_started(server):
    with server.borrowed():
        pid = server.running().pid
    assert server.running() is None
    gone(pid)


def test_a_borrower_leaves_what_ran_before(server):
    server.start()
    with Server(server.folder).borrowed():
        pass
    assert server.running() is not None


def test_the_last_borrower_stops_it(server):
    with server.borrowed():
        other = begin(server.folder, "with server.borrowed(): print('in', flush=True); input()")
        assert line_of(other) == "in"
    assert server.running() is not None
    other.communicate("\n")
    assert server.running() is None


def test_whoever_is_connected_by_hand_keeps_it(server, monkeypatch):
    monkeypatch.setattr("archive.database.server.PARTING_SECONDS", 0)
    with server.borrowed():
        by_hand = psycopg.connect(host=str(server.data), user="archive", dbname="archive")
    assert server.running() is not None
    by_hand.close()


def test_a_client_that_is_just_parting_does_not_keep_it(server):
    with server.borrowed():
        client = psycopg.connect(host=str(server.data), user="archive", dbname="archive")
        parting = threading.Timer(0.2, client.close)
        parting.start()
    assert server.running() is None
    parting.join()


def test_a_killed_borrower_does_not_keep_the_next_from_stopping_it(server):
    killed = begin(server.folder, "with server.borrowed(): print('in', flush=True); input()")
    assert line_of(killed) == "in"
    killed.kill()
    killed.wait()
    assert server.running() is not None
    with server.borrowed():
        pass
    assert server.running() is None


def test_a_start_to_stay_outlasts_the_borrowers(server):
    with server.borrowed():
        Server(server.folder).start()
    assert server.running() is not None


def test_a_fork_counts_for_itself(server):
    script = """
with server.borrowed():
    if not os.fork():
        server.ensure()
        print("in", flush=True)
        input()
        os._exit(0)
    assert sys.stdin
    os.close(0)
    import time; time.sleep(1)
"""
    parent = begin(server.folder, script)
    assert line_of(parent) == "in"
    parent.wait()
    assert server.running() is not None
    parent.communicate("\n")
    with server.borrowed():
        pass
    assert server.running() is None


# devdb


def test_devdb_says_what_it_did_by_words_and_exit_code(manage):
    def devdb(action):
        done = manage("devdb", action)
        return done.returncode, done.stdout.split(".")[0]

    assert devdb("status") == (3, "Not running")
    assert devdb("stop") == (0, "It was not running")
    assert devdb("start") == (0, "Started")
    assert devdb("start") == (0, "It was running already")
    assert devdb("status")[0] == 0
    assert devdb("stop") == (0, "Stopped")
    assert devdb("status")[0] == 3


def test_devdb_leaves_a_database_of_yours_alone(manage):
    done = manage("devdb", "stop", DATABASE_URL="postgres://127.0.0.1:1/yours")
    assert done.returncode == 1
    assert "DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr


# As root


@root_only
def test_root_runs_the_server_as_somebody_else_and_opens_no_door(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    above = [folder.stat().st_mode for folder in (closed, *closed.parents)]
    server = Server(closed / "data")
    try:
        with connect(server):
            assert psutil.Process(server.running().pid).uids().real != 0
    finally:
        server.stop()
    assert [folder.stat().st_mode for folder in (closed, *closed.parents)] == above


@root_only
def test_a_folder_of_somebody_else_is_refused_in_words(tmp_path):
    script = """
import archive.database.errors, pwd
os.setgroups([]); os.setresgid(65534, 65534, 65534); os.setresuid(65534, 65534, 65534)
try:
    server.ensure()
except archive.database.errors.ServerError as error:
    print(error)
"""
    refused = begin(tmp_path / "theirs", script)
    assert "Name a folder of your own in ARCHIVE_DATA" in line_of(refused)
    refused.wait()


def test_a_first_start_that_ended_before_the_database_was_made_is_completed(server):
    with connect(server):
        pass
    with psycopg.connect(
        host=str(server.running().sockets), user="archive", dbname="postgres", autocommit=True
    ) as connection:
        connection.execute('DROP DATABASE "archive" WITH (FORCE)')

    with connect(Server(server.folder)) as connection:
        assert connection.execute("SELECT current_database()").fetchone() == ("archive",)
