"""One fault: what goes wrong, how often, and for which calls."""

import math
from dataclasses import dataclass
from typing import Any

from spektrix_simulator.calls.api_call import ApiCall
from spektrix_simulator.errors import CallRefused

IGNORE_ATTRIBUTES = "ignore_attributes"
OWNER_BLIND = "owner_blind"
EMPTY_BASKET_404 = "empty_basket_404"
ANSWERED = (
    "401",
    "403",
    "404",
    "409",
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


@dataclass(slots=True)
class RequestedFault:
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

    def hits(self, received: ApiCall) -> bool:
        """Say whether this call is meant, its own built-in narrowing included."""
        mode, method, match = ODDITIES.get(self.kind, (None, None, ""))
        wanted = ((self.mode, received.mode), (mode, received.mode))
        methods = ((self.method, received.method), (method, received.method))
        if any(one is not None and one != seen for one, seen in (*wanted, *methods)):
            return False
        return self.match in received.target and match in received.target


def fault_from(fields: Any) -> RequestedFault:
    """Return the fault that a JSON object describes, or raise a 400 that says what is wrong with it."""
    if not isinstance(fields, dict) or fields.get("kind") not in KINDS:
        raise CallRefused(400, f"kind is one of: {', '.join(KINDS)}")
    unknown = set(fields) - set(RequestedFault.__dataclass_fields__)
    if unknown:
        raise CallRefused(400, f"Unknown: {', '.join(sorted(unknown))}")
    times, seconds = fields.get("times"), fields.get("seconds")
    if times is not None and (isinstance(times, bool) or not isinstance(times, int) or times < 1):
        raise CallRefused(400, "times is a whole number from 1, or null")
    if seconds is not None and not _is_wait(seconds):
        raise CallRefused(400, "seconds is a number from 0, or null")
    if fields.get("mode") not in (None, "web", "owner"):
        raise CallRefused(400, "mode is web, owner, or null")
    if not isinstance(fields.get("match") or "", str) or not isinstance(fields.get("method") or "", str):
        raise CallRefused(400, "match and method are text")
    served = bool(fields.get("served", fields["kind"] in SERVED_ALL_THE_SAME))
    method = (fields.get("method") or "").upper() or None
    return RequestedFault(
        fields["kind"], times, fields.get("match") or "", fields.get("mode"), method, seconds, served
    )


def _is_wait(seconds: Any) -> bool:
    return not isinstance(seconds, bool) and isinstance(seconds, int | float) and 0 <= seconds < math.inf
