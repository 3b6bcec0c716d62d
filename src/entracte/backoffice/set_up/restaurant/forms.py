"""What is typed about a restaurant, and about how it takes bookings."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from django import forms
from django.core.validators import URLValidator

from entracte.backoffice.house.forms import number
from entracte.backoffice.set_up.restaurant.opening_hours import OpeningHoursForm
from entracte.restaurants.choices import USUAL_NEWS_WORDING
from entracte.restaurants.details import Details

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant
    from entracte.restaurants.opening_hours.week import Week

NO_PAGE = "Write the address of a page, such as https://www.example.org/privacy."
LOCALES = (
    ("en-GB", "English (United Kingdom)"),
    ("en-IE", "English (Ireland)"),
    ("en-US", "English (United States)"),
    ("en-CA", "English (Canada)"),
    ("en-AU", "English (Australia)"),
    ("fr-FR", "French"),
    ("de-DE", "German"),
    ("nl-NL", "Dutch"),
    ("es-ES", "Spanish"),
    ("it-IT", "Italian"),
)


class RestaurantForm(OpeningHoursForm):
    """The restaurant's details and rules."""

    name = forms.CharField(label="Name", max_length=120)
    address = forms.CharField(label="Address", required=False, widget=forms.Textarea({"rows": 3}))
    phone = forms.CharField(label="Phone", max_length=32, required=False)
    country = forms.RegexField(
        r"^[A-Z]{2}$",
        label="Country",
        help_text="Two letters, such as GB. Phone numbers without +44 are read as this country’s.",
        error_messages={"invalid": "Write two capitals, such as GB."},
    )
    time_zone = forms.ChoiceField(label="Time zone")
    currency = forms.RegexField(
        r"^[A-Z]{3}$",
        label="Currency",
        help_text="Three letters, such as GBP.",
        error_messages={"invalid": "Write three capitals, such as GBP."},
    )
    locale = forms.ChoiceField(label="Dates are written in", choices=LOCALES)
    confirms_by_hand = forms.BooleanField(
        label="Confirm every booking by hand",
        required=False,
        help_text="Bookings from the widget start as To confirm, and hold their table meanwhile.",
    )
    deposit_from_party = number(
        "Deposit from a party of",
        1,
        500,
        required=False,
        help_text="They start as Deposit due, and the guest hears that you will be in touch. Empty: never.",
    )

    guests_cancel = forms.BooleanField(
        label="Guests may cancel by the link of their booking",
        required=False,
        help_text="The table is free at once, and for a minute the guest may take it back.",
    )
    cancel_hours = number(
        "Until so many hours before",
        0,
        500,
        required=False,
        help_text="Later the page asks them to call. Empty: until the booking begins.",
    )
    guests_change = forms.BooleanField(
        label="Guests may change date, time and party by the link",
        required=False,
        help_text="To what the form would offer them. Where it needs a person, they may ask for it.",
    )
    change_hours = number(
        "Until so many hours before",
        0,
        500,
        required=False,
        help_text="Before the time that they have. Empty: until the booking begins.",
    )
    change_largest = number(
        "Up to a party of", 1, 500, required=False, help_text="Empty: as many as the booking form takes."
    )
    wish_hours = number(
        "What needs a person waits for hours",
        0,
        500,
        required=False,
        help_text="So long its tables are kept, until you accept or decline. Empty or 0: they call you.",
    )

    reminder_hours = number(
        "Reminder so many hours before",
        0,
        168,
        required=False,
        help_text="A letter to who has a confirmed booking. Empty: the day before at 10:00. 0: no reminder.",
    )

    privacy_sentence = forms.CharField(
        label="Privacy sentence",
        max_length=300,
        required=False,
        help_text="Guests read it at the button that books. Empty: “We use what you write here for your "
        "booking only, allergies too.”",
    )
    privacy_link = forms.URLField(
        label="Privacy page",
        max_length=300,
        required=False,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"], message=NO_PAGE)],
        help_text="The address of your own page about privacy. It is opened beside the form.",
        error_messages={"invalid": NO_PAGE},
    )

    reply_to = forms.EmailField(
        label="Answers to letters go to",
        required=False,
        help_text="An e-mail address of yours that somebody reads. Empty: guests who answer reach nobody.",
    )

    asks_for_news = forms.BooleanField(
        label="Ask guests whether they want news",
        required=False,
        help_text="A tick in the form, empty until the guest ticks it. Their page says what they agreed to.",
    )
    news_wording = forms.CharField(
        label="Words at the tick",
        max_length=300,
        required=False,
        help_text=f"They are kept with the booking as the guest read them. Empty: “{USUAL_NEWS_WORDING}”",
    )
    needs_second_factor = forms.BooleanField(
        label="Owners and managers need a second factor",
        required=False,
        help_text="An authenticator app or a passkey. Whoever has none, you too, sets one up first.",
    )

    def __init__(self, *args: object, week: Week, **kwargs: object) -> None:
        super().__init__(*args, week=week, **kwargs)
        zones = [(name, name.replace("_", " ")) for name in sorted(available_timezones()) if "/" in name]
        self.fields["time_zone"].choices = zones  # type: ignore[attr-defined]

    def clean_cancel_hours(self) -> int:
        """Take an empty field for none."""
        return self.cleaned_data["cancel_hours"] or 0

    def clean_change_hours(self) -> int:
        """Take an empty field for none."""
        return self.cleaned_data["change_hours"] or 0

    def clean_wish_hours(self) -> int:
        """Take an empty field for none."""
        return self.cleaned_data["wish_hours"] or 0

    def details(self) -> Details:
        """Return what was typed, ready to be saved."""
        return Details(**{name: self.cleaned_data[name] for name in self.base_fields})


def as_typed(restaurant: Restaurant, form: type[OpeningHoursForm]) -> dict[str, object]:
    """Return the values that this form starts with."""
    return {name: getattr(restaurant, name) for name in form.base_fields}
