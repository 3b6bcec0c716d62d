"""What an address asks for, and what a form was sent with: all that is read of either without a form."""

from django.http import HttpRequest

from entracte.visible_text import typed_text

LONGEST = 200


def asked(request: HttpRequest, name: str) -> str:
    """Return what the address says under this name, as it may be looked up or shown; '' for nothing."""
    return typed_text(request.GET.get(name, ""))[:LONGEST].strip()


def all_typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Return each field of a form that was sent, by name and text, ready to be written into a page again."""
    return [(name, typed_text(text)) for name, texts in request.POST.lists() for text in texts]


def pressed(request: HttpRequest, name: str) -> bool:
    """Say whether the form was sent by the button of this name, or with this field."""
    return name in request.POST
