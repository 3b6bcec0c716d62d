"""The limit on what anybody may send: the largest form, for there is nothing to upload."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string


class BodyLimit:
    """Middleware: refuses a larger body by its length, before a byte of it is read or kept on a disk.

    Django's own limit leaves out the files of a form, which it would write to the temporary folder.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if int(request.META.get("CONTENT_LENGTH") or 0) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return HttpResponse(render_to_string("413.html"), status=413)
        return self.get_response(request)
