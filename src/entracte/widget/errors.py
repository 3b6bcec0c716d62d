"""What does the widget's API answer when it refuses? One shape, with a code that a program can read."""

from collections.abc import Mapping

from django.http import JsonResponse


class Refusal(Exception):
    """An answer other than the wished one: HTTP status, a machine-readable code, a sentence for people."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        fields: Mapping[str, str] | None = None,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.fields = dict(fields or {})
        self.retry_after = retry_after

    def response(self) -> JsonResponse:
        """Return the refusal as JSON, with Retry-After where waiting helps."""
        body = {"code": self.code, "message": self.message, "fields": self.fields}
        response = JsonResponse(body, status=self.status)
        if self.retry_after is not None:
            response["Retry-After"] = str(self.retry_after)
        return response
