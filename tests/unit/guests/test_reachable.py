"""Are addresses that no mail can reach known, and all others taken?"""

import pytest

from entracte.guests.reachable import is_reachable


@pytest.mark.parametrize(
    "email",
    [
        "ana@localhost",
        "ana@LOCALHOST",
        "ana@box.localhost",
        "ana@printer.local",
        "ana@example.invalid",
        "ana@[127.0.0.1]",
        "ana@[IPv6:2001:db8::1]",
        "ana@10.0.0.12",
        "a" * 65 + "@example.org",
        "ana@" + ".".join(["b" * 60] * 5) + ".org",
    ],
)
def test_no_mail_reaches_these(email: str) -> None:
    assert not is_reachable(email)


@pytest.mark.parametrize(
    "email",
    ["ana@example.org", "a" * 64 + "@example.org", "ana@straße.de", "ana@localhost.example", "ana@3.example"],
)
def test_these_may_have_a_mailbox(email: str) -> None:
    assert is_reachable(email)
