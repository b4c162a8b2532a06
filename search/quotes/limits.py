"""How much may be asked of the checker by web: sizes, and requests in a minute from one address."""

from time import time

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

MOST_BYTES = 1_000_000
"""Of a request, whatever it holds."""

MOST_QUOTATIONS = 100
"""Quotations of one request; longer lists are for the command."""

SECONDS = 20
"""After which quotations that are still waiting are given back unchecked."""

PER_MINUTE = 120
"""Requests from one address in a minute, whichever process answers them."""

COUNT = """
INSERT INTO search_caller AS known (id, minute, requests) VALUES (%s, %s, 1)
ON CONFLICT (id) DO UPDATE SET minute = excluded.minute, requests =
    CASE WHEN known.minute = excluded.minute THEN known.requests + 1 ELSE 1 END
RETURNING requests
"""
FORGET = """
DELETE FROM search_caller
WHERE id IN (SELECT id FROM search_caller WHERE minute < %s FOR UPDATE SKIP LOCKED)
"""


def seconds_to_wait(request: HttpRequest) -> int:
    """Counts a request; how long its sender has to wait, 0 where the request may pass."""
    now = int(time())
    minute = now // 60
    sender = salted_hmac("search.quotes.limits", _address(request), algorithm="sha256").hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [sender, minute])
        (asked,) = cursor.fetchone()
        if asked == 1:
            cursor.execute(FORGET, [minute])
    return 60 - now % 60 if asked > PER_MINUTE else 0


def _address(request: HttpRequest) -> str:
    """Who asks: behind a proxy that is trusted, the address that the proxy saw."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    if settings.SECURE_PROXY_SSL_HEADER and forwarded:
        return forwarded.rpartition(",")[2].strip()[:100]
    return request.META.get("REMOTE_ADDR", "")
