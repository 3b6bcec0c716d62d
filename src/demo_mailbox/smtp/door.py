"""The port that letters are sent to: open, or closed while the mailbox is away."""

import asyncio
import socket
from collections.abc import Callable

from demo_mailbox.mailbox import Mailbox
from demo_mailbox.smtp.talk import Talk


class SmtpDoor:
    """Listens on a port whenever no fault says that the mailbox is away."""

    def __init__(self, mailbox: Mailbox, listen: Callable[[], socket.socket]) -> None:
        self._mailbox, self._listen = mailbox, listen
        self._server: asyncio.Server | None = None
        self._talks: set[Talk] = set()

    async def open_or_close(self) -> None:
        """Bring the door to what the faults ask for."""
        if self._mailbox.faults.is_away:
            self.close()
        elif self._server is None:
            loop = asyncio.get_running_loop()
            self._server = await loop.create_server(self._begin, sock=self._listen(), backlog=256)

    def close(self) -> None:
        """Listen no more, and end every connection without a word."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for talk in self._talks:
            talk.cut()
        self._talks.clear()

    def _begin(self) -> Talk:
        talk = Talk(self._mailbox)
        self._talks = {one for one in self._talks if one.transport is not None} | {talk}
        return talk
