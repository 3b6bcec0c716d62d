"""What is pressed on a booking: the step, and which version of the booking the page showed."""

from django import forms

from entracte.backoffice.house.versioned_form import VersionForm


class StepForm(VersionForm):
    """One step: a status, a milestone, or a pin."""

    to = forms.CharField(required=False)
