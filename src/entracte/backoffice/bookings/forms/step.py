"""What is pressed on a booking: the step, and which version of the booking the page showed."""

from django import forms

from entracte.backoffice.house.forms import PageForm

STALE = -1


class VersionForm(PageForm):
    """Which version of the booking the page showed; it is always valid, since nonsense counts as stale."""

    version = forms.CharField(required=False)

    def clean_version(self) -> int:
        """Return the number, or one that no booking has."""
        typed = str(self.cleaned_data["version"])
        return int(typed) if typed.isdecimal() and len(typed) < 10 else STALE

    @property
    def version_shown(self) -> int:
        """Return the version that the page showed."""
        self.full_clean()
        return int(self.cleaned_data["version"])


class StepForm(VersionForm):
    """One step: a status, a milestone, or a pin."""

    to = forms.CharField(required=False)
