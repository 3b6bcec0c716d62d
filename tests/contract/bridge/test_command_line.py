"""Do the commands about connections, restaurants and people say and return what they should?"""

import io
import sys

import pytest
from django.test import Client

from entracte import clock
from entracte.boxoffice.models import Connection
from entracte.cli.main import main
from entracte.restaurants.models import Account, Member, Restaurant
from tests.bridge import KEY, Evening
from tests.contract.simulator import Simulator

pytestmark = pytest.mark.django_db


def connect(spektrix: Simulator, *more: str) -> int:
    words = ["connect", "--restaurant", "prompt-side", "--client", "alder", "--login", " entracte "]
    return main([*words, "--origin", spektrix.url, *more])


@pytest.fixture
def _typed_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"  {KEY} \n"))


@pytest.mark.usefixtures("_typed_key")
@pytest.mark.rule("R19")
def test_connect_reads_the_key_from_standard_input_and_never_prints_it(
    evening: Evening, spektrix: Simulator, capsys: pytest.CaptureFixture[str]
) -> None:
    Connection.objects.all().delete()
    assert connect(spektrix, "--key-stdin", "--custom-domain", spektrix.url) == 0
    saved = Connection.objects.get()
    assert (saved.login, saved.api_key, saved.custom_domain) == ("entracte", KEY, spektrix.url)
    printed = capsys.readouterr()
    assert KEY not in printed.out + printed.err
    assert main(["check-connection", "prompt-side"]) == 0


def test_connect_without_a_key_keeps_the_one_that_is_saved(evening: Evening, spektrix: Simulator) -> None:
    assert connect(spektrix) == 0
    assert Connection.objects.get().api_key == KEY


def test_connect_takes_names_keys_and_shapes_and_keeps_what_is_left_out(
    evening: Evening, spektrix: Simulator
) -> None:
    assert connect(spektrix, "--last-dined-name", "Dined On", "--last-dined-shape", "date") == 0
    assert connect(spektrix, "--visits-key", "attribute_Visits", "--visits-shape", "text") == 0
    assert connect(spektrix, "--sign-in-minutes", "15") == 0
    saved = Connection.objects.get()
    assert (saved.last_dined_name, saved.last_dined_key) == ("Dined On", "attribute_DinedOn")
    assert (saved.last_dined_shape, saved.visits_shape) == ("date", "text")
    assert (saved.visits_name, saved.visits_key) == ("Number of Restaurant Visits", "attribute_Visits")
    assert saved.sign_in_minutes == 15
    with pytest.raises(SystemExit):
        connect(spektrix, "--visits-shape", "date")


def test_connect_says_what_is_wrong_field_by_field(
    evening: Evening, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["connect", "--restaurant", "prompt-side", "--client", "a/b", "--login", "entracte"]
    assert main([*words, "--origin", "http://10.0.0.1"]) == 2
    shown = capsys.readouterr().err
    assert "client name: Enter the client name" in shown
    assert "origin: The address must begin with https://." in shown


@pytest.mark.rule("R20")
def test_check_connection_prints_a_line_a_check_and_exits_1_when_one_fails(
    evening: Evening, spektrix: Simulator, capsys: pytest.CaptureFixture[str]
) -> None:
    spektrix.fault("401")
    assert main(["check-connection", "prompt-side"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 8
    assert lines[1].startswith("FAILED       HTTP 401   Client name, login and key: ")


def test_unknown_restaurants_and_missing_connections_are_named(
    evening: Evening, capsys: pytest.CaptureFixture[str]
) -> None:
    Connection.objects.all().delete()
    assert main(["check-connection", "prompt-side"]) == 2
    assert main(["check-connection", "nowhere"]) == 2
    shown = capsys.readouterr().err
    assert "has no Spektrix connection" in shown
    assert "There is no restaurant nowhere." in shown


@pytest.mark.rule("D29")
def test_create_restaurant_makes_it_and_prints_a_link_for_its_owner(
    evening: Evening, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["create-restaurant", "--name", "The Gods", "--time-zone", "Europe/Berlin", "--country", "de"]
    assert main([*words, "--owner", "Gil@Example.org"]) == 0
    made = Restaurant.objects.get(slug="the-gods")
    assert (made.time_zone, made.country) == ("Europe/Berlin", "DE")
    assert not Member.objects.filter(restaurant=made).exists()
    opens(last_line(capsys), password="three odd words")
    owner = Member.objects.get(restaurant=made)
    assert (owner.account.email, owner.role) == ("gil@example.org", "owner")
    assert owner.account.check_password("three odd words")


@pytest.mark.rule("D29")
def test_sign_in_link_prints_a_link_to_choose_a_new_password(
    evening: Evening, capsys: pytest.CaptureFixture[str]
) -> None:
    email = Account.objects.create(email="gil@example.org", created_at=clock.now()).email
    assert main(["sign-in-link", email.upper()]) == 0
    opens(last_line(capsys), password="three odd words")
    assert Client().login(email=email, password="three odd words")
    assert main(["sign-in-link", "nobody@example.org"]) == 2
    assert "Nobody signs in as nobody@example.org." in capsys.readouterr().err


@pytest.mark.rule("D29")
def test_invite_prints_a_link_for_a_restaurant_whose_first_link_is_over(
    evening: Evening, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["create-restaurant", "--name", "The Gods", "--owner", "gil@example.org"]) == 0
    first = last_line(capsys)
    assert main(["invite", "the-gods", "gil@example.org"]) == 0
    opens(last_line(capsys), password="three odd words")
    assert Client().get(first.removeprefix("http://127.0.0.1:8000")).status_code == 404
    [owner] = Member.objects.filter(restaurant__slug="the-gods")
    assert (owner.account.email, owner.role) == ("gil@example.org", "owner")
    assert main(["invite", "the-gods", "gil@example.org"]) == 2
    assert "on the team already" in capsys.readouterr().err
    assert main(["invite", "the-gods", "gil"]) == 2
    assert "email: Enter a valid email address." in capsys.readouterr().err
    assert main(["invite", "nowhere", "gil@example.org"]) == 2


def last_line(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out.splitlines()[-1]


def opens(link: str, *, password: str) -> None:
    """Open a link that a command printed, and choose a password."""
    path = link.removeprefix("http://127.0.0.1:8000")
    assert Client().post(path, {"password": password, "again": password}).status_code == 302


@pytest.mark.parametrize(
    "words, shown",
    [
        (["--name", "X", "--slug", "prompt-side"], "slug"),
        (["--name", "X", "--time-zone", "Nowhere/Atall"], "There is no time zone"),
        (["--name", "X", "--country", "Britain"], "country"),
        (["--name", "X", "--owner", "gil"], "owner's email"),
        (["--name", "X", "--owner", f"{'g' * 250}@example.org"], "owner's email"),
        (["--name", "X", "--owner-name", "G" * 121], "owner's name"),
    ],
)
def test_create_restaurant_refuses_what_makes_no_sense(
    evening: Evening, capsys: pytest.CaptureFixture[str], words: list[str], shown: str
) -> None:
    assert main(["create-restaurant", "--owner", "a@example.org", *words]) == 2
    assert shown in capsys.readouterr().err
    assert Restaurant.objects.count() == 1
