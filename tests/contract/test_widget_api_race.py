"""Do all who press Book at once get the last table once, whichever web worker they reach?"""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tests.browser.stack import Stack
from tests.contract.installation import Answer, offered, submit
from tests.submits import a_submit

GUESTS = ROUNDS = 20
CROWD = 200
# Three tables of the demo restaurant take a party of six.
PARTY, TABLES = 6, 3


def wish_of(number: int, start: str) -> dict[str, object]:
    guest = {
        "last_name": f"Guest {number}",
        "email": f"guest{number}@example.org",
        "phone": f"07700 900{number:03}",
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


def test_of_two_hundred_guests_at_once_one_gets_the_last_table_and_all_others_see_it(
    installation: Stack,
) -> None:
    start = offered(installation, 30, PARTY)[-1]
    for table in range(TABLES - 1):
        assert submit(installation, wish_of(900 + table, start)).status == 201
    gate = Barrier(CROWD)

    def press(number: int) -> Answer:
        gate.wait()
        return submit(installation, wish_of(number, start), key=f"crowd {number}")

    with ThreadPoolExecutor(CROWD) as guests:
        answers = list(guests.map(press, range(CROWD)))
    assert Counter(answer.status for answer in answers) == {201: 1, 409: CROWD - 1}
    assert {answer.code for answer in answers if answer.status == 409} == {"slot_gone"}
    [code] = [answer.json["code"] for answer in answers if answer.status == 201]
    held = "SELECT b.code FROM bookings_bookedtable t JOIN bookings_booking b ON b.id = t.booking_id"
    holders = [holder for (holder,) in installation.sql(held)]
    assert (len(holders), holders.count(code)) == (TABLES, 1)


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
