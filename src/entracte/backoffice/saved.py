"""What is said after something that the restaurant seats by was saved?"""

from django.http import HttpRequest, HttpResponse

from entracte.backoffice.access import Desk
from entracte.backoffice.pages import done


def saved(request: HttpRequest, desk: Desk, sentence: str, name: str, *args: str) -> HttpResponse:
    """Say what was saved on the page that follows."""
    return done(request, sentence, desk, name, *args)
