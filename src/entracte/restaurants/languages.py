"""The languages that the booking form speaks, and which of them a guest reads letters and pages in."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.utils.translation import to_locale

# Each has a file in `embed/src/languages`.
LANGUAGES = (("en", "English"),)
ENGLISH = "en"


def language_for(wanted: str, locale: str) -> str:
    """Return the language in which a guest reads letters and pages; `wanted` is the booking's.

    Where none is wanted, or there is no file of it, that of the restaurant's `locale`, and last English.
    """
    choices = (settings.TEST_LANGUAGE, wanted, locale)
    for name in (choice.lower() for choice in choices if choice):
        for code in (name, name.partition("-")[0]):
            if _has_file(code):
                return code
    return ENGLISH


def _has_file(code: str) -> bool:
    folders = (Path(str(folder)) / to_locale(code) for folder in settings.LOCALE_PATHS)
    is_code = code.replace("-", "").isalnum()
    return is_code and any((folder / "LC_MESSAGES" / "django.mo").is_file() for folder in folders)
