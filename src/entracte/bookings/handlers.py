"""Which work is this room's own? It forgets old submits."""

from entracte import clock
from entracte.bookings.submissions import forget_old
from entracte.jobs.duties import every

FORGET_SECONDS = 900


@every(lambda: FORGET_SECONDS)
def forget_old_submits() -> None:
    forget_old(clock.now())
