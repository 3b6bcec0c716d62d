"""The regular work of this package: forget old history."""

from entracte import clock
from entracte.jobs.duties import every
from entracte.restaurants.edits.queries import forget_old_history

FORGET_SECONDS = 3600


@every(lambda: FORGET_SECONDS)
def forget_history() -> None:
    forget_old_history(clock.now())
