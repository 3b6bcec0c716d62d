"""The languages that the booking form speaks, and which of them a guest reads letters and pages in."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import to_language, to_locale

# Each has a file in `embed/src/languages`.
LANGUAGES = (("en", "English"),)
ENGLISH = "en"
CATALOGUES = "*/LC_MESSAGES/django.mo"


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


def languages_of_letters() -> dict[str, str]:
    """Return the languages that letters and pages for guests can be in, by code, with their own names.

    English stands first, and is there without a file.
    """
    files = (file for folder in settings.LOCALE_PATHS for file in Path(str(folder)).glob(CATALOGUES))
    codes = sorted({to_language(file.parent.parent.name) for file in files} - {ENGLISH})
    return {code: _own_name(code) for code in (ENGLISH, *codes)}


def _own_name(code: str) -> str:
    name: str = LANG_INFO.get(code, {}).get("name_local", "")
    return name[:1].upper() + name[1:] or code


def _has_file(code: str) -> bool:
    folders = (Path(str(folder)) / to_locale(code) for folder in settings.LOCALE_PATHS)
    is_code = code.replace("-", "").isalnum()
    return is_code and any((folder / "LC_MESSAGES" / "django.mo").is_file() for folder in folders)
