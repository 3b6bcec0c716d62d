"""The forms that a browser fills in with what a passkey signed."""

from collections.abc import Callable
from functools import partial
from typing import Any

from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from fido2.utils import websafe_decode, websafe_encode

from entracte.visible_text import typed_text

# what the parser of a library raises for a text that no browser sends
NO_PASSKEY = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
PUBLIC_KEY = "public-key"
NAMED = "Such as: my phone, key of the office."
LONGEST_NAME, LONGEST_OWN_NAME = 60, 120
NONE_SENT = "The browser sent no passkey. Try once more."
NOT_TAKEN = "This passkey was not taken: it was too late, or is another one. Try once more."


class CredentialField(forms.JSONField):
    """What the browser writes, never a person."""

    default_error_messages = {"required": NONE_SENT, "invalid": NONE_SENT}
    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except RecursionError:
            raise forms.ValidationError(NONE_SENT) from None


class NewPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A passkey that signs in by itself, so it asks for a fingerprint, a face or a PIN; and its name."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("passwordless", None)
        self.fields["credential"] = CredentialField()
        # a name is never refused: by then the passkey is made, and would be of no use
        shortest = forms.TextInput({"maxlength": LONGEST_NAME})
        self.fields["name"] = forms.CharField(label="Name", required=False, help_text=NAMED, widget=shortest)
        self.initial.pop("name", None)

    def clean_name(self) -> str:
        return typed_text(str(self.cleaned_data["name"]))[:LONGEST_NAME].strip() or "Passkey"

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["passwordless"] = True
        cleaned = _looked_at(super().clean)
        if isinstance(cleaned.get("credential"), dict):
            cleaned["credential"] = _looked_at(partial(_kept, cleaned["credential"]))
        return dict(cleaned)


class FirstPasskeyForm(NewPasskeyForm):
    """The passkey of somebody who joins a team by it, and their own name, cut where it is too long."""

    own_name = forms.CharField(required=False)

    def clean_own_name(self) -> str:
        return typed_text(str(self.cleaned_data["own_name"]))[:LONGEST_OWN_NAME].strip()


class PasskeyForm(AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey in place of a code, after the password."""

    credential = CredentialField()

    def clean_credential(self) -> Any:
        return _looked_at(super().clean_credential)


class PasskeyAgainForm(ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey of somebody who is signed in and is asked again."""

    credential = CredentialField()

    def clean_credential(self) -> Any:
        return _looked_at(super().clean_credential)


class PasskeySignInForm(LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey in place of e-mail and password."""

    credential = CredentialField()
    remember = forms.BooleanField(required=False)

    def clean_credential(self) -> Any:
        return _looked_at(super().clean_credential)


def _looked_at(look: Callable[[], Any]) -> Any:
    try:
        return look()
    except (forms.ValidationError, *NO_PASSKEY):
        raise forms.ValidationError(NOT_TAKEN) from None


def _kept(credential: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not needed to know the passkey again, whatever else the browser sent."""
    response = credential["response"]
    is_found_by_itself = credential.get("clientExtensionResults", {}).get("credProps", {}).get("rk")
    if credential["type"] != PUBLIC_KEY:
        raise ValueError(credential["type"])
    return {
        "type": PUBLIC_KEY,
        **{name: _plain(credential[name]) for name in ("id", "rawId")},
        "response": {name: _plain(response[name]) for name in ("clientDataJSON", "attestationObject")},
        "clientExtensionResults": {"credProps": {"rk": bool(is_found_by_itself)}},
    }


def _plain(text: str) -> str:
    """Write the bytes anew: reading them passes over letters that do not belong there, such as a NUL."""
    return websafe_encode(websafe_decode(text))
