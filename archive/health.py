"""Whether the archive can serve, for whoever watches it: a probe, a load balancer."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

# A migration once applied stays so for the life of this process: no need to ask again.
_migrated = False


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Answers 200 when the database answers and has every migration, otherwise 503 and why."""
    try:
        problem = _problem()
    except DatabaseError:
        problem = "the database does not answer"
    if problem:
        return JsonResponse({"status": "unavailable", "problem": problem}, status=503)
    return JsonResponse({"status": "ok"})


def missing_migrations() -> bool:
    """Tells whether the database lacks a migration of this program."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _problem() -> str:
    global _migrated
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    if not _migrated:
        if missing_migrations():
            return "migrations are missing: run manage.py migrate"
        _migrated = True
    return ""
