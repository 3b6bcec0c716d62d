"""How long does the bridge take? Submit to settled, and Completed to written, by the database's clock."""

import json
import os
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, figure
from entracte.bookings.asker import Asker
from entracte.cli.postgres import Cluster
from tests.browser.stack import CLIENT, Stack, until

TARGET_SECONDS = 2.0

# The database notes when each row came and when it ended: no clock of ours takes part.
WATCH = """
CREATE TABLE bench_moment (what text, row_id bigint, at timestamptz DEFAULT clock_timestamp());
CREATE FUNCTION bench_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO bench_moment VALUES (TG_ARGV[0], NEW.id); RETURN NEW; END $$;
CREATE TRIGGER bench_claimed AFTER INSERT ON boxoffice_claim
  FOR EACH ROW EXECUTE FUNCTION bench_note('claimed');
CREATE TRIGGER bench_settled AFTER UPDATE ON boxoffice_claim
  FOR EACH ROW WHEN (NEW.settled_at IS NOT NULL AND OLD.settled_at IS NULL)
  EXECUTE FUNCTION bench_note('settled');
CREATE FUNCTION bench_done() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO bench_moment VALUES ('completed', NEW.booking_id); RETURN NEW; END $$;
CREATE TRIGGER bench_completed AFTER INSERT ON bookings_change
  FOR EACH ROW WHEN (NEW.after->>'status' = 'completed') EXECUTE FUNCTION bench_done();
CREATE FUNCTION bench_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO bench_moment VALUES ('written', NEW.booking_id); RETURN NEW; END $$;
CREATE TRIGGER bench_wrote AFTER UPDATE ON boxoffice_handover
  FOR EACH ROW WHEN (NEW.state = 'written' AND OLD.state <> 'written') EXECUTE FUNCTION bench_written();
"""
DELAYS = """
SELECT extract(epoch FROM later.at - sooner.at)::float8 FROM bench_moment sooner
JOIN bench_moment later ON later.row_id = sooner.row_id AND later.what = %s
WHERE sooner.what = %s ORDER BY 1
"""


@contextmanager
def installation() -> Iterator[Stack]:
    """Run a whole installation on its own database for the length of the benchmark."""
    folder = Path(tempfile.mkdtemp(prefix="entracte-bench-", dir="/tmp"))
    cluster = Cluster(folder / "database")
    os.environ.setdefault("ENTRACTE_SECRET_KEY", "a key for benchmarks only, and for no other use")
    os.environ.setdefault("ENTRACTE_KEYS", "YmVuY2gtYmVuY2gtYmVuY2gtYmVuY2gtYmVuY2gtYmU=")
    # What is measured is the bridge, not how gently it is set to ask.
    os.environ.setdefault("ENTRACTE_SPEKTRIX_CALLS_PER_SECOND", "1000")
    # It begins to wait where the undo of a press ends.
    os.environ.setdefault("ENTRACTE_UNDO_SECONDS", "0")
    os.environ["DATABASE_URL"] = cluster.start()
    stack = Stack(os.environ["DATABASE_URL"], folder)
    try:
        yield stack.start()
    finally:
        stack.stop()
        cluster.remove()


def guest_with_basket(stack: Stack) -> str:
    """Sign Ana in on the theatre's web API, put two tickets into a new basket, and return its id."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    api = f"{stack.simulator}/{CLIENT}/api/v3"

    def ask(path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{api}/{path}", data, {"Content-Type": "application/json"})
        with browser.open(request, timeout=20) as answer:
            return json.loads(answer.read())

    instance, _ = stack.performance(days_ahead=2)
    ask("customer/authenticate", {"email": "ana.riley@example.org", "password": "curtain"})
    ask("basket/tickets", [{"instance": instance}, {"instance": instance}])
    return str(ask("basket")["id"])


def book(stack: Stack, number: int, basket_id: str) -> None:
    """Submit one booking by the widget's API, a day apart, so that Ana never has two tables at once."""
    api = f"{stack.web}/api/widget/v1/{stack.widget}"
    [[today]] = stack.sql("SELECT current_date")
    on = today + timedelta(days=2 + number)
    with urllib.request.urlopen(f"{api}/offers?date={on}&party_size=2", timeout=20) as answer:
        starts = [offer["starts_at"] for offer in json.loads(answer.read())["offers"]]
    guest = {
        "first_name": "Ana",
        "last_name": "Riley",
        "email": "ana.riley@example.org",
        "phone": "0117 496 0101",
    }
    wish = {"starts_at": starts[number % 6], "party_size": 2, "guest": guest, "basket_id": basket_id}
    body = json.dumps(wish).encode()
    request = urllib.request.Request(f"{api}/bookings", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        assert answer.status == 201


def complete_all(stack: Stack) -> None:
    """Mark each booking of the widget Completed, one after the other has been written."""
    os.environ["DATABASE_URL"] = stack.database_url
    os.environ["DJANGO_SETTINGS_MODULE"] = "entracte.settings"
    import django

    django.setup()
    from entracte import clock
    from entracte.bookings.actions.status import change_status
    from entracte.restaurants.queries import restaurant_by_slug

    restaurant = restaurant_by_slug("prompt-side")
    assert restaurant is not None
    rows = stack.sql("SELECT id FROM bookings_booking WHERE source = 'widget' ORDER BY id")
    for done, (booking_id,) in enumerate(rows, start=1):
        change_status(
            booking_id=booking_id,
            restaurant=restaurant,
            to="completed",
            asker=Asker(actor=None, now=clock.now()),
        )
        until(partial(_has, stack, "written", done), what="the write")


def _has(stack: Stack, what: str, number: int) -> bool:
    return _count(stack, what) == number


def _count(stack: Stack, what: str) -> int:
    return int(stack.sql("SELECT count(*) FROM bench_moment WHERE what = %s", what)[0][0])


def measure(count: int = 24) -> list[Figure]:
    """Run a whole installation and return both delays of so many bookings, in seconds."""
    with installation() as stack:
        stack.sql(WATCH)
        for number in range(count):
            book(stack, number, guest_with_basket(stack))
            until(partial(_has, stack, "settled", number + 1), what="the claim")
        complete_all(stack)
        asked = {
            "submit to settled": ("settled", "claimed"),
            "completed to written": ("written", "completed"),
        }
        return [
            figure(
                name,
                "s",
                count,
                [row[0] for row in stack.sql(DELAYS, *moments)],
                target=TARGET_SECONDS,
                digits=4,
            )
            for name, moments in asked.items()
        ]
