"""The command `entracte manage`: whatever Django's own command does, such as `makemigrations`."""

from collections.abc import Sequence


def run(words: Sequence[str]) -> int:
    """Hand all words to Django's command; it ends the process itself where they make no sense."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["entracte manage", *words])
    return 0
