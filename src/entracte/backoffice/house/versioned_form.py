"""Forms that know what their page showed, since another may have changed it meanwhile."""

from collections.abc import Mapping
from typing import ClassVar

from django import forms
from django.http import QueryDict

from entracte.backoffice.house.forms import PageForm

STALE = -1


class VersionForm(PageForm):
    """Which version of a row the page showed; it is always valid, since nonsense counts as stale."""

    version = forms.CharField(required=False)

    def clean_version(self) -> int:
        """Return the number, or one that no row has."""
        typed = str(self.cleaned_data["version"])
        return int(typed) if typed.isdecimal() and len(typed) < 10 else STALE

    @property
    def is_sent(self) -> bool:
        """Say whether the page sent a version at all."""
        return "version" in self.data

    @property
    def version_shown(self) -> int:
        """Return the version that the page showed."""
        self.full_clean()
        return int(self.cleaned_data["version"])


class RemembersShown(forms.Form):
    """A form that sends what its page showed in these fields along with what was typed there."""

    remembered: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name in self.remembered:
            is_sent = self.add_initial_prefix(name) in self.data
            self.fields[name].show_hidden_initial = is_sent or not self.is_bound

    def over(self, now: Mapping[str, object]) -> QueryDict:
        """Return what is sent where what was typed here stands over the present values."""
        together = QueryDict(mutable=True)
        together.update(self.data)
        for name in self.remembered:
            together[self.add_initial_prefix(name)] = text = self._shown(name, now)
            if name not in self.changed_data:
                together[name] = text
        return together

    def written_over(self, now: Mapping[str, object]) -> dict[str, str]:
        """Return the present values of fields that both have changed, as they are shown."""
        both = {name: self._shown(name, now) for name in self.remembered if name in self.changed_data}
        sent = {name: self.data.get(self.add_initial_prefix(name), "") for name in both}
        typed = {name: self.data.get(name, "") for name in both}
        return {name: text for name, text in both.items() if text not in (sent[name], typed[name])}

    def _shown(self, name: str, now: Mapping[str, object]) -> str:
        shown = self.fields[name].widget.format_value(now[name]) or ""
        return shown if isinstance(shown, str) else str(shown[0])
