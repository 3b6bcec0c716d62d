"""The languages that the booking form speaks: each has a file of its own in `embed/src/languages`."""

LANGUAGES = (("en", "English"),)
