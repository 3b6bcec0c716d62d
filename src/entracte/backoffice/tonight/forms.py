"""What is typed when a walk-in is seated."""

from entracte.backoffice.bookings.forms.party import GuestFields, PartyForm
from entracte.backoffice.house.forms import number
from entracte.bookings.typed_booking import UNASKED, TypedBooking


class WalkInForm(GuestFields, PartyForm):
    """A party that stands at the door; names may stay empty."""

    minutes = number("Minutes at the table", 15, 720, required=False, help_text="Empty: the usual turn.")

    def typed(self) -> TypedBooking:
        """Return who comes; at the door nothing else is asked."""
        return TypedBooking.of({**self.cleaned_data, **UNASKED})
