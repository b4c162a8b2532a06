"""Reports of errors by readers: taken in without an account, within limits.

No address is kept: reports are told apart by a hash of it that is keyed with the archive's secret
and the day, so that nobody can find the address by trying all, and is emptied after two days.
"""

import secrets
from datetime import timedelta
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from documents.models import ErrorReport, PassageVersion

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BY_ONE = ((HOUR, 5), (DAY, 20))
"""How many reports one address may send within a time."""
BY_ALL = ((HOUR, 200),)
"""The same of all addresses together: who has many addresses does not fill the queue."""
KEPT = timedelta(days=2)


class TooMany(Exception):
    """No more reports are taken for now; the message says so to the reader."""


def send(version: PassageVersion, words: str, contact: str, request: HttpRequest) -> ErrorReport:
    """Put a report into the keepers' queue. Raises TooMany, and keeps nothing then."""
    now = timezone.now()
    sender = sender_of(request)
    ErrorReport.objects.filter(at__lt=now - KEPT).exclude(sender="").update(sender="")
    for reports, limits, whose in (
        (ErrorReport.objects.filter(sender=sender), BY_ONE, "this connection"),
        (ErrorReport.objects.all(), BY_ALL, "readers"),
    ):
        for span, most in limits:
            if reports.filter(at__gt=now - span).count() >= most:
                hours = "an hour" if span == HOUR else "a day"
                raise TooMany(
                    f"The archive takes {most} reports in {hours} from {whose}, and has that many. "
                    "Your words are still below: copy them, and send them later."
                )
    return ErrorReport.objects.create(
        key=secrets.token_urlsafe(16),
        passage=version.passage,
        revision=version.revision,
        words=words,
        contact=contact,
        sender=sender,
    )


def sender_of(request: HttpRequest) -> str:
    """Tells where a request comes from, for a day: equal for equal networks, and says no more.

    Addresses of IPv6 count by their network (/64), which is one household's. A proxy in front is
    believed where the settings say that there is one.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
        address = forwarded.rpartition(",")[2].strip() or address  # what the proxy itself has seen
    try:
        parsed = ip_address(address)
        network = str(ip_network((parsed, 64), strict=False)) if parsed.version == 6 else address
    except ValueError:
        network = address
    return salted_hmac(f"report {timezone.localdate()}", network, algorithm="sha256").hexdigest()
