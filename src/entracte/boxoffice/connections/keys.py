"""No two restaurants on one Spektrix system write under the same attribute key (D20)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from entracte.boxoffice.connection_lock import lock_keys
from entracte.boxoffice.connections.free_names import free_name
from entracte.boxoffice.models import Connection

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant


def problems_with_keys(restaurant: Restaurant, columns: Mapping[str, str]) -> dict[str, str]:
    """Return a sentence, with a name that is free, for each key that another restaurant writes under.

    Locks the keys of all connections until the transaction ends.
    """
    lock_keys()
    others = Connection.objects.defer("api_key").filter(client_name__iexact=columns["client_name"])
    taken = {
        key.casefold()
        for other in others.exclude(restaurant=restaurant)
        for key in (other.last_dined_key, other.visits_key)
    }
    return {
        f"{one}_key": (
            "Another restaurant on this Spektrix system writes this attribute. Create one of your own there, "
            f"such as “{free_name(columns[f'{one}_name'], taken, restaurant.name)}”."
        )
        for one in ("last_dined", "visits")
        if columns[f"{one}_key"].casefold() in taken
    }
