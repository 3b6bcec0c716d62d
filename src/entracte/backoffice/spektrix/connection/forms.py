"""What is typed about a connection to Spektrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from entracte.backoffice.house.forms import PageForm
from entracte.boxoffice import attributes
from entracte.boxoffice.connections.attribute_choices import AttributeChoices
from entracte.boxoffice.connections.save import USUAL_MINUTES

if TYPE_CHECKING:
    from entracte.boxoffice.models import Connection

ON, OFF = "on", "off"
KEY_HELP = "Empty: made from the name."
CHOICES = (
    *("last_dined_name", "last_dined_key", "last_dined_shape"),
    *("visits_name", "visits_key", "visits_shape"),
)
SAME = ("client_name", "login", "custom_domain", "origin", "watch_only", "sign_in_minutes", *CHOICES)


def _shapes(allowed: tuple[attributes.AttributeShape, ...]) -> list[tuple[str, str]]:
    return [(shape.value, attributes.SHAPE_LABELS[shape]) for shape in allowed]


class ConnectionForm(PageForm):
    """Credentials, addresses and the two attributes. A key that is saved is never sent back to the page."""

    client_name = forms.CharField(
        label="Client name", max_length=80, help_text="As in your Spektrix addresses, in the same case."
    )
    login = forms.CharField(label="API login name", max_length=120)
    api_key = forms.CharField(
        label="API key",
        required=False,
        max_length=400,
        widget=forms.PasswordInput({"autocomplete": "off"}),
    )
    custom_domain = forms.CharField(
        label="Custom domain",
        required=False,
        max_length=200,
        help_text=(
            "Such as https://tickets.example.org. Without it most browsers hide the basket. "
            "A widget on a site with a custom domain of its own names that one."
        ),
    )
    watch_only = forms.BooleanField(
        label="Watch only",
        required=False,
        help_text="Verifies guests and shows what would be written, and writes nothing.",
    )
    sign_in_minutes = forms.IntegerField(
        label="Minutes to sign in",
        initial=USUAL_MINUTES,
        required=False,
        min_value=0,
        help_text=(
            "Many guests sign in at checkout, after they booked a table. "
            "For so long an anonymous basket is asked about again; 0 asks once."
        ),
    )
    last_dined_name = forms.CharField(label="Name", max_length=80, initial=attributes.LAST_DINED_NAME)
    last_dined_key = forms.CharField(label="Key", max_length=120, required=False, help_text=KEY_HELP)
    last_dined_shape = forms.ChoiceField(label="Written as", choices=_shapes(attributes.LAST_DINED_SHAPES))
    visits_name = forms.CharField(label="Name", max_length=80, initial=attributes.VISITS_NAME)
    visits_key = forms.CharField(label="Key", max_length=120, required=False, help_text=KEY_HELP)
    visits_shape = forms.ChoiceField(label="Written as", choices=_shapes(attributes.VISITS_SHAPES))
    test_id = forms.CharField(
        label="Test customer",
        required=False,
        max_length=64,
        help_text="The id of a customer of your own, to see whether both attributes are there. Only read.",
    )
    origin = forms.CharField(
        label="API address",
        required=False,
        max_length=200,
        help_text="Empty: Spektrix’s own. Your custom domain may stand here too.",
    )

    def clean_sign_in_minutes(self) -> int:
        """Return the minutes; as many as usual where the field was left empty."""
        minutes: int | None = self.cleaned_data["sign_in_minutes"]
        return USUAL_MINUTES if minutes is None else minutes

    def choices(self) -> AttributeChoices:
        """Return how the two attributes are called and written."""
        return AttributeChoices(**{name: self.cleaned_data[name] for name in CHOICES})

    def add_connection_errors(self, fields: dict[str, str]) -> None:
        """Put the refusals of the box office at their fields."""
        self.add_errors({FIELDS.get(name, name): sentence for name, sentence in fields.items()})


class SwitchForm(PageForm):
    """Whether the connection is used."""

    to = forms.ChoiceField(choices=[(ON, "Switch on"), (OFF, "Switch off")])


FIELDS = {"test_customer_id": "test_id"}


def connection_as_typed(connection: Connection | None) -> dict[str, object]:
    """Return the values that the form starts with; never the key."""
    if connection is None:
        return {}
    typed = {name: getattr(connection, name) for name in SAME}
    return {**typed, "test_id": connection.test_customer_id}
