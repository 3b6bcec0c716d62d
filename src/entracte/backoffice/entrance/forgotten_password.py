"""Somebody forgot their password: everybody reads the same answer, and a letter may follow it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entracte import clock
from entracte.backoffice.entrance.forms import ForgottenForm
from entracte.mail.queries import letters_are_set_up
from entracte.mail.to_staff.own_sign_in import write_sign_in_link
from entracte.restaurants.addresses import masked_address

ASKED_AN_HOUR = 10
HOUR = timedelta(hours=1)


class LinkAfterwards(HttpResponse):
    """An answer after which the letter is written, so that its time says nothing of an address."""

    email = ""
    asked_at: datetime

    def close(self) -> None:
        """Write the letter once the page has gone out."""
        if self.email:
            email, self.email = self.email, ""
            write_sign_in_link(email, at=self.asked_at)
        super().close()


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten_password(request: HttpRequest) -> HttpResponse:
    """Ask for the e-mail, and let a letter bring a link to it; without a mail server say whom to ask."""
    are_set_up = letters_are_set_up()
    form = ForgottenForm(request.POST if request.method == "POST" and are_set_up else None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        shown = {"form": form, "are_set_up": are_set_up}
        return render(request, "account/password_reset.html", shown, status=status)
    now, page = clock.now(), render(request, "entrance/link_sent.html")
    answer = LinkAfterwards(page.content)
    if _may_ask(request, now):
        answer.email, answer.asked_at = form.cleaned_data["email"], now
    return answer


def _may_ask(request: HttpRequest, now: datetime) -> bool:
    """Count the asking of this network address in this hour; who asks too often reads the same answer."""
    key = f"forgotten-password:{masked_address(request)}:{now:%Y%m%d%H}"
    cache.add(key, 0, HOUR.total_seconds())
    return cache.incr(key) <= ASKED_AN_HOUR
