"""How do the simulator's two ports open, and how do they close?"""

import asyncio
import contextlib
import json
import logging
import signal
import socket
import sys
from collections.abc import Iterator, Sequence

import uvicorn
from starlette.types import ASGIApp

from spektrix_simulator import theatre, view
from spektrix_simulator.calls import Calls
from spektrix_simulator.faults import Faults
from spektrix_simulator.gate import Gate
from spektrix_simulator.options import Options, options_from
from spektrix_simulator.steering import Control
from spektrix_simulator.world import open_world

MISUSE = 2
_LAST_SECONDS = 1
_CUT_ON_PURPOSE = "ASGI callable returned without completing response"


class CannotStart(Exception):
    """Something outside stands in the way; the message says what."""


class _Server(uvicorn.Server):
    """One of two servers in a process: signals are the process's, not the server's."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until SIGTERM or SIGINT; return the process's exit status."""
    options = options_from(arguments)
    try:
        control = _control(options)
        servers = _servers(options, control)
    except CannotStart as trouble:
        sys.stderr.write(f"spektrix_simulator: {trouble}\n")
        return MISUSE
    if options.key_was_made:
        _say(f"API key made for this run: {options.key}")
    logging.getLogger("uvicorn.error").addFilter(lambda line: _CUT_ON_PURPOSE not in line.getMessage())
    asyncio.run(_serve(options, servers))
    return 0


def _control(options: Options) -> Control:
    try:
        world = open_world(options)
        calls = Calls(options.calls)
        calls.open()
    except OSError as error:
        raise CannotStart(f"{error.filename}: {error.strerror}") from error
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise CannotStart(f"the state file or the record of calls makes no sense ({error!r})") from error
    faults = Faults(options.faults)
    faults.read_file()
    if faults.trouble:
        raise CannotStart(faults.trouble)
    return Control(world, faults, calls)


def _servers(options: Options, control: Control) -> list[tuple[_Server, socket.socket]]:
    gate = Gate(control.world, control.faults, control.calls)
    apps: list[tuple[int, ASGIApp]] = [(options.port, view.app(control, gate))]
    if options.outer_port is not None:
        apps.append((options.outer_port, theatre.app(control.world)))
    return [(_server(app), _listening(options.host, port)) for port, app in apps]


def _server(app: ASGIApp) -> _Server:
    return _Server(
        uvicorn.Config(
            app,
            http="h11",
            ws="none",
            lifespan="off",
            loop="asyncio",
            log_level="warning",
            access_log=False,
            server_header=False,
            date_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=_LAST_SECONDS,
        )
    )


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(256)
    except (OSError, OverflowError) as error:
        listener.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise CannotStart(f"port {port} on {host} cannot be used: {reason}") from error
    return listener


async def _serve(options: Options, servers: list[tuple[_Server, socket.socket]]) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, _stop, [server for server, _ in servers])
    running = [asyncio.create_task(server.serve(sockets=[listener])) for server, listener in servers]
    while not all(server.started or server.should_exit for server, _ in servers):
        await asyncio.sleep(0.01)
    outer = f", theatre's page {options.outer_origin}/" if options.outer_port is not None else ""
    _say(f"Spektrix simulator ready: http://{options.host}:{options.port}/ (client {options.client}){outer}")
    await asyncio.gather(*running)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _stop(servers: list[_Server]) -> None:
    for server in servers:
        server.should_exit = True
