"""What the pages of links share: a person gets in, or hears that the link is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from entracte.restaurants.sign_in.adapter import SKIPS

if TYPE_CHECKING:
    from entracte.restaurants.models import Account


def get_in(
    request: HttpRequest, account: Account, path: str, *, skips_second_factor: bool = False
) -> HttpResponse:
    """Lead to this page; a person who is not signed in yet passes all that a sign-in asks for."""
    if request.user.is_authenticated:
        return redirect(path)
    # who chose a password a moment ago is not asked for it again at once
    record_authentication(request, account, method="password")
    setattr(request, SKIPS, skips_second_factor)
    answer: HttpResponse = perform_login(request, account, email_verification="none", redirect_url=path)
    return answer


def link_over(request: HttpRequest) -> HttpResponse:
    """Say that the link is no longer good, whatever the reason; there was none, or it is over."""
    return render(request, "entrance/link_over.html", status=404)
