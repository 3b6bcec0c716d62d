"""The pages on which somebody sets up an authenticator app, takes it away, and gets recovery codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse_lazy

from entracte import clock
from entracte.encryption import Unreadable
from entracte.restaurants.sign_in.entries import factor_changed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from entracte.restaurants.models import Account

MADE = "Recovery codes made"


def enter(request: HttpRequest, words: str, *, makes_recovery_codes: bool = False) -> None:
    """Write into the security log what happened to the second factor of whoever is signed in."""
    happened = [words, *([MADE] if makes_recovery_codes else [])]
    factor_changed(cast("Account", request.user), *happened, at=clock.now())


class SetUpCodes(ActivateTOTPView):  # type: ignore[misc]  # allauth has no types
    """Show the secret of an app, as a picture too, until a code shows that the app has it."""

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        enter(self.request, "Authenticator app added", makes_recovery_codes=self.did_generate_recovery_codes)
        return response


class RemoveCodes(DeactivateTOTPView):  # type: ignore[misc]
    """Ask whether no code shall be asked for any longer."""

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        enter(self.request, "Authenticator app removed")
        return response


class ShowRecoveryCodes(ViewRecoveryCodesView):  # type: ignore[misc]
    """Show the recovery codes that are left; those that no key reads can only be replaced."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response: HttpResponse = super().get(request, *args, **kwargs)
        except Unreadable:
            return redirect("mfa_generate_recovery_codes")
        return response


class MakeRecoveryCodes(GenerateRecoveryCodesView):  # type: ignore[misc]
    """Make ten new recovery codes, which end the old ones."""

    success_url = reverse_lazy("mfa_view_recovery_codes")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        try:
            shown: dict[str, Any] = super().get_context_data(**kwargs)
        except Unreadable:
            return {"form": self.get_form(), "is_unreadable": True}
        return shown

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        enter(self.request, MADE)
        return response
