"""What is typed by somebody who chooses a password."""

from django import forms
from django.core.exceptions import ValidationError

from entracte.backoffice.house.forms import EmailField, PageForm
from entracte.restaurants.sign_in.password_rules import refuse_weak
from entracte.visible_text import visible

NOT_THE_SAME = "The two passwords are not the same."


class PasswordForm(forms.Form):
    """A new password, typed twice."""

    password = forms.CharField(
        label="Password",
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="At least ten characters. Three words that only you would put together do well.",
    )
    again = forms.CharField(
        label="Password, once more",
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, data: object = None, *, email: str) -> None:
        super().__init__(data, label_suffix="")  # type: ignore[arg-type]
        self._email = email

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        refuse_weak(password, email=self._email)
        return password

    def clean_again(self) -> str:
        again = str(self.cleaned_data["again"])
        if "password" in self.cleaned_data and again != self.cleaned_data["password"]:
            raise ValidationError(NOT_THE_SAME)
        return again


class EndForm(PageForm):
    """Which session is to be ended, or that all others are."""

    session = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    others = forms.BooleanField(required=False)

    def clean(self) -> dict[str, object]:
        chosen = self.cleaned_data
        if bool(chosen.get("others")) == bool(chosen.get("session")):
            raise ValidationError("Choose where to sign out.")
        return chosen


class ForgottenForm(PageForm):
    """The e-mail of somebody who cannot sign in."""

    email = EmailField(
        label="E-mail", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )


class NewAccountForm(PasswordForm):
    """A name and a password for an account of one's own."""

    name = forms.CharField(label="Name", max_length=120, required=False)
    field_order = ("name", "password", "again")

    def clean_name(self) -> str:
        return visible(str(self.cleaned_data["name"]))
