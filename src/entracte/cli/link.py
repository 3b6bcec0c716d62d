"""The address of a link that a command prints, to be handed over."""


def link_to(page: str, token: str) -> str:
    """Return where a browser opens this page of the entrance; Django is set up."""
    from django.conf import settings
    from django.urls import reverse

    return str(settings.PUBLIC_URL) + reverse(page, args=[token])
