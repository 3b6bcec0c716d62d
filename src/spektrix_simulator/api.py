"""The API as an ASGI application: signature, faults, handler, CORS, the record."""

import asyncio
from datetime import timedelta
from email.utils import format_datetime

from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from spektrix_simulator.calls import signature
from spektrix_simulator.calls.api_call import ApiCall
from spektrix_simulator.calls.call_log import CallLog
from spektrix_simulator.calls.handled_call import HandledCall
from spektrix_simulator.calls.responses import ApiResponse, json_response, refusal_response
from spektrix_simulator.calls.routes import find
from spektrix_simulator.errors import CallRefused
from spektrix_simulator.owner_mode.routes import ROUTES as OWNER_ROUTES
from spektrix_simulator.requested_faults.fault import RequestedFault
from spektrix_simulator.requested_faults.fault_list import FaultList
from spektrix_simulator.requested_faults.faulty_responses import faulty_response
from spektrix_simulator.web_mode.routes import ROUTES as WEB_ROUTES
from spektrix_simulator.web_mode.session import COOKIE
from spektrix_simulator.world.world import World

_METHODS = "GET, POST, PATCH, DELETE"
_AT_THE_EDGE = ("403", "502")


class Api:
    """The API as an ASGI application."""

    def __init__(self, world: World, faults: FaultList, calls: CallLog) -> None:
        self.world = world
        self.faults = faults
        self.calls = calls

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call. The line in the record is written before the first byte of the answer leaves."""
        request = Request(scope, receive)
        received = ApiCall(
            method=request.method.upper(),
            path=scope["raw_path"].decode("latin-1"),
            query=scope["query_string"].decode("latin-1"),
            headers=dict(request.headers),
            body=await request.body(),
        )
        answer, record = self._answer(received)
        self.calls.add(record)
        self.world.save()
        await _deliver(answer, send)

    def _answer(self, received: ApiCall) -> tuple[ApiResponse, dict[str, object]]:
        why = self._signature_error(received)
        fault: RequestedFault | None = None
        call = HandledCall(self.world, received)
        if received.method == "OPTIONS":
            answer = ApiResponse(204)
        else:
            fault, call.oddities = self.faults.take(received)
            answer = self._spoiled(fault, call, why) if fault else self._proper(call, why)
        if fault is None or fault.kind not in _AT_THE_EDGE:
            self._add_cors(received, answer)
        answer.headers.append(("Date", format_datetime(self.world.clock.signing_now(), usegmt=True)))
        answer.headers.append(("Cache-Control", "no-store"))
        odd = ", ".join(filter(None, (fault.kind if fault else "", *sorted(call.oddities))))
        return answer, self._record(received, answer, why, odd)

    def _record(self, received: ApiCall, answer: ApiResponse, why: str | None, odd: str) -> dict[str, object]:
        refused = received.mode == "owner" and why is not None
        return {
            "at": self.world.clock.now().isoformat(timespec="milliseconds"),
            "mode": received.mode,
            "method": received.method,
            "path": received.path,
            "query": received.query,
            "status": answer.status,
            "signed": why is None,
            "fault": odd or None,
            "body": received.readable_body(),
            "agent": received.headers.get("user-agent", ""),
            "why": why if refused else None,
        }

    def _spoiled(self, fault: RequestedFault, call: HandledCall, why: str | None) -> ApiResponse:
        proper = self._proper(call, why) if fault.served else None
        return faulty_response(fault, proper)

    def _proper(self, call: HandledCall, why: str | None) -> ApiResponse:
        received = call.received
        try:
            if received.client != self.world.options.client:
                raise CallRefused(404, "No such client")
            if received.mode == "owner" and why is not None:
                raise CallRefused(401, "Unauthorized")
            routes = OWNER_ROUTES if received.mode == "owner" else WEB_ROUTES
            handler, call.ids = find(routes, received.method, received.segments)
            reply = handler(call)
            answer = reply if isinstance(reply, ApiResponse) else json_response(reply)
        except CallRefused as problem:
            answer = refusal_response(problem)
        if call.session_is_new and call.session is not None:
            answer.headers.append(("Set-Cookie", self._cookie(call.session.token)))
        return answer

    def _cookie(self, token: str) -> str:
        options = self.world.options
        secure = "; Secure" if options.secure_cookie else ""
        return f"{COOKIE}={token}; Path=/; HttpOnly; SameSite={options.same_site.capitalize()}{secure}"

    def _signature_error(self, received: ApiCall) -> str | None:
        options = self.world.options
        signed = signature.SignedRequest(
            method=received.method,
            url=f"{received.scheme}://{received.headers.get('host', '')}{received.target}",
            date=received.headers.get("date"),
            authorization=received.headers.get("authorization"),
            body=received.body,
        )
        return signature.signature_error(
            signed,
            login=options.login,
            key=options.key,
            now=self.world.clock.signing_now(),
            skew=timedelta(minutes=options.skew_minutes),
        )

    def _add_cors(self, received: ApiCall, answer: ApiResponse) -> None:
        if received.mode != "web":
            return
        answer.headers.append(("Vary", "Origin"))
        origin = received.headers.get("origin", "")
        if origin not in self.world.origins:
            return
        answer.headers.append(("Access-Control-Allow-Origin", origin))
        answer.headers.append(("Access-Control-Allow-Credentials", "true"))
        if received.method == "OPTIONS":
            answer.headers.append(("Access-Control-Allow-Methods", _METHODS))
            answer.headers.append(("Access-Control-Allow-Headers", "content-type"))
            answer.headers.append(("Access-Control-Max-Age", "60"))


async def _deliver(answer: ApiResponse, send: Send) -> None:
    if answer.delay_seconds:
        await asyncio.sleep(answer.delay_seconds)
    body = answer.body
    headers = [("Content-Type", answer.content_type)] if body else []
    if answer.status != 204:
        headers.append(("Content-Length", str(len(body))))
    raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers + answer.headers]
    await send({"type": "http.response.start", "status": answer.status, "headers": raw})
    if answer.cut:
        await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
        return
    await send({"type": "http.response.body", "body": body})
