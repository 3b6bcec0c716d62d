"""Who decides when a call may go out, and hears how it ended."""

from typing import Protocol

from entracte.spektrix.errors import SpektrixError


class CallGate(Protocol):
    """What a client asks before each call and says after it."""

    def wait(self) -> None: ...

    def answered(self) -> None: ...

    def failed(self, error: SpektrixError) -> None: ...


class OpenCallGate:
    """A gate that lets everything through."""

    def wait(self) -> None:
        """Let the call go out now."""

    def answered(self) -> None:
        """Keep nothing."""

    def failed(self, error: SpektrixError) -> None:
        """Keep nothing."""
