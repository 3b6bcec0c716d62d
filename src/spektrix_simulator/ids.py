"""The ids of this Spektrix: customer ids of a form seen in public, the others invented."""

import hashlib
import secrets

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
LETTERS_AND_DIGITS = LETTERS + "23456789"


def _some(length: int) -> str:
    return "".join(secrets.choice(LETTERS_AND_DIGITS) for _ in range(length))


def customer_id() -> str:
    """Return a new customer id, of the documented form `I-8H22-22HV`."""
    return f"I-{_some(4)}-{_some(4)}"


def basket_id() -> str:
    """Return a new basket id; the form is a guess."""
    return f"I-{_some(4)}-{_some(4)}"


def ticket_id() -> str:
    """Return a new ticket id; the form is a guess."""
    return f"T-{_some(4)}-{_some(4)}"


def order_id() -> str:
    """Return a new order id, of the form seen in confirmation pages: `22-JZ-03GS`."""
    return f"{secrets.randbelow(90) + 10}-{_some(2)}-{_some(4)}"


def catalogue_id(number: int) -> str:
    """Return the id of a thing in the catalogue: its number and some capitals, always the same ones."""
    digest = hashlib.sha256(str(number).encode()).digest()
    return str(number) + "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:6])


def number_of(catalogue: str) -> int | None:
    """Return the number in a catalogue id, or None for text of another form."""
    digits = catalogue.rstrip(LETTERS + "IO")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 12 else None
