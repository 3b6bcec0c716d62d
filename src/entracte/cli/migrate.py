"""How is the database brought up to this version?"""

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`entracte migrate` takes no options."""


def run(args: argparse.Namespace) -> int:
    """Carry out the migrations that are pending; may be run again."""
    bring_up_to_date()
    return 0


def bring_up_to_date(*, quietly: bool = False) -> None:
    """Carry out pending migrations, printing each unless told not to."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0 if quietly else 1)
