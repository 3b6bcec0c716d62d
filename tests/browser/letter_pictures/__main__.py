"""Draw the letters into the documentation, by the settings of the tests."""

from importlib import import_module

import django

from tests.conftest import TEST_SETTINGS

if __name__ == "__main__":
    assert TEST_SETTINGS
    django.setup()
    import_module("tests.browser.letter_pictures.draw").main()
