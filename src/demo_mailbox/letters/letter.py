"""One letter as it came in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter with its envelope. `source` is every byte of it, one character each (Latin-1).

    `at` is when it came, in ISO 8601.
    """

    number: int
    at: str
    sender: str
    recipients: tuple[str, ...]
    source: str

    @property
    def raw(self) -> bytes:
        return self.source.encode("latin-1")
