"""Can each letter be read on a narrow phone and a wide screen, by day and by night, in long words too?"""

from pathlib import Path
from typing import Literal

import pytest
from django.utils.translation import override
from playwright.sync_api import Browser

from tests.browser.axe import violations
from tests.browser.letter_pictures.draw import letters
from tests.browser.pages import opened_page

LANGUAGES = ("en", "en-xa")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 720])
def test_nothing_is_wrong_with_a_letter_and_nothing_is_cut_off(
    chromium: Browser, pseudo_language: Path, width: int, scheme: Literal["light", "dark"]
) -> None:
    with opened_page(chromium, width=width, color_scheme=scheme) as page:
        for language in LANGUAGES:
            for name, letter in letters(language):
                with override(language):
                    page.set_content(letter.as_html())
                assert violations(page) == [], (name, language)
                widest = page.evaluate("document.documentElement.scrollWidth")
                assert widest <= width, (name, language)


def test_the_button_takes_a_finger(chromium: Browser) -> None:
    with opened_page(chromium, width=320) as page:
        for name, letter in letters("en"):
            with override("en"):
                page.set_content(letter.as_html())
            box = page.get_by_role("link").bounding_box()
            assert box is not None
            assert box["height"] >= 44, name
