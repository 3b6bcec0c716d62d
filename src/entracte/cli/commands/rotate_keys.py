"""The command `entracte rotate-keys`: encrypt every secret again; it exits with 1 where one stays behind."""

import argparse

from entracte.cli.errors import CannotRun


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add no options: everything is encrypted again."""


def run(args: argparse.Namespace) -> int:
    """Encrypt all that is secret with the first of ENTRACTE_KEYS, and say whether the others may go."""
    import django

    django.setup()
    from django.conf import settings

    from entracte.boxoffice.rotate_secrets import rotate_secrets
    from entracte.encryption import can_encrypt
    from entracte.restaurants.sign_in.rotate_factors import rotate_factors

    if not can_encrypt():
        raise CannotRun("ENTRACTE_KEYS holds no key to encrypt with.")
    found = [rotate_secrets(), rotate_factors()]
    number = sum(each.number for each in found)
    print(f"{number} encrypted with the first of the {len(settings.ENCRYPTION_KEYS)} keys.")
    unreadable = [row for each in found for row in each.unreadable]
    for row in unreadable:
        print(
            f"Cannot be read with any key: {row}. Put its old key back and run this again, or enter it again."
        )
    if unreadable:
        print("Keep the old keys until then.")
        return 1
    print("Once every process runs with this list of keys, the keys after the first may go.")
    return 0
