"""Is a connection saved as it should be, or refused with a sentence by each field?"""

from typing import Any

import pytest
from django.db import connection as database
from pytest_django import Settings

from entracte.boxoffice.claims.basket_owner import who_owns
from entracte.boxoffice.connection_lock import connection_of
from entracte.boxoffice.connections.attribute_choices import AttributeChoices
from entracte.boxoffice.connections.save import BadConnection, remove, save_connection
from entracte.boxoffice.errors import Obstacle, ObstacleKind
from entracte.boxoffice.models import Connection
from tests.bridge import KEY, NOW, a_restaurant, connect

pytestmark = pytest.mark.django_db

PUBLIC = "https://93.184.215.14"


def refusal(**changes: Any) -> dict[str, str]:
    with pytest.raises(BadConnection) as refused:
        connect(a_restaurant(), **{"origin": PUBLIC, **changes})
    assert Connection.objects.count() == 0
    return refused.value.fields


@pytest.mark.rule("R19")
def test_stray_spaces_are_trimmed_and_the_client_name_keeps_its_case() -> None:
    saved = connect(
        a_restaurant(), f" {PUBLIC}/ ", client_name=" AlderHouse ", login="\tentracte ", api_key=f"  {KEY}\n"
    )
    assert (saved.client_name, saved.login, saved.origin) == ("AlderHouse", "entracte", PUBLIC)
    assert Connection.objects.get().api_key == KEY


@pytest.mark.rule("R19")
def test_the_key_is_encrypted_at_rest_and_shown_by_nothing() -> None:
    saved = connect(a_restaurant())
    with database.cursor() as cursor:
        cursor.execute("SELECT api_key FROM boxoffice_connection")
        stored = cursor.fetchone()[0]
    assert KEY not in stored
    assert KEY not in repr(saved) + str(saved)


@pytest.mark.rule("R19")
def test_without_a_new_key_the_old_one_stays() -> None:
    restaurant = a_restaurant()
    connect(restaurant)
    connect(restaurant, api_key=None, login="another")
    saved = Connection.objects.get()
    assert (saved.login, saved.api_key) == ("another", KEY)


@pytest.mark.parametrize("key", [None, "", "   "])
def test_a_first_connection_needs_a_key(key: str | None) -> None:
    assert list(refusal(api_key=key)) == ["api_key"]


def test_a_key_that_is_not_base64_is_refused() -> None:
    assert refusal(api_key="not base64!") == {
        "api_key": "The API key is not complete. Copy the whole key from Spektrix's page once more."
    }


@pytest.mark.parametrize("name", ["", "..", "a b", "a/b", "x" * 81])
def test_a_client_name_that_cannot_stand_in_an_address_is_refused(name: str) -> None:
    assert list(refusal(client_name=name)) == ["client_name"]


@pytest.mark.parametrize(
    "origin",
    [
        "http://93.184.215.14",
        "https://10.0.0.8",
        "https://192.168.1.1",
        "https://169.254.169.254",
        "https://[fd00::1]",
        "https://[::ffff:10.0.0.1]",
        "https://0.0.0.0",
        "https://system.spektrix.com/alder",
        "https://user@93.184.215.14",
        "ftp://93.184.215.14",
        "nonsense",
    ],
)
def test_an_origin_must_be_https_on_a_public_address(origin: str) -> None:
    assert list(refusal(origin=origin)) == ["origin"]


@pytest.mark.parametrize("origin", ["https://127.0.0.1", "http://127.0.0.1:8001", "http://[::1]:8001"])
def test_loopback_is_refused_unless_a_setting_of_the_demo_allows_it(origin: str, settings: Settings) -> None:
    settings.ALLOW_LOOPBACK_ORIGINS = False
    assert list(refusal(origin=origin)) == ["origin"]
    settings.ALLOW_LOOPBACK_ORIGINS = True
    assert connect(a_restaurant("another"), origin).origin == origin


def test_the_custom_domain_is_held_to_the_same_rule() -> None:
    assert list(refusal(custom_domain="http://tickets.example")) == ["custom_domain"]


@pytest.mark.rule("D14")
def test_names_make_keys_and_keys_can_be_set() -> None:
    choices = AttributeChoices(last_dined_name=" Dined (Here) ", visits_key="attribute_Visits")
    saved = connect(a_restaurant(), choices=choices)
    assert (saved.last_dined_name, saved.last_dined_key) == (
        "Dined (Here)",
        "attribute_DinedHere",
    )
    assert (saved.visits_name, saved.visits_key) == ("Number of Restaurant Visits", "attribute_Visits")
    assert (saved.last_dined_shape, saved.visits_shape) == ("date_time", "number")


@pytest.mark.rule("D14")
@pytest.mark.parametrize(
    "choices, field",
    [
        (AttributeChoices(last_dined_name=""), "last_dined_name"),
        (AttributeChoices(visits_key="LastDinedAt"), "visits_key"),
        (AttributeChoices(visits_key="attribute_"), "visits_key"),
        (AttributeChoices(last_dined_shape="number"), "last_dined_shape"),
        (AttributeChoices(visits_shape="date"), "visits_shape"),
        (AttributeChoices(last_dined_key="attribute_X", visits_key="attribute_x"), "visits_key"),
    ],
)
def test_choices_that_make_no_sense_are_refused(choices: AttributeChoices, field: str) -> None:
    assert field in refusal(choices=choices)


@pytest.mark.rule("D20")
def test_two_restaurants_on_one_system_never_write_the_same_attribute() -> None:
    connect(a_restaurant(), client_name="alder")
    other = a_restaurant("gods", "The Gods’ Bar")
    with pytest.raises(BadConnection) as refused:
        connect(other, client_name="alder")
    names = ("Last Dined At The Gods Bar", "Number of Restaurant Visits The Gods Bar")
    assert refused.value.fields == {
        field: (
            "Another restaurant on this Spektrix system writes this attribute. "
            f"Create one of your own there, such as “{name}”."
        )
        for field, name in zip(("last_dined_key", "visits_key"), names, strict=True)
    }
    choices = AttributeChoices(last_dined_name=names[0], visits_name=names[1])
    assert connect(other, client_name="alder", choices=choices).visits_key.endswith("TheGodsBar")


@pytest.mark.rule("D20")
def test_one_restaurant_may_save_its_own_keys_again_and_another_system_may_use_them() -> None:
    restaurant = a_restaurant()
    connect(restaurant)
    connect(restaurant)
    connect(a_restaurant("other", "Other"), client_name="birch")
    assert Connection.objects.count() == 2


def test_every_fault_is_shown_at_once() -> None:
    assert set(refusal(client_name="", login="", api_key="?", origin="http://10.0.0.1")) == {
        "client_name",
        "login",
        "api_key",
        "origin",
    }


@pytest.mark.rule("R19")
def test_a_saved_connection_points_at_spektrix_itself_by_default() -> None:
    saved = save_connection(
        restaurant=a_restaurant(), client_name="alder", login="entracte", api_key=KEY, now=NOW
    )
    assert (saved.origin, saved.is_on, saved.watch_only) == ("https://system.spektrix.com", True, False)


@pytest.mark.rule("D16")
def test_a_removed_connection_takes_its_key_along() -> None:
    restaurant = a_restaurant()
    connect(restaurant)
    remove(restaurant)
    remove(restaurant)
    assert Connection.objects.count() == 0


@pytest.mark.rule("D16")
def test_a_connection_removed_just_before_a_call_is_no_bug() -> None:
    restaurant = a_restaurant()
    connect(restaurant)
    held = connection_of(restaurant.pk)
    assert held is not None
    remove(restaurant)
    answer = who_owns(held, "I-9QR3-2LTM", country="GB")
    assert isinstance(answer, Obstacle)
    assert (answer.kind, answer.sentence) == (
        ObstacleKind.SETTINGS,
        "The connection was removed meanwhile. Nothing was asked.",
    )


@pytest.mark.parametrize("keys", [[], ["not a key"]], ids=["none", "malformed"])
def test_a_server_that_cannot_encrypt_says_so_by_the_key(settings: Settings, keys: list[str]) -> None:
    settings.ENCRYPTION_KEYS = keys
    assert refusal() == {"api_key": "This server cannot keep a key yet: set ENTRACTE_KEYS first."}


def test_a_server_whose_own_keys_are_malformed_asks_for_the_key_once_more(settings: Settings) -> None:
    restaurant = a_restaurant()
    connect(restaurant)
    settings.ENCRYPTION_KEYS = ["not a key"]
    held = connection_of(restaurant.pk)
    assert held is not None
    answer = who_owns(held, "I-9QR3-2LTM", country="GB")
    assert isinstance(answer, Obstacle)
    assert answer.kind is ObstacleKind.SETTINGS
