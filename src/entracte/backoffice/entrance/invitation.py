"""The page of an invitation's link: who opens it chooses a password, or signs in, and says yes."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from entracte import clock
from entracte.backoffice.entrance.forms import NewAccountForm
from entracte.backoffice.entrance.get_in import get_in, link_over
from entracte.restaurants.sign_in.invitations import (
    ForSomebodyElse,
    HasAccount,
    LinkOver,
    accept,
    has_account,
    invitation_of,
    join,
)

if TYPE_CHECKING:
    from entracte.restaurants.models import Account, Invitation


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whoever opened the link; only sending the form uses the link up."""
    try:
        found = invitation_of(token, clock.now())
        if request.user.is_authenticated:
            return _of_an_account(request, token, found)
        if has_account(found):
            return invitation_page(request, "sign_in_first", found)
        return _of_a_stranger(request, token, found)
    except LinkOver:
        return link_over(request)


def _of_an_account(request: HttpRequest, token: str, found: Invitation) -> HttpResponse:
    account = cast("Account", request.user)
    if request.method != "POST" and found.email == account.email:
        return invitation_page(request, "say_yes", found)
    try:
        if request.method != "POST":
            raise ForSomebodyElse
        member = accept(token=token, account=account, now=clock.now())
    except ForSomebodyElse:
        return invitation_page(request, "for_somebody_else", found)
    return get_in(request, account, book_of(member.restaurant.slug))


def _of_a_stranger(request: HttpRequest, token: str, found: Invitation) -> HttpResponse:
    form = NewAccountForm(request.POST or None, email=found.email)
    if not form.is_valid():
        form.fields["name"].initial = found.name
        return invitation_page(request, "new_account", found, form=form, status=422 if form.is_bound else 200)
    name, password = form.cleaned_data["name"], form.cleaned_data["password"]
    try:
        member = join(token=token, name=name, password=password, now=clock.now())
    except HasAccount:
        return invitation_page(request, "sign_in_first", found)
    return get_in(request, member.account, book_of(member.restaurant.slug))


def book_of(slug: str) -> str:
    """Return where whoever joined this restaurant's team begins."""
    return reverse("backoffice:tonight", args=[slug])


def invitation_page(
    request: HttpRequest, name: str, found: Invitation, *, status: int = 200, **context: object
) -> HttpResponse:
    """Show a page about an invitation, by its own address or that of its passkey."""
    token = request.resolver_match.kwargs["token"] if request.resolver_match else ""
    context = {"invitation": found, "token": token, "path": reverse("invitation", args=[token]), **context}
    return render(request, f"entrance/{name}.html", context, status=status)
