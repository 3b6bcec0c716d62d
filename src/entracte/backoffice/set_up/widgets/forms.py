"""What is typed about a widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from entracte.backoffice.house.forms import PageForm
from entracte.boxoffice.connections.addresses import tidy_origin
from entracte.restaurants.languages import LANGUAGES
from entracte.restaurants.origins import LONGEST, NotAnOrigin, origin_as_sent
from entracte.restaurants.widgets import INTEGRATIONS, WidgetSettings

if TYPE_CHECKING:
    from entracte.restaurants.models import Widget

ORIGINS_HELP = "One address a line, such as https://www.example.org. Only these pages may show the widget."
NOT_ORIGINS = {
    NotAnOrigin.WRONG: "“{}” is not a website’s address. Write https:// and the name, no page.",
    NotAnOrigin.PAGE: "“{}” is the address of a page. Write https:// and the name, no page.",
    NotAnOrigin.STAR: "“{}” has a star. Write each website’s own address, one a line.",
    NotAnOrigin.LONG: "“{}” is too long for a website’s address.",
}


class WidgetForm(PageForm):
    """A widget's settings."""

    name = forms.CharField(label="Name", max_length=80, help_text="For your team only.")
    integration = forms.ChoiceField(
        label="Integration",
        choices=INTEGRATIONS,
        help_text="With Spektrix the widget reads the guest’s basket and picks the date of the show.",
    )
    allowed_origins = forms.CharField(
        label="Websites", required=False, widget=forms.Textarea({"rows": 3}), help_text=ORIGINS_HELP
    )
    custom_domain = forms.CharField(
        label="Custom domain",
        required=False,
        max_length=200,
        help_text="Only where this site has another one than the Spektrix page names.",
    )
    accent = forms.RegexField(
        r"^#[0-9a-fA-F]{6}$",
        label="Accent colour",
        initial="#8a1c2b",
        widget=forms.TextInput({"type": "color"}),
        error_messages={"invalid": "Write a colour as # and six hex digits."},
    )
    language = forms.ChoiceField(label="Language", choices=LANGUAGES)
    shows_curtain = forms.BooleanField(
        label="Say how each slot sits with the curtain",
        required=False,
        help_text="Only with Spektrix. Stays in the guest’s browser.",
    )
    shows_other_performances = forms.BooleanField(
        label="Offer the basket’s other performances",
        required=False,
        help_text="Only with Spektrix. Stays in the guest’s browser.",
    )

    def clean_allowed_origins(self) -> list[str]:
        """Return the origins, each once, in their normal form."""
        lines = self.cleaned_data["allowed_origins"].split()
        return list(dict.fromkeys(_origin(line) for line in lines))

    def clean_custom_domain(self) -> str:
        """Return the address where this site has its baskets, in its normal form."""
        origin, wrong = tidy_origin(self.cleaned_data["custom_domain"])
        if wrong:
            raise forms.ValidationError(wrong)
        return origin

    def settings(self) -> WidgetSettings:
        """Return what was typed, ready to be saved."""
        return WidgetSettings(**self.cleaned_data)


class AllowForm(PageForm):
    """The site that is to be allowed, pressed on the widget's page."""

    origin = forms.CharField(max_length=LONGEST)


def widget_as_typed(widget: Widget) -> dict[str, object]:
    """Return the values that the form starts with."""
    typed = {name: getattr(widget, name) for name in WidgetForm.base_fields}
    return {**typed, "allowed_origins": "\n".join(widget.allowed_origins)}


def _origin(text: str) -> str:
    try:
        return origin_as_sent(text)
    except NotAnOrigin as refused:
        raise forms.ValidationError(NOT_ORIGINS[refused.why].format(text)) from None
