"""The tickets in a basket."""

from typing import Any

from spektrix_simulator import ids
from spektrix_simulator.baskets.basket import touch
from spektrix_simulator.baskets.prices import BANDS, FIRST_BAND, FIRST_TYPE, TYPES
from spektrix_simulator.baskets.references import id_in
from spektrix_simulator.errors import CallRefused
from spektrix_simulator.performances import Instance, instance_by_id
from spektrix_simulator.world.records import Basket, Ticket
from spektrix_simulator.world.world import World

_SEATS_IN_A_ROW = 24


def performance(world: World, identity: str) -> Instance:
    """Return the performance, or raise a 404."""
    found = instance_by_id(identity, frozenset(world.cancelled))
    if found is None:
        raise CallRefused(404, "Instance not found")
    return found


def add_tickets(world: World, basket: Basket, wanted: Any, *, refuse_stopped: bool = True) -> None:
    """Add the tickets of a JSON array, all or none; a performance not on sale is refused."""
    if not isinstance(wanted, list) or not wanted:
        raise CallRefused(400, "Expected a JSON array of tickets")
    added: list[Ticket] = []
    for one in wanted:
        if not isinstance(one, dict):
            raise CallRefused(400, "A ticket is a JSON object")
        added.append(_ticket(world, basket, one, len(added), refuse_stopped))
    basket.tickets.extend(added)
    touch(world, basket)


def _ticket(world: World, basket: Basket, one: dict[str, Any], number: int, refuse_stopped: bool) -> Ticket:
    shown = instance_by_id(id_in(one.get("instance")) or "", frozenset(world.cancelled))
    if shown is None:
        raise CallRefused(400, "Instance not found")
    if refuse_stopped and (shown.cancelled or shown.start < world.clock.now()):
        raise CallRefused(400, "This performance is not on sale")
    type_id = id_in(one.get("type")) or id_in(one.get("ticketType")) or FIRST_TYPE
    band_id = id_in(one.get("band")) or FIRST_BAND
    if type_id not in TYPES or band_id not in BANDS:
        raise CallRefused(400, "No such ticket type or price band")
    row, seat = divmod(len(basket.tickets) + number + 11, _SEATS_IN_A_ROW)
    name = f"{chr(ord('C') + row % 20)}{seat + 1}"
    return Ticket(ids.ticket_id(), shown.id, type_id, band_id, name, BANDS[band_id])


def remove_tickets(world: World, basket: Basket, ticket_ids: list[str]) -> None:
    """Take these tickets out of the basket; ids that are not in it are passed over."""
    if not ticket_ids:
        raise CallRefused(400, "ticketIds is required")
    basket.tickets = [ticket for ticket in basket.tickets if ticket.id not in ticket_ids]
    touch(world, basket)
