"""The one question after a visit: shown by its link, answered once by a press (D34)."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt

from entracte import clock
from entracte.bookings.feedback.give import FEWEST, MOST, Question, give_feedback, question_of
from entracte.bookings.feedback.queries import feedback_of
from entracte.bookings.own_link import Opens, asking_of
from entracte.dates_in_words import date_in_words
from entracte.guestpages.answers import bare, guest_page
from entracte.guestpages.by_link import opens_booking
from entracte.visible_text import typed_text

if TYPE_CHECKING:
    from entracte.bookings.models import Booking

LONGEST = 1000
# what the points mean, the best first
MEANINGS = {
    5: gettext_lazy("Very good"),
    4: gettext_lazy("Good"),
    3: gettext_lazy("Fair"),
    2: gettext_lazy("Not good"),
    1: gettext_lazy("Bad"),
}


class CommentField(forms.CharField):
    """Words without what no reader sees; an end of a line counts once, as in the browser."""

    def to_python(self, value: object) -> str:
        """Return the words as they are counted and kept."""
        return typed_text(str(super().to_python(value)).replace("\r\n", "\n"))


class FeedbackForm(forms.Form):
    """How it was, and a few words or none."""

    points = forms.IntegerField(
        min_value=FEWEST,
        max_value=MOST,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            gettext_lazy("Choose one of the five, then send it again."),
        ),
    )
    comment = CommentField(
        max_length=LONGEST,
        required=False,
        error_messages={
            "max_length": gettext_lazy("Shorten it to a thousand letters, then send it again."),
        },
    )


# No token of a form: it would need a cookie. Who has the link may answer, and no other site knows it.
@csrf_exempt
@opens_booking(Opens.FEEDBACK)
def feedback(request: HttpRequest, booking: Booking, token: str) -> HttpResponse:
    """Ask how the visit was, or take the answer; a second answer changes nothing, and is thanked for."""
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, booking, token, form)
    give_feedback(opened=booking, asking=asking_of(token), now=clock.now(), **form.cleaned_data)
    return bare(redirect(reverse("guestpages:feedback", args=[token])))


def _page(request: HttpRequest, booking: Booking, token: str, form: FeedbackForm) -> HttpResponse:
    question = question_of(booking, asking=asking_of(token))
    shown = {
        "token": token,
        "form": form,
        "day": date_in_words(booking.service_date),
        "meanings": MEANINGS.items(),
        "most": MOST,
        "longest": LONGEST,
    }
    if question is Question.WITHDRAWN:
        return guest_page(
            request, "guestpages/question_withdrawn.html", shown, booking=booking, status=HTTPStatus.GONE
        )
    if question is Question.ANSWERED:
        given = feedback_of(booking)
        return guest_page(
            request, "guestpages/feedback_given.html", {**shown, "given": given}, booking=booking
        )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return guest_page(request, "guestpages/feedback.html", shown, booking=booking, status=status)
