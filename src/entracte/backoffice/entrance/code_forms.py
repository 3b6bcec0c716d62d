"""The forms of codes: counted like passwords, so that nobody guesses them, and in our own words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from allauth.account.adapter import get_adapter
from allauth.account.forms import ReauthenticateForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as AgainByCode
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms

from entracte.backoffice.house.form_sentences import say_it_plainly
from entracte.encryption import Unreadable
from entracte.restaurants.sign_in.tries import TooManyTries, count_try, count_wrong_code

if TYPE_CHECKING:
    from entracte.restaurants.models import Account

UNREADABLE = (
    "Your second factor cannot be read. Ask whoever runs Entracte to put the old key back into ENTRACTE_KEYS."
)


class CodeForm(AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The code that is asked after the password."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self.fields["code"])

    def clean_code(self) -> str:
        return _counted(self.user, super().clean_code)


class CodeAgainForm(AgainByCode):  # type: ignore[misc]
    """The code of somebody who is signed in and is asked again."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self.fields["code"])

    def clean_code(self) -> str:
        return _counted(self.user, super().clean_code)


class FirstCodeForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an authenticator app, which shows that it has the secret."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self.fields["code"])


class PasswordAgainForm(ReauthenticateForm):  # type: ignore[misc]
    """The password of somebody who is signed in and is asked again."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["password"]
        say_it_plainly(field)
        field.label, field.help_text = "Password", ""
        field.widget = forms.PasswordInput({"autocomplete": "current-password"})


def _in_our_words(field: forms.Field) -> None:
    say_it_plainly(field)
    field.label = "Code"
    field.widget = forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": 20})


def _counted(account: Account, look_at: Callable[[], str]) -> str:
    """Look at a code as at a password: the try is counted before, and taken back where it was right."""
    try:
        usages = count_try(context.request, account.email, of_code=True)
    except TooManyTries:
        raise get_adapter().validation_error("too_many_login_attempts") from None
    try:
        code = look_at()
    except Unreadable:
        raise forms.ValidationError(UNREADABLE) from None
    except forms.ValidationError:
        count_wrong_code(account)
        raise
    for usage in usages:
        usage.rollback()
    return code
