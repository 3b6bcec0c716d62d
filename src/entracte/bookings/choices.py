"""The statuses and the sources of bookings, how wishes stand, and what guests demand."""

from django.db.models import TextChoices


class Status(TextChoices):
    """The six statuses; `bookings.transitions` says which may follow which."""

    PENDING = "pending", "Pending"
    PENDING_PAYMENT = "pending_payment", "Pending Payment"
    CONFIRMED = "confirmed", "Confirmed"
    COMPLETED = "completed", "Completed"
    NO_SHOW = "no_show", "No-show"
    CANCELLED = "cancelled", "Cancelled"


class Source(TextChoices):
    """Where a booking came from."""

    WIDGET = "widget", "Widget"
    HOSTED_PAGE = "hosted_page", "Hosted page"
    PHONE = "phone", "Phone"
    WALK_IN = "walk_in", "Walk-in"


class WishState(TextChoices):
    """Where a wish stands: it waits, or how it ended."""

    WAITING = "waiting", "Waits"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn by the guest"
    EXPIRED = "expired", "Not answered in time"
    OVERTAKEN = "overtaken", "Overtaken by another change of the booking"


class Demanded(TextChoices):
    """What a guest may ask for about all that is kept of them."""

    EVERYTHING = "everything", "Everything, as a file"
    ERASURE = "erasure", "To be erased"
