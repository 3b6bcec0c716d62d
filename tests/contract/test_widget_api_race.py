"""Do twenty guests who press Book at once get the last table once, whichever web worker they reach?"""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tests.browser.stack import Stack
from tests.contract.installation import Answer, offered, submit
from tests.submits import a_submit

GUESTS = ROUNDS = 20
# Three tables of the demo restaurant take a party of six.
PARTY, TABLES = 6, 3


def wish_of(number: int, start: str) -> dict[str, object]:
    guest = {
        "last_name": f"Guest {number}",
        "email": f"guest{number}@example.org",
        "phone": f"07700 9001{number:02}",
    }
    return a_submit(starts_at=start, party_size=PARTY, guest=guest)


def test_twenty_guests_get_the_last_table_once_twenty_times_over(installation: Stack) -> None:
    gate = Barrier(GUESTS)

    def press(number: int, start: str) -> Answer:
        gate.wait()
        return submit(installation, wish_of(number, start), key=f"{start} {number}")

    won = []
    with ThreadPoolExecutor(GUESTS) as guests:
        for days_ahead in range(40, 40 + ROUNDS):
            start = offered(installation, days_ahead, PARTY)[-1]
            earlier = [submit(installation, wish_of(90 + table, start)) for table in range(TABLES - 1)]
            assert [answer.status for answer in earlier] == [201] * (TABLES - 1)
            answers = list(guests.map(press, range(GUESTS), [start] * GUESTS))
            assert sorted(answer.status for answer in answers) == [201] + [409] * (GUESTS - 1)
            assert {answer.code for answer in answers if answer.status == 409} == {"slot_gone"}
            won += [answer.json["code"] for answer in answers if answer.status == 201]
    written = {code for (code,) in installation.sql("SELECT code FROM bookings_booking")}
    assert (len(won), len(written)) == (ROUNDS, ROUNDS * TABLES)
    assert set(won) <= written
    counts = "SELECT (SELECT count(*) FROM bookings_bookedtable), (SELECT count(*) FROM bookings_change)"
    assert installation.sql(counts) == [(ROUNDS * TABLES, ROUNDS * TABLES)]
    winners = installation.sql("SELECT count(DISTINCT guest_id) FROM bookings_booking")
    assert installation.sql("SELECT count(*) FROM guests_guest") == winners
    assert installation.sql("SELECT count(*) FROM bookings_submission") == [(ROUNDS,)]


def test_one_guest_who_presses_twenty_times_at_once_has_one_booking(installation: Stack) -> None:
    start = offered(installation)[0]
    gate = Barrier(GUESTS)

    def press(number: int) -> Answer:
        gate.wait()
        return submit(installation, wish_of(1, start), key="one key")

    with ThreadPoolExecutor(GUESTS) as presses:
        answers = list(presses.map(press, range(GUESTS)))
    assert {answer.status for answer in answers} == {201}
    assert len({answer.body for answer in answers}) == 1
    assert installation.sql("SELECT count(*) FROM bookings_booking") == [(1,)]
