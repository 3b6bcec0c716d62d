"""The tick by which staff say whether what they do is written to the guest."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

UNTICKED = "no"


class _Tick(forms.CheckboxInput):
    """A box that says so where it is not ticked: a form without the box writes to the guest."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        unticked = format_html('<input type="hidden" name="{}" value="{}">', name, UNTICKED)
        return unticked + super().render(name, value, attrs, renderer)

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return data.get(name) != UNTICKED


class LetterTick(forms.BooleanField):
    """*Write to the guest*, ticked unless somebody takes the tick away."""

    def __init__(self, help_text: str = "") -> None:
        super().__init__(
            label="Write to the guest", required=False, initial=True, help_text=help_text, widget=_Tick
        )
