"""One running mailbox: its letters, its faults, its clock."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from demo_mailbox.clock import MailboxClock
from demo_mailbox.faults import FaultList
from demo_mailbox.letters.kept import KeptLetters


async def _nobody() -> None:
    """Do nothing: no server listens yet."""


@dataclass(slots=True)
class Mailbox:
    """What one mailbox consists of. `when_faults_change` lets the SMTP server go away or come back."""

    letters: KeptLetters
    clock: MailboxClock
    faults: FaultList = field(default_factory=FaultList)
    when_faults_change: Callable[[], Awaitable[None]] = _nobody

    def now(self) -> str:
        """Return the present instant, in ISO 8601."""
        return self.clock.now().isoformat(timespec="milliseconds")
