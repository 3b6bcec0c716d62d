"""What a form says at a field, in our words: Django's own are not written for a host at the door."""

from django import forms
from django.core.exceptions import ValidationError

TOO_LONG = "At most %(limit_value)d characters; these are %(show_value)d."
EVERY_FIELD: dict[str, str] = {
    "required": "Fill this in.",
    "max_length": TOO_LONG,
    "min_length": "At least %(limit_value)d characters; these are %(show_value)d.",
    "max_value": "No more than %(limit_value)s.",
    "min_value": "At least %(limit_value)s.",
    "blank": "Fill this in.",
    "null": "Fill this in.",
    "null_characters_not_allowed": "Take out the characters that cannot be shown: paste it as plain text.",
}
CHOICE = {"required": "Choose one.", "invalid_choice": "This can no longer be chosen. Choose another."}
# The first class that a field is one of decides.
BY_CLASS: tuple[tuple[type[forms.Field], dict[str, str]], ...] = (
    (
        forms.MultipleChoiceField,
        {
            "required": "Choose one or more.",
            "invalid_choice": "One of these can no longer be chosen. Choose again.",
            "invalid_list": "Choose from the list.",
        },
    ),
    (forms.ChoiceField, CHOICE),
    (forms.DateTimeField, {"invalid": "Choose a time."}),
    (forms.DateField, {"required": "Choose a date.", "invalid": "Write a date such as 2026-12-24."}),
    (forms.TimeField, {"required": "Choose a time.", "invalid": "Write a time such as 18:00."}),
    (forms.IntegerField, {"required": "Write a number.", "invalid": "Write a whole number, in digits."}),
    (forms.EmailField, {"invalid": "Write an address such as ana@example.org."}),
    (forms.RegexField, {"invalid": "Write it as the example shows."}),
)


def say_it_plainly(field: forms.Field) -> None:
    """Put our sentences in the place of Django's; what a form says itself at this field stays."""
    own = next((sentences for of, sentences in BY_CLASS if isinstance(field, of)), {})
    defaults = _defaults(type(field))
    for code, sentence in {**EVERY_FIELD, **own}.items():
        if field.error_messages.get(code) in (None, defaults.get(code)):
            field.error_messages[code] = sentence


def _defaults(of: type[forms.Field]) -> dict[str, object]:
    """Return what Django would say at a field of this class."""
    found: dict[str, object] = {}
    for each in reversed(of.__mro__):
        found |= getattr(each, "default_error_messages", {})
    return found


def sentence_of(refused: ValidationError) -> str:
    """Return what is said where a row refused a value: our sentence for its code, where there is one."""
    sentence = EVERY_FIELD.get(refused.code or "")
    if sentence is None:
        return str(refused.messages[0])
    return sentence % (refused.params or {}) if "%(" in sentence else sentence
