"""Choose a password by a sign-in link, or, signed in by a passkey, a first one."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from allauth.account.internal.flows.password_change import change_password, finalize_password_set
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from entracte import clock
from entracte.backoffice.entrance.forms import PasswordForm
from entracte.backoffice.entrance.get_in import get_in, link_over
from entracte.restaurants.sign_in.invitations import LinkOver
from entracte.restaurants.sign_in.lately import signed_in_lately
from entracte.restaurants.sign_in.sign_in_links import account_of, replace_password, skips_second_factor

if TYPE_CHECKING:
    from entracte.restaurants.models import Account


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def new_password(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the new password; only sending the form uses the link up."""
    try:
        account = account_of(token, clock.now())
        form = PasswordForm(request.POST or None, email=account.email)
        if not form.is_valid():
            status = 422 if form.is_bound else 200
            shown = {"form": form, "account": account}
            return render(request, "entrance/new_password.html", shown, status=status)
        skips = skips_second_factor(token, clock.now())
        account = replace_password(token=token, password=form.cleaned_data["password"], now=clock.now())
    except LinkOver:
        return link_over(request)
    # whoever was signed in at this browser makes room for the opener of the link
    logout(request)
    return get_in(request, account, reverse("backoffice:restaurants"), skips_second_factor=skips)


@login_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def set_password(request: HttpRequest) -> HttpResponse:
    """Give an account a password that had none, because its owner joined by a passkey."""
    account = cast("Account", request.user)
    if account.has_usable_password():
        return redirect("account_change_password")
    if not signed_in_lately(request):
        # allauth would keep the form meanwhile, and so write the password into the session
        return redirect(f"{reverse('account_reauthenticate')}?next={request.path}")
    form = PasswordForm(request.POST or None, email=account.email)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "account/password_set.html", {"form": form}, status=status)
    with transaction.atomic():
        change_password(account, form.cleaned_data["password"])
    finalize_password_set(request, account)
    return redirect("mfa_index")
