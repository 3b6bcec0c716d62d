"""Public ids that cannot be guessed."""

from django.utils.crypto import get_random_string

KEY_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def random_key() -> str:
    """Return sixteen random characters (about 79 bits), for public ids."""
    return get_random_string(16, KEY_ALPHABET)
