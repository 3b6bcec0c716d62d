"""Does a form of the back office speak our sentences at its fields, and never the framework's?"""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError

import entracte
from entracte.backoffice.house.form_sentences import say_it_plainly, sentence_of
from entracte.backoffice.house.forms import PageForm

SOURCE = Path(entracte.__file__).parent
FORMS = [path for path in (SOURCE / "backoffice").rglob("*.py") if "form" in str(path.relative_to(SOURCE))]
NASTY: dict[str, tuple[forms.Field, list[Any]]] = {
    "a number": (forms.IntegerField(min_value=2, max_value=9), ["", "two", "1.5", "1", "10", "9" * 500]),
    "a date": (forms.DateField(), ["", "soon", "2026-02-30"]),
    "a time": (forms.TimeField(), ["", "7pm", "25:00"]),
    "a moment": (forms.DateTimeField(), ["", "later"]),
    "a text": (forms.CharField(min_length=2, max_length=5), ["", "x", "abcdef", "\0"]),
    "an address": (forms.EmailField(), ["", "ana", "ana@"]),
    "one of some": (forms.ChoiceField(choices=[("a", "A")]), ["", "b"]),
    "a number of some": (forms.TypedChoiceField(choices=[("1", "1")], coerce=int), ["", "2", "x"]),
    "some of some": (forms.MultipleChoiceField(choices=[("a", "A")]), [[], ["b"], "a"]),
    "a pattern": (forms.RegexField("^[A-Z]{2}$"), ["", "gb"]),
}


def every_form(of: type[forms.Form] = PageForm) -> Iterator[type[forms.Form]]:
    yield of
    for each in of.__subclasses__():
        yield from every_form(each)


def framework_says(field: forms.Field) -> set[str]:
    defaults = [getattr(each, "default_error_messages", {}) for each in type(field).__mro__]
    return {str(sentence) for sentences in defaults for sentence in sentences.values()}


def test_no_field_of_any_form_keeps_a_sentence_of_the_framework() -> None:
    for path in FORMS:
        import_module(".".join(path.relative_to(SOURCE.parent).with_suffix("").parts))
    found = set()
    for form in set(every_form()):
        for name, field in form.base_fields.items():
            say_it_plainly(field)
            kept = {code for code, said in field.error_messages.items() if str(said) in framework_says(field)}
            found |= {(form.__name__, name, code) for code in kept}
    assert found == set()


@pytest.mark.parametrize("of", NASTY)
def test_a_field_that_a_page_adds_to_its_form_speaks_our_sentences_too(of: str) -> None:
    field, nasty = NASTY[of]
    for typed in nasty:
        form = PageForm({"added": typed})
        form.fields["added"] = field
        sentence = str(form.errors["added"][0])
        assert len(form.errors["added"]) == 1
        assert not sentence.startswith(("This field", "Ensure", "Enter a", "Select a", "Null"))
        assert sentence.endswith((".", "text."))
        assert "%(" not in sentence


def test_a_sentence_that_a_form_has_of_its_own_stays() -> None:
    field = forms.ChoiceField(choices=[], error_messages={"required": "Choose a party."})
    say_it_plainly(field)
    assert field.error_messages["required"] == "Choose a party."


def test_a_row_that_refuses_a_value_speaks_our_sentence() -> None:
    refused = ValidationError("Ensure this value is %(limit_value)s.", "max_value", {"limit_value": 60})
    assert sentence_of(refused) == "No more than 60."
    assert sentence_of(ValidationError("Another table has this name.")) == "Another table has this name."
