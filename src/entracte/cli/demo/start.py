"""The start of the demo, one part after the other, each of which is ended again when the demo ends."""

import http.client
import os
import sys
from contextlib import ExitStack

from entracte.cli.database_trouble import refuse_unreachable_database
from entracte.cli.demo.keys import DemoKeys, kept_keys
from entracte.cli.demo.ports import answers
from entracte.cli.demo.processes import ProcessGroup
from entracte.cli.demo.site import DemoSite, environment_of
from entracte.cli.environment import environment_file, write_environment
from entracte.cli.pending_migrations import bring_up_to_date
from entracte.cli.postgres import Cluster

CLIENT, LOGIN = "alder", "entracte"
READY_SECONDS = 60


def start_demo(site: DemoSite, ends: ExitStack) -> ProcessGroup:
    """Start all parts and return their processes; what ends each part is put on `ends`."""
    processes = ProcessGroup()
    keys = kept_keys(site.data)
    given = os.environ.get("DATABASE_URL", "").strip()
    environment = environment_of(site, keys, given or _start_database(site, processes, ends))
    os.environ.update(environment)
    if given:
        refuse_unreachable_database()
    write_environment(site.data, environment)
    ends.callback(environment_file(site.data).unlink, missing_ok=True)
    bring_up_to_date(quietly=True)
    widget = _make_example(site, keys)
    ends.callback(processes.end)
    _start_processes(processes, site, _simulator_flags(site, keys, widget))
    _print_links(site, keys)
    return processes


def _start_database(site: DemoSite, processes: ProcessGroup, ends: ExitStack) -> str:
    cluster = Cluster(site.data)
    ends.callback(cluster.stop)
    dsn = cluster.start()
    processes.watch("database", lambda: cluster.is_running)
    return dsn


def _start_processes(processes: ProcessGroup, site: DemoSite, simulator_flags: list[str]) -> None:
    entracte = [sys.executable, "-m", "entracte.cli"]
    processes.start("simulator", [*entracte, "simulator", *simulator_flags], os.environ)
    processes.start("mailbox", [sys.executable, "-m", "demo_mailbox", *_mailbox_flags(site)], os.environ)
    processes.start("worker", [*entracte, "worker"], os.environ)
    processes.wait_for("the simulator", lambda: answers(site.simulator_port), READY_SECONDS)
    processes.wait_for("the theatre's page", lambda: answers(site.outer_port), READY_SECONDS)
    processes.wait_for("the mailbox", lambda: answers(site.mailbox_port), READY_SECONDS)
    processes.start("web server", [*entracte, "web", "--port", str(site.port)], os.environ)
    processes.wait_for("the web server", lambda: _is_ready(site.port), READY_SECONDS)


def _make_example(site: DemoSite, keys: DemoKeys) -> str:
    from django.db import connection

    from entracte import clock
    from entracte.cli.demo.example.restaurant import ExampleSettings, make_example

    settings = ExampleSettings(
        simulator_origin=site.simulator,
        custom_domain=site.simulator,
        outer_origin=site.outer,
        client_name=CLIENT,
        login=LOGIN,
        api_key=keys.api_key,
        password=keys.password,
    )
    widget = make_example(settings, now=clock.now())
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's wrapper alone has one
    return widget


def _mailbox_flags(site: DemoSite) -> list[str]:
    return [
        *("--smtp-port", str(site.smtp_port), "--port", str(site.mailbox_port)),
        *("--state", str(site.data / "letters"), "--clock-offset-seconds", _clock_offset()),
    ]


def _clock_offset() -> str:
    return os.environ.get("ENTRACTE_CLOCK_OFFSET_SECONDS", "").strip() or "0"


def _simulator_flags(site: DemoSite, keys: DemoKeys, widget: str) -> list[str]:
    return [
        *("--port", str(site.simulator_port), "--client", CLIENT, "--login", LOGIN),
        *("--key-file", str(keys.api_key_file), "--state", str(site.data / "simulator.json")),
        *("--faults", str(site.data / "faults.json"), "--calls", str(site.data / "calls.jsonl")),
        *("--outer-port", str(site.outer_port), "--outer-origin", site.outer),
        *("--widget-script", f"{site.web}/widget/1/entracte.js", "--widget", widget),
        *("--clock-offset-seconds", _clock_offset()),
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


def _print_links(site: DemoSite, keys: DemoKeys) -> None:
    from entracte.cli.demo.example.people import PEOPLE

    people = ", ".join(email for email, *_ in PEOPLE)
    print(
        f"""
Entracte is ready.

  The theatre's page    {site.outer}/
  The back office       {site.web}/
     sign in as         {people}
     password           {keys.password}
  The simulator's view  {site.simulator}/
  The mailbox           {site.mailbox}/

Data and logs are in {site.data}. Ctrl-C ends everything.
""",
        flush=True,
    )
