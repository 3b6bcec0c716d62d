"""What do the calls under /simulator/ act on, and what do they show of it?"""

from dataclasses import dataclass
from typing import Any

from spektrix_simulator import baskets
from spektrix_simulator.calls import Calls
from spektrix_simulator.faults import Faults
from spektrix_simulator.world import World

Fields = dict[str, Any]


@dataclass(slots=True)
class Control:
    """What the steering acts on."""

    world: World
    faults: Faults
    calls: Calls

    def state(self) -> Fields:
        """Return everything there is, as JSON; sessions and keys stay out of it."""
        world = self.world
        kept = world.snapshot()
        del kept["sessions"]
        for customer in kept["customers"]:
            del customer["password"]
        for basket in kept["baskets"]:
            basket["open"] = baskets.open_basket(world, basket["id"]) is not None
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
