"""Does a real calendar server take the files of a booking, and give them back as one event?"""

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
import vobject

from entracte.bookings.choices import Status
from entracte.bookings.models import Booking
from entracte.mail.calendar import Method, calendar_file, method_of, uid_of
from entracte.restaurants.models import Restaurant
from tests.ports import free_port

NOW = datetime(2026, 12, 3, 12, 0, tzinfo=UTC)
DIARY = "ana/diary"
# whoever says a name has it: the server is asked to check none
HEADERS = {"Content-Type": "text/calendar", "Authorization": "Basic YW5hOg=="}


@pytest.fixture(scope="module")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run Radicale in a process of its own, with one empty calendar; its address."""
    port, folder = free_port(), tmp_path_factory.mktemp("radicale")
    options = ["--server-hosts", f"127.0.0.1:{port}", "--auth-type", "none"]
    command = [sys.executable, "-m", "radicale", "--config", "", "--storage-filesystem-folder", str(folder)]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen([*command, *options], stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}/"
    try:
        until = time.monotonic() + 30
        while asks(address, "OPTIONS")[0] != 200:
            assert process.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < until, "no calendar server within thirty seconds"
            time.sleep(0.05)
        assert asks(f"{address}{DIARY}/", "MKCALENDAR")[0] == 201
        yield f"{address}{DIARY}/"
    finally:
        process.terminate()
        process.wait(10)


def asks(address: str, method: str, body: bytes | None = None) -> tuple[int, bytes]:
    try:
        with urlopen(Request(address, body, HEADERS, method=method)) as answer:
            return answer.status, answer.read()
    except HTTPError as refused:
        return refused.code, refused.read()
    except OSError:
        return 0, b""


def test_request_update_cancel_and_the_file_of_a_page_are_taken_as_one_event(radicale: str) -> None:
    booking = a_booking()
    event = f"{radicale}{uid_of(booking)}.ics"
    for version, status in enumerate((Status.PENDING, Status.CONFIRMED, Status.CANCELLED), start=1):
        booking.version, booking.status = version, status
        file = calendar_file(booking, method=method_of(booking), at=NOW)
        assert asks(event, "PUT", file)[0] == (201 if version == 1 else 204)
        found = vobject.readOne(asks(event, "GET")[1].decode())
        assert [found.vevent.uid.value, found.vevent.sequence.value] == [uid_of(booking), str(version)]
        assert found.vevent.dtstart.value == booking.starts_at
    assert found.vevent.status.value == "CANCELLED"
    assert asks(event, "PUT", calendar_file(booking, method=Method.PUBLISH, at=NOW))[0] == 204
    whole = vobject.readOne(asks(radicale, "GET")[1].decode())
    assert [each.uid.value for each in whole.contents["vevent"]] == [uid_of(booking)]


def a_booking() -> Booking:
    """Return a booking that no database has."""
    restaurant = Restaurant(name="The Prompt Side", address="12 Foundry Lane", time_zone="Europe/London")
    return Booking(
        restaurant=restaurant,
        code="7QK2M9PX",
        email="ana@example.org",
        party_size=2,
        starts_at=datetime(2026, 12, 4, 19, 0, tzinfo=UTC),
        ends_at=datetime(2026, 12, 4, 20, 30, tzinfo=UTC),
    )
