"""Which letters a member of the team ticks for themselves."""

from django import forms

from entracte.backoffice.house.forms import PageForm
from entracte.mail.to_staff.choices import choosable_by


class ChoiceForm(PageForm):
    """A tick for each letter that the role may choose."""

    def __init__(self, *args: object, role: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for letter in choosable_by(role):
            self.fields[letter.name] = forms.BooleanField(
                label=letter.title, help_text=letter.when, required=False
            )

    @property
    def wanted(self) -> list[str]:
        """The names of the letters that are ticked."""
        return [name for name, is_ticked in self.cleaned_data.items() if is_ticked]
