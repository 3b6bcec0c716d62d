"""The form that all forms of the back office are made from, and their fields."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.datastructures import MultiValueDict

from entracte.backoffice.house.form_sentences import say_it_plainly, sentence_of
from entracte.dining.new_rows import KEPT_FOR
from entracte.guests.reachable import UNREACHABLE, is_reachable
from entracte.visible_text import typed_text

# No restaurant plans beyond these; a date at the end of the calendar has no day after it.
FIRST_YEAR, LAST_YEAR = 1970, 2200
KEPT_FOR_HELP = "Not online: guests cannot book it themselves. Walk-ins: not offered ahead."


class PageForm(forms.Form):
    """A form without colons, whose errors may also come from an action.

    What nobody sees is left out of all that was typed, before anything is asked of it.
    """

    # what is said where the database has the name already; empty where names may be the same
    name_taken = ""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.data = _seen(self.data)

    def full_clean(self) -> None:
        """Look at what was typed; each field, of the class or added since, then speaks our sentences."""
        for field in self.fields.values():
            say_it_plainly(field)
        super().full_clean()

    def add_errors(self, fields: Mapping[str, str]) -> None:
        """Put an action's refusals at their fields; one without a field stands above the form."""
        for name, sentence in fields.items():
            self.add_error(name if name in self.fields else None, sentence)

    def add_errors_of(self, refused: ValidationError) -> None:
        """Put what an action refused at its fields, one sentence a field."""
        fields = {name: sentence_of(errors[0]) for name, errors in refused.error_dict.items()}
        is_name_taken = NON_FIELD_ERRORS in fields and self.name_taken
        self.add_errors({"name": self.name_taken} if is_name_taken else fields)


class DateField(forms.DateField):
    """A date as browsers send it."""

    def __init__(self, *, label: str, help_text: str = "", required: bool = True) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=required,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            input_formats=["%Y-%m-%d"],
        )

    def clean(self, value: object) -> date | None:
        typed: date | None = super().clean(value)
        if typed is not None and not FIRST_YEAR <= typed.year <= LAST_YEAR:
            raise ValidationError("Choose a date near today.")
        return typed


class TimeField(forms.TimeField):
    """A wall time as browsers send it."""

    def __init__(self, *, label: str, help_text: str = "", required: bool = True) -> None:
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        super().__init__(
            label=label,
            help_text=help_text,
            required=required,
            widget=widget,
            input_formats=["%H:%M", "%H:%M:%S"],
        )


class EmailField(forms.EmailField):
    """An e-mail address that mail can reach."""

    def clean(self, value: object) -> str:
        email: str = super().clean(value)
        if email and not is_reachable(email):
            raise ValidationError(UNREACHABLE)
        return email


def number(label: str, low: int, high: int, **kwargs: object) -> forms.IntegerField:
    """Return a field for a whole number between two bounds."""
    return forms.IntegerField(label=label, min_value=low, max_value=high, **kwargs)  # type: ignore[arg-type]


def kept_for() -> forms.ChoiceField:
    """Return the field that says for whom a table or a combination is kept; left out, for everybody."""
    return forms.ChoiceField(label="Kept for", choices=KEPT_FOR, required=False, help_text=KEPT_FOR_HELP)


def priority(of_what: str) -> forms.IntegerField:
    """Return the field that says which of equally good tables fills first; left out, none does."""
    said = f"0 to 9. Of {of_what} that suit a party equally, the higher number fills first."
    return number("Fills first", 0, 9, required=False, help_text=said)


def _seen(data: Mapping[str, Any]) -> Any:
    if not isinstance(data, MultiValueDict):
        return {name: typed_text(text) if isinstance(text, str) else text for name, text in data.items()}
    return MultiValueDict({name: [typed_text(text) for text in texts] for name, texts in data.lists()})
