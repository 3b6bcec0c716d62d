"""The regular work of this package: forget old submits and holds that ended, and end wishes."""

from entracte import clock
from entracte.bookings.holds.live import forget_expired_holds
from entracte.bookings.submissions import forget_old_submissions
from entracte.bookings.wishes.expire import end_expired_wishes
from entracte.jobs.duties import every

FORGET_SECONDS = 900
HOLDS_SECONDS = 60
WISHES_SECONDS = 60


@every(lambda: FORGET_SECONDS)
def forget_old_submits() -> None:
    forget_old_submissions(clock.now())


@every(lambda: HOLDS_SECONDS)
def forget_ended_holds() -> None:
    forget_expired_holds(clock.now())


@every(lambda: WISHES_SECONDS)
def end_wishes() -> None:
    end_expired_wishes(now=clock.now())
