"""Does the simulator's web mode behave as a browser at the theatre's site would find it?"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx2
import pytest

from tests.contract.simulator import ANA, BEN, Simulator
from tests.moments import clock_offset_seconds

ANA_SIGNS_IN = {"email": "ana.riley@example.org", "password": "curtain"}


@pytest.fixture(scope="module")
def running() -> Iterator[Simulator]:
    with Simulator("--allow-origin", "http://127.0.0.1:7001") as simulator:
        yield simulator


@pytest.fixture
def simulator(running: Simulator) -> Simulator:
    running.control("POST", "reset", {"calls": True})
    return running


@pytest.fixture
def browser(simulator: Simulator) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=simulator.api() + "/") as client:
        yield client


def on_sale(browser: httpx2.Client) -> list[dict[str, object]]:
    """Return the performances that can be bought."""
    return [one for one in browser.get("instances").json() if one["isOnSale"]]


def test_a_basket_belongs_to_its_cookie(simulator: Simulator, browser: httpx2.Client) -> None:
    first = browser.get("basket").json()
    assert first["hash"] == "NotLoggedIn"
    assert (first["tickets"], first["customer"], first["total"]) == ([], None, 0.0)
    assert browser.get("basket").json()["id"] == first["id"]
    assert httpx2.get(simulator.api() + "/basket").json()["id"] != first["id"]


def test_the_session_cookie_is_http_only_and_lax(browser: httpx2.Client) -> None:
    cookie = browser.get("basket").headers["set-cookie"]
    assert cookie.startswith("spektrix_simulator_session=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "set-cookie" not in browser.get("basket").headers


def test_tickets_are_added_as_an_array_and_removed_by_id(browser: httpx2.Client) -> None:
    shown = on_sale(browser)[0]["id"]
    basket = browser.post("basket/tickets", json=[{"instance": shown}, {"instance": {"id": shown}}]).json()
    assert [ticket["instance"] for ticket in basket["tickets"]] == [{"id": shown}, {"id": shown}]
    assert basket["tickets"][0]["ticketType_Comment"] == "deprecated: see type"
    first, second = (ticket["id"] for ticket in basket["tickets"])
    left = browser.delete("basket/tickets", params={"ticketIds": first}).json()
    assert [ticket["id"] for ticket in left["tickets"]] == [second]
    assert left["hash"] != basket["hash"]
    assert browser.post("basket/tickets", json={"instance": shown}).status_code == 400
    assert browser.post("basket/tickets", json=[{"instance": "1NONE"}]).status_code == 400


def test_a_cancelled_performance_is_listed_and_not_sold(simulator: Simulator, browser: httpx2.Client) -> None:
    shown = on_sale(browser)[0]["id"]
    simulator.control("POST", f"instances/{shown}", {"cancelled": True})
    listed = next(one for one in browser.get("instances").json() if one["id"] == shown)
    assert (listed["cancelled"], listed["isOnSale"]) == (True, False)
    assert browser.post("basket/tickets", json=[{"instance": shown}]).status_code == 400


def test_signing_in_puts_the_customer_on_the_basket(browser: httpx2.Client) -> None:
    assert browser.get("customer").status_code == 401
    assert browser.post("customer/authenticate", json={**ANA_SIGNS_IN, "password": "no"}).status_code == 401
    assert browser.post("customer/authenticate", json=ANA_SIGNS_IN).json()["id"] == ANA
    customer = browser.get("basket").json()["customer"]
    assert (customer["id"], customer["firstName"]) == (ANA, "Ana")
    assert not [key for key in customer if key.startswith("attribute_")]
    browser.post("customer/deauthenticate", json={})
    assert browser.get("basket").json()["customer"] is None


def test_the_record_holds_no_password(simulator: Simulator, browser: httpx2.Client) -> None:
    browser.post("customer/authenticate", json=ANA_SIGNS_IN)
    assert simulator.calls()[-1]["body"] == {"email": "ana.riley@example.org", "password": "…"}


def test_expand_brings_performance_and_event_along(browser: httpx2.Client) -> None:
    shown = on_sale(browser)[0]
    browser.post("basket/tickets", json=[{"instance": shown["id"]}])
    basket = browser.get("basket?$expand=tickets/instance,tickets/event").json()
    assert basket["tickets"][0]["instance"] == shown
    assert basket["tickets"][0]["event"]["duration"] > 0


def test_expand_may_be_switched_off(simulator: Simulator, browser: httpx2.Client) -> None:
    simulator.control("POST", "switches", {"expand": False})
    shown = on_sale(browser)[0]
    browser.post("basket/tickets", json=[{"instance": shown["id"]}])
    basket = browser.get("basket?$expand=tickets/instance").json()
    assert basket["tickets"][0]["instance"] == {"id": shown["id"]}


def test_start_is_wall_time_and_start_utc_comes_with_and_without_z(
    simulator: Simulator, browser: httpx2.Client
) -> None:
    shown = on_sale(browser)[0]
    start = datetime.fromisoformat(str(shown["start"]))
    assert start.tzinfo is None
    assert str(shown["startUtc"]).endswith("Z")
    simulator.control("POST", "switches", {"start_utc_with_z": False})
    plain = browser.get(f"instances/{shown['id']}").json()
    assert plain["startUtc"] == str(shown["startUtc"]).removesuffix("Z")
    assert plain["start"] == shown["start"]


@pytest.mark.parametrize(
    "shape, expected", [("id", {"id": ANA}), ("string", ANA)], ids=["an object with its id", "text"]
)
def test_the_customer_in_a_basket_may_be_a_bare_reference(
    simulator: Simulator, browser: httpx2.Client, shape: str, expected: object
) -> None:
    simulator.control("POST", "switches", {"customer_shape": shape})
    browser.post("customer/authenticate", json=ANA_SIGNS_IN)
    assert browser.get("basket").json()["customer"] == expected


def test_a_browser_may_change_the_promo_code_and_never_the_customer(browser: httpx2.Client) -> None:
    assert browser.patch("basket", json={"promoCode": "LAMP"}).json()["promoCode"] == "LAMP"
    assert browser.patch("basket", json={"promoCode": []}).status_code == 400
    assert browser.patch("basket", json={"customer": BEN}).status_code == 400


def test_an_expired_basket_gives_way_to_a_fresh_one(simulator: Simulator, browser: httpx2.Client) -> None:
    browser.post("customer/authenticate", json=ANA_SIGNS_IN)
    first = browser.get("basket").json()["id"]
    simulator.control("POST", f"baskets/{first}/expire")
    fresh = browser.get("basket").json()
    assert fresh["id"] != first
    assert fresh["customer"]["id"] == ANA
    simulator.control("POST", "clock", {"offset_seconds": clock_offset_seconds() + 61 * 60})
    assert browser.get("basket").json()["id"] != fresh["id"]


def test_a_listed_page_may_read_with_credentials(browser: httpx2.Client) -> None:
    origin = "http://127.0.0.1:7001"
    headers = browser.get("basket", headers={"Origin": origin}).headers
    assert headers["access-control-allow-origin"] == origin
    assert headers["access-control-allow-credentials"] == "true"
    assert headers["vary"] == "Origin"
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    preflight = browser.options("basket/tickets", headers=asked)
    assert preflight.status_code == 204
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert preflight.headers["access-control-allow-headers"] == "content-type"


def test_a_page_that_is_not_listed_gets_no_leave_to_read(browser: httpx2.Client) -> None:
    for origin in ("http://127.0.0.1:7999", "null", "http://127.0.0.1:7001.example.org"):
        headers = browser.get("basket", headers={"Origin": origin}).headers
        assert "access-control-allow-origin" not in headers
        assert headers["vary"] == "Origin"


def test_a_wrong_client_name_is_a_404_also_in_the_wrong_case(simulator: Simulator) -> None:
    for client in ("Alder", "elsewhere"):
        assert httpx2.get(simulator.api(client) + "/basket").status_code == 404


def test_events_and_their_performances_can_be_narrowed(browser: httpx2.Client) -> None:
    events = browser.get("events").json()
    assert len(events) == 4
    one = events[0]
    assert browser.get(f"events/{one['id']}").json() == one
    shown = browser.get(f"events/{one['id']}/instances").json()
    assert {instance["event"]["id"] for instance in shown} == {one["id"]}
    first_day = shown[0]["start"][:10]
    until = (datetime.fromisoformat(first_day) + timedelta(days=1)).date().isoformat()
    within = browser.get("instances", params={"startFrom": first_day, "startTo": until}).json()
    assert {instance["start"][:10] for instance in within} == {first_day}
    assert browser.get("events/1NONE").status_code == 404
    assert browser.get("instances/1NONE").status_code == 404


def test_three_weeks_of_performances_move_with_the_clock(
    simulator: Simulator, browser: httpx2.Client
) -> None:
    now = datetime.now(UTC)  # noqa: TID251 the simulator's clock starts from the system's
    simulator.control("POST", "clock", {"offset_seconds": 30 * 86400})
    starts = [datetime.fromisoformat(one["startUtc"]) for one in browser.get("instances").json()]
    assert starts == sorted(starts)
    assert timedelta(days=28) < min(starts) - now < timedelta(days=33)
    assert timedelta(days=48) < max(starts) - now < timedelta(days=53)
    assert any(one["cancelled"] for one in browser.get("instances").json())


def test_a_performance_is_still_found_when_it_is_past(simulator: Simulator, browser: httpx2.Client) -> None:
    shown = on_sale(browser)[0]
    simulator.control("POST", "clock", {"offset_seconds": clock_offset_seconds() + 60 * 86400})
    past = browser.get(f"instances/{shown['id']}").json()
    assert (past["start"], past["isOnSale"]) == (shown["start"], False)


def test_a_basket_made_by_control_opens_with_its_cookie(simulator: Simulator, browser: httpx2.Client) -> None:
    shown = on_sale(browser)[0]["id"]
    made = simulator.basket(BEN, [str(shown)])
    seen = httpx2.get(simulator.api() + "/basket", headers={"Cookie": made["cookie"]}).json()
    assert (seen["id"], seen["customer"]["id"], len(seen["tickets"])) == (made["id"], BEN, 1)
