"""The codes of bookings: eight characters that are not easily guessed or misread."""

import secrets

# No I, L, O, U, 0 or 1: about 39 bits in eight characters.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8


def random_code() -> str:
    """Return a new code; that it is unique is the database's to say."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_code(text: str) -> str:
    """Return a code as it is stored, from how it was typed; empty where it cannot be one."""
    code = "".join(text.split()).replace("-", "").upper()
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""
