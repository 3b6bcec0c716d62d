"""How do the real processes run for a browser's test? Database, simulator, theatre, mailbox, web, worker."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg

from tests.mailbox import MailboxCalls
from tests.migrated import make_database, with_name
from tests.moments import LONDON, clock_offset_seconds, system_now
from tests.ports import free_port

# a span of the limits on submits that no test outlives
LIMIT_SECONDS = 86_400
CLIENT, LOGIN, KEY = "alder", "entracte", "dGhlIHByb21wdCBzaWRlJ3Mgb3duIHRlc3Qga2V5"
PASSWORD = "a password of the tests"
# What the restaurant is set up with: the tables of the database, each after those that it points to.
HOUSE = (
    *("restaurants_account", "restaurants_restaurant", "restaurants_member", "restaurants_widget"),
    *("dining_floorplan", "dining_table", "dining_placement", "dining_specialday", "dining_closure"),
    *("dining_service", "dining_combination", "dining_combinedtable", "boxoffice_connection"),
)
# What is not of an evening: running workers, and the counts of sign-ins that all of them share.
LASTING = ("jobs_workerpulse", "restaurants_cache")
THEATRE, TICKETS, SYSTEM = "theatre.localhost", "tickets.theatre.localhost", "system.localhost"


def until(is_so: Callable[[], Any], *, what: str, seconds: float = 30) -> Any:
    """Wait for a state and return it; a test waits for what it needs and never measures time."""
    deadline = time.monotonic() + seconds
    while not (found := is_so()):
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {seconds:.0f} s for {what}")
        time.sleep(0.1)
    return found


class Stack:
    """One installation: its own database, processes and files; `sql` looks behind the scenes."""

    def __init__(self, server_url: str, folder: Path, *, web_workers: int = 2) -> None:
        self.folder = folder
        self.name = f"stack_{os.getpid()}_{free_port()}"
        self.server_url = server_url
        self.database_url = with_name(server_url, self.name)
        self.web_port, self.simulator_port, self.outer_port = free_port(), free_port(), free_port()
        self.smtp_port, mailbox_port = free_port(), free_port()
        self.mailbox = MailboxCalls(mailbox_port)
        self.web = f"http://127.0.0.1:{self.web_port}"
        self.simulator = f"http://127.0.0.1:{self.simulator_port}"
        self.tickets = f"http://{TICKETS}:{self.simulator_port}"
        self.theatre = f"http://{THEATRE}:{self.outer_port}"
        self.calls_file = folder / "calls.jsonl"
        # what stands there is spoken too; a language is looked up when it is first asked for
        self.languages = folder / "languages"
        self.widget = ""
        self.python = sys.executable
        self._web_workers = web_workers
        self._of_the_evening: list[str] = []
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._connection: psycopg.Connection | None = None

    def start(self) -> "Stack":
        self.set_up()
        self.start_mailbox()
        self.start_simulator()
        self.start_worker()
        self.start_web()
        return self

    def set_up(self) -> None:
        """Make the database and the demo restaurant in it."""
        self.make_database()
        self.widget = self._run_once(
            "-m", "tests.browser.seeding", self.simulator, self.tickets, self.theatre
        )

    def make_database(self) -> None:
        """Make the installation's own database."""
        make_database(self.server_url, self.name)

    def stop(self) -> None:
        for name in list(self._processes):
            self.end(name)
        if self._connection is not None:
            self._connection.close()
        with psycopg.connect(self.server_url, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def start_worker(self) -> None:
        self._start("worker", "-m", "entracte.cli", "worker")

    def start_web(self) -> None:
        options = ("--port", str(self.web_port), "--workers", str(self._web_workers))
        self._start("web", "-m", "entracte.cli", "web", *options)
        until(lambda: self._answers(f"{self.web}/readyz"), what="the web server")

    def start_mailbox(self) -> None:
        """Start the mailbox; processes that start after it send their letters there."""
        self._start(
            "mailbox",
            *("-m", "demo_mailbox", "--smtp-port", str(self.smtp_port), "--port", str(self.mailbox.port)),
            *("--clock-offset-seconds", str(clock_offset_seconds())),
        )
        until(lambda: self._answers(self.mailbox.url), what="the mailbox")

    def start_simulator(self) -> None:
        self._start(
            "simulator",
            *("-m", "spektrix_simulator", "--port", str(self.simulator_port), "--client", CLIENT),
            *("--login", LOGIN, "--key", KEY, "--calls", str(self.calls_file)),
            *("--state", str(self.folder / "simulator.json"), "--outer-port", str(self.outer_port)),
            *("--clock-offset-seconds", str(clock_offset_seconds())),
            *("--outer-origin", self.theatre, "--web-origin", self.tickets),
            *("--widget-script", f"{self.web}/widget/1/entracte.js", "--widget", self.widget),
        )
        until(lambda: self._answers(self.simulator), what="the simulator")
        until(lambda: self._answers(f"http://127.0.0.1:{self.outer_port}/"), what="the theatre's page")

    def end(self, name: str, *, how: signal.Signals = signal.SIGTERM) -> None:
        """End one process and its children, and reap it; what does not end is killed, and fails."""
        process = self._processes.pop(name)
        os.killpg(process.pid, how)
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(timeout=30)
            raise

    def begin_evening(self) -> None:
        """Put the house back as it was set up, with an empty book and a new box office without calls."""
        if not self._of_the_evening:
            self._keep_house()
        if "worker" in self._processes:
            until(self._is_idle, what="the worker to end the job of the test before")
        until(self._is_put_back, what="a moment in which no process works on the book")
        if "simulator" not in self._processes:
            self.start_simulator()
        if "worker" not in self._processes:
            self.start_worker()
        self.control("POST", "reset", {"calls": True})
        if "mailbox" in self._processes:
            self.mailbox.empty()

    def today(self) -> date:
        """Return the restaurant's date, by the product's clock."""
        now = system_now() + timedelta(seconds=clock_offset_seconds())
        return now.astimezone(LONDON).date()

    def _keep_house(self) -> None:
        """Set the house up as every test finds it, and keep a copy of its rows."""
        self.sql("UPDATE restaurants_widget SET shows_curtain = false")
        self.sql("UPDATE restaurants_restaurant SET opening_hours = ''")
        self.sql("CREATE SCHEMA kept")
        for table in HOUSE:
            self.sql(f"CREATE TABLE kept.{table} AS TABLE public.{table}")
        others = (
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename !~ '^(django|auth)'"
        )
        names = {name for (name,) in self.sql(others)} - {*HOUSE, *LASTING}
        self._of_the_evening = sorted(name for name in names if not name.startswith("procrastinate"))

    def _is_idle(self) -> bool:
        """Take away the jobs that wait, and look whether the worker is at one."""
        self.sql("DELETE FROM procrastinate_jobs WHERE status = 'todo'")
        return not self.sql("SELECT 1 FROM procrastinate_jobs WHERE status = 'doing'")

    def _is_put_back(self) -> bool:
        """Empty the book and put the house back; a worker at a job of the test before may hold a row."""
        tables = [*self._of_the_evening, "procrastinate_jobs"]
        # each look at a table costs less than to truncate it, which makes all its files new
        used = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for name in tables)
        try:
            with psycopg.connect(self.database_url) as connection:
                newest = "SELECT max(rules_version) FROM restaurants_restaurant"
                [[version]] = connection.execute(newest).fetchall()
                connection.execute(f"LOCK TABLE {', '.join(tables)} IN ACCESS EXCLUSIVE MODE")
                for (name,) in connection.execute(used).fetchall():
                    connection.execute(f"DELETE FROM {name}")
                for table in reversed(HOUSE):
                    connection.execute(f"DELETE FROM {table}")
                for table in HOUSE:
                    connection.execute(f"INSERT INTO {table} TABLE kept.{table}")
                # the web workers remember the rules by this number
                connection.execute("UPDATE restaurants_restaurant SET rules_version = %s", [version + 1])
        except psycopg.errors.DeadlockDetected:
            return False
        return True

    def performance(self, *, days_ahead: int) -> tuple[str, date]:
        """Return the id and date of the first evening performance on sale at least so many days ahead."""
        soonest = self.today() + timedelta(days=days_ahead)
        for identity, start in self.performances():
            if start.date() >= soonest and start.hour == 19:
                return identity, start.date()
        raise AssertionError("the simulator has no performance that late")

    def performances(self) -> list[tuple[str, datetime]]:
        """Return the ids of all performances on sale, with their starts as written; leaves no line behind."""
        with urllib.request.urlopen(f"{self.simulator}/{CLIENT}/api/v3/instances", timeout=10) as answer:
            instances = json.loads(answer.read())
        self.control("DELETE", "calls")
        return [
            (each["id"], datetime.fromisoformat(each["start"])) for each in instances if not each["cancelled"]
        ]

    def book_by_api(self, on: date, start: str, *, party_size: int) -> None:
        """Let somebody else book through the widget's API, as another browser would."""
        api = f"{self.web}/api/widget/v1/{self.widget}"
        with urllib.request.urlopen(f"{api}/offers?date={on}&party_size={party_size}", timeout=10) as answer:
            offers = json.loads(answer.read())["offers"]
        guest = {"first_name": "Mo", "last_name": "Farr", "email": "mo@example.org", "phone": "0117 496 0199"}
        starts_at = next(one["starts_at"] for one in offers if one["starts_at"][11:16] == start)
        wish = {"starts_at": starts_at, "party_size": party_size, "guest": guest}
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{api}/bookings", json.dumps(wish).encode(), headers)
        with urllib.request.urlopen(request, timeout=10) as answer:
            assert answer.status == 201

    def wait_until(self, query: str, *values: Any, what: str) -> None:
        """Wait until the database has an answer to this query."""
        until(lambda: self.sql(query, *values), what=what)

    def wait_for_status(self, code: str, status: str) -> None:
        query = "SELECT status FROM bookings_booking WHERE code = %s"
        until(lambda: self.sql(query, code) == [(status,)], what=f"booking {code} to be {status}")

    def asks_about_baskets_once(self) -> None:
        """Let an anonymous basket end at its first answer, not when the guest had time to sign in."""
        with psycopg.connect(self.database_url) as connection:
            connection.execute("UPDATE boxoffice_connection SET sign_in_minutes = 0")

    def claim_of(self, code: str) -> tuple[str, str]:
        """Wait until the claim of a booking has ended; its state and reason."""
        query = (
            "SELECT c.state, c.reason FROM boxoffice_claim c JOIN bookings_booking b ON b.id = c.booking_id "
            "WHERE b.code = %s AND c.settled_at IS NOT NULL"
        )
        [(state, reason)] = until(lambda: self.sql(query, code), what=f"the claim of {code}")
        return state, reason

    def handover_of(self, code: str, *states: str) -> tuple[str, str]:
        """Wait until the last handover of a booking is in one of these states; its state and reason."""
        query = (
            "SELECT h.state, h.reason FROM boxoffice_handover h "
            "JOIN bookings_booking b ON b.id = h.booking_id "
            "WHERE b.code = %s AND h.state = ANY(%s) ORDER BY h.id DESC LIMIT 1"
        )
        [(state, reason)] = until(lambda: self.sql(query, code, list(states)), what=f"the handover of {code}")
        return state, reason

    def attributes(self, customer: str) -> dict[str, Any]:
        """Return the attributes that stand on a customer, by e-mail address."""
        people = self.control("GET", "state")["customers"]
        return next(dict(one["values"]) for one in people if one["email"] == customer)

    def sql(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Ask or change this installation's database directly, on one connection that is kept.

        A test that ends all connections ends this one too; the next question opens another.
        """
        try:
            cursor = self._kept_connection().execute(query, values)
        except psycopg.OperationalError:
            if self._connection is not None and not self._connection.closed:
                raise
            cursor = self._kept_connection().execute(query, values)
        return cursor.fetchall() if cursor.description else []

    def _kept_connection(self) -> psycopg.Connection:
        if self._connection is None or self._connection.closed:
            self._connection = psycopg.connect(self.database_url, autocommit=True, prepare_threshold=None)
        return self._connection

    def command(self, *words: str) -> str:
        """Type a command of `entracte` on this installation; what it prints."""
        return self._run_once("-m", "entracte.cli", *words)

    def edit(self, query: str, *values: Any) -> None:
        """Change what the restaurant seats by; the web workers read it anew, as after a manager's edit."""
        self.sql(query, *values)
        self.sql("UPDATE restaurants_restaurant SET rules_version = rules_version + 1")

    def fault(self, **wish: Any) -> None:
        """Switch a fault of the simulator on."""
        self.control("POST", "faults", wish)

    def control(self, method: str, path: str, body: Any = None) -> Any:
        """Call one of the simulator's controls, which leave no line in its record."""
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.simulator}/simulator/{path}", data, headers, method=method)
        with urllib.request.urlopen(request, timeout=10) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def calls(self, mode: str | None = None) -> list[dict[str, Any]]:
        """Return the simulator's record, of one mode or of both."""
        if not self.calls_file.exists():
            return []
        lines = [json.loads(line) for line in self.calls_file.read_text().splitlines()]
        return [line for line in lines if mode is None or line["mode"] == mode]

    def owner_calls(self) -> list[str]:
        """Return the signed calls as `GET baskets/…`, the ids left out."""
        return [_plain(call) for call in self.calls("owner")]

    def logs(self) -> Iterator[Path]:
        """Return every file that the processes wrote, but for the simulator's own memory."""
        yield from self.folder.glob("*.log")

    def environment(self) -> dict[str, str]:
        own = {
            "DATABASE_URL": self.database_url,
            "ENTRACTE_PUBLIC_URL": self.web,
            "ENTRACTE_DATABASE_WAIT_SECONDS": "5",
            "ENTRACTE_ALLOWED_HOSTS": "127.0.0.1,localhost",
            "ENTRACTE_SIGN_IN_AGAIN_MINUTES": "600",
            "ENTRACTE_ALLOW_LOOPBACK_ORIGINS": "1",
            "ENTRACTE_SETTINGS_PATIENCE_SECONDS": "1",
            "ENTRACTE_BOOKINGS_PER_ADDRESS": "10000",
            "ENTRACTE_BOOKINGS_PER_WIDGET": "10000",
            "ENTRACTE_HOLDS_PER_ADDRESS": "1000",
            "ENTRACTE_HOLDS_PER_NETWORK": "1000",
            "ENTRACTE_HOLDS_PER_WIDGET": "1000",
            "ENTRACTE_HOLD_TRIES_PER_ADDRESS": "10000",
            "ENTRACTE_HOLD_TRIES_PER_WIDGET": "10000",
            "ENTRACTE_BOOKINGS_LIMIT_SECONDS": str(LIMIT_SECONDS),
            "ENTRACTE_LOCALE_PATHS": str(self.languages),
            "DJANGO_SETTINGS_MODULE": "entracte.settings",
        }
        if "mailbox" in self._processes:
            own["ENTRACTE_MAIL_URL"] = f"smtp://127.0.0.1:{self.smtp_port}"
        return {**os.environ, **own}

    def _run_once(self, *words: str) -> str:
        done = subprocess.run(
            [self.python, *words], env=self.environment(), capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout.strip()

    def _start(self, name: str, *words: str) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self._processes[name] = subprocess.Popen(
                [self.python, *words],
                env=self.environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _answers(self, url: str) -> bool:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False


def _plain(call: dict[str, Any]) -> str:
    room = call["path"].split("/api/v3/", 1)[-1].split("/")
    return f"{call['method']} {room[0]}" + ("/…" if len(room) > 1 else "")
