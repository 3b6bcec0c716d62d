"""What an address asks for, and which button sent a form: all that is read of either without a form."""

from django.http import HttpRequest

from entracte.visible_text import typed_text

LONGEST = 200


def asked(request: HttpRequest, name: str) -> str:
    """Return what the address says under this name, as it may be looked up or shown; '' for nothing."""
    return typed_text(request.GET.get(name, ""))[:LONGEST].strip()


def pressed(request: HttpRequest, name: str) -> bool:
    """Say whether the form was sent by the button of this name, or with this field."""
    return name in request.POST
