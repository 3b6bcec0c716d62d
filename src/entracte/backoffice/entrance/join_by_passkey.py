"""The address behind "Use a passkey instead" on an invitation's page: what to make, then what was made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import get_adapter
from allauth.account.models import Login
from allauth.mfa.webauthn.internal.auth import begin_registration, clear_state, get_state
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from entracte import clock
from entracte.backoffice.entrance.forms import NewAccountForm
from entracte.backoffice.entrance.get_in import link_over
from entracte.backoffice.entrance.invitation import book_of, invitation_page
from entracte.backoffice.entrance.passkey_forms import FirstPasskeyForm
from entracte.restaurants.sign_in import first_passkey
from entracte.restaurants.sign_in.invitations import HasAccount, LinkOver, has_account, invitation_of
from entracte.restaurants.sign_in.second_factor import passkeys_work
from entracte.restaurants.sign_in.tokens import digest_of
from entracte.restaurants.sign_in.tries import TooManyTries, count_passkey

if TYPE_CHECKING:
    from entracte.restaurants.models import Invitation

# in the session, beside the challenge: for which link it is, and which number the account will have
BEGUN = "entracte.join_by_passkey"


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def join_by_passkey(request: HttpRequest, token: str) -> HttpResponse:
    """Say to a script which passkey to make; sending it joins the team and uses the link up."""
    if request.user.is_authenticated or not passkeys_work(request):
        return redirect("invitation", token)
    try:
        count_passkey(request)
        found = invitation_of(token, clock.now())
        if has_account(found):
            return redirect("invitation", token)
        return (_joined if request.method == "POST" else _begun)(request, token, found)
    except TooManyTries:
        return render(request, "429.html", status=429)
    except LinkOver:
        return link_over(request)


def _begun(request: HttpRequest, token: str, found: Invitation) -> HttpResponse:
    if not get_adapter().is_ajax(request):
        return redirect("invitation", token)
    account = first_passkey.account_to_come(found, first_passkey.next_number(found))
    options = begin_registration(account, passwordless=True)
    begun = {"link": digest_of(token), "number": account.pk, "challenge": _challenge()}
    request.session[BEGUN] = begun
    return JsonResponse({"creation_options": options})


def _joined(request: HttpRequest, token: str, found: Invitation) -> HttpResponse:
    begun = request.session.pop(BEGUN, {})
    is_for_this = begun.get("link") == digest_of(token) and begun.get("challenge") == _challenge()
    form = FirstPasskeyForm(request.POST, user=first_passkey.account_to_come(found, begun.get("number")))
    is_good = form.is_valid() and is_for_this
    # a challenge serves once, also where what came for it was refused
    clear_state()
    if not is_good:
        shown = NewAccountForm(email=found.email)
        shown.fields["name"].initial = form.cleaned_data.get("own_name") or found.name
        return invitation_page(request, "new_account", found, form=shown, is_refused=True, status=422)
    try:
        return _let_in(request, token, begun["number"], form.cleaned_data)
    except HasAccount:
        return invitation_page(request, "sign_in_first", found)


def _let_in(request: HttpRequest, token: str, number: int, cleaned: dict[str, Any]) -> HttpResponse:
    passkey = first_passkey.FirstPasskey(number, name=cleaned["name"], credential=cleaned["credential"])
    member, kept = first_passkey.join_by_passkey(
        token=token, name=cleaned["own_name"], passkey=passkey, now=clock.now()
    )
    login = Login(user=member.account, redirect_url=book_of(member.restaurant.slug))
    answer: HttpResponse = perform_passwordless_login(request, kept, login)
    return answer


def _challenge() -> object:
    return (get_state() or {}).get("challenge")
