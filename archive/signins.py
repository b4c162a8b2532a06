"""The demo's sign-ins: one of each role, with passwords that stay the same from start to start."""

import secrets

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import transaction

from archive.keys import keep

ROLES = {"tagger": "Tagger", "reviewer": "Reviewer", "keeper": "Keeper"}
FILE = "demo-sign-ins"


def demo_signins() -> dict[str, str]:
    """Returns name and password of each, and makes those that are missing.

    The passwords are generated once and kept in ARCHIVE_DATA for their owner's eyes. A password
    that was changed since is left as it is.
    """
    drawn = "".join(f"{name} {secrets.token_urlsafe(9)}\n" for name in ROLES)
    kept = keep(settings.ARCHIVE_DATA / FILE, drawn)
    passwords = dict(line.split(maxsplit=1) for line in kept.splitlines())
    present = set(User.objects.filter(username__in=ROLES).values_list("username", flat=True))
    for name, group in ROLES.items():
        if name not in present:
            with transaction.atomic():
                user = User.objects.create_user(name, password=passwords[name], is_staff=True)
                user.groups.add(Group.objects.get(name=group))
    return passwords
