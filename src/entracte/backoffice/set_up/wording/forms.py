"""What is typed to say a letter in one's own words, and the booking that it is shown on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError

from entracte.backoffice.house.forms import PageForm
from entracte.bookings.queries import booking_by_code
from entracte.mail.trial.shown import usual_words
from entracte.mail.trial.tried_on import TriedOn, to_try_on
from entracte.mail.wording.fields import GREETING, LONGEST, SUBJECT, TEXT
from entracte.mail.wording.own_words import OwnWords, troubles_of

if TYPE_CHECKING:
    from entracte.backoffice.set_up.wording.shown import WordedLetter
    from entracte.restaurants.models import Restaurant

CODE_HELP = "Its code. Empty: the newest that this letter can speak of."
NO_BOOKING = "No booking of this restaurant has this code."


class LinesField(forms.CharField):
    """Lines of text, with one sign at the end of each: a browser counts it as one and sends it as two."""

    def to_python(self, value: object) -> str:
        text = super().to_python(value) or ""
        return text.replace("\r\n", "\n")


class WordingForm(PageForm):
    """The parts of a letter that a restaurant may say otherwise; an empty one says what is usual."""

    subject = forms.CharField(label="Subject", max_length=LONGEST[SUBJECT], required=False)
    greeting = forms.CharField(label="Greeting", max_length=LONGEST[GREETING], required=False)
    text = LinesField(
        label="Text", max_length=LONGEST[TEXT], required=False, widget=forms.Textarea({"rows": 8})
    )
    booking = forms.CharField(
        label="Show it on the booking", max_length=40, required=False, help_text=CODE_HELP
    )

    def __init__(
        self, *args: object, of: WordedLetter, restaurant: Restaurant, newest: TriedOn, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self._of, self._restaurant, self._newest = of, restaurant, newest
        usual = usual_words(of.kind, of.language, newest)
        self.fields[SUBJECT].help_text = f"Usual: {usual.subject}"
        self.fields[GREETING].help_text = f"Usual: {usual.greeting}"
        self.fields[TEXT].help_text = f"Each line is a paragraph. Usual: {' '.join(usual.paragraphs)}"

    def clean_booking(self) -> TriedOn:
        """Return the booking that the letter is shown on."""
        code = self.cleaned_data["booking"]
        if not code:
            return self._newest
        found = booking_by_code(self._restaurant, code)
        if found is None:
            raise ValidationError(NO_BOOKING)
        return to_try_on(found, self._of.kind)

    def clean(self) -> None:
        """Put what is wrong with a placeholder at its field; the cursor goes to the first that is wrong."""
        self.add_errors(troubles_of(self._of.kind, self.own))
        for name in list(self.errors)[:1]:
            self.fields[name].widget.attrs["autofocus"] = True

    @property
    def own(self) -> OwnWords:
        """What is typed, as far as it was taken; of a form that nobody sent, what is stored."""
        if not self.is_bound:
            return self._of.own
        typed = self.cleaned_data
        return OwnWords(typed.get(SUBJECT, ""), typed.get(GREETING, ""), typed.get(TEXT, ""))

    @property
    def on(self) -> TriedOn:
        """The booking that the letter is shown on."""
        chosen = self.cleaned_data.get("booking") if self.is_bound else None
        return chosen or self._newest
