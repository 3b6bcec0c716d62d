"""The simulator's two ports: opened, served and closed."""

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

from spektrix_simulator.api import Api
from spektrix_simulator.calls.call_log import CallLog
from spektrix_simulator.control_port import port_app
from spektrix_simulator.options import Options, options_from
from spektrix_simulator.pages import theatre
from spektrix_simulator.requested_faults.fault_list import FaultList
from spektrix_simulator.simulation import Simulation
from spektrix_simulator.world.world import open_world

MISUSE = 2
_LAST_SECONDS = 1
_CUT_ON_PURPOSE = "ASGI callable returned without completing response"


class CannotStart(Exception):
    """The simulator cannot start; the message says why."""


class _Server(uvicorn.Server):
    """One of two servers in a process: signals are the process's, not the server's."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until SIGTERM or SIGINT; return the process's exit status."""
    options = options_from(arguments)
    try:
        simulation = _simulation(options)
        servers = _servers(options, simulation)
    except CannotStart as error:
        sys.stderr.write(f"spektrix_simulator: {error}\n")
        return MISUSE
    if options.key_was_made:
        _say(f"API key made for this run: {options.key}")
    logging.getLogger("uvicorn.error").addFilter(lambda line: _CUT_ON_PURPOSE not in line.getMessage())
    asyncio.run(_serve(options, servers))
    return 0


def _simulation(options: Options) -> Simulation:
    try:
        world = open_world(options)
        calls = CallLog(options.calls)
        calls.open()
    except OSError as error:
        raise CannotStart(f"{error.filename}: {error.strerror}") from error
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise CannotStart(f"the state file or the record of calls makes no sense ({error!r})") from error
    faults = FaultList(options.faults)
    faults.read_file()
    if faults.trouble:
        raise CannotStart(faults.trouble)
    return Simulation(world, faults, calls)


def _servers(options: Options, simulation: Simulation) -> list[tuple[_Server, socket.socket]]:
    api = Api(simulation.world, simulation.faults, simulation.calls)
    apps: list[tuple[int, ASGIApp]] = [(options.port, port_app(simulation, api))]
    if options.outer_port is not None:
        apps.append((options.outer_port, theatre.app(simulation.world)))
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
