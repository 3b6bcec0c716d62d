"""Does a worker that is killed while it sends lose a letter in silence, or send one twice?"""

import os
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from entracte.mail.models import Letter
from tests.contract.bridge.processes import Worker, until
from tests.house import book, make_house
from tests.mailbox import Mailbox

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(1200)]
NOW = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
FIVE = (
    "before_the_row",
    "after_the_row",
    "after_sending_is_stored",
    "after_the_answer",
    "before_sent_is_committed",
)
TIMES = int(os.environ.get("ENTRACTE_TEST_KILLS", "25")) // len(FIVE)
UNKNOWN = "The worker ended while it was sending; the letter may have arrived."


def some_bookings() -> list[str]:
    """Book as many tables as workers will die, each for somebody else; their addresses."""
    house = make_house(NOW)
    addresses = [f"guest{number}@example.org" for number in range(TIMES)]
    for number, address in enumerate(addresses):
        day = NOW.date() + timedelta(days=2 + number)
        book(house, NOW, f"{day} 19:00", email=address, phone=f"+44 7700 9000{number:02}")
    return addresses


def fates() -> dict[str, tuple[str, str]]:
    rows = Letter.objects.values_list("to_address", "state", "reason")
    return {address: (state, reason) for address, state, reason in rows}


@pytest.mark.parametrize("moment", FIVE)
def test_a_killed_worker_loses_no_letter_in_silence_and_sends_none_twice(
    mailbox: Mailbox, tmp_path: Path, moment: str
) -> None:
    addresses = some_bookings()
    is_known = moment in ("before_the_row", "after_the_row")
    expected = ("sent", "") if is_known else ("perhaps_sent", UNKNOWN)
    words = ("tests.contract.mail.mortal_workers", moment, str(TIMES))
    own = {
        "ENTRACTE_MAIL_URL": f"smtp://127.0.0.1:{mailbox.smtp_port}",
        "ENTRACTE_STALLED_AFTER_SECONDS": "1",
    }
    log = tmp_path / "workers.log"
    with Worker(log, *words, ENTRACTE_WORKER_PULSE_SECONDS="0.2", **own):
        until(lambda: fates() == dict.fromkeys(addresses, expected), f"all letters: {fates()}", 120)
    came = Counter(address for letter in mailbox.letters() for address in letter["to"])
    assert came == ({} if moment == "after_sending_is_stored" else dict.fromkeys(addresses, 1))
    assert "guest" not in log.read_text()
