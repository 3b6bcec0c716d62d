"""Is this installation alive and ready? What /healthz and /readyz answer."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from entracte import clock
from entracte.jobs.pulse import silent_since


@require_safe
def alive(request: HttpRequest) -> JsonResponse:
    """Say that the process answers; asks nothing of the database."""
    return JsonResponse({"status": "alive"})


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Say whether requests can be served: 503 only for the database or pending migrations.

    A silent worker does not stop bookings, so it is reported with status 200.
    """
    try:
        pending = _pending_migrations()
        since = None if pending else silent_since(clock.system_now())
    except DatabaseError:
        return JsonResponse({"status": "not ready", "database": "does not answer"}, status=503)
    if pending:
        return JsonResponse(
            {"status": "not ready", "migrations": f"{pending} pending: run `entracte migrate`"}, status=503
        )
    worker = (
        "at work"
        if since is None
        else f"silent since {since if isinstance(since, str) else since.isoformat()}"
    )
    return JsonResponse({"status": "ready", "worker": worker})


def _pending_migrations() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
