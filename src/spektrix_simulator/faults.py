"""What shall go wrong, how often, and for which calls?"""

import json
import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from spektrix_simulator.answers import Answer, Problem, html_answer, json_answer
from spektrix_simulator.received import Received

IGNORE_ATTRIBUTES = "ignore_attributes"
OWNER_BLIND = "owner_blind"
EMPTY_BASKET_404 = "empty_basket_404"

ANSWERED = (
    "401",
    "403",
    "404",
    "429",
    "429_without_retry_after",
    "500",
    "502",
    "slow",
    "cut_off",
    "not_json",
)
ODDITIES = {
    IGNORE_ATTRIBUTES: ("owner", "PATCH", "/customers/"),
    OWNER_BLIND: ("owner", None, "/baskets/"),
    EMPTY_BASKET_404: ("web", "GET", "/basket"),
}
KINDS = (*ANSWERED, *ODDITIES)
SERVED_ALL_THE_SAME = ("slow", "cut_off", "not_json")
RETRY_AFTER_SECONDS = 2.0
SLOW_SECONDS = 12.0


@dataclass(slots=True)
class Fault:
    """One thing that goes wrong. `times` is how often it still will, None until it is cleared.

    `match` is text in the path or query; `mode` and `method` narrow it further. `seconds` is how long a slow
    answer takes, or what `Retry-After` says. With `served` the call does its work before the answer fails.
    """

    kind: str
    times: int | None = None
    match: str = ""
    mode: str | None = None
    method: str | None = None
    seconds: float | None = None
    served: bool = False

    def hits(self, received: Received) -> bool:
        """Say whether this call is meant, its own built-in narrowing included."""
        mode, method, match = ODDITIES.get(self.kind, (None, None, ""))
        wanted = ((self.mode, received.mode), (mode, received.mode))
        methods = ((self.method, received.method), (method, received.method))
        if any(one is not None and one != seen for one, seen in (*wanted, *methods)):
            return False
        return self.match in received.target and match in received.target


def fault_from(fields: Any) -> Fault:
    """Return the fault that a JSON object describes, or raise a 400 that says what is wrong with it."""
    if not isinstance(fields, dict) or fields.get("kind") not in KINDS:
        raise Problem(400, f"kind is one of: {', '.join(KINDS)}")
    unknown = set(fields) - set(Fault.__dataclass_fields__)
    if unknown:
        raise Problem(400, f"Unknown: {', '.join(sorted(unknown))}")
    times, seconds = fields.get("times"), fields.get("seconds")
    if times is not None and (isinstance(times, bool) or not isinstance(times, int) or times < 1):
        raise Problem(400, "times is a whole number from 1, or null")
    if seconds is not None and not _is_wait(seconds):
        raise Problem(400, "seconds is a number from 0, or null")
    if fields.get("mode") not in (None, "web", "owner"):
        raise Problem(400, "mode is web, owner, or null")
    if not isinstance(fields.get("match") or "", str) or not isinstance(fields.get("method") or "", str):
        raise Problem(400, "match and method are text")
    served = bool(fields.get("served", fields["kind"] in SERVED_ALL_THE_SAME))
    method = (fields.get("method") or "").upper() or None
    return Fault(
        fields["kind"], times, fields.get("match") or "", fields.get("mode"), method, seconds, served
    )


def _is_wait(seconds: Any) -> bool:
    return not isinstance(seconds, bool) and isinstance(seconds, int | float) and 0 <= seconds < math.inf


@dataclass(slots=True)
class Faults:
    """The faults switched on: those of the file first, then those asked for, oldest first."""

    path: Path | None = None
    asked: list[Fault] = field(default_factory=list)
    filed: list[Fault] = field(default_factory=list)
    trouble: str = ""
    _seen: tuple[int, int] | None = None

    def take(self, received: Received) -> tuple[Fault | None, frozenset[str]]:
        """Return the fault that spoils this call's answer, if any, and the odd behaviours that apply to it.

        Each one taken counts as one of its times.
        """
        self.read_file()
        spoiled: Fault | None = None
        odd = set()
        for fault in self.all():
            if not fault.hits(received):
                continue
            if fault.kind in ODDITIES:
                odd.add(fault.kind)
            elif spoiled is None:
                spoiled = fault
            else:
                continue
            self._count(fault)
        return spoiled, frozenset(odd)

    def all(self) -> list[Fault]:
        """Return every fault that is on."""
        return [*self.filed, *self.asked]

    def clear(self, kind: str | None = None) -> None:
        """Switch faults off, all of them or one kind; the file's come back when it changes."""
        for faults in (self.filed, self.asked):
            faults[:] = [one for one in faults if kind is not None and one.kind != kind]

    def listed(self) -> list[dict[str, Any]]:
        """Return the faults as JSON."""
        return [asdict(fault) for fault in self.all()]

    def read_file(self) -> None:
        """Read the file again if it changed: one that is not there holds no faults, one that makes no sense
        leaves them as they were."""
        if self.path is None:
            return
        try:
            stat = self.path.stat()
            if self._seen == (stat.st_mtime_ns, stat.st_size):
                return
            self._seen = (stat.st_mtime_ns, stat.st_size)
            self.filed = list(_faults_in(self.path.read_text(encoding="utf-8")))
            self.trouble = ""
        except FileNotFoundError:
            self._seen, self.filed, self.trouble = None, [], ""
        except (OSError, ValueError, Problem) as error:
            self.trouble = f"{self.path} cannot be read: {error}"

    def _count(self, fault: Fault) -> None:
        if fault.times is None:
            return
        fault.times -= 1
        for faults in (self.filed, self.asked):
            faults[:] = [one for one in faults if one is not fault or one.times]


def _faults_in(text: str) -> Iterable[Fault]:
    content = json.loads(text) if text.strip() else []
    listed = content.get("faults", []) if isinstance(content, dict) else content
    if not isinstance(listed, list):
        raise Problem(400, "expected a list of faults")
    return [fault_from(fields) for fields in listed]


def spoil(fault: Fault, answer: Answer | None) -> Answer:
    """Return what goes out instead; `answer` is the proper one where the call was served all the same."""
    match fault.kind:
        case "slow":
            proper = answer or json_answer({})
            proper.delay_seconds = SLOW_SECONDS if fault.seconds is None else fault.seconds
            return proper
        case "cut_off":
            proper = answer or json_answer({})
            proper.cut = True
            return proper
        case "not_json":
            return Answer(
                200, b"<!-- scheduled maintenance -->\nplease come back", "text/html; charset=utf-8"
            )
        case "403":
            return html_answer(403, "Attention Required!", "Sorry, you have been blocked.")
        case "502":
            return html_answer(502, "502 Bad Gateway", "The server is on its interval.")
        case "429":
            wait = RETRY_AFTER_SECONDS if fault.seconds is None else fault.seconds
            refused = json_answer({"message": "Too many requests"}, 429)
            refused.headers.append(("Retry-After", str(math.ceil(wait))))
            return refused
    status = int(fault.kind[:3])
    words = {401: "Unauthorized", 404: "Not found", 429: "Too many requests", 500: "An error has occurred."}
    return json_answer({"message": words[status]}, status)
