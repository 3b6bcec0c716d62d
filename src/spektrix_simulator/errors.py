"""The error of a call that cannot be served."""


class CallRefused(Exception):
    """A call that cannot be served; it becomes a JSON body with a message."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
