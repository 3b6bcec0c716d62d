"""What a restaurant still needs before a table can be booked, and the page where that is set up."""

from __future__ import annotations

from dataclasses import dataclass

from entracte.backoffice.bookings.shown.tables import active_services
from entracte.backoffice.house.access import Desk
from entracte.dining.queries import plans_of, tables_of


@dataclass(frozen=True, slots=True)
class MissingPart:
    """One thing to set up next: `address` is the name of its page, `button` what leads there."""

    sentence: str
    button: str
    address: str


TABLE = MissingPart(
    "Nobody can book yet: begin with the tables.", "Add the first table", "backoffice:new_table"
)
PLAN = MissingPart(
    "Nobody can book yet: the tables need a floor plan.", "Draw the floor plan", "backoffice:new_plan"
)
SERVICE = MissingPart(
    "Nobody can book yet: lunch or dinner needs its weekdays and starts.",
    "Set up the first service",
    "backoffice:new_service",
)
# Where services exist, but all are out of use.
IN_USE = MissingPart("Nobody can book: no service is in use.", "Put a service in use", "backoffice:floor")


def missing_part(desk: Desk) -> MissingPart | None:
    """Return what is to be set up next, or None where a service is in use. At most four queries."""
    if active_services(desk):
        return None
    if not tables_of(desk.restaurant).filter(is_active=True).exists():
        return TABLE
    plans = list(plans_of(desk.restaurant))
    if not plans:
        return PLAN
    return IN_USE if any(plan.services.exists() for plan in plans) else SERVICE
