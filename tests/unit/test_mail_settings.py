"""Does each form of ENTRACTE_MAIL_URL name the server or provider that it means, and nothing else one?"""

from typing import Any

import pytest

from entracte.mail_settings import PROVIDERS, mail_backend

SMTP = "entracte.mail.sending.smtp.Backend"


@pytest.mark.parametrize(
    "url, options",
    [
        ("smtp://mail.example.org", {"host": "mail.example.org", "port": 25}),
        (
            "smtps://u:p%40ss@mail.example.org",
            {"port": 465, "use_ssl": True, "username": "u", "password": "p@ss"},
        ),
        ("smtp+starttls://u:p@mail.example.org", {"port": 587, "use_tls": True}),
        ("smtp+starttls://mail.example.org:2525", {"port": 2525, "use_tls": True, "username": ""}),
    ],
)
def test_a_mail_server_is_named_by_its_way_host_and_port(url: str, options: dict[str, Any]) -> None:
    path, found = mail_backend(url, 20)
    assert path == SMTP
    assert found | options == found


@pytest.mark.parametrize(
    "url, options",
    [
        ("postmark://a-Token", {"server_token": "a-Token"}),
        ("mailgun://Key@mg.example.org", {"api_key": "Key", "sender_domain": "mg.example.org"}),
        ("mailjet://Key:Secret", {"api_key": "Key", "secret_key": "Secret"}),
    ],
)
def test_a_provider_is_named_with_its_keys(url: str, options: dict[str, Any]) -> None:
    path, found = mail_backend(url, 20)
    assert (path, found) == (f"anymail.backends.{url.partition(':')[0]}.EmailBackend", options)


def test_each_provider_takes_the_options_that_are_named_for_it() -> None:
    from django.core.mail import get_connection  # noqa: TID251

    for name in PROVIDERS:
        path, options = mail_backend(f"{name}://key:secret@example.org", 20)
        if not path:
            path, options = mail_backend(f"{name}://key:secret", 20)
        assert get_connection(path, **options) is not None


@pytest.mark.parametrize(
    "url", ["", "pigeon://loft", "smtp://", "mailgun://key", "mailjet://key", "smtp://[", "x"]
)
def test_anything_else_names_nobody(url: str) -> None:
    assert mail_backend(url, 20) == ("", {})
