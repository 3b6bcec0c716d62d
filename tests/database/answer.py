"""What Django's test client answers, under a name that types may use."""

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse

    Answer: TypeAlias = _MonkeyPatchedWSGIResponse
else:
    from django.http import HttpResponse as Answer

__all__ = ["Answer"]
