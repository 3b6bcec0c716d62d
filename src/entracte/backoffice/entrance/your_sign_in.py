"""The page "Your sign-in": the password, the second factor, and where one is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from entracte import clock
from entracte.backoffice.entrance.forms import EndForm
from entracte.restaurants.queries import membership
from entracte.restaurants.sign_in.second_factor import factors_of, lacks_second_factor
from entracte.restaurants.sign_in.sessions import end_sessions, sessions_of

if TYPE_CHECKING:
    from entracte.restaurants.models import Account


@login_required
@never_cache
@require_safe
def your_sign_in(request: HttpRequest) -> HttpResponse:
    """Show what the account signs in with; each part has its own page to change it."""
    account = cast("Account", request.user)
    sessions = sessions_of(account, here=request.session.session_key)
    shown = {
        "factors": factors_of(account),
        "sessions": sessions,
        "has_password": account.has_usable_password(),
    }
    return render(request, "entrance/your_sign_in.html", shown)


@login_required
@require_POST
def end_session(request: HttpRequest) -> HttpResponse:
    """End another session of this account, or all others."""
    form, account = EndForm(request.POST), cast("Account", request.user)
    if form.is_valid():
        here, number = request.session.session_key, form.cleaned_data["session"]
        ended = end_sessions(account, here=here, number=number, at=clock.now())
        messages.success(request, f"Signed out in {ended} place{'' if ended == 1 else 's'}.")
    return redirect("mfa_index")


@login_required
@never_cache
@require_safe
def second_factor_first(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that this restaurant asks for a second factor before anything else of it."""
    account = cast("Account", request.user)
    member = membership(account, slug)
    if member is None:
        raise Http404
    if not lacks_second_factor(member, account):
        return redirect("backoffice:tonight", slug)
    return render(request, "entrance/second_factor_first.html", {"restaurant": member.restaurant})
