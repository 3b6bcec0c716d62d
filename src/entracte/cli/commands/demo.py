"""The command `entracte demo`: start everything at once, and end it with one signal."""

import argparse
import os
import sys
from contextlib import ExitStack
from pathlib import Path

from entracte.cli.demo.data_folder import refuse_closed_folder
from entracte.cli.demo.extra import refuse_missing_extra
from entracte.cli.demo.ports import refuse_taken_ports
from entracte.cli.demo.processes import EndedByItself
from entracte.cli.demo.site import DemoSite
from entracte.cli.demo.start import start_demo
from entracte.cli.demo.stop_signals import StopAsked, raise_when_asked_to_stop
from entracte.cli.environment import data_folder


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `entracte demo`; the environment gives their defaults."""
    for name, default, what in (
        ("PORT", "8000", "port of the web server"),
        ("SIMULATOR_PORT", "8001", "port of the simulator"),
        ("OUTER_PORT", "8002", "port of the theatre's page"),
        ("MAILBOX_PORT", "8003", "port of the mailbox's page"),
        ("SMTP_PORT", "8025", "port that the mailbox takes letters on"),
    ):
        flag = "--" + name.lower().replace("_", "-")
        parser.add_argument(
            flag, type=int, default=os.environ.get(name) or default, help=f"{what} ({default})"
        )
    parser.add_argument("--data", type=Path, default=data_folder(), help="folder of the demo (var/demo)")


def run(args: argparse.Namespace) -> int:
    """Start the demo and stay until it is asked to stop (0) or a part of it ends by itself (1)."""
    refuse_missing_extra()
    site = DemoSite(
        data=args.data.resolve(),
        port=args.port,
        simulator_port=args.simulator_port,
        outer_port=args.outer_port,
        mailbox_port=args.mailbox_port,
        smtp_port=args.smtp_port,
    )
    refuse_taken_ports(site.ports)
    os.umask(0o077)
    refuse_closed_folder(site.data)
    try:
        with raise_when_asked_to_stop(), ExitStack() as ends:
            start_demo(site, ends).stay()
    except StopAsked:
        print("Entracte has ended.", flush=True)
    except EndedByItself as ended:
        print(f"entracte demo: {ended}; the others were ended too", file=sys.stderr)
        return 1
    return 0
