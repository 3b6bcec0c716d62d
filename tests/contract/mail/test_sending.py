"""Does each letter go once, whatever the mail server answers, and is it known what became of it?"""

from datetime import UTC, datetime
from typing import Any

import pytest

from entracte.bookings.models import Booking
from entracte.jobs.tries import TryLater
from entracte.mail.models import Letter
from entracte.mail.outbox import put_in_outbox
from entracte.mail.post import post_next
from tests.bridge import Clock, latest_change_id, raised
from tests.house import book, make_house
from tests.mailbox import Mailbox

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
LATER = "The mail server answered 451: 4.3.0 Try again later"


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


def a_booking(**typed: Any) -> Booking:
    """A booking whose letter waits in the outbox."""
    booking = book(make_house(NOW), NOW, **typed)
    put_in_outbox(latest_change_id(booking), at=NOW)
    return booking


def the_letter() -> tuple[str, str, int]:
    letter = Letter.objects.get()
    return letter.state, letter.reason, letter.tries


def test_a_letter_arrives_with_the_heads_of_a_letter_and_names_nobody(mailbox: Mailbox, clock: Clock) -> None:
    booking = a_booking()
    assert post_next(clock=clock)
    [letter] = mailbox.letters()
    heads = dict(letter["headers"])
    row = Letter.objects.get()
    assert (row.state, row.tries, row.ended_at) == ("sent", 1, NOW)
    assert heads["To"] == booking.email
    assert heads["From"] == "The Prompt Side <letters@127.0.0.1>"
    assert heads["Subject"] == row.subject
    assert heads["Message-ID"] == row.message_id
    assert row.message_id.endswith("@127.0.0.1>")
    assert heads["Auto-Submitted"] == "auto-generated"
    assert heads["Date"] == "Tue, 01 Dec 2026 12:00:00 +0000"
    assert "Lima" not in str(letter)


@pytest.mark.parametrize("reply_to", ["", "table@prompt-side.example"])
def test_an_answer_goes_to_the_restaurant_where_it_named_an_address(
    mailbox: Mailbox, clock: Clock, reply_to: str
) -> None:
    house = make_house(NOW, reply_to=reply_to)
    put_in_outbox(latest_change_id(book(house, NOW)), at=NOW)
    post_next(clock=clock)
    [letter] = mailbox.letters()
    assert dict(letter["headers"]).get("Reply-To", "") == reply_to


def test_the_kept_text_of_a_letter_opens_nothing(mailbox: Mailbox, clock: Clock) -> None:
    a_booking()
    post_next(clock=clock)
    [letter] = mailbox.letters()
    assert "/b/" in letter["text"]
    assert Letter.objects.get().text.count("http://127.0.0.1:8000/b/…") == 1
    assert not any(word in Letter.objects.get().text for word in letter["text"].split() if "/b/" in word)


def test_a_letter_waits_where_no_mail_server_is_set(settings: Any, clock: Clock) -> None:
    settings.MAIL_BACKEND = ""
    a_booking()
    assert not post_next(clock=clock)
    assert the_letter() == ("waiting", "", 0)


def test_a_letter_that_the_server_does_not_take_now_goes_later(mailbox: Mailbox, clock: Clock) -> None:
    a_booking()
    mailbox.fault("451", times=1)
    raised(TryLater, lambda: post_next(clock=clock))
    assert the_letter() == ("waiting", LATER, 1)
    assert not post_next(clock=clock)
    clock.passes(seconds=60)
    assert post_next(clock=clock)
    assert the_letter() == ("sent", "", 2)
    assert len(mailbox.letters()) == 1


def test_a_letter_that_is_never_taken_fails_when_the_patience_is_over(mailbox: Mailbox, clock: Clock) -> None:
    a_booking()
    mailbox.fault("451", times=2)
    raised(TryLater, lambda: post_next(clock=clock))
    clock.passes(hours=73)
    assert post_next(clock=clock)
    assert the_letter() == ("failed", LATER, 2)


@pytest.mark.parametrize(
    "at, said", [("address", "5.1.1 No such mailbox here"), ("data", "5.7.1 The letter was refused")]
)
def test_a_letter_that_is_refused_for_good_fails_and_says_so(
    mailbox: Mailbox, clock: Clock, at: str, said: str
) -> None:
    a_booking()
    mailbox.fault("550", times=1, at=at)
    assert post_next(clock=clock)
    assert the_letter() == ("failed", f"The mail server answered 550: {said}", 1)
    clock.passes(hours=1)
    assert not post_next(clock=clock)
    assert mailbox.letters() == []


def test_a_connection_cut_before_the_final_dot_has_sent_nothing(mailbox: Mailbox, clock: Clock) -> None:
    a_booking()
    mailbox.fault("cut_before_dot", times=1)
    raised(TryLater, lambda: post_next(clock=clock))
    assert the_letter()[0] == "waiting"
    clock.passes(seconds=60)
    assert post_next(clock=clock)
    assert len(mailbox.letters()) == 1


@pytest.mark.parametrize("kind", ["cut_after_dot", "slow"])
def test_a_letter_without_an_answer_after_the_final_dot_was_perhaps_sent(
    mailbox: Mailbox, clock: Clock, kind: str
) -> None:
    a_booking()
    mailbox.fault(kind, times=1, seconds=4)
    assert post_next(clock=clock)
    assert the_letter() == ("perhaps_sent", "The whole letter was handed over, and no answer came.", 1)
    clock.passes(hours=1)
    assert not post_next(clock=clock)
    assert len(mailbox.letters()) <= 1


def test_letters_wait_while_the_server_is_away_and_go_in_order(mailbox: Mailbox, clock: Clock) -> None:
    house = make_house(NOW)
    mailbox.fault("away")
    for number, day in enumerate((4, 5, 6)):
        booking = book(house, NOW, f"2026-12-0{day} 19:00", email=f"guest{number}@example.org")
        put_in_outbox(latest_change_id(booking), at=clock())
        clock.passes(seconds=1)
    for _ in range(3):
        later = raised(TryLater, lambda: post_next(clock=clock))
        assert raised(TryLater, lambda: post_next(clock=clock))
        assert isinstance(later, TryLater)
        clock.passes(hours=8)
    assert set(Letter.objects.values_list("state", flat=True)) == {"waiting"}
    assert sum(Letter.objects.values_list("tries", flat=True)) == 3
    mailbox.clear_faults()
    while post_next(clock=clock):
        pass
    came = [letter["to"] for letter in reversed(mailbox.letters())]
    assert came == [[f"guest{number}@example.org"] for number in range(3)]


def test_a_change_makes_its_letter_once_however_often_its_job_runs(mailbox: Mailbox, clock: Clock) -> None:
    booking = a_booking()
    for _ in range(2):
        put_in_outbox(latest_change_id(booking), at=NOW)
    assert Letter.objects.count() == 1
