"""How much may be asked of the checker by web: sizes, and requests in a minute from one address."""

from time import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

MOST_BYTES = 1_000_000
"""Of a request, whatever it holds."""

MOST_QUOTATIONS = 100
"""Quotations of one request; longer lists are for the command."""

SECONDS = 20
"""After which quotations that are still waiting are given back unchecked."""

PER_MINUTE = 120
"""Requests from one address in a minute, counted by each process that serves."""


def seconds_to_wait(request: HttpRequest) -> int:
    """Counts a request; how long its sender has to wait, 0 where the request may pass."""
    now = int(time())
    key = f"quotes:{_address(request)}:{now // 60}"
    cache.add(key, 0, timeout=120)
    try:
        asked = cache.incr(key)
    except ValueError:  # thrown out of a full cache just now
        return 0
    return 60 - now % 60 if asked > PER_MINUTE else 0


def _address(request: HttpRequest) -> str:
    """Who asks: behind a proxy that is trusted, the address that the proxy saw."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    if settings.SECURE_PROXY_SSL_HEADER and forwarded:
        return forwarded.rpartition(",")[2].strip()[:100]
    return request.META.get("REMOTE_ADDR", "")
