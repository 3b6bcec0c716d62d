"""Run a module of the product while its clock stands still: `python -m …screens.still MODULE WORDS`."""

import runpy
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

from entracte import clock

# a Thursday with lunch and dinner, twenty minutes after the first parties are due
EVENING = datetime(2026, 11, 19, 18, 20, tzinfo=ZoneInfo("Europe/London"))


def stand_still() -> None:
    """Let the product's clock return one instant; waits and signatures keep the machine's time."""
    clock.now = lambda: EVENING.astimezone(ZoneInfo("UTC"))


if __name__ == "__main__":
    stand_still()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
