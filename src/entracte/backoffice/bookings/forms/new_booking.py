"""What is typed when staff take a booking by phone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django import forms
from django.utils.timezone import make_aware

from entracte.backoffice.house.forms import DateField, TimeField, number
from entracte.bookings.actions.book import BookingRequest
from entracte.bookings.typed_booking import TypedBooking
from entracte.mail.queries import letters_are_set_up
from entracte.restaurants import languages

if TYPE_CHECKING:
    from entracte.dining.models import Table
from entracte.backoffice.bookings.forms.letter_tick import LetterTick
from entracte.backoffice.bookings.forms.party import GuestFields, PartyForm
from entracte.backoffice.bookings.forms.service_choice import (
    PickedStart,
    ServiceChoiceForm,
    ServiceField,
    StartField,
)

# A guest agrees to news by their own hand, in the form.
NOT_ASKED = {"news_consent": ""}


class BookForm(GuestFields, ServiceChoiceForm, PartyForm):
    """A booking by phone."""

    date = DateField(label="Date")
    starts_at = StartField(required=False, error_messages={"invalid": "Choose a time."})
    other_time = TimeField(
        label="Another time", required=False, help_text="Between the times above, past a limit."
    )
    service_key = ServiceField(without_choice="The one that has this time")
    requests = forms.CharField(
        label="Asked for", max_length=1000, required=False, widget=forms.Textarea({"rows": 2})
    )
    needs_step_free = forms.BooleanField(label="Step-free", required=False)
    high_chairs = number("High chairs", 0, 20, required=False)
    section = forms.ChoiceField(label="Section", required=False)
    language = forms.ChoiceField(label="Language of letters", required=False)
    write_to_guest = LetterTick("By e-mail, where one is typed: when, where, and a link to change or cancel.")

    field_order = ("party_size", "date")

    def __init__(self, *args: object, tables: Sequence[Table], **kwargs: object) -> None:
        super().__init__(*args, tables=tables, **kwargs)  # type: ignore[arg-type]
        sections = sorted({table.section for table in self.tables.values() if table.section})
        self.fields["section"].choices = [("", "Any"), *((each, each) for each in sections)]  # type: ignore[attr-defined]
        self.fields["language"].choices = [("", "The restaurant’s"), *languages.LANGUAGES]  # type: ignore[attr-defined]

    @property
    def asks_for_language(self) -> bool:
        """Whether there is more than one to choose from."""
        return len(languages.LANGUAGES) > 1

    @property
    def may_write_to_guest(self) -> bool:
        """Whether letters leave this installation at all."""
        return letters_are_set_up()

    def clean(self) -> dict[str, object]:
        typed = super().clean()
        picked, typed["starts_at"] = typed.get("starts_at"), None
        if isinstance(picked, PickedStart):
            typed["starts_at"] = picked.at
            typed["service_key"] = picked.service_key or typed.get("service_key", "")
        day, other_time = typed.get("date"), typed.get("other_time")
        if isinstance(day, date) and isinstance(other_time, time):
            typed["starts_at"] = make_aware(datetime.combine(day, other_time))
        if not typed.get("starts_at") and "starts_at" not in self.errors:
            self.add_error("starts_at", "Choose a time.")
        if not (typed.get("last_name") or typed.get("first_name")):
            self.add_error("last_name", "Write a name.")
        typed["high_chairs"] = typed.get("high_chairs") or 0
        return typed

    def request(self) -> BookingRequest:
        """Return what is to be booked."""
        typed = self.cleaned_data
        return BookingRequest(
            starts_at=typed["starts_at"],
            typed=TypedBooking.of(typed | NOT_ASKED),
            section=typed["section"],
            service_key=typed["service_key"],
        )
