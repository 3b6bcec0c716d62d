"""The command `entracte migrate`: bring the database up to this version."""

import argparse

from entracte.cli.pending_migrations import bring_up_to_date


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`entracte migrate` takes no options."""


def run(args: argparse.Namespace) -> int:
    """Carry out the migrations that are pending; may be run again."""
    bring_up_to_date()
    return 0
