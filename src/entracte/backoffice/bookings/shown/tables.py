"""The tables that staff may choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entracte.backoffice.house.access import Desk
from entracte.backoffice.house.templatetags.house import natural_order
from entracte.dining.queries import tables_of

if TYPE_CHECKING:
    from entracte.dining.models import Table


def active_tables(desk: Desk) -> list[Table]:
    """Return the tables in use, 2 before 10."""
    return sorted((row for row in tables_of(desk.restaurant) if row.is_active), key=natural_order)
