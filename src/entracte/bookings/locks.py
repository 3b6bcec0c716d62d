"""Who else is at work on this restaurant's day? Nobody, while its lock is held."""

from datetime import date

from entracte.restaurants.locks import lock_named


def lock_day(restaurant_id: int, *dates: date) -> None:
    """Lock these service days of the restaurant until the transaction ends, always in the same order.

    What the book says is asked after this returns, in statements of their own.
    """
    lock_named(*(f"day:{restaurant_id}:{each.isoformat()}" for each in dates))


def lock_holds(widget_id: int, address: str) -> None:
    """Lock what counts the holds of a widget and of an address until the transaction ends. Before any day."""
    lock_named(f"holds:widget:{widget_id}", f"holds:address:{address}")


def lock_submission(widget_id: int, key: str) -> None:
    """Lock one key of one widget until the transaction ends. Taken before any day."""
    lock_named(f"submission:{widget_id}:{key}")
