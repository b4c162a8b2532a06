"""How gunicorn serves the archive: `gunicorn --config python:archive.serving archive.wsgi`.

The demo serves with the same settings. The command line and GUNICORN_CMD_ARGS go before them.
"""

import os
import signal
from typing import Any

bind = "127.0.0.1:8000"
workers = 2
threads = 4
loglevel = "warning"
graceful_timeout = 10

# A search for a long quotation is a long line: 10,000 characters of another script are 90,000 bytes
# when encoded. gunicorn knows limits up to 8190 or none; the search form has its own. htmx repeats
# the address in a header.
limit_request_line = 0
limit_request_field_size = 128 * 1024

# It would be made in the home folder of whoever serves.
control_socket_disable = True


def when_ready(server: Any) -> None:
    """Makes Ctrl-C end the site as SIGTERM does: after the requests that are under way."""
    signal.signal(signal.SIGINT, lambda number, frame: os.kill(os.getpid(), signal.SIGTERM))


def post_worker_init(worker: Any) -> None:
    """Leaves Ctrl-C to the master, which tells the workers.

    A terminal sends it to all of them, and a second signal on the heels of the first locks
    gunicorn's threaded worker up.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
