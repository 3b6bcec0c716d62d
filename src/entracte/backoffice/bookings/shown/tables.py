"""The tables and the services that staff may choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entracte.backoffice.house.access import Desk
from entracte.backoffice.house.templatetags.house import natural_order
from entracte.dining.queries import services_of, tables_of

if TYPE_CHECKING:
    from entracte.dining.models import Service, Table


def active_tables(desk: Desk) -> list[Table]:
    """Return the tables in use, 2 before 10."""
    return sorted((row for row in tables_of(desk.restaurant) if row.is_active), key=natural_order)


def active_services(desk: Desk) -> list[Service]:
    """Return the services in use, by their first start."""
    return [row for row in services_of(desk.restaurant) if row.is_active]
