"""Is a guest asked to come back when the database is away, and is no booking ever half made?"""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import psycopg

from tests.browser.stack import Stack, until
from tests.contract.installation import (
    Answer,
    ask,
    call,
    database_away,
    offered,
    submit,
    wait_until_ready,
)
from tests.submits import a_submit, somebody

END_BUSY = (
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
    "WHERE datname = %s AND xact_start IS NOT NULL"
)
ENOUGH = 15
END_KEPT_WAITING = (
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() "
    "AND wait_event_type = 'Lock' AND query LIKE '%%procrastinate%%'"
)


def unavailable(answer: Answer, origin: str) -> bool:
    shown = (answer.status, answer.code, answer.json["fields"], answer.headers["Retry-After"])
    return shown == (503, "unavailable", {}, "10") and answer.headers["Access-Control-Allow-Origin"] == origin


def once_answered(stack: Stack, wish: dict[str, Any]) -> Answer:
    """Submit as the widget does after a 503: again, since a web worker may hear last that all is well."""
    answers: list[Answer] = []

    def is_answered() -> bool:
        answers.append(submit(stack, wish, key="one key"))
        return answers[-1].status != 503

    until(is_answered, what="an answer to the submit")
    return answers[-1]


def test_while_the_database_is_away_the_answer_is_503_and_readable(
    installation: Stack, database_url: str
) -> None:
    wish = a_submit(starts_at=offered(installation)[0])
    with database_away(installation, database_url), ThreadPoolExecutor(4) as guests:
        tried = [
            guests.submit(submit, installation, wish, key="one key"),
            guests.submit(ask, installation, "GET", call(installation.widget, "settings")),
        ]
        pages = [guests.submit(ask, installation, "GET", path) for path in ("/readyz", "/healthz")]
        assert all(unavailable(each.result(), installation.theatre) for each in tried)
        assert [page.result().status for page in pages] == [503, 200]
        assert pages[0].result().json == {"status": "not ready", "database": "does not answer"}
    assert installation.sql("SELECT count(*) FROM bookings_booking") == [(0,)]
    again = once_answered(installation, wish)
    assert again.status == 201
    assert once_answered(installation, wish).body == again.body
    assert installation.sql("SELECT count(*) FROM bookings_booking") == [(1,)]


def test_a_busy_installation_is_ready_soon_after_its_database_is_back(
    installation: Stack, database_url: str
) -> None:
    """Every connection that the web workers keep has broken, and each is found so by some request."""
    address = call(installation.widget, "settings")
    with ThreadPoolExecutor(32) as guests:
        asked = [guests.submit(ask, installation, "GET", address) for _ in range(200)]
        assert {each.result().status for each in asked} == {200}
    with database_away(installation, database_url):
        assert ask(installation, "GET", "/healthz").status == 200
    assert ask(installation, "GET", address).status == 200


def test_connections_that_break_in_the_middle_leave_whole_bookings_or_none(
    installation: Stack, database_url: str
) -> None:
    wishes = [
        (a_submit(starts_at=start, guest=somebody(10 * days_ahead + number)), uuid4().hex)
        for days_ahead in range(60, 66)
        for number, start in enumerate(offered(installation, days_ahead)[:10])
    ]

    def press(wish_and_key: tuple[dict[str, Any], str]) -> Answer:
        return submit(installation, wish_and_key[0], key=wish_and_key[1])

    installation.end("worker")
    ended = 0
    with psycopg.connect(database_url, autocommit=True) as outside, ThreadPoolExecutor(8) as guests:
        tried = [guests.submit(press, each) for each in wishes]
        while ended < ENOUGH and not all(each.done() for each in tried):
            ended += outside.execute(END_BUSY, [installation.name]).fetchall()[0][0]
            outside.execute("SELECT pg_sleep(0.02)")
    answers = [each.result() for each in tried]
    assert {answer.status for answer in answers} == {201, 503}
    assert all(unavailable(each, installation.theatre) for each in answers if each.status == 503)
    wait_until_ready(installation)

    whole = (
        "SELECT b.code FROM bookings_booking b JOIN bookings_bookedtable t ON t.booking_id = b.id "
        "JOIN bookings_change c ON c.booking_id = b.id JOIN bookings_submission s ON s.booking_id = b.id"
    )
    codes = {code for (code,) in installation.sql("SELECT code FROM bookings_booking")}
    assert sorted(code for (code,) in installation.sql(whole)) == sorted(codes)
    assert {answer.json["code"] for answer in answers if answer.status == 201} <= codes

    again = [press(each) for each in wishes]
    assert [answer.status for answer in again] == [201] * len(wishes)
    assert all(one.body == two.body for one, two in zip(answers, again, strict=True) if one.status == 201)
    assert installation.sql("SELECT count(*) FROM bookings_booking") == [(len(wishes),)]


def test_a_connection_that_breaks_while_a_job_is_stored_is_answered_like_any_other(
    installation: Stack,
) -> None:
    """The claim's job is stored last of a submit; the queue has errors of its own."""
    wish = a_submit(starts_at=offered(installation)[0], basket_id="I-9QR3-2LTM")
    installation.end("worker")
    with psycopg.connect(installation.database_url) as holder, ThreadPoolExecutor(1) as guest:
        holder.execute("LOCK TABLE procrastinate_jobs IN ACCESS EXCLUSIVE MODE")
        tried = guest.submit(submit, installation, wish, key="one key")
        until(lambda: installation.sql(END_KEPT_WAITING) == [(1,)], what="the submit to be cut off")
        assert unavailable(tried.result(), installation.theatre)
    assert installation.sql("SELECT count(*) FROM bookings_booking") == [(0,)]
    assert once_answered(installation, wish).status == 201
