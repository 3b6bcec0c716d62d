"""Can staff make this server call itself or its neighbours? Not when a connection is saved, nor at a call."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from pytest_django import Settings

from entracte.boxoffice.connection_lock import connection_of
from entracte.boxoffice.connections.addresses import why_forbidden
from entracte.boxoffice.connections.check import run_checks
from entracte.boxoffice.connections.known_good import ask_known_good
from entracte.boxoffice.connections.save import BadConnection, save_connection
from entracte.boxoffice.models import Connection
from tests.bridge import KEY, NOW, a_restaurant

pytestmark = pytest.mark.django_db

PRIVATE = [
    "https://127.0.0.1",
    "https://127.1",
    "https://2130706433",
    "https://0x7f000001",
    "https://017700000001",
    "https://0",
    "https://localhost",
    "https://LOCALHOST.",
    "https://database.localhost",
    "https://10.1.2.3",
    "https://172.16.0.1",
    "https://192.168.0.1:5432",
    "https://100.64.0.1",
    "https://169.254.169.254",
    "https://224.0.0.1",
    "https://255.255.255.255",
    "https://[::]",
    "https://[::1]",
    "https://[::1]:8443",
    "https://[fe80::1]",
    "https://[fc00::1]",
    "https://[ff02::1]",
    "https://[::ffff:127.0.0.1]",
    "https://[::ffff:a00:1]",
    "https://[::7f00:1]",
    "https://[2002:7f00:1::]",
    "https://[64:ff9b::a00:1]",
]
MALFORMED = [
    "https://93.184.215.14@127.0.0.1",
    "https://user:secret@93.184.215.14",
    "https://93.184.215.14/alder",
    "https://93.184.215.14?x=1",
    "https://93.184.215.14#x",
    "https://93.184.215.14:0",
    "https://93.184.215.14:99999",
    "https://93.184.215.14\\@127.0.0.1",
    "https://ｌｏｃａｌｈｏｓｔ",
    "https://①②⑦.⓪.⓪.①",
    "https://[fe80::1%25eth0]",
    "https://[::1",
    "https://spektrix.example\r\nHost: 127.0.0.1",
    "file:///etc/passwd",
    "gopher://93.184.215.14",
    "//93.184.215.14",
]


class Names:
    """What the system's lookup of names says, one answer after the other; the last one stays."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)

    def __call__(self, host: str, port: object = None, *rest: object, **more: Any) -> list[tuple[Any, ...]]:
        if host[0].isdigit():
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port or 0))]
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if not answer:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        kinds = [(socket.AF_INET6 if ":" in each else socket.AF_INET, each) for each in answer]
        return [(kind, socket.SOCK_STREAM, 6, "", (each, port or 0)) for kind, each in kinds]


@pytest.fixture(autouse=True)
def _as_in_a_restaurant(settings: Settings) -> None:
    settings.ALLOW_LOOPBACK_ORIGINS = False
    settings.SPEKTRIX_TIMEOUT_SECONDS = 2


def save(origin: str, **more: str) -> Connection:
    settings: dict[str, Any] = {
        "client_name": "alder",
        "login": "entracte",
        "api_key": KEY,
        "origin": origin,
        "now": NOW,
    }
    return save_connection(restaurant=a_restaurant(), **{**settings, **more})


@pytest.mark.parametrize("field", ["origin", "custom_domain"])
@pytest.mark.parametrize("origin", [*PRIVATE, *MALFORMED])
def test_an_address_of_ones_own_network_is_not_saved(origin: str, field: str) -> None:
    with pytest.raises(BadConnection) as refused:
        save(**{"origin": "https://93.184.215.14", field: origin})
    assert (set(refused.value.fields), Connection.objects.count()) == ({field}, 0)


@pytest.mark.parametrize(
    "answer", [["10.0.0.8"], ["93.184.215.14", "127.0.0.1"], ["2606:2800::1", "fd00::1"]]
)
def test_a_name_that_leads_into_ones_own_network_is_not_saved(
    answer: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", Names(answer))
    with pytest.raises(BadConnection) as refused:
        save("https://spektrix.evil.example")
    assert set(refused.value.fields) == {"origin"}


def test_a_public_name_may_be_called(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", Names(["93.184.215.14", "2606:2800:220:1::1"]))
    assert why_forbidden("https://system.box-office.example:8443") == ""


def test_a_name_that_turned_private_after_the_save_is_not_called(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", Names([]))
    saved = save("https://spektrix.evil.example")
    monkeypatch.setattr(socket, "getaddrinfo", Names(["169.254.169.254"]))
    held = connection_of(saved.restaurant_id)
    assert held is not None
    met = ask_known_good(held).obstacle
    assert met is not None
    assert "private network" in met.sentence


@pytest.mark.parametrize("first", [[], ["127.0.0.2"]])
def test_a_name_is_not_looked_up_once_more_after_it_was_judged(
    first: list[str], monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    """The second answer would lead to a port where somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as neighbour:
        monkeypatch.setattr(socket, "getaddrinfo", Names([]))
        settings.ALLOW_LOOPBACK_ORIGINS = True
        saved = save(f"https://spektrix.evil.example:{neighbour.getsockname()[1]}")
        names = Names(first, ["127.0.0.1"])
        lookup = socket.getaddrinfo
        monkeypatch.setattr(socket, "getaddrinfo", names)
        held = connection_of(saved.restaurant_id)
        assert held is not None
        met = ask_known_good(held).obstacle
        monkeypatch.setattr(socket, "getaddrinfo", lookup)
        neighbour.settimeout(0.2)
        with pytest.raises(TimeoutError):
            neighbour.accept()
    assert met is not None
    assert met.kind.value == "later"


def test_a_name_that_nobody_knows_is_shown_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", Names([]))
    saved = save("https://spektrix.exmaple")
    held = connection_of(saved.restaurant_id)
    assert held is not None
    [reached, *_] = run_checks(held, now=NOW)
    assert (reached.state.value, "not found by name" in reached.sentence) == ("failed", True)
