"""The letter by which a guest is erased: its link has the button that does it.

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
        subject=whose_table(_("Shall %(restaurant)s erase what it keeps about you?"), booking),
        heading=_("Shall we erase you?"),
        paragraphs=(
            _(
                "Somebody, probably you, asked us to erase all that we keep about you. Nothing is erased "
                "yet: open the link and press the button. It cannot be undone."
            ),
            _("The link serves once, for a day. If it was not you, there is nothing to do."),
        ),
        button=_("Erase me"),
        why=why_of_profile(),
    )


LETTER = LetterKind(
    "ask_erasure",
    "Erasure, asked for",
    lambda change: False,
    ANY_STATUS,
    _write,
    good_until=after_last_link,
    demanded=Demanded.ERASURE,
)
