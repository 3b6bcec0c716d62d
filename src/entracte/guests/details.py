"""The details of a person, under the names that a booking and a profile both have for them."""

from collections.abc import Iterable

WORDS = {"first_name": "first name", "last_name": "last name", "email": "e-mail", "phone": "phone"}
DETAILS = tuple(WORDS)


def in_words(names: Iterable[str]) -> str:
    """Return details for staff: e-mail, phone."""
    return ", ".join(WORDS[name] for name in names)
