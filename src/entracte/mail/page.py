"""What a letter shows, laid out as HTML and as plain text; both say the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from css_inline import CSSInliner
from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from entracte.accent import Accent
from entracte.mail.facts import Fact

# Many mail programs drop a style sheet, so each rule is written into its elements; those for the night stay.
INLINER = CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPage:
    """A letter that is laid out, in the language that is active.

    `button` is what leads to `link`, and `second`, where there is one, to `second_link`.
    `why` says why it came; a guest's letter came because of the booking.
    """

    subject: str
    restaurant: str
    accent: Accent
    heading: str
    greeting: str
    paragraphs: tuple[str, ...]
    facts: tuple[Fact, ...]
    button: str
    link: str
    second: str = ""
    second_link: str = ""
    why: str = ""

    @property
    def reason(self) -> str:
        """Why this letter came, for whoever did not expect it."""
        return self.why or _("You get this letter because this address was given with the booking.")

    def as_html(self) -> str:
        """Return one column of 560 pixels that needs no picture, no script and no file from elsewhere."""
        direction = "rtl" if get_language_bidi() else "ltr"
        shown = {"letter": self, "language": get_language(), "direction": direction}
        return INLINER.inline(render_to_string("mail/letter.html", shown))

    def as_text(self) -> str:
        """Return the lines of the plain letter."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield from (self.restaurant, "", self.heading, "", self.greeting, "")
        for paragraph in self.paragraphs:
            yield from (paragraph, "")
        for fact in self.facts:
            was = f" ({fact.was_phrase})" if fact.was else ""
            yield f"{fact.label}: {fact.value}{was}"
        if self.facts:
            yield ""
        yield from (f"{self.button}:", self.link, "")
        if self.second:
            yield from (f"{self.second}:", self.second_link, "")
        yield self.reason
