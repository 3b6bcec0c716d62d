"""What is typed about how long guests are kept."""

from entracte.backoffice.house.forms import PageForm, number
from entracte.guests.retention import FEWEST_MONTHS, MOST_MONTHS


class RetentionForm(PageForm):
    """After how many months without a visit guests are erased."""

    months = number(
        "Months after the last visit",
        FEWEST_MONTHS,
        MOST_MONTHS,
        required=False,
        help_text="Then the guest is erased, and the bookings stay without a name. Empty: kept for ever.",
    )
