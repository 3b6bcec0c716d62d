"""What is typed when the team notes something about a booking."""

from django import forms

from entracte.backoffice.bookings.forms.step import VersionForm

LONGEST_NOTE = 2000


class NoteForm(VersionForm):
    """A note; one that is too long is cut, as its field cuts it."""

    note = forms.CharField(required=False)

    def clean_note(self) -> str:
        """Return the note."""
        return str(self.cleaned_data["note"])[:LONGEST_NOTE].strip()
