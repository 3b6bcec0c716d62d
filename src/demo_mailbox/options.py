"""The flags that the mailbox was started with."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """Everything the mailbox needs; nothing else is read from the environment."""

    smtp_port: int
    port: int
    host: str
    state: Path | None
    clock_offset_seconds: float


def options_from(arguments: Sequence[str] | None) -> Options:
    """Parse the command line; argparse ends the process with status 2 when it makes no sense."""
    p = argparse.ArgumentParser(
        prog="demo_mailbox", description="A mailbox that takes every letter and passes none on."
    )
    p.add_argument("--smtp-port", type=int, required=True, help="port that letters are sent to")
    p.add_argument(
        "--port", type=int, required=True, help="port of the page and of the calls that control it"
    )
    p.add_argument("--host", default="127.0.0.1", help="address to listen on")
    p.add_argument("--state", type=Path, help="folder that keeps the letters over a restart")
    p.add_argument("--clock-offset-seconds", type=float, default=0, help="shift of the mailbox's clock")
    a = p.parse_args(arguments)
    return Options(a.smtp_port, a.port, a.host, a.state, a.clock_offset_seconds)
