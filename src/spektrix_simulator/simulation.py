"""One running simulator: its world, its faults, its record of calls."""

from dataclasses import dataclass
from typing import Any

from spektrix_simulator.baskets.basket import open_basket
from spektrix_simulator.calls.call_log import CallLog
from spektrix_simulator.requested_faults.fault_list import FaultList
from spektrix_simulator.world.world import World

Fields = dict[str, Any]


@dataclass(slots=True)
class Simulation:
    """What one simulator consists of; the calls under /simulator/ act on it."""

    world: World
    faults: FaultList
    calls: CallLog

    def state(self) -> Fields:
        """Return everything there is, as JSON; sessions and keys stay out of it."""
        world = self.world
        kept = world.snapshot()
        del kept["sessions"]
        for customer in kept["customers"]:
            del customer["password"]
        for basket in kept["baskets"]:
            basket["open"] = open_basket(world, basket["id"]) is not None
        return {
            "client": world.options.client,
            "login": world.options.login,
            "now": world.clock.now().isoformat(),
            "offset_seconds": world.clock.offset_seconds,
            "signing_offset_seconds": world.clock.signing_offset_seconds,
            "origins": world.origins,
            "faults": self.faults.listed(),
            "calls": self.calls.count,
            **kept,
        }
