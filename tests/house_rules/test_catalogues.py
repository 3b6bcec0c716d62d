"""Does every language have every sentence that a guest reads outside the form?"""

import re
from pathlib import Path

import pytest
from django.utils import translation

from entracte.dates_in_words import DAYS, MONTHS
from entracte.restaurants.languages import LANGUAGES
from tests.house_rules.files import sources
from tools.catalogues import ACCENTED, PLAIN, catalogue, drawn, in_accents, languages

VALUES = re.compile(r"%\(\w+\)[sd]")
# a sentence that Django or Babel would look up, but not in the languages of this project
IN_TEMPLATES = re.compile(r"\{% (?:translate|blocktranslate|trans|blocktrans)\b")


def forms_of(text: object) -> tuple[str, ...]:
    """Return a sentence's forms: one, or one for each plural."""
    if isinstance(text, str):
        return (text,)
    return tuple(text) if isinstance(text, list | tuple) else ()


def sentences_of(name: str) -> dict[tuple[str | None, tuple[str, ...]], tuple[str, ...]]:
    return {(each.context, forms_of(each.id)): forms_of(each.string) for each in catalogue(name) if each.id}


def test_each_language_of_the_form_has_a_catalogue() -> None:
    assert [code for code, _ in LANGUAGES if translation.to_locale(code) not in languages()] == []


@pytest.mark.parametrize("name", languages())
def test_a_catalogue_has_every_sentence_of_the_code_and_no_other(name: str) -> None:
    said = {(each.context, forms_of(each.id)) for each in drawn() if each.id}
    assert said == set(sentences_of(name)), "run `make catalogues`"


def test_a_language_other_than_english_has_every_sentence_translated() -> None:
    others = [name for name in languages() if name != "en"]
    missing = [key for name in others for key, forms in sentences_of(name).items() if not all(forms)]
    assert missing == []


@pytest.mark.parametrize("name", languages())
def test_a_translation_has_no_value_that_its_sentence_does_not_have(name: str) -> None:
    wrong = []
    for (_, sentence), translated in sentences_of(name).items():
        values = {value for form in sentence for value in VALUES.findall(form)}
        wrong += [form for form in translated if set(VALUES.findall(form)) - values]
    assert wrong == []


def test_sentences_are_drawn_from_templates_too() -> None:
    spoken = {each.id for each in drawn()}
    templates = [path for path in sources(".html") if IN_TEMPLATES.search(path.read_text())]
    found = [str(place) for each in drawn() for place, _ in each.locations if place.endswith(".html")]
    assert spoken
    assert [path for path in templates if not any(str(path).endswith(place) for place in found)] == []


def test_names_of_days_and_months_come_from_the_language_file(pseudo_language: Path) -> None:
    with translation.override("en-xa"):
        names = [str(name) for name in (*DAYS, *MONTHS)]
    assert names[4] == "Ƒŕíí"
    assert [name for name in names if set(name) & set(PLAIN)] == []


def test_the_pseudo_language_keeps_values_and_tags() -> None:
    assert in_accents("A <b>table</b> at %(time)s") == "Á <b>ţááƀļéé</b> ááţ %(time)s"
    assert len(PLAIN) == len(ACCENTED)
