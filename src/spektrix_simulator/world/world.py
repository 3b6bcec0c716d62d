"""Everything that this Spektrix knows at the moment, kept over a restart."""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from spektrix_simulator.clock import SimulatedClock
from spektrix_simulator.options import Options
from spektrix_simulator.world.first_evening import first_attributes, first_customers
from spektrix_simulator.world.records import Attribute, Basket, Customer, Order, Session, Switches, Ticket


@dataclass(slots=True)
class World:
    """Everything there is, in plain dictionaries by id (attributes by key, sessions by token)."""

    options: Options
    clock: SimulatedClock
    customers: dict[str, Customer] = field(default_factory=dict)
    attributes: dict[str, Attribute] = field(default_factory=dict)
    baskets: dict[str, Basket] = field(default_factory=dict)
    orders: dict[str, Order] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    cancelled: set[str] = field(default_factory=set)
    origins: list[str] = field(default_factory=list)
    switches: Switches = field(default_factory=Switches)
    _saved: str = ""

    def reset(self) -> None:
        """Go back to the first evening: the same people, two attributes, no baskets, no orders."""
        self.customers = {customer.id: customer for customer in first_customers()}
        self.attributes = first_attributes()
        self.baskets, self.orders, self.sessions = {}, {}, {}
        self.cancelled = set()
        self.origins = list(self.options.origins)
        self.switches = Switches(basket_minutes=self.options.basket_minutes)
        self.clock.offset_seconds = self.options.clock_offset_seconds
        self.clock.signing_offset_seconds = 0.0

    def snapshot(self) -> dict[str, Any]:
        """Return everything that outlives a restart, ready for JSON."""
        return {
            "customers": [asdict(one) for one in self.customers.values()],
            "attributes": [asdict(one) for one in self.attributes.values()],
            "baskets": [asdict(one) for one in self.baskets.values()],
            "orders": [asdict(one) for one in self.orders.values()],
            "sessions": [asdict(one) for one in self.sessions.values()],
            "cancelled": sorted(self.cancelled),
            "switches": asdict(self.switches),
        }

    def restore(self, kept: dict[str, Any]) -> None:
        """Take over a snapshot."""
        self.customers = {one["id"]: Customer(**one) for one in kept["customers"]}
        self.attributes = {one["key"]: Attribute(**one) for one in kept["attributes"]}
        self.baskets = {one["id"]: Basket(**_with_tickets(one)) for one in kept["baskets"]}
        self.orders = {one["id"]: Order(**_with_tickets(one)) for one in kept["orders"]}
        self.sessions = {one["token"]: Session(**one) for one in kept["sessions"]}
        self.cancelled = set(kept["cancelled"])
        self.switches = Switches(**kept["switches"])

    def save(self) -> None:
        """Write the snapshot to a new file and give it the state file's name, if anything changed."""
        if self.options.state is None:
            return
        text = json.dumps(self.snapshot(), indent=1)
        if text == self._saved:
            return
        path = self.options.state
        fresh = path.with_name(path.name + ".new")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(text)
        fresh.replace(path)
        self._saved = text


def _with_tickets(kept: dict[str, Any]) -> dict[str, Any]:
    return {**kept, "tickets": [Ticket(**ticket) for ticket in kept["tickets"]]}


def open_world(options: Options) -> World:
    """Return the world of the state file, or the first evening's where there is none."""
    world = World(options, SimulatedClock(options.clock_offset_seconds))
    world.reset()
    if options.state is not None:
        options.state.parent.mkdir(parents=True, exist_ok=True)
        if options.state.exists():
            world.restore(_kept_in(options.state))
    return world


def _kept_in(path: Path) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return kept
