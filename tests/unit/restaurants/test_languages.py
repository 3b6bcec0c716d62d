"""Which language does a guest read letters and pages in?"""

from pathlib import Path

import pytest
from pytest_django import Settings

from entracte.restaurants.languages import language_for, languages_of_letters


@pytest.mark.parametrize(
    "wanted,locale,language",
    [
        ("", "en-GB", "en"),
        ("en", "cy-GB", "en"),
        ("en-XA", "en-GB", "en-xa"),
        ("", "en-XA", "en-xa"),
        ("xx", "en-XA", "en-xa"),
        ("xx", "yy-YY", "en"),
        ("../en", "", "en"),
    ],
)
def test_the_bookings_comes_first_then_the_restaurants_where_there_is_a_file(
    wanted: str, locale: str, language: str, pseudo_language: Path
) -> None:
    assert language_for(wanted, locale) == language


def test_a_trial_of_a_language_has_it_everywhere(settings: Settings, pseudo_language: Path) -> None:
    settings.TEST_LANGUAGE = "en-xa"
    assert language_for("en", "en-GB") == "en-xa"


def test_letters_are_in_the_languages_that_there_are_files_of_english_first(settings: Settings) -> None:
    settings.LOCALE_PATHS = []
    assert languages_of_letters() == {"en": "English"}


def test_a_language_stands_under_its_own_name(tmp_path: Path, settings: Settings) -> None:
    for name in ("fr", "de", "en", "en_XA"):
        (tmp_path / name / "LC_MESSAGES").mkdir(parents=True)
        (tmp_path / name / "LC_MESSAGES" / "django.mo").touch()
    (tmp_path / "it" / "LC_MESSAGES").mkdir(parents=True)
    settings.LOCALE_PATHS = [tmp_path]
    names = {"en": "English", "de": "Deutsch", "en-xa": "en-xa", "fr": "Français"}
    assert languages_of_letters() == names
    assert list(languages_of_letters()) == list(names)
