"""The command `entracte`: each of its commands is a file of its own, loaded only when it is asked for."""

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

from entracte.cli.database_trouble import refuse_unreachable_database, without_traceback
from entracte.cli.environment import adopt_running_demo
from entracte.cli.errors import CannotRun


@dataclass(frozen=True, slots=True)
class Command:
    """One word of the command line and the file that carries it out."""

    name: str
    module: str
    help: str
    uses_database: bool = True
    needs_database: bool = True
    reads_options: bool = True


COMMANDS = (
    Command(
        "demo", "demo", "start everything with a demo restaurant and a simulated box office", False, False
    ),
    Command("web", "web", "serve the widget's API and the back office", needs_database=False),
    Command("worker", "worker", "carry out stored jobs: claims and handovers", needs_database=False),
    Command("simulator", "simulator", "run a small Spektrix for development and drills", False, False, False),
    Command("migrate", "migrate", "bring the database up to this version"),
    Command("manage", "manage", "run a command of Django, such as makemigrations", reads_options=False),
    Command("create-restaurant", "create_restaurant", "add a restaurant and invite the person who owns it"),
    Command("invite", "invite", "print a link by which a person joins a restaurant's team"),
    Command("sign-in-link", "sign_in_link", "let somebody who cannot sign in choose a new password"),
    Command("connect", "connect", "save a restaurant's Spektrix connection"),
    Command("explain", "explain", "say why a start is on offer to a party, or why not"),
    Command("rotate-keys", "rotate_keys", "encrypt all secrets again with the newest key"),
    Command("check-connection", "check_connection", "test a restaurant's Spektrix connection"),
    Command("check-mail", "check_mail", "send one letter and say what became of it", needs_database=False),
)


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return the status to exit with: 2 when it cannot run as things are."""
    words = list(sys.argv[1:] if words is None else words)
    command = next((command for command in COMMANDS if words[:1] == [command.name]), None)
    if command is None:
        listing().parse_args(words or ["--help"])
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entracte.settings")
    if command.uses_database:
        adopt_running_demo()
    try:
        return _run(command, words[1:])
    except CannotRun as error:
        print(f"entracte {command.name}: {error}", file=sys.stderr)
        return 2


def listing() -> argparse.ArgumentParser:
    """Return the parser that only knows the commands' names."""
    parser = argparse.ArgumentParser(prog="entracte", description="A reservation system for restaurants.")
    names = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in COMMANDS:
        names.add_parser(command.name, help=command.help)
    return parser


def _run(command: Command, words: Sequence[str]) -> int:
    module = import_module(f"entracte.cli.commands.{command.module}")
    if not command.reads_options:
        return without_traceback(lambda: int(module.run(words)))
    parser = argparse.ArgumentParser(prog=f"entracte {command.name}", description=command.help)
    module.add_arguments(parser)
    args = parser.parse_args(words)
    if command.needs_database:
        refuse_unreachable_database()
    return without_traceback(lambda: int(module.run(args)))
