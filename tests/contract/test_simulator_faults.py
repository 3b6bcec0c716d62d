"""Does the simulator fail as asked, as often as asked, for the calls asked, and keep a true record?"""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.contract.simulator import ANA, Simulator

VISITS = "attribute_NumberofRestaurantVisits"
OWNER = "custom-payment-types"


@pytest.fixture(scope="module")
def faults_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("faults") / "faults.json"


@pytest.fixture(scope="module")
def running(faults_file: Path) -> Iterator[Simulator]:
    with Simulator("--faults", str(faults_file)) as simulator:
        yield simulator


@pytest.fixture
def simulator(running: Simulator, faults_file: Path) -> Simulator:
    faults_file.unlink(missing_ok=True)
    running.control("POST", "reset", {"calls": True})
    return running


@pytest.mark.parametrize(
    "kind, status, content_type",
    [
        ("401", 401, "application/json"),
        ("403", 403, "text/html"),
        ("404", 404, "application/json"),
        ("429", 429, "application/json"),
        ("429_without_retry_after", 429, "application/json"),
        ("500", 500, "application/json"),
        ("502", 502, "text/html"),
        ("not_json", 200, "text/html"),
    ],
)
def test_a_fault_answers_in_the_place_of_spektrix(
    simulator: Simulator, kind: str, status: int, content_type: str
) -> None:
    simulator.fault(kind, times=1, mode="owner", seconds=7)
    reply = simulator.signed("GET", OWNER)
    assert reply.status_code == status
    assert reply.headers["content-type"].startswith(content_type)
    assert reply.headers.get("retry-after") == ("7" if kind == "429" else None)
    line = simulator.calls()[-1]
    assert (line["status"], line["fault"], line["signed"]) == (status, kind, True)
    assert simulator.signed("GET", OWNER).status_code == 200


def test_a_refused_write_is_not_carried_out_unless_asked_for(simulator: Simulator) -> None:
    simulator.fault("502", times=1, method="PATCH")
    simulator.signed("PATCH", f"customers/{ANA}", {VISITS: 1})
    assert simulator.customer(ANA)["values"] == {}
    simulator.fault("502", times=1, served=True)
    assert simulator.signed("PATCH", f"customers/{ANA}", {VISITS: 2}).status_code == 502
    assert simulator.customer(ANA)["values"] == {VISITS: 2}


def test_a_cut_off_answer_comes_after_the_write(simulator: Simulator) -> None:
    simulator.fault("cut_off", times=1)
    with pytest.raises(httpx2.RemoteProtocolError):
        simulator.signed("PATCH", f"customers/{ANA}", {VISITS: 3})
    assert simulator.customer(ANA)["values"] == {VISITS: 3}
    assert simulator.calls()[-1]["fault"] == "cut_off"


def test_a_slow_answer_is_in_the_record_before_it_leaves(simulator: Simulator) -> None:
    simulator.fault("slow", times=1, seconds=30)
    with pytest.raises(httpx2.ReadTimeout):
        httpx2.get(f"{simulator.api()}/events", timeout=1)
    assert simulator.calls()[-1]["fault"] == "slow"
    assert httpx2.get(f"{simulator.api()}/events", timeout=5).status_code == 200


def test_a_fault_meets_only_the_calls_it_names_and_ends_after_its_times(simulator: Simulator) -> None:
    simulator.fault("500", times=2, match="customers/", mode="owner", method="get")
    basket = simulator.basket(ANA)["id"]
    targets = (f"baskets/{basket}", f"customers/{ANA}", OWNER, f"customers/{ANA}", f"customers/{ANA}")
    assert [simulator.signed("GET", target).status_code for target in targets] == [200, 500, 200, 500, 200]


def test_a_fault_without_times_stays_until_it_is_cleared(simulator: Simulator) -> None:
    simulator.fault("500", mode="owner")
    simulator.fault("404", match="basket", mode="web")
    assert {simulator.signed("GET", OWNER).status_code for _ in range(4)} == {500}
    assert httpx2.get(f"{simulator.api()}/basket").status_code == 404
    simulator.control("DELETE", "faults?kind=500")
    assert simulator.signed("GET", OWNER).status_code == 200
    assert httpx2.get(f"{simulator.api()}/basket").status_code == 404
    simulator.clear_faults()
    assert httpx2.get(f"{simulator.api()}/basket").status_code == 200


def test_attributes_may_be_ignored_in_silence(simulator: Simulator) -> None:
    simulator.fault("ignore_attributes")
    reply = simulator.signed("PATCH", f"customers/{ANA}", {VISITS: 5, "phone": "0117 496 0199"})
    assert (reply.status_code, reply.json()[VISITS], reply.json()["phone"]) == (200, None, "0117 496 0199")
    assert simulator.signed("PATCH", f"customers/{ANA}", {"attribute_Shoe": 9}).status_code == 200
    assert simulator.calls()[-1]["fault"] == "ignore_attributes"


def test_owner_mode_may_be_blind_to_web_baskets(simulator: Simulator) -> None:
    simulator.fault("owner_blind")
    browsers, owners = simulator.basket(ANA)["id"], simulator.signed("POST", "baskets").json()["id"]
    assert simulator.signed("GET", f"baskets/{browsers}").status_code == 404
    assert simulator.signed("GET", f"baskets/{owners}").status_code == 200


def test_an_empty_web_basket_may_be_a_404(simulator: Simulator) -> None:
    simulator.fault("empty_basket_404")
    assert httpx2.get(f"{simulator.api()}/basket").status_code == 404
    shown = simulator.on_sale()[0]["id"]
    made = simulator.basket(None, [shown])
    assert httpx2.get(f"{simulator.api()}/basket", headers={"Cookie": made["cookie"]}).status_code == 200


def test_faults_come_from_a_file_that_is_read_again_when_it_changes(
    simulator: Simulator, faults_file: Path
) -> None:
    _write(faults_file, [{"kind": "401", "mode": "owner"}])
    assert simulator.signed("GET", OWNER).status_code == 401
    _write(faults_file, {"faults": [{"kind": "500", "times": 1}]})
    assert [simulator.signed("GET", OWNER).status_code for _ in range(2)] == [500, 200]
    faults_file.unlink()
    assert simulator.signed("GET", OWNER).status_code == 200


def test_a_file_that_makes_no_sense_leaves_the_faults_as_they_were(
    simulator: Simulator, faults_file: Path
) -> None:
    _write(faults_file, [{"kind": "500", "mode": "owner"}])
    assert simulator.signed("GET", OWNER).status_code == 500
    _write(faults_file, [{"kind": "gremlins"}])
    assert simulator.signed("GET", OWNER).status_code == 500
    assert "kind is one of" in simulator.control("GET", "faults")["trouble"]


@pytest.mark.parametrize(
    "fault",
    [
        {},
        {"kind": "gremlins"},
        {"kind": "500", "times": 0},
        {"kind": "slow", "seconds": -1},
        {"kind": "500", "x": 1},
    ],
)
def test_a_fault_that_makes_no_sense_is_refused(simulator: Simulator, fault: dict[str, object]) -> None:
    reply = httpx2.post(f"{simulator.url}/simulator/faults", json=fault)
    assert reply.status_code == 400
    assert simulator.control("GET", "faults")["faults"] == []


def test_each_call_is_one_line_and_steering_is_none(simulator: Simulator) -> None:
    simulator.state()
    httpx2.get(simulator.url)
    httpx2.get(f"{simulator.api()}/basket?a=%20b")
    simulator.signed("PATCH", f"customers/{ANA}", {VISITS: 1})
    lines = simulator.calls()
    known = ("mode", "method", "path", "query", "status", "signed", "fault", "body")
    assert [[line[name] for name in known] for line in lines] == [
        ["web", "GET", "/alder/api/v3/basket", "a=%20b", 200, False, None, None],
        ["owner", "PATCH", f"/alder/api/v3/customers/{ANA}", "", 200, True, None, {VISITS: 1}],
    ]


def test_another_site_cannot_steer_through_a_persons_browser(simulator: Simulator) -> None:
    foreign = {"Origin": "http://127.0.0.1:7999"}
    reply = httpx2.post(f"{simulator.url}/simulator/faults", json={"kind": "500"}, headers=foreign)
    assert reply.status_code == 403
    assert simulator.control("GET", "faults")["faults"] == []


def _write(path: Path, faults: object) -> None:
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(faults), encoding="utf-8")
    os.replace(fresh, path)
