"""The mailbox's two ports: opened, served and closed."""

import asyncio
import contextlib
import signal
import socket
import sys
from collections.abc import Iterator, Sequence

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from demo_mailbox import control
from demo_mailbox.clock import MailboxClock
from demo_mailbox.letters.kept import KeptLetters
from demo_mailbox.mailbox import Mailbox
from demo_mailbox.options import Options, options_from
from demo_mailbox.pages import addresses, rendering
from demo_mailbox.smtp.door import SmtpDoor

MISUSE = 2


class CannotStart(Exception):
    """The mailbox cannot start; the message says why."""


class _Server(uvicorn.Server):
    """The server of the page: signals are the process's, not the server's."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until SIGTERM or SIGINT; return the process's exit status."""
    options = options_from(arguments)
    try:
        mailbox = _mailbox(options)
        # taken once here, so that a taken port ends the start with a clear word
        _listening(options.host, options.smtp_port).close()
        page = _listening(options.host, options.port)
    except CannotStart as error:
        sys.stderr.write(f"demo_mailbox: {error}\n")
        return MISUSE
    asyncio.run(_serve(options, mailbox, page))
    return 0


def _mailbox(options: Options) -> Mailbox:
    letters = KeptLetters(options.state)
    try:
        letters.open()
    except OSError as error:
        raise CannotStart(f"{error.filename}: {error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise CannotStart(f"a letter in {options.state} makes no sense ({error!r})") from error
    return Mailbox(letters, MailboxClock(options.clock_offset_seconds))


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except (OSError, OverflowError) as error:
        listener.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise CannotStart(f"port {port} on {host} cannot be used: {reason}") from error
    return listener


def _page_server(mailbox: Mailbox) -> _Server:
    routes = [*addresses.routes(mailbox), *control.routes(mailbox), Mount("/static", rendering.static())]
    return _Server(
        uvicorn.Config(
            Starlette(routes=routes),
            http="h11",
            ws="none",
            lifespan="off",
            loop="asyncio",
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=1,
        )
    )


async def _serve(options: Options, mailbox: Mailbox, page: socket.socket) -> None:
    door = SmtpDoor(mailbox, lambda: _listening(options.host, options.smtp_port))
    mailbox.when_faults_change = door.open_or_close
    await door.open_or_close()
    server = _page_server(mailbox)
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, setattr, server, "should_exit", True)
    running = asyncio.create_task(server.serve(sockets=[page]))
    while not (server.started or server.should_exit):
        await asyncio.sleep(0.01)
    sys.stdout.write(f"Mailbox ready: http://{options.host}:{options.port}/, SMTP on {options.smtp_port}\n")
    sys.stdout.flush()
    await running
    door.close()
