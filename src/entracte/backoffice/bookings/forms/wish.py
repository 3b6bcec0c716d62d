"""What is pressed where a guest asks for a change: which wish, and the answer."""

from django import forms

from entracte.backoffice.bookings.forms.letter_tick import LetterTick
from entracte.backoffice.house.versioned_form import VersionForm

ACCEPT, DECLINE = "accept", "decline"


class WishForm(VersionForm):
    """The wish that is meant, by its key, and one of the two answers."""

    wish = forms.CharField(max_length=16)
    answer = forms.ChoiceField(choices=[(ACCEPT, "Accept"), (DECLINE, "Decline")])
    write_to_guest = LetterTick()
