"""What is typed when staff go past a limit."""

from __future__ import annotations

from django import forms

from entracte.backoffice.house.forms import PageForm
from entracte.bookings.overrides import Override

# The button that goes past a limit sends this name.
PAST_LIMIT = "past_limit"


class PastLimitForm(PageForm):
    """The way past a limit, with a reason. It is shown once something was refused: `is_refused`."""

    reason = forms.CharField(
        label="Why all the same?",
        max_length=120,
        required=False,
        help_text="Stands in the booking’s history.",
    )
    shares_tables = forms.BooleanField(
        label="Share the chosen tables with whoever has them",
        required=False,
        help_text="Both parties are then marked in the list.",
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.is_refused = PAST_LIMIT in self.data

    def clean(self) -> dict[str, object]:
        if PAST_LIMIT in self.data and not self.cleaned_data.get("reason", "").strip():
            self.add_error("reason", "Write why, in a few words.")
        return self.cleaned_data

    def offer_past_limit(self, field: str, sentence: str) -> None:
        """Put the book's refusal at a field, and offer the way past it."""
        self.is_refused = True
        self.add_errors({field: sentence})

    @property
    def override(self) -> Override | None:
        """Return the way past a limit where that button was taken."""
        if PAST_LIMIT not in self.data:
            return None
        typed = self.cleaned_data
        return Override(reason=typed["reason"].strip(), shares_tables=typed["shares_tables"])
