"""The package's own regular work: forget old counts of submits and of sites that were refused."""

from entracte import clock
from entracte.jobs.duties import every
from entracte.restaurants.refused_origins import forget_old_refused
from entracte.widget.throttle import forget_old_counts

FORGET_SECONDS = 900


@every(lambda: FORGET_SECONDS)
def forget_old_submit_counts() -> None:
    forget_old_counts(now=clock.now())


@every(lambda: FORGET_SECONDS)
def forget_old_refused_origins() -> None:
    forget_old_refused(now=clock.now())
