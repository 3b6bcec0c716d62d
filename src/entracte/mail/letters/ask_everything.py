"""The letter by which a guest gets all that is kept of them: its link has the button that sends it.

To the profile's own address, when it is asked for at a booking. No change causes or supersedes it; it is true
as long as its link is good.
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
        subject=whose_table(_("All that %(restaurant)s keeps about you"), booking),
        heading=_("All that we keep about you"),
        paragraphs=(
            _(
                "Somebody, probably you, asked for it. Open the link and press the button: a letter to this "
                "address then brings a file."
            ),
            _("The link serves once, for a day. If it was not you, there is nothing to do."),
        ),
        button=_("Send me everything"),
        why=why_of_profile(),
    )


LETTER = LetterKind(
    "ask_everything",
    "Everything, asked for",
    lambda change: False,
    ANY_STATUS,
    _write,
    good_until=after_last_link,
    demanded=Demanded.EVERYTHING,
)
