"""The calls under /mailbox/: letters as JSON, faults, and what was tried."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from demo_mailbox.errors import CallRefused
from demo_mailbox.faults import fault_from
from demo_mailbox.letters.reading import as_fields
from demo_mailbox.mailbox import Mailbox

Action = Callable[[Mailbox, Request, dict[str, Any]], Any]


def list_letters(mailbox: Mailbox, request: Request, fields: dict[str, Any]) -> Any:
    """Return the letters, newest first: all, or those to one address, or with a text in their subject."""
    to, subject = request.query_params.get("to", ""), request.query_params.get("subject", "")
    letters = [letter for letter in mailbox.letters.newest_first() if not to or to in letter.recipients]
    found = [as_fields(letter) for letter in letters]
    return {"letters": [one for one in found if subject.lower() in one["subject"].lower()]}


def empty(mailbox: Mailbox, request: Request, fields: dict[str, Any]) -> Any:
    """Throw all letters away."""
    mailbox.letters.empty()
    return {"letters": []}


def newest(mailbox: Mailbox, request: Request, fields: dict[str, Any]) -> Any:
    """Return the number of the newest letter, 0 where there is none."""
    return {"newest": max(mailbox.letters.by_number, default=0)}


def list_tries(mailbox: Mailbox, request: Request, fields: dict[str, Any]) -> Any:
    """Return what was tried over SMTP and what was answered, oldest first."""
    return {"tries": mailbox.letters.tries}


def list_faults(mailbox: Mailbox, request: Request, fields: dict[str, Any]) -> Any:
    """Return the faults that are on."""
    return {"faults": mailbox.faults.listed()}


def add_fault(mailbox: Mailbox, request: Request, fields: dict[str, Any]) -> Any:
    """Switch a fault on."""
    mailbox.faults.faults.append(fault_from(fields))
    return list_faults(mailbox, request, fields)


def clear_faults(mailbox: Mailbox, request: Request, fields: dict[str, Any]) -> Any:
    """Switch faults off: those of one `kind`, or all."""
    mailbox.faults.clear(request.query_params.get("kind"))
    return list_faults(mailbox, request, fields)


ACTIONS: tuple[tuple[str, str, Action], ...] = (
    ("GET", "letters", list_letters),
    ("DELETE", "letters", empty),
    ("POST", "letters/empty", empty),
    ("GET", "newest", newest),
    ("GET", "tries", list_tries),
    ("GET", "faults", list_faults),
    ("POST", "faults", add_fault),
    ("DELETE", "faults", clear_faults),
)


def routes(mailbox: Mailbox) -> list[Route]:
    """Return the routes of all these calls."""
    return [
        Route(f"/mailbox/{path}", _endpoint(mailbox, action), methods=[method])
        for method, path, action in ACTIONS
    ]


def _endpoint(mailbox: Mailbox, action: Action) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        is_form = "urlencoded" in request.headers.get("content-type", "")
        try:
            _refuse_strangers(request)
            done = action(mailbox, request, {} if is_form else _fields_in(await request.body()))
        except CallRefused as problem:
            return JSONResponse({"message": problem.message}, problem.status)
        await mailbox.when_faults_change()
        return RedirectResponse("/", 303) if is_form else JSONResponse(done)

    return endpoint


def _fields_in(body: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(body or b"{}")
    except ValueError as error:
        raise CallRefused(400, "The body is not JSON") from error
    if not isinstance(fields, dict):
        raise CallRefused(400, "Expected one JSON object")
    return fields


def _refuse_strangers(request: Request) -> None:
    origin = request.headers.get("origin")
    if request.method != "GET" and origin and origin != f"http://{request.headers.get('host')}":
        raise CallRefused(403, "Only the mailbox's own page may control it")
