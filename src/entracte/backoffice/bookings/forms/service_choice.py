"""What is picked or typed to say which service a start is of, where several have it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms

if TYPE_CHECKING:
    from entracte.dining.models import Service


class ServiceField(forms.ChoiceField):
    """A choice of one service in use, by its key."""

    def __init__(self, *, without_choice: str, help_text: str = "") -> None:
        super().__init__(label="Service", required=False, help_text=help_text)
        self.without_choice = without_choice


@dataclass(frozen=True, slots=True)
class PickedStart:
    """A start that was picked from those shown, and the key of its service, "" where none was sent."""

    at: datetime
    service_key: str


class StartField(forms.DateTimeField):
    """One of the starts shown: an instant and, after a bar, the key of its service."""

    def clean(self, value: Any) -> PickedStart | None:
        at, _, service_key = str(value or "").partition("|")
        start: datetime | None = super().clean(at)
        return PickedStart(start, service_key) if start else None


class ServiceChoiceForm(forms.Form):
    """A form with a field `service_key`."""

    def __init__(self, *args: object, services: Iterable[Service] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["service_key"]
        names = [(each.key, each.name) for each in services]
        field.choices = [("", field.without_choice), *names]  # type: ignore[attr-defined]
