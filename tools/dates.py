"""The tests that hang on dates, run at the moments where dates go wrong: `make test-dates`.

`--spread 30` runs them at so many moments over the coming year instead; further arguments go to pytest.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[1]
LONDON = ZoneInfo("Europe/London")
NOON, LATE = "12:00", "23:55"
# London's clocks change at 01:00 UTC; the tests are at work when it comes
BEFORE_THE_CHANGE = {"spring": "00:57", "autumn": "01:57"}


def hard_moments(today: date) -> dict[str, str]:
    """Return the next moments of each kind where dates go wrong, as a clock in London shows them."""
    coming = list(_days_after(today))

    def first(day: int, *months: int) -> date:
        return next(each for each in coming if each.day == day and each.month in months)

    spring, autumn = (next(each for each in coming if _hours(each) == hours) for hours in (23, 25))
    return {
        "28 February": f"{first(28, 2)}T{NOON}",
        "29 February": f"{first(29, 2)}T{NOON}",
        "30, the last of a month": f"{first(30, 4, 6, 9, 11)}T{NOON}",
        "31 of a month": f"{first(31, 1, 3, 5, 7, 8, 10)}T{NOON}",
        "31 December": f"{first(31, 12)}T{NOON}",
        "the clocks go forward": f"{spring}T{BEFORE_THE_CHANGE['spring']}",
        "the clocks go back": f"{autumn}T{BEFORE_THE_CHANGE['autumn']}",
        "five to midnight": f"{coming[0]}T{LATE}",
    }


def spread_moments(today: date, number: int) -> dict[str, str]:
    """Return so many moments over the coming year, at all hours of the day."""
    coming = list(_days_after(today))
    moments = (
        f"{coming[place * 365 // number]}T{place * 7 % 24:02}:{place * 11 % 60:02}" for place in range(number)
    )
    return {moment: moment for moment in moments}


def _days_after(today: date) -> Iterator[date]:
    """Yield the days of nine years from tomorrow on: enough for every 29 February."""
    yield from (today + timedelta(days=days) for days in range(1, 9 * 366))


def _hours(day: date) -> float:
    """Return how many hours a day has in London."""
    midnights = (
        datetime.combine(each, datetime.min.time(), LONDON) for each in (day, day + timedelta(days=1))
    )
    start, end = (midnight.astimezone(UTC) for midnight in midnights)
    return (end - start).total_seconds() / 3600


def run_at(moment: str, words: list[str]) -> tuple[bool, str]:
    """Run the tests at a moment; return whether all passed, and the last line or the whole report."""
    workers = os.environ.get("WORKERS", "auto")
    parallel = ("--numprocesses", workers, "--dist", "loadscope", "--no-loadscope-reorder")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-m", "dates", *parallel, *words],
        cwd=ROOT,
        env={**os.environ, "ENTRACTE_TEST_MOMENT": moment},
        capture_output=True,
        text=True,
        check=False,
    )
    report = done.stdout.strip()
    return done.returncode == 0, report.splitlines()[-1] if done.returncode == 0 else report + done.stderr


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--spread", type=int, metavar="N", help="run at N moments over the coming year")
    asked, words = options.parse_known_args()
    today = datetime.now(LONDON).date()  # noqa: TID251 a tool of this machine
    moments = spread_moments(today, asked.spread) if asked.spread else hard_moments(today)
    failed, began = [], time.monotonic()
    for name, moment in moments.items():
        passed, report = run_at(moment, words)
        print(f"{moment}  {name}: {report}", flush=True)
        failed += [] if passed else [name]
    minutes = (time.monotonic() - began) / 60
    print(f"{len(moments)} moments in {minutes:.0f} minutes, failed at: {', '.join(failed) or 'none'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
