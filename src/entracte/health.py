"""The answers of /healthz and /readyz, and of a request that failed."""

import sys
from collections.abc import Callable

from django.db import Error, InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from entracte import clock
from entracte.boxoffice.activity.idle_work import idle_work
from entracte.database.trial_write import NO_ANSWER, why_no_writes
from entracte.jobs.worker_pulse import silent_since


class AnswerProbes:
    """Middleware: a probe calls this process by its address, so it is answered whatever name it calls."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        probe = PROBES.get(request.path_info)
        return self.get_response(request) if probe is None else probe(request)


@require_safe
def alive(request: HttpRequest) -> JsonResponse:
    """Say that the process answers; asks nothing of the database."""
    return JsonResponse({"status": "alive"})


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Say whether requests can be served: 503 only for the database or pending migrations.

    The database has to take a write that needs room, which is tried at most every ten seconds a process.

    A silent worker, or work that stands although one lives, does not stop bookings: reported with status 200.
    """
    try:
        pending = _pending_migrations()
        since = None if pending else silent_since(clock.system_now())
        idle = None if pending else idle_work(now=clock.now())
        trouble = None if pending else why_no_writes()
    except Error:
        trouble = NO_ANSWER
    if trouble is not None:
        return JsonResponse({"status": "not ready", "database": trouble}, status=503)
    if pending:
        return JsonResponse(
            {"status": "not ready", "migrations": f"{pending} pending: run `entracte migrate`"}, status=503
        )
    worker = (
        "at work"
        if since is None
        else f"silent since {since if isinstance(since, str) else since.isoformat()}"
    )
    if idle is not None and since is None:
        worker = f"at work, but {idle.number} due since {idle.since.isoformat()}"
    return JsonResponse({"status": "ready", "worker": worker})


PROBES = {"/healthz": alive, "/readyz": ready}


def _pending_migrations() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def failed(request: HttpRequest) -> HttpResponse:
    """Answer for an exception that nothing caught: 503 while the database is away, else 500."""
    is_away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    status = 503 if is_away else 500
    if request.path.startswith("/api/"):
        code = "unavailable" if is_away else "failed"
        body = {
            "code": code,
            "message": "Booking is not possible right now. Please try again soon.",
            "fields": {},
        }
        response: HttpResponse = JsonResponse(body, status=status)
    else:
        response = HttpResponse(render_to_string("500.html", {"is_away": is_away}), status=status)
    if is_away:
        response["Retry-After"] = "10"
    return response
