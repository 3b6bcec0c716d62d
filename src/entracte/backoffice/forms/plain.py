"""What do all forms of the back office share?"""

from collections.abc import Mapping

from django import forms


class PlainForm(forms.Form):
    """A form without colons, whose errors may also come from an action."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def blame(self, fields: Mapping[str, str]) -> None:
        """Put an action's refusals beside their fields; one without a field stands above the form."""
        for name, sentence in fields.items():
            self.add_error(name if name in self.fields else None, sentence)


class DateField(forms.DateField):
    """A date as browsers send it."""

    def __init__(self, *, label: str, required: bool = True) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(label=label, required=required, widget=widget, input_formats=["%Y-%m-%d"])


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


def number(label: str, low: int, high: int, **kwargs: object) -> forms.IntegerField:
    """Return a field for a whole number between two bounds."""
    return forms.IntegerField(label=label, min_value=low, max_value=high, **kwargs)  # type: ignore[arg-type]
