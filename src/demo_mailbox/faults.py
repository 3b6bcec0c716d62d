"""What goes wrong on request when somebody hands in a letter: what, how often, and for whom."""

import math
from dataclasses import asdict, dataclass, field
from typing import Any

from demo_mailbox.errors import CallRefused

AWAY = "away"
NO_SIGN_IN = "535"
REFUSALS = ("451", "550")
CUT_BEFORE_DOT, CUT_AFTER_DOT, SLOW = "cut_before_dot", "cut_after_dot", "slow"
KINDS = (*REFUSALS, NO_SIGN_IN, CUT_BEFORE_DOT, CUT_AFTER_DOT, SLOW, AWAY)
# where in the talk a refusal comes: at the address, or after the final dot
AT_ADDRESS, AT_DATA = "address", "data"


@dataclass(slots=True)
class Fault:
    """One thing that goes wrong. `times` is how often it still will, None until it is cleared.

    `match` is text in an address of the letter, or, after the final dot, anywhere in it. `at` says where a
    refusal comes, `seconds` how long a slow answer takes. `kept`: a letter whose answer was cut off after
    the final dot is in the mailbox all the same.
    """

    kind: str
    times: int | None = None
    match: str = ""
    at: str = AT_ADDRESS
    seconds: float = 12.0
    kept: bool = True


@dataclass(slots=True)
class FaultList:
    """The faults that are switched on, oldest first."""

    faults: list[Fault] = field(default_factory=list)

    def take(self, kinds: tuple[str, ...], seen: str, *, at: str = "") -> Fault | None:
        """Return the first fault of these kinds that is meant, if any; each taken counts as one of its times.

        `at` is where in the talk a refusal would come; what is no refusal comes where it does.
        """
        for fault in self.faults:
            is_here = fault.kind not in REFUSALS or fault.at == at
            if fault.kind in kinds and is_here and fault.match.lower() in seen.lower():
                self._count(fault)
                return fault
        return None

    @property
    def is_away(self) -> bool:
        return any(fault.kind == AWAY for fault in self.faults)

    def clear(self, kind: str | None = None) -> None:
        """Switch faults off: those of one kind, or all."""
        self.faults[:] = [fault for fault in self.faults if kind is not None and fault.kind != kind]

    def listed(self) -> list[dict[str, Any]]:
        """Return the faults as JSON."""
        return [asdict(fault) for fault in self.faults]

    def _count(self, fault: Fault) -> None:
        if fault.times is not None:
            fault.times -= 1
            self.faults[:] = [one for one in self.faults if one is not fault or one.times]


def fault_from(fields: dict[str, Any]) -> Fault:
    """Return the fault that a JSON object describes, or raise a 400 that says what is wrong with it."""
    if fields.get("kind") not in KINDS:
        raise CallRefused(400, f"kind is one of: {', '.join(KINDS)}")
    given = {name: value for name, value in fields.items() if value is not None}
    if unknown := set(given) - set(Fault.__dataclass_fields__):
        raise CallRefused(400, f"Unknown: {', '.join(sorted(unknown))}")
    fault = Fault(**given)
    if fault.times is not None and (type(fault.times) is not int or fault.times < 1):
        raise CallRefused(400, "times is a whole number from 1, or null")
    if fault.times is not None and fault.kind == AWAY:
        raise CallRefused(400, "away lasts until it is cleared: leave times out")
    if type(fault.seconds) not in (int, float) or not 0 <= fault.seconds < math.inf:
        raise CallRefused(400, "seconds is a number from 0")
    if fault.at not in (AT_ADDRESS, AT_DATA):
        raise CallRefused(400, f"at is {AT_ADDRESS} or {AT_DATA}")
    if not isinstance(fault.match, str) or not isinstance(fault.kept, bool):
        raise CallRefused(400, "match is text, kept is true or false")
    return fault
