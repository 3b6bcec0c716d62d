"""What is typed about the letters to guests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from entracte.backoffice.house.forms import PageForm
from entracte.mail.letters.own_settings import SWITCHED, LetterChoices

if TYPE_CHECKING:
    from django.forms import BoundField

    from entracte.mail.models import LetterSettings

# what each letter says, and when it goes
WHEN = {
    "booked": "At once, when a booking is made and confirmed: when, where, for how many, and the link to it.",
    "waiting": "At once, when a booking is made that you have to confirm: it is not certain yet.",
    "deposit_due": "At once, when a booking is made for which a deposit is due: you will be in touch.",
    "confirmed": "When you confirm a booking, or its deposit came in.",
    "changed": "When date, time or party change: what is now, and what was.",
    "wish_waits": "When a guest asks for a change that needs you: what was asked, and until when it waits.",
    "not_changed": "When you decline a change that a guest asks for, or do not answer it in time.",
    "cancelled": "When a booking is cancelled, and by whom. After the guest’s own press, a minute later.",
    "thanks": "At ten the day after you press Completed, with one private question: how was it?",
}
SENDS = "sends_"


class LettersForm(PageForm):
    """A switch for each letter, whether the reminder asks, and the name that letters come from."""

    from_name = forms.CharField(label="From", max_length=80, required=False)
    asks_to_reconfirm = forms.BooleanField(
        label="The reminder asks guests to confirm",
        required=False,
        help_text="They press Coming or Cancel, and their answer stands in your list.",
    )

    def __init__(self, *args: object, own_name: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_name"].help_text = f"The name beside the address. Empty: {own_name}."
        for kind in SWITCHED:
            self.fields[f"{SENDS}{kind.name}"] = forms.BooleanField(
                label=kind.title, required=False, initial=True, help_text=WHEN[kind.name]
            )

    @property
    def switches(self) -> list[BoundField]:
        """The switches, in the order of a booking's life."""
        return [self[f"{SENDS}{kind.name}"] for kind in SWITCHED]

    def choices(self) -> LetterChoices:
        """Return what was typed, ready to be saved."""
        typed = self.cleaned_data
        return LetterChoices(
            switched_off=[kind.name for kind in SWITCHED if not typed[f"{SENDS}{kind.name}"]],
            from_name=typed["from_name"],
            asks_to_reconfirm=typed["asks_to_reconfirm"],
        )


def letters_as_typed(row: LetterSettings) -> dict[str, object]:
    """Return the values that the form starts with."""
    sends = {f"{SENDS}{kind.name}": kind.name not in row.switched_off for kind in SWITCHED}
    return {"from_name": row.from_name, "asks_to_reconfirm": row.asks_to_reconfirm, **sends}
