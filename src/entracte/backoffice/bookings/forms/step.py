"""What is pressed on a booking: the step, and which version of the booking the page showed."""

from django import forms

from entracte.backoffice.bookings.forms.letter_tick import LetterTick
from entracte.backoffice.house.versioned_form import VersionForm


class StepForm(VersionForm):
    """One step: a status, a milestone, or a pin."""

    to = forms.CharField(required=False)
    write_to_guest = LetterTick()
