"""What a person sends about work that waits for them: try it again, or discard it with a reason."""

from django import forms

from entracte.backoffice.house.forms import PageForm

LONGEST_WHY = 120


class SettleForm(PageForm):
    """Why work is discarded, and where all of it is meant that waits for one reason, that reason."""

    reason = forms.CharField(max_length=40, required=False)
    why = forms.CharField(required=False)

    def clean_why(self) -> str:
        """Return what was typed, on one line, no longer than the story keeps."""
        return " ".join(str(self.cleaned_data["why"]).split())[:LONGEST_WHY]
