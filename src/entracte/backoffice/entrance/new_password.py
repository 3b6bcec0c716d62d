"""The page of a sign-in link: somebody who could not sign in chooses a new password."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from entracte import clock
from entracte.backoffice.entrance.forms import PasswordForm
from entracte.backoffice.entrance.get_in import get_in, link_over
from entracte.restaurants.sign_in.invitations import LinkOver
from entracte.restaurants.sign_in.sign_in_links import account_of, replace_password, skips_second_factor


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
