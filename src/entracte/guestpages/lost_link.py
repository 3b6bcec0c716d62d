"""Somebody lost the link of their booking: everybody reads the same answer, and a letter may follow it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import forms
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt

from entracte import clock
from entracte.guestpages.answers import strangers_page
from entracte.mail.asked_for.lost_link import write_links_again
from entracte.restaurants.addresses import masked_address

ASKED_AN_HOUR = 10
HOUR = timedelta(hours=1)


class LostLinkForm(forms.Form):
    """The e-mail with which the table was booked."""

    email = forms.EmailField(
        label=gettext_lazy("Your e-mail"),
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Type the e-mail with which you booked."),
            "invalid": gettext_lazy("Type the whole address, such as name@example.org."),
        },
    )


class LettersAfterwards(HttpResponse):
    """An answer after which the letters are written, so that its time says nothing of an address."""

    email = ""
    asked_at: datetime

    def close(self) -> None:
        """Write the letters once the guest has the page."""
        if self.email:
            email, self.email = self.email, ""
            write_links_again(email, at=self.asked_at)
        super().close()


@csrf_exempt
def lost_link(request: HttpRequest) -> HttpResponse:
    """Ask for the e-mail, and write the links of its bookings to it."""
    form = LostLinkForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return strangers_page(request, "guestpages/lost_link.html", {"form": form})
    now, answer = clock.now(), LettersAfterwards()
    if _may_ask(request, now):
        answer.email, answer.asked_at = form.cleaned_data["email"], now
    return strangers_page(request, "guestpages/lost_link_sent.html", {}, answer=answer)


def _may_ask(request: HttpRequest, now: datetime) -> bool:
    """Count the asking of this network address in this hour; who asks too often reads the same answer."""
    key = f"lost-link:{masked_address(request)}:{now:%Y%m%d%H}"
    cache.add(key, 0, HOUR.total_seconds())
    return cache.incr(key) <= ASKED_AN_HOUR
