"""The package's own regular work: forget old counts of submits."""

from entracte import clock
from entracte.jobs.duties import every
from entracte.widget.throttle import forget_old_counts

FORGET_SECONDS = 900


@every(lambda: FORGET_SECONDS)
def forget_old_submit_counts() -> None:
    forget_old_counts(now=clock.now())
