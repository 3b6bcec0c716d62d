"""Public ids that cannot be guessed."""

from django.utils.crypto import get_random_string

KEY_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
KEY_LENGTH = 16


def random_key() -> str:
    """Return sixteen random characters (about 79 bits), for public ids."""
    return get_random_string(KEY_LENGTH, KEY_ALPHABET)


def read_key(text: str) -> str:
    """Return a public id as it may be looked up; empty where the text cannot be one."""
    return text if len(text) <= KEY_LENGTH and "\0" not in text else ""
