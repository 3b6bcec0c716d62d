"""A body that comes in chunks gets its length here; no more is read than a booking needs."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

PREFIX = "/api/widget/v1/"


class MeasuredBodies:
    """WSGI middleware: gives a chunked body of the widget's API its length, which Django needs to read it.

    One byte more than ENTRACTE_LARGEST_BODY_BYTES is read at most; `access` then refuses by the length.
    """

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        is_ours = environ.get("PATH_INFO", "").startswith(PREFIX)
        if is_ours and "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower():
            body = environ["wsgi.input"].read(settings.LARGEST_BODY_BYTES + 1)
            environ["wsgi.input"], environ["CONTENT_LENGTH"] = BytesIO(body), str(len(body))
        return self.application(environ, start_response)
