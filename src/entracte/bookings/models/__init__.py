"""All rows of this package, named here because Django looks for them nowhere else."""

from entracte.bookings.models.block import Block
from entracte.bookings.models.booking import Booking
from entracte.bookings.models.demand import Demand
from entracte.bookings.models.feedback import Feedback
from entracte.bookings.models.guest_wish import GuestWish
from entracte.bookings.models.history import Change, ChangeCount
from entracte.bookings.models.hold import Hold
from entracte.bookings.models.note import BookingNote
from entracte.bookings.models.submission import Submission
from entracte.bookings.models.tables import BookedTable

__all__ = [
    "Block",
    "BookedTable",
    "Booking",
    "BookingNote",
    "Change",
    "ChangeCount",
    "Demand",
    "Feedback",
    "GuestWish",
    "Hold",
    "Submission",
]
