"""Who is signed in."""

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


def signed_in(request: HttpRequest) -> User:
    """The account that asks. Raises PermissionDenied for nobody's request, which views that want an
    account do not let in.
    """
    if not isinstance(request.user, User):
        raise PermissionDenied("Sign in first.")
    return request.user
