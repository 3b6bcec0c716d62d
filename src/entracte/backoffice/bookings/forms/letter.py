"""What is pressed on a letter: which is to go again."""

from django import forms

from entracte.backoffice.house.forms import PageForm


class LetterForm(PageForm):
    """The letter that is meant, by its key."""

    letter = forms.CharField(max_length=16)
