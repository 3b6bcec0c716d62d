"""What happens to an API call, from the wire and back? Signature, faults, handler, CORS, the record."""

import asyncio
from datetime import timedelta
from email.utils import format_datetime

from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from spektrix_simulator import owner_mode, signing, web_mode
from spektrix_simulator.answers import Answer, Problem, json_answer, problem_answer
from spektrix_simulator.calls import Calls
from spektrix_simulator.faults import Fault, Faults, spoil
from spektrix_simulator.received import Ask, Received
from spektrix_simulator.routes import find
from spektrix_simulator.world import World

_METHODS = "GET, POST, PATCH, DELETE"
_AT_THE_EDGE = ("403", "502")


class Gate:
    """The API as an ASGI application."""

    def __init__(self, world: World, faults: Faults, calls: Calls) -> None:
        self.world = world
        self.faults = faults
        self.calls = calls

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call. The line in the record stands before the first byte of the answer leaves."""
        request = Request(scope, receive)
        received = Received(
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

    def _answer(self, received: Received) -> tuple[Answer, dict[str, object]]:
        why = self._fault_in_signature(received)
        fault: Fault | None = None
        ask = Ask(self.world, received)
        if received.method == "OPTIONS":
            answer = Answer(204)
        else:
            fault, ask.oddities = self.faults.take(received)
            answer = self._spoiled(fault, ask, why) if fault else self._proper(ask, why)
        if fault is None or fault.kind not in _AT_THE_EDGE:
            self._add_cors(received, answer)
        answer.headers.append(("Date", format_datetime(self.world.clock.signing_now(), usegmt=True)))
        answer.headers.append(("Cache-Control", "no-store"))
        odd = ", ".join(filter(None, (fault.kind if fault else "", *sorted(ask.oddities))))
        return answer, self._record(received, answer, why, odd)

    def _record(self, received: Received, answer: Answer, why: str | None, odd: str) -> dict[str, object]:
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

    def _spoiled(self, fault: Fault, ask: Ask, why: str | None) -> Answer:
        proper = self._proper(ask, why) if fault.served else None
        return spoil(fault, proper)

    def _proper(self, ask: Ask, why: str | None) -> Answer:
        received = ask.received
        try:
            if received.client != self.world.options.client:
                raise Problem(404, "No such client")
            if received.mode == "owner" and why is not None:
                raise Problem(401, "Unauthorized")
            routes = owner_mode.ROUTES if received.mode == "owner" else web_mode.ROUTES
            handler, ask.ids = find(routes, received.method, received.segments)
            reply = handler(ask)
            answer = reply if isinstance(reply, Answer) else json_answer(reply)
        except Problem as problem:
            answer = problem_answer(problem)
        if ask.session_is_new and ask.session is not None:
            answer.headers.append(("Set-Cookie", self._cookie(ask.session.token)))
        return answer

    def _cookie(self, token: str) -> str:
        options = self.world.options
        secure = "; Secure" if options.secure_cookie else ""
        return (
            f"{web_mode.COOKIE}={token}; Path=/; HttpOnly; SameSite={options.same_site.capitalize()}{secure}"
        )

    def _fault_in_signature(self, received: Received) -> str | None:
        options = self.world.options
        signed = signing.Signed(
            method=received.method,
            url=f"{received.scheme}://{received.headers.get('host', '')}{received.target}",
            date=received.headers.get("date"),
            authorization=received.headers.get("authorization"),
            body=received.body,
        )
        return signing.fault_in(
            signed,
            login=options.login,
            key=options.key,
            now=self.world.clock.signing_now(),
            skew=timedelta(minutes=options.skew_minutes),
        )

    def _add_cors(self, received: Received, answer: Answer) -> None:
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


async def _deliver(answer: Answer, send: Send) -> None:
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
