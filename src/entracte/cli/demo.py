"""How does the whole of Entracte start with one command, and end with one signal?"""

import argparse
import http.client
import os
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from .demo_keys import DemoKeys, kept_keys
from .migrate import bring_up_to_date
from .postgres import Cluster
from .processes import Ended, Household, Told, answers, refuse_taken_ports, told_to_end
from .surroundings import data_folder, environment_file, leave_environment

CLIENT, LOGIN = "alder", "entracte"
READY_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Place:
    """Where this demo keeps its files and answers."""

    data: Path
    port: int
    simulator_port: int
    outer_port: int

    @property
    def web(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def simulator(self) -> str:
        return f"http://127.0.0.1:{self.simulator_port}"

    @property
    def outer(self) -> str:
        return f"http://127.0.0.1:{self.outer_port}"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `entracte demo`; the environment gives their defaults."""
    for name, default, what in (
        ("PORT", "8000", "port of the web server"),
        ("SIMULATOR_PORT", "8001", "port of the simulator"),
        ("OUTER_PORT", "8002", "port of the theatre's page"),
    ):
        flag = "--" + name.lower().replace("_", "-")
        parser.add_argument(
            flag, type=int, default=os.environ.get(name) or default, help=f"{what} ({default})"
        )
    parser.add_argument("--data", type=Path, default=data_folder(), help="folder of the demo (var/demo)")


def run(args: argparse.Namespace) -> int:
    """Start the demo and stay until it is told to end (0) or a part of it ends by itself (1)."""
    place = Place(args.data.resolve(), args.port, args.simulator_port, args.outer_port)
    ports = {"PORT": place.port, "SIMULATOR_PORT": place.simulator_port, "OUTER_PORT": place.outer_port}
    refuse_taken_ports(ports)
    place.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.umask(0o077)
    try:
        with told_to_end(), ExitStack() as ends:
            _start(place, ends).stay()
    except Told:
        print("Entracte has ended.", flush=True)
    except Ended as ended:
        print(f"entracte demo: {ended}; the others were ended too", file=sys.stderr)
        return 1
    return 0


def _start(place: Place, ends: ExitStack) -> Household:
    household = Household()
    keys = kept_keys(place.data)
    database = os.environ.get("DATABASE_URL", "").strip() or _embedded(place, household, ends)
    environment = environment_of(place, keys, database)
    os.environ.update(environment)
    leave_environment(place.data, environment)
    ends.callback(environment_file(place.data).unlink, missing_ok=True)
    bring_up_to_date(quietly=True)
    widget = _seed(place, keys)
    ends.callback(household.end)
    entracte = [sys.executable, "-m", "entracte.cli"]
    household.start("simulator", [*entracte, "simulator", *_simulator_flags(place, keys, widget)], os.environ)
    household.start("worker", [*entracte, "worker"], os.environ)
    household.wait_for("the simulator", lambda: answers(place.simulator_port), READY_SECONDS)
    household.wait_for("the theatre's page", lambda: answers(place.outer_port), READY_SECONDS)
    household.start("web server", [*entracte, "web", "--port", str(place.port)], os.environ)
    household.wait_for("the web server", lambda: _is_ready(place.port), READY_SECONDS)
    _print_links(place, keys)
    return household


def _embedded(place: Place, household: Household, ends: ExitStack) -> str:
    cluster = Cluster(place.data)
    ends.callback(cluster.stop)
    dsn = cluster.start()
    household.watch("database", lambda: cluster.is_running)
    return dsn


def environment_of(place: Place, keys: DemoKeys, database: str) -> dict[str, str]:
    """Return what the demo's processes run with; what the person set before wins."""
    values = {
        "DATABASE_URL": database,
        "ENTRACTE_SECRET_KEY": keys.secret_key,
        "ENTRACTE_KEYS": keys.encryption_key,
        "ENTRACTE_PUBLIC_URL": place.web,
        "ENTRACTE_ALLOWED_HOSTS": ",".join(_host_names(place)),
        "ENTRACTE_ALLOW_LOOPBACK_ORIGINS": "1",
        # everybody in a demo comes from one address
        "ENTRACTE_BOOKINGS_PER_ADDRESS": "5000",
        "ENTRACTE_BOOKINGS_PER_WIDGET": "5000",
        "ENTRACTE_HOLDS_PER_ADDRESS": "60",
        "ENTRACTE_HOLD_TRIES_PER_ADDRESS": "5000",
    }
    return {name: os.environ.get(name, "").strip() or value for name, value in values.items()}


def _host_names(place: Place) -> list[str]:
    """Return the names that people and the demo itself call the web server by."""
    public = os.environ.get("ENTRACTE_PUBLIC_URL", "").strip() or place.web
    return list(dict.fromkeys(["127.0.0.1", "localhost", urlsplit(public).hostname or "localhost"]))


def _seed(place: Place, keys: DemoKeys) -> str:
    from django.db import connection

    from entracte import clock

    from .seed import Surroundings, seed_demo

    surroundings = Surroundings(
        simulator_origin=place.simulator,
        custom_domain=place.simulator,
        outer_origin=place.outer,
        client_name=CLIENT,
        login=LOGIN,
        api_key=keys.api_key,
        password=keys.password,
    )
    widget = seed_demo(surroundings, now=clock.now())
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's wrapper alone has one
    return widget


def _simulator_flags(place: Place, keys: DemoKeys, widget: str) -> list[str]:
    return [
        *("--port", str(place.simulator_port), "--client", CLIENT, "--login", LOGIN),
        *("--key-file", str(keys.api_key_file), "--state", str(place.data / "simulator.json")),
        *("--faults", str(place.data / "faults.json"), "--calls", str(place.data / "calls.jsonl")),
        *("--outer-port", str(place.outer_port), "--outer-origin", place.outer),
        *("--widget-script", f"{place.web}/widget/1/entracte.js", "--widget", widget),
        *("--clock-offset-seconds", os.environ.get("ENTRACTE_CLOCK_OFFSET_SECONDS", "").strip() or "0"),
    ]


def _is_ready(port: int) -> bool:
    caller = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        caller.request("GET", "/readyz")
        return caller.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        caller.close()


def _print_links(place: Place, keys: DemoKeys) -> None:
    from .seed import PEOPLE

    people = ", ".join(email for email, *_ in PEOPLE)
    print(
        f"""
Entracte is ready.

  The theatre's page    {place.outer}/
  The back office       {place.web}/
     sign in as         {people}
     password           {keys.password}
  The simulator's view  {place.simulator}/

Data and logs are in {place.data}. Ctrl-C ends everything.
""",
        flush=True,
    )
