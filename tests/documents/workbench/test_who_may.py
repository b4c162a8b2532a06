"""Who may do what at the workbench: every address, for everybody.

Anonymous visitors are sent to sign in (302 to /sign-in/), accounts without the role are refused
(403) and nothing changes.
"""

from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver

from documents.models import BatchEntry, Round, Tagging
from tests.factories import tag

pytestmark = pytest.mark.django_db

PASSAGE = "/tagging/passages/{passage}/?queue=all"
SIGN_IN, FORBIDDEN, OK, ELSEWHERE, REFUSED, ABSENT = "sign in", 403, 200, 302, 422, 404

ROLES = ("anonymous", "no role", "tagger", "reviewer", "keeper")
# What is asked for, and the answer to each of the roles.
TABLE = [
    ("GET", "/tagging/", {}, (SIGN_IN, FORBIDDEN, OK, OK, OK)),
    ("GET", "/tagging/start/", {}, (SIGN_IN, FORBIDDEN, ELSEWHERE, ELSEWHERE, ELSEWHERE)),
    ("GET", "/tagging/actions/", {}, (SIGN_IN, FORBIDDEN, OK, OK, OK)),
    ("GET", "/tagging/lost/", {}, (SIGN_IN, FORBIDDEN, OK, OK, OK)),
    ("POST", "/tagging/actions/{batch}/undo/", {}, (SIGN_IN, FORBIDDEN, ABSENT, ABSENT, ABSENT)),
    ("GET", "/tagging/bulk/", {}, (SIGN_IN, FORBIDDEN, FORBIDDEN, OK, OK)),
    ("POST", "/tagging/bulk/?q=labor", {}, (SIGN_IN, FORBIDDEN, FORBIDDEN, REFUSED, REFUSED)),
    ("GET", "/tagging/history/passages/{passage}/", {}, (SIGN_IN, FORBIDDEN, OK, OK, OK)),
    ("GET", "/tagging/history/terms/p-list/protection/", {}, (SIGN_IN, FORBIDDEN, OK, OK, OK)),
    ("GET", "/tagging/export/", {}, (SIGN_IN, FORBIDDEN, FORBIDDEN, OK, OK)),
    ("GET", "/tagging/import/", {}, (SIGN_IN, FORBIDDEN, FORBIDDEN, OK, OK)),
    ("POST", "/tagging/import/", {}, (SIGN_IN, FORBIDDEN, FORBIDDEN, REFUSED, REFUSED)),
    ("GET", "/tagging/suggestions/", {}, (SIGN_IN, FORBIDDEN, OK, OK, OK)),
    ("POST", "/tagging/suggestions/", {}, (SIGN_IN, FORBIDDEN, FORBIDDEN, ELSEWHERE, ELSEWHERE)),
    ("GET", "/tagging/terms/merge/", {}, (SIGN_IN, FORBIDDEN, FORBIDDEN, FORBIDDEN, OK)),
    ("POST", "/tagging/terms/merge/", {}, (SIGN_IN, FORBIDDEN, FORBIDDEN, FORBIDDEN, REFUSED)),
    ("GET", "/tagging/terms/", {}, (SIGN_IN, *[FORBIDDEN] * 3, OK)),
    ("POST", "/tagging/terms/", {"up": "prevention"}, (SIGN_IN, *[FORBIDDEN] * 3, ELSEWHERE)),
    ("GET", "/tagging/terms/new/", {}, (SIGN_IN, *[FORBIDDEN] * 3, OK)),
    ("POST", "/tagging/terms/new/", {"label": "New"}, (SIGN_IN, *[FORBIDDEN] * 3, REFUSED)),
    ("GET", "/tagging/terms/{term}/", {}, (SIGN_IN, *[FORBIDDEN] * 3, OK)),
    ("POST", "/tagging/terms/{term}/", {"label": "New"}, (SIGN_IN, *[FORBIDDEN] * 3, REFUSED)),
    ("GET", "/tagging/terms/split/", {}, (SIGN_IN, *[FORBIDDEN] * 3, OK)),
    ("POST", "/tagging/terms/split/", {}, (SIGN_IN, *[FORBIDDEN] * 3, REFUSED)),
    ("GET", "/tagging/terms/import/", {}, (SIGN_IN, *[FORBIDDEN] * 3, OK)),
    ("POST", "/tagging/terms/import/", {}, (SIGN_IN, *[FORBIDDEN] * 3, REFUSED)),
    ("GET", "/tagging/rounds/", {}, (SIGN_IN, FORBIDDEN, OK, OK, OK)),
    ("GET", "/tagging/rounds/new/", {}, (SIGN_IN, FORBIDDEN, FORBIDDEN, OK, OK)),
    ("POST", "/tagging/rounds/new/", {}, (SIGN_IN, FORBIDDEN, FORBIDDEN, REFUSED, REFUSED)),
    # Taggers see the rounds that they tag in, and this is none of theirs.
    ("GET", "/tagging/rounds/{round}/", {}, (SIGN_IN, FORBIDDEN, FORBIDDEN, OK, OK)),
    (
        "POST",
        "/tagging/rounds/{round}/",
        {"end": "on"},
        (SIGN_IN, *[FORBIDDEN] * 2, *[ELSEWHERE] * 2),
    ),
    (
        "POST",
        "/tagging/rounds/{round}/",
        {"close": "on"},
        (SIGN_IN, *[FORBIDDEN] * 2, *[REFUSED] * 2),
    ),
    (
        "POST",
        "/tagging/rounds/{round}/",
        {"settle": "a/b", "holds": "yes"},
        (SIGN_IN, *[FORBIDDEN] * 2, *[REFUSED] * 2),
    ),
    (
        "POST",
        "/tagging/rounds/{round}/",
        {"discard": "on"},
        (SIGN_IN, *[FORBIDDEN] * 2, *[ELSEWHERE] * 2),
    ),
    ("GET", "/tagging/rounds/{round}/answers/", {}, (SIGN_IN, *[FORBIDDEN] * 4)),
    ("GET", PASSAGE, {}, (SIGN_IN, FORBIDDEN, OK, OK, OK)),
    ("POST", PASSAGE, {"toggle": "p/prevention"}, (SIGN_IN, FORBIDDEN, OK, OK, OK)),
    ("POST", PASSAGE, {"mark": "on", "term": "p/prevention"}, (SIGN_IN, FORBIDDEN, OK, OK, OK)),
    ("POST", PASSAGE, {"none": "topic"}, (SIGN_IN, FORBIDDEN, OK, OK, OK)),
    ("POST", PASSAGE, {"say": "on", "comment": "Hm."}, (SIGN_IN, FORBIDDEN, OK, OK, OK)),
    ("POST", PASSAGE, {"approve": "{tagging}"}, (SIGN_IN, FORBIDDEN, REFUSED, OK, OK)),
    ("POST", PASSAGE, {"approve_all": "on"}, (SIGN_IN, FORBIDDEN, REFUSED, OK, OK)),
    (
        "POST",
        PASSAGE,
        {"reject": "{tagging}", "reason-{tagging}": "No."},
        (SIGN_IN, FORBIDDEN, REFUSED, OK, OK),
    ),
    ("POST", PASSAGE, {"remove": "{tagging}"}, (SIGN_IN, FORBIDDEN, REFUSED, OK, OK)),
    ("POST", PASSAGE, {"attach": "{lost}"}, (SIGN_IN, FORBIDDEN, REFUSED, OK, OK)),
]


@pytest.mark.parametrize(
    ("method", "path", "asked", "answers"),
    [pytest.param(*row, id=f"{row[0]} {row[1]} {' '.join(row[2])}") for row in TABLE],
)
def test_who_may_do_what(account, version, ps, method, path, asked, answers):
    passage = version(2).passage
    lost = tag(version(3).passage, "topic", "supply-chains")
    lost.anchor.state = "orphaned"
    lost.anchor.save()
    names = {
        "passage": passage.public_id,
        "tagging": tag(passage, "p", "protection", "suggested").pk,
        "lost": lost.pk,
        "batch": uuid4(),
        "term": ps.terms.get(slug="prevention").pk,
        "round": Round.objects.create(vocabulary=ps, name="A round", blind=True, seed=1).pk,
    }
    path = path.format(**names)
    asked = {key.format(**names): value.format(**names) for key, value in asked.items()}
    before = list(Tagging.objects.values_list("pk", "status", "anchor"))
    for role, expected in zip(ROLES, answers, strict=True):
        client = Client()
        if role != "anonymous":
            client.force_login(account("" if role == "no role" else role.capitalize(), role))
        with transaction.atomic():
            answer = ask(client, method, path, asked)
            if expected == SIGN_IN:
                assert answer.status_code == 302, role
                assert answer.url.partition("?")[0] == "/sign-in/", role
            else:
                assert answer.status_code == expected, role
            if expected in (SIGN_IN, FORBIDDEN, REFUSED, ABSENT):
                assert list(Tagging.objects.values_list("pk", "status", "anchor")) == before, role
                assert not BatchEntry.objects.exists(), role
            transaction.set_rollback(True)


def ask(client: Client, method: str, path: str, asked: dict[str, str]):
    if method == "GET":
        return client.get(path)
    page = client.get(path) if "/passages/" in path else None
    state = page.context["bench"].state if page and page.status_code == 200 else ""
    return client.post(path, {**asked, "state": state}, headers={"X-Requested-With": "bench"})


def test_the_table_has_every_address_of_the_workbench():
    def addresses(patterns, prefix=""):
        for pattern in patterns:
            path = prefix + str(pattern.pattern)
            if hasattr(pattern, "url_patterns"):
                yield from addresses(pattern.url_patterns, path)
            else:
                yield "/" + path

    of_workbench = {
        path for path in addresses(get_resolver().url_patterns) if path.startswith("/tagging/")
    }
    named = {
        path.partition("?")[0]
        .replace("p-list/protection", "<slug:path>/<slug:slug>")
        .replace("{passage}", "<slug:public_id>")
        .replace("{batch}", "<uuid:pk>")
        .replace("{round}", "<int:pk>")
        .replace("{term}", "<int:pk>")
        for _, path, _, _ in TABLE
    }
    assert of_workbench == named
