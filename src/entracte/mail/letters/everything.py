"""The letter that brings a guest all that is kept of them, as a file.

To the profile's own address, after the press in the letter that asked. No change causes or supersedes it; the
file is written in the moment in which it is sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from entracte.bookings.choices import Demanded
from entracte.mail.letters.kind import ANY_STATUS, LetterKind, LetterText, after_last_link
from entracte.mail.letters.words import whose_table, why_of_profile

if TYPE_CHECKING:
    from entracte.bookings.models import Booking, Change


def _write(booking: Booking, change: Change) -> LetterText:
    return LetterText(
        subject=whose_table(_("What %(restaurant)s keeps about you"), booking),
        heading=_("What we keep about you"),
        paragraphs=(
            _("The file with this letter holds everything: a page to read, and the same for programs."),
            _("If you want to be erased, the page of your booking says how."),
        ),
        button=_("See the booking"),
        why=why_of_profile(),
    )


LETTER = LetterKind(
    "everything",
    "Everything, as a file",
    lambda change: False,
    ANY_STATUS,
    _write,
    good_until=after_last_link,
    demanded=Demanded.EVERYTHING,
    brings_file=True,
)
