"""The command `entracte check-mail`: one letter by the settings, and what became of it in plain words."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from entracte.cli.errors import CannotRun

if TYPE_CHECKING:
    from entracte.mail.sending.outcome import Outcome

# what is said of each fate, after its mark, and what to do
WORDS = {
    "TAKEN": (
        "sent",
        "It was taken for {address}. Look whether it arrived, also where unwanted letters go: "
        "docs/help/letters.md says what helps.",
    ),
    "LATER": ("not now", "{reason} Letters are tried again by themselves; try this again in some minutes."),
    "AWAY": (
        "FAILED",
        "{reason} Look at the host, the port, the name and the password in ENTRACTE_MAIL_URL. "
        "Until this is mended all letters wait.",
    ),
    "REFUSED": (
        "FAILED",
        "{reason} The letter itself was refused: look at ENTRACTE_MAIL_FROM, and whether this server "
        "may send for its domain.",
    ),
    "ADDRESS_REFUSED": ("FAILED", "{reason} The address {address} takes no letters: is it written right?"),
    "UNKNOWN": ("not known", "{reason} It may have arrived: look there before you try again."),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `entracte check-mail`."""
    parser.add_argument("address", metavar="ADDRESS", help="who gets the letter")


def run(args: argparse.Namespace) -> int:
    """Send one letter; 0 where it was taken, 1 where it was not or where that is not known."""
    import django

    django.setup()
    from entracte import clock
    from entracte.mail.sending.send import is_set_up
    from entracte.mail.trial.of_settings import send_trial

    address = _address(args.address)
    if not is_set_up():
        raise CannotRun("no mail server is named: set ENTRACTE_MAIL_URL as docs/running.md says")
    print(_by_whom())
    outcome = send_trial(address, at=clock.now())
    print(_said(outcome, address))
    return 0 if outcome.fate.name == "TAKEN" else 1


def _address(typed: str) -> str:
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    try:
        validate_email(typed)
    except ValidationError:
        raise CannotRun(f"{typed} is no e-mail address") from None
    return typed


def _by_whom() -> str:
    """Say who is asked, and for whom; a password stays out of it."""
    from django.conf import settings

    host = settings.MAIL_OPTIONS.get("host")
    who = f"{host}, port {settings.MAIL_OPTIONS['port']}" if host else settings.MAIL_URL.partition(":")[0]
    return f"Letters from {settings.MAIL_FROM} go by {who}."


def _said(outcome: Outcome, address: str) -> str:
    mark, sentence = WORDS[outcome.fate.name]
    return f"{mark:<9}  {sentence.format(reason=outcome.reason, address=address)}"
