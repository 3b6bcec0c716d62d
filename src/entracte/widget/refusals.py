"""How does what the book refuses read in the API's answers?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from entracte.bookings import errors
from entracte.widget.errors import Refusal
from entracte.widget.throttle import TOO_MANY_HOLDS

NOT_HELD = "This table cannot be held while you type. Please book without."


@contextmanager
def told_as_refusals(now: datetime) -> Iterator[None]:
    """Raise the errors of the book as Refusal: 409 where it is gone, 422 with the field at fault, 429."""
    try:
        yield
    except errors.NeedsRoom:
        raise Refusal(409, "not_held", NOT_HELD) from None
    except errors.SlotGone:
        raise Refusal(409, "slot_gone", "This table has just gone. Please choose another time.") from None
    except errors.NoHolds:
        raise Refusal(409, "no_holds", "This restaurant holds no tables while guests type.") from None
    except errors.TooManyHolds as error:
        wait = max(int((error.free_at - now).total_seconds()) + 1, 1)
        raise Refusal(429, "too_many", TOO_MANY_HOLDS, retry_after=wait) from None
    except errors.Closed:
        raise _refused("closed", "starts_at", "The restaurant is closed for part of that time.") from None
    except errors.TooSoon:
        raise _refused("too_soon", "starts_at", "This time is too soon to book online.") from None
    except errors.TooFar:
        raise _refused("too_far", "starts_at", "This date cannot be booked yet.") from None
    except errors.OffGrid:
        raise _refused("off_grid", "starts_at", "The restaurant has no start at this time.") from None
    except errors.PartyTooLarge:
        raise _refused("party_too_large", "party_size", "Please call us for a party of this size.") from None
    except errors.KeyReused:
        raise _refused("key_reused", "Idempotency-Key", "This key was used for another booking.") from None


def _refused(code: str, field: str, sentence: str) -> Refusal:
    return Refusal(422, code, sentence, fields={field: sentence})
