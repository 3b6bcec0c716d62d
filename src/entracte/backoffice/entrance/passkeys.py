"""The pages of passkeys: add one, remove one, sign in by one; where the address allows them."""

from __future__ import annotations

from typing import Any

from allauth.account.app_settings import SESSION_COOKIE_AGE
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy

from entracte.backoffice.entrance.second_factor import enter
from entracte.restaurants.sign_in.second_factor import is_last_way_in, lock_account, passkeys_work
from entracte.restaurants.sign_in.tries import TooManyTries, count_passkey

NOT_KNOWN = "That passkey is not known here, or it did not ask who you are. Sign in by e-mail and password."


class AddPasskey(AddWebAuthnView):  # type: ignore[misc]  # allauth has no types
    """Let the browser make a passkey that signs in by itself."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not passkeys_work(request):
            return redirect("mfa_index")
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown: dict[str, Any] = super().get_context_data(**kwargs)
        # allauth asked for any key; the later question is the one that is remembered
        shown["js_data"] = {"creation_options": begin_registration(self.request.user, passwordless=True)}
        return shown | kwargs

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        words = f"Passkey added: {form.cleaned_data['name']}"
        enter(self.request, words, makes_recovery_codes=self.did_generate_recovery_codes)
        return response


class RemovePasskey(RemoveWebAuthnView):  # type: ignore[misc]
    """Ask whether a passkey shall sign in no longer."""

    success_url = reverse_lazy("mfa_index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown: dict[str, Any] = super().get_context_data(**kwargs)
        return {**shown, "is_last_way_in": is_last_way_in(self.object)}

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        lock_account(self.object)
        response: HttpResponse
        if is_last_way_in(self.object):
            response = self.render_to_response(self.get_context_data(), status=409)
            return response
        name = str(self.get_object())
        response = super().form_valid(form)
        enter(self.request, f"Passkey removed: {name}")
        return response


class SignInByPasskey(LoginWebAuthnView):  # type: ignore[misc]
    """Sign in by a passkey alone, which is something one has and a fingerprint, a face or a PIN."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not passkeys_work(request):
            return redirect("account_login")
        try:
            count_passkey(request)
        except TooManyTries:
            return render(request, "429.html", status=429)
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        self.request.session.set_expiry(SESSION_COOKIE_AGE if form.cleaned_data["remember"] else 0)
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        messages.error(self.request, NOT_KNOWN)
        return redirect("account_login")


class AskCode(AuthenticateView):  # type: ignore[misc]
    """Ask for a code or a passkey after the password."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown: dict[str, Any] = super().get_context_data(**kwargs)
        asked = shown["js_data"]["request_options"]["publicKey"]
        has_passkeys = bool(asked.get("allowCredentials"))
        return {**shown, "has_passkeys": has_passkeys, "passkeys_work": passkeys_work(self.request)}


class PasskeyAgain(ReauthenticateWebAuthnView):  # type: ignore[misc]
    """Ask somebody who is signed in for a passkey."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the page again; signed in, one has no business at the sign-in."""
        page: HttpResponse = self.render_to_response(self.get_context_data() | {"is_wrong": True})
        return page
