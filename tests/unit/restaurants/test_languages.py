"""Which language does a guest read letters and pages in?"""

from pathlib import Path

import pytest
from pytest_django import Settings

from entracte.restaurants.languages import language_for


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
