"""Does the demo's mailbox take letters over SMTP, keep and show them, and go wrong on request?"""

import os
import smtplib
import subprocess
import sys
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import httpx2
import pytest

from tests.mailbox import SOURCE, Mailbox

ANA, BEN = "ana@example.org", "ben@example.org"


@pytest.fixture(scope="module")
def running() -> Iterator[Mailbox]:
    with Mailbox() as mailbox:
        yield mailbox


@pytest.fixture
def mailbox(running: Mailbox) -> Mailbox:
    running.empty()
    return running


def letter(to: str = ANA, subject: str = "Your table at Alder — Élan") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "Alder <table@example.com>", to, subject
    made["Message-ID"] = "<one@example.com>"
    made.set_content("Your table is booked.\n.\n..two dots\nSee http://127.0.0.1:8000/b/k3v8.1.sig.\n")
    made.add_alternative(
        '<html><head></head><body><p>Booked. <a href="http://127.0.0.1:8000/b/k3v8.1.sig">See</a>'
        "<script>document.title = 'ran'</script></p></body></html>",
        subtype="html",
    )
    made.add_attachment(
        "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        subtype="calendar",
        filename="table.ics",
        params={"method": "REQUEST"},
    )
    return made


def send(mailbox: Mailbox, message: EmailMessage | None = None) -> None:
    with smtplib.SMTP("127.0.0.1", mailbox.smtp_port, timeout=10) as talk:
        talk.send_message(message or letter())


def test_a_letter_arrives_as_it_was_written(mailbox: Mailbox) -> None:
    send(mailbox)
    [came] = mailbox.letters(to=ANA)
    assert (came["envelope_from"], came["to"]) == ("table@example.com", [ANA])
    assert came["subject"] == "Your table at Alder — Élan"
    assert came["text"].splitlines()[1:3] == [".", "..two dots"]
    assert came["links"] == ["http://127.0.0.1:8000/b/k3v8.1.sig"]
    assert ["Message-ID", "<one@example.com>"] in came["headers"]
    [attached] = came["attachments"]
    assert (attached["name"], attached["text"]) == ("table.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    assert attached["type"] == "text/calendar; charset=utf-8; method=REQUEST"


def test_the_list_is_newest_first_and_narrowed_by_address_and_subject(mailbox: Mailbox) -> None:
    for to, subject in ((ANA, "Booked"), (BEN, "Booked"), (ANA, "Changed")):
        send(mailbox, letter(to, subject))
    assert [one["subject"] for one in mailbox.letters()] == ["Changed", "Booked", "Booked"]
    assert [one["subject"] for one in mailbox.letters(to=ANA)] == ["Changed", "Booked"]
    assert [one["to"] for one in mailbox.letters(subject="book")] == [[BEN], [ANA]]
    mailbox.empty()
    assert (mailbox.letters(), mailbox.tries()) == ([], [])


@pytest.mark.parametrize("at", ["address", "data"])
@pytest.mark.parametrize("kind", ["451", "550"])
def test_a_refusal_comes_where_it_was_asked_for_as_often_as_it_was(
    mailbox: Mailbox, kind: str, at: str
) -> None:
    mailbox.fault(kind, at=at, times=1, match=ANA)
    send(mailbox, letter(BEN))
    with pytest.raises(smtplib.SMTPException) as refused:
        send(mailbox)
    send(mailbox)
    assert kind in str(refused.value)
    assert [one["to"] for one in mailbox.letters()] == [[ANA], [BEN]]
    assert [each["answer"][:3] for each in mailbox.tries()] == ["250", kind, "250"]


def test_after_the_final_dot_a_text_of_the_letter_may_be_matched(mailbox: Mailbox) -> None:
    mailbox.fault("550", at="data", match="changed")
    send(mailbox, letter(subject="Booked"))
    with pytest.raises(smtplib.SMTPDataError):
        send(mailbox, letter(subject="Changed"))
    assert [one["subject"] for one in mailbox.letters()] == ["Booked"]


def test_a_letter_cut_off_before_the_final_dot_did_not_come(mailbox: Mailbox) -> None:
    mailbox.fault("cut_before_dot", times=1)
    with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionError)):
        send(mailbox)
    assert mailbox.letters() == []
    assert [each["answer"] for each in mailbox.tries()] == ["cut before the final dot"]


@pytest.mark.parametrize("kept", [True, False])
def test_a_letter_cut_off_after_the_final_dot_may_have_come(mailbox: Mailbox, kept: bool) -> None:
    mailbox.fault("cut_after_dot", times=1, kept=kept)
    with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionError)):
        send(mailbox)
    assert len(mailbox.letters()) == int(kept)
    send(mailbox)
    assert len(mailbox.letters()) == int(kept) + 1


def test_a_slow_mailbox_takes_the_letter_in_the_end(mailbox: Mailbox) -> None:
    mailbox.fault("slow", seconds=0.2, times=1)
    send(mailbox)
    assert len(mailbox.letters()) == 1


def test_a_mailbox_that_is_away_refuses_connections_and_ends_those_that_are_open(mailbox: Mailbox) -> None:
    with smtplib.SMTP("127.0.0.1", mailbox.smtp_port, timeout=10) as talk:
        talk.noop()
        mailbox.fault("away")
        with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionError)):
            talk.noop()
    with pytest.raises(ConnectionRefusedError):
        send(mailbox)
    mailbox.clear_faults()
    send(mailbox)
    assert len(mailbox.letters()) == 1


def test_any_sign_in_is_taken_unless_it_is_to_be_refused(mailbox: Mailbox) -> None:
    with smtplib.SMTP("127.0.0.1", mailbox.smtp_port, timeout=10) as talk:
        talk.login("entracte", "any word")
    mailbox.fault("535")
    with (
        smtplib.SMTP("127.0.0.1", mailbox.smtp_port, timeout=10) as talk,
        pytest.raises(smtplib.SMTPAuthenticationError),
    ):
        talk.login("entracte", "any word")


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "gremlins"},
        {"kind": "451", "times": 0},
        {"kind": "451", "at": "noon"},
        {"kind": "slow", "seconds": -1},
        {"kind": "away", "times": 2},
        {"kind": "451", "colour": "red"},
    ],
)
def test_a_fault_that_makes_no_sense_is_refused(mailbox: Mailbox, fields: dict[str, object]) -> None:
    assert httpx2.post(f"{mailbox.url}/mailbox/faults", json=fields).status_code == 400
    assert mailbox.control("GET", "faults") == {"faults": []}


def test_another_page_cannot_control_it(mailbox: Mailbox) -> None:
    send(mailbox)
    headers = {"Origin": "http://elsewhere.example"}
    assert httpx2.delete(f"{mailbox.url}/mailbox/letters", headers=headers).status_code == 403
    assert len(mailbox.letters()) == 1


def test_the_page_shows_a_letter_its_parts_and_its_source(mailbox: Mailbox) -> None:
    send(mailbox)
    [came] = mailbox.letters()
    at = f"{mailbox.url}/letters/{came['number']}"
    page, html, source = httpx2.get(at), httpx2.get(f"{at}/html"), httpx2.get(f"{at}/source")
    attached = httpx2.get(f"{at}/attachments/1")
    assert '<a href="http://127.0.0.1:8000/b/k3v8.1.sig" rel="noopener" target="_blank">' in page.text
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in page.text
    assert html.headers["content-security-policy"].startswith("sandbox allow-popups")
    assert "script-src" not in html.headers["content-security-policy"]
    assert source.content.startswith(b"From: Alder")
    assert attached.content == b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
    assert "table.ics" in attached.headers["content-disposition"]
    assert httpx2.get(f"{at}/attachments/2").status_code == 404
    assert "not here any more" in httpx2.get(f"{mailbox.url}/letters/99999").text


def test_the_page_says_what_will_stand_there_and_which_faults_are_on(mailbox: Mailbox) -> None:
    mailbox.fault("550")
    page = httpx2.get(mailbox.url).text
    assert "No letters yet" in page
    assert "Faults are on: 550" in page


def test_a_letter_that_makes_no_sense_is_shown_as_well_as_it_can_be(mailbox: Mailbox) -> None:
    with smtplib.SMTP("127.0.0.1", mailbox.smtp_port, timeout=10) as talk:
        talk.sendmail("a@example.com", [ANA], b"Content-Type: text/plain; charset=nowhere\r\n\r\n\xff<b>\r\n")
        talk.sendmail("a@example.com", [ANA], b"Subject: =?utf-8?q?broken\r\nX: \xff\r\n\r\n")
    assert len(mailbox.letters()) == 2
    for one in mailbox.letters():
        assert httpx2.get(f"{mailbox.url}/letters/{one['number']}").status_code == 200


def test_letters_outlive_a_restart_and_are_ours_alone(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    with Mailbox("--state", str(folder)) as first:
        send(first)
        send(first, letter(BEN))
        first.fault("550")
        before = first.letters()
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o600}
    with Mailbox("--state", str(folder)) as second:
        assert second.letters() == before
        send(second)
        assert [one["number"] for one in second.letters()] == [3, 2, 1]
        second.empty()
    assert list(folder.iterdir()) == []


def run(*flags: str) -> subprocess.CompletedProcess[str]:
    """Run the mailbox to its end."""
    return subprocess.run(
        [sys.executable, "-m", "demo_mailbox", *flags],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def test_a_taken_port_and_a_damaged_letter_are_clear_errors(mailbox: Mailbox, tmp_path: Path) -> None:
    taken = run("--smtp-port", str(mailbox.smtp_port), "--port", str(mailbox.port))
    assert (taken.returncode, "cannot be used" in taken.stderr) == (2, True)
    (tmp_path / "000001.json").write_text("{")
    damaged = run("--smtp-port", "1", "--port", "2", "--state", str(tmp_path))
    assert (damaged.returncode, "makes no sense" in damaged.stderr) == (2, True)
    assert "Traceback" not in taken.stderr + damaged.stderr


def test_a_signal_ends_it_cleanly() -> None:
    assert Mailbox().close() == 0
