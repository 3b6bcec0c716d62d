"""The tab Feedback of Guests: what guests answered after their visits, the newest first."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from entracte.backoffice.house.access import Desk, open_to
from entracte.backoffice.house.answers import page
from entracte.backoffice.house.asked import asked
from entracte.bookings.feedback.queries import newest_feedback
from entracte.restaurants.roles import Right

SHOWN = 30
LAST_PAGE = 9999
# by what the address says: the words of the choice, and the points that are shown
CHOICES = {
    "": ("Everything", (1, 2, 3, 4, 5)),
    "low": ("3 of 5 and under", (1, 2, 3)),
    "5": ("5 of 5", (5,)),
    "4": ("4 of 5", (4,)),
    "3": ("3 of 5", (3,)),
    "2": ("2 of 5", (2,)),
    "1": ("1 of 5", (1,)),
}


@require_safe
@open_to(Right.SEE_GUESTS)
def feedback(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Thirty answers a page, all or those with so many points."""
    wanted = asked(request, "points")
    wanted = wanted if wanted in CHOICES else ""
    number = _number(asked(request, "page"))
    found = newest_feedback(
        desk.restaurant, points=CHOICES[wanted][1], first=(number - 1) * SHOWN, count=SHOWN + 1
    )
    return page(
        request,
        desk,
        "guests/feedback/feedback.html",
        rail_page="guests",
        tab="feedback",
        lines=found[:SHOWN],
        choices=[(value, label) for value, (label, _) in CHOICES.items()],
        wanted=wanted,
        kept=urlencode({"points": wanted} if wanted else {}),
        number=number,
        has_more=len(found) > SHOWN,
    )


def _number(text: str) -> int:
    return min(max(int(text), 1), LAST_PAGE) if text.isascii() and text.isdecimal() and len(text) < 6 else 1
