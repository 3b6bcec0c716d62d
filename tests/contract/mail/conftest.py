"""Which mail server do the tests of letters talk to? One for all of them, emptied for each."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.mailbox import Mailbox


@pytest.fixture(scope="session")
def running_mailbox() -> Iterator[Mailbox]:
    with Mailbox() as mailbox:
        yield mailbox


@pytest.fixture
def mailbox(running_mailbox: Mailbox, settings: Any) -> Mailbox:
    """The mail server, empty and without faults, named by the settings."""
    # This file is read before Django is set up; the rooms can only be imported after.
    from entracte.mail_settings import mail_backend

    running_mailbox.empty()
    url = f"smtp://127.0.0.1:{running_mailbox.smtp_port}"
    settings.MAIL_BACKEND, settings.MAIL_OPTIONS = mail_backend(url, 2)
    return running_mailbox
