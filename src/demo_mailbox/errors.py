"""What the mailbox answers when it cannot do what a call asks."""


class CallRefused(Exception):
    """A call over HTTP cannot be carried out; `message` says why."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message
