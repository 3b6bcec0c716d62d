"""The regular work of this package: forget old submits, and holds that ended."""

from entracte import clock
from entracte.bookings.holds.live import forget_expired_holds
from entracte.bookings.submissions import forget_old_submissions
from entracte.jobs.duties import every

FORGET_SECONDS = 900
HOLDS_SECONDS = 60


@every(lambda: FORGET_SECONDS)
def forget_old_submits() -> None:
    forget_old_submissions(clock.now())


@every(lambda: HOLDS_SECONDS)
def forget_ended_holds() -> None:
    forget_expired_holds(clock.now())
