"""Does `entracte check-mail` send one letter, and say in plain words what became of it?"""

import re
from typing import Any

import pytest

from entracte.cli.main import main
from entracte.mail_settings import mail_backend
from tests.mailbox import Mailbox
from tests.ports import free_port

ANA = "ana@example.org"


def check(capsys: pytest.CaptureFixture[str], address: str = ANA) -> tuple[int, str]:
    """Type the command; its status, and the last line that it says."""
    status = main(["check-mail", address])
    said = capsys.readouterr()
    return status, re.sub(r"\s+", " ", (said.out or said.err).splitlines()[-1])


def test_a_letter_that_arrives(mailbox: Mailbox, capsys: pytest.CaptureFixture[str]) -> None:
    status, said = check(capsys)
    assert (status, said.startswith(f"sent It was taken for {ANA}.")) == (0, True)
    [came] = mailbox.letters(to=ANA)
    assert came["subject"] == "A letter that tries the settings"
    assert ["Auto-Submitted", "auto-generated"] in came["headers"]


@pytest.mark.parametrize(
    "fault,begins",
    [
        ({"kind": "550"}, "FAILED The mail server answered 550: 5.1.1 No such mailbox here"),
        ({"kind": "550", "at": "data"}, "FAILED The mail server answered 550: 5.7.1 The letter was refused"),
        ({"kind": "451"}, "not now The mail server answered 451: 4.3.0 Try again later"),
        ({"kind": "cut_after_dot"}, "not known The whole letter was handed over, and no answer came."),
        ({"kind": "away"}, "FAILED Nothing answers at the mail server's port. Look at the host,"),
    ],
)
def test_a_letter_that_may_not_arrive(
    mailbox: Mailbox, capsys: pytest.CaptureFixture[str], fault: dict[str, Any], begins: str
) -> None:
    mailbox.fault(**fault)
    status, said = check(capsys)
    assert (status, said[: len(begins)]) == (1, begins)


@pytest.mark.parametrize(
    "url,fault,begins",
    [
        (
            "smtp://ana:wrong-word@127.0.0.1:{}",
            "535",
            "FAILED The sign-in was refused. The mail server answered 535",
        ),
        ("smtp+starttls://127.0.0.1:{}", "", "FAILED The mail server does not offer the encryption"),
        ("smtps://127.0.0.1:{}", "", "FAILED The mail server's certificate or encryption does not fit."),
        ("smtp://mail.invalid:{}", "", "FAILED No mail server of this name is known."),
    ],
)
def test_a_server_that_lets_nothing_through(
    mailbox: Mailbox, settings: Any, capsys: pytest.CaptureFixture[str], url: str, fault: str, begins: str
) -> None:
    settings.MAIL_BACKEND, settings.MAIL_OPTIONS = mail_backend(url.format(mailbox.smtp_port), 2)
    if fault:
        mailbox.fault(fault)
    status = main(["check-mail", ANA])
    said = capsys.readouterr().out
    assert (status, re.sub(r"\s+", " ", said.splitlines()[-1])[: len(begins)]) == (1, begins)
    assert "wrong-word" not in said


def test_what_cannot_be_tried_is_one_sentence(settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(capsys, "ana") == (2, "entracte check-mail: ana is no e-mail address")
    settings.MAIL_BACKEND, settings.MAIL_OPTIONS = "", {}
    status, said = check(capsys)
    assert (status, "ENTRACTE_MAIL_URL" in said) == (2, True)


def test_the_server_is_named_and_from_whom_letters_come(
    settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    port = free_port()
    settings.MAIL_FROM = "table@example.org"
    settings.MAIL_BACKEND, settings.MAIL_OPTIONS = mail_backend(f"smtp://127.0.0.1:{port}", 2)
    main(["check-mail", ANA])
    first = capsys.readouterr().out.splitlines()[0]
    assert first == f"Letters from table@example.org go by 127.0.0.1, port {port}."
