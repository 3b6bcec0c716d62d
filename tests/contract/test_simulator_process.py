"""Does the simulator start, stop, remember, and show its pages as a process of its own?"""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import httpx2
import pytest

from tests.contract.simulator import ANA, KEY, SOURCE, Simulator
from tests.moments import clock_offset_seconds
from tests.ports import free_port

VISITS = "attribute_NumberofRestaurantVisits"


def run(*flags: str) -> subprocess.CompletedProcess[str]:
    """Run the simulator to its end."""
    return subprocess.run(
        [sys.executable, "-m", "spektrix_simulator", *flags],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def test_a_taken_port_is_a_clear_error(tmp_path: Path) -> None:
    with Simulator() as first:
        second = run("--port", str(first.port), "--calls", str(tmp_path / "calls.jsonl"))
    assert second.returncode == 2
    assert f"port {first.port} on 127.0.0.1 cannot be used" in second.stderr
    assert "Traceback" not in second.stderr


def test_a_key_that_is_not_base64_is_a_clear_error() -> None:
    ended = run("--port", str(free_port()), "--key", "not base64!")
    assert (ended.returncode, "the key is not base64 text" in ended.stderr) == (2, True)


def test_files_that_make_no_sense_are_a_clear_error(tmp_path: Path) -> None:
    state, faults = tmp_path / "state.json", tmp_path / "faults.json"
    faults.write_text('[{"kind": "gremlins"}]', encoding="utf-8")
    ended = run("--port", str(free_port()), "--state", str(state), "--faults", str(faults))
    assert (ended.returncode, "kind is one of" in ended.stderr) == (2, True)
    state.write_text("{", encoding="utf-8")
    ended = run("--port", str(free_port()), "--state", str(state))
    assert (ended.returncode, "state file" in ended.stderr) == (2, True)


def test_a_key_is_made_and_printed_when_none_is_given(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "spektrix_simulator", "--port", str(free_port())]
    command += ["--state", str(tmp_path / "new" / "state.json")]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        first, second = process.stdout.readline(), process.stdout.readline()
        process.terminate()
        assert process.wait(timeout=10) == 0
    assert first.startswith("API key made for this run: ")
    assert "ready" in second
    assert (tmp_path / "new" / "calls.jsonl").read_text(encoding="utf-8") == ""


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly_in_the_middle_of_a_slow_answer(how: signal.Signals) -> None:
    with Simulator(outer=True) as simulator:
        simulator.fault("slow", seconds=60)
        caller = threading.Thread(target=_call_and_lose, args=(f"{simulator.api()}/events",))
        caller.start()
        while not simulator.calls():
            simulator.process.poll()
        simulator.process.send_signal(how)
        assert simulator.process.wait(timeout=10) == 0
        caller.join()


def _call_and_lose(url: str) -> None:
    with pytest.raises(httpx2.HTTPError):
        httpx2.get(url, timeout=30).raise_for_status()


def test_everything_but_faults_outlives_a_restart(tmp_path: Path) -> None:
    flags = ("--state", str(tmp_path / "state.json"))
    with Simulator(*flags, directory=tmp_path) as first:
        shown = first.on_sale()[0]["id"]
        made = first.basket(ANA, [shown])
        first.signed("PATCH", f"customers/{ANA}", {VISITS: 3})
        first.control("POST", "attributes", {"name": "Diet", "kind": "text"})
        first.control("POST", "switches", {"start_utc_with_z": False})
        first.fault("500")
        before = first.state()
    assert (tmp_path / "state.json").stat().st_mode & 0o777 == 0o600
    with Simulator(*flags, directory=tmp_path) as second:
        after = second.state()
        assert after["faults"] == []
        for name in ("customers", "attributes", "baskets", "orders", "switches"):
            assert after[name] == before[name]
        assert (
            httpx2.get(second.api() + "/basket", headers={"Cookie": made["cookie"]}).json()["id"]
            == made["id"]
        )
        assert [call["method"] for call in second.calls()] == ["GET", "PATCH", "GET"]
        assert after["calls"] == 2


def test_performances_move_with_the_clock_over_a_restart(tmp_path: Path) -> None:
    state = ("--state", str(tmp_path / "state.json"))
    with Simulator(*state) as first:
        shown = httpx2.get(first.api() + "/instances").json()
        made = first.basket(ANA, [shown[0]["id"]])
    a_week_later = (
        "--clock-offset-seconds",
        str(clock_offset_seconds() + 7 * 86400),
        "--basket-minutes",
        "0",
    )
    with Simulator(*state, *a_week_later) as second:
        moved = httpx2.get(second.api() + "/instances").json()
        assert moved[0]["start"] > shown[0]["start"]
        assert moved[-1]["start"] > shown[-1]["start"]
        past = httpx2.get(f"{second.api()}/instances/{made['tickets'][0]['instance']['id']}").json()
        assert past["start"] == shown[0]["start"]


def test_the_theatres_page_carries_the_widgets_snippet_and_a_policy_for_it() -> None:
    script = "http://127.0.0.1:7000/widget/1/entracte.js"
    with Simulator("--widget-script", script, "--widget", "wdg_1", outer=True) as simulator:
        page = httpx2.get(simulator.outer_url)
        other = httpx2.get(simulator.outer_url, params={"widget": "wdg_2"}).text
        odd = httpx2.get(simulator.outer_url, params={"widget": '"><b>'}).text
    assert f'<script src="{script}" async></script>' in page.text
    placed = '<entracte-widget widget="{}" from="http://127.0.0.1:7000">'
    assert placed.format("wdg_1") in page.text
    assert placed.format("wdg_2") in other
    assert placed.format("wdg_1") in odd
    policy = page.headers["content-security-policy"]
    assert "script-src 'self' http://127.0.0.1:7000;" in policy
    assert f"connect-src 'self' {simulator.url} http://127.0.0.1:7000;" in policy
    assert "unsafe" not in policy


def test_the_theatres_page_says_so_when_it_has_no_widget() -> None:
    with Simulator(outer=True) as simulator:
        page = httpx2.get(simulator.outer_url).text
        allowed = httpx2.get(f"{simulator.api()}/basket", headers={"Origin": simulator.outer_url})
    assert "No reservation widget is on this page" in page
    assert allowed.headers["access-control-allow-origin"] == simulator.outer_url


def test_names_of_loopback_work_for_page_and_api() -> None:
    port = free_port()
    names = (
        "--outer-origin",
        "http://theatre.localhost:7002",
        "--web-origin",
        f"http://tickets.localhost:{port}",
    )
    with Simulator(*names, port=port, outer=True) as simulator:
        page = httpx2.get(simulator.outer_url).text
        allowed = httpx2.get(f"{simulator.api()}/basket", headers={"Origin": "http://theatre.localhost:7002"})
    assert f'data-api="http://tickets.localhost:{port}/alder/api/v3"' in page
    assert allowed.headers["access-control-allow-origin"] == "http://theatre.localhost:7002"


def test_who_types_localhost_is_led_to_the_name_that_the_basket_knows() -> None:
    with Simulator(outer=True) as simulator:
        port = simulator.outer_url.rsplit(":", 1)[1]
        led = httpx2.get(f"{simulator.outer_url}/?widget=k3v8", headers={"Host": f"localhost:{port}"})
        named = httpx2.get(simulator.outer_url, headers={"Host": f"theatre.localhost:{port}"})
    assert (led.status_code, led.headers["location"]) == (307, f"{simulator.outer_url}/?widget=k3v8")
    assert named.status_code == 200


def test_the_view_shows_what_happened_and_takes_faults_from_its_form() -> None:
    with Simulator() as simulator:
        simulator.signed("PATCH", f"customers/{ANA}", {VISITS: 12345})
        form = {"kind": "502", "mode": "owner", "match": "", "times": "2", "seconds": ""}
        pressed = httpx2.post(f"{simulator.url}/simulator/faults", data=form)
        wrong = httpx2.post(
            f"{simulator.url}/simulator/faults", data={**form, "times": "x"}, follow_redirects=True
        )
        faults = simulator.control("GET", "faults")["faults"]
        view = httpx2.get(simulator.url)
    assert (pressed.status_code, pressed.headers["location"]) == (303, "/")
    assert [(fault["kind"], fault["mode"], fault["times"]) for fault in faults] == [("502", "owner", 2)]
    assert "times is a number" in wrong.text
    assert "12345" in view.text
    assert "502, a page of HTML from the edge" in view.text
    assert KEY not in view.text
