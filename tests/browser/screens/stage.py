"""An installation whose clock, ports and public ids are always the same."""

from datetime import date
from pathlib import Path

from entracte import clock
from tests.browser.screens.still import EVENING
from tests.browser.stack import TICKETS, Stack

WEB_PORT, SIMULATOR_PORT, OUTER_PORT = 8971, 8972, 8973
KEPT_IDS = """
SELECT c.table_name, c.column_name FROM information_schema.columns c
JOIN information_schema.columns i ON i.table_schema = c.table_schema AND i.table_name = c.table_name
WHERE c.table_schema = 'public' AND c.column_name IN ('key', 'code') AND i.column_name = 'id'
AND c.table_name ~ '^(restaurants|guests|dining|bookings|boxoffice)_' ORDER BY 1
"""


class Stage(Stack):
    """A stack at a fixed moment and fixed addresses: two runs show the same."""

    def __init__(self, server_url: str, folder: Path) -> None:
        super().__init__(server_url, folder, web_workers=1)
        self.web_port, self.simulator_port, self.outer_port = WEB_PORT, SIMULATOR_PORT, OUTER_PORT
        self.web = f"http://127.0.0.1:{WEB_PORT}"
        self.simulator = f"http://127.0.0.1:{SIMULATOR_PORT}"
        self.tickets = f"http://{TICKETS}:{SIMULATOR_PORT}"
        self.theatre = self.theatre.rsplit(":", 1)[0] + f":{OUTER_PORT}"

    def today(self) -> date:
        return EVENING.date()

    def steady_ids(self) -> None:
        """Give every row a public id that follows from its number."""
        for table, column in self.sql(KEPT_IDS):
            steady = f"substr(translate(md5('{table}' || id), '01', 'xy'), 1, length({column}))"
            steady = f"upper({steady})" if column == "code" else steady
            self.sql(f"UPDATE {table} SET {column} = {steady}")

    def add_restaurant(self) -> None:
        """Give the owner a second restaurant, so that there is a choice."""
        self._run_once(
            *("-m", "entracte.cli", "create-restaurant", "--name", "The Trap Door"),
            *("--owner", "owner@entracte.example", "--address", "14 Foundry Lane, Bristol"),
        )

    def links(self) -> dict[str, str]:
        """Make a link by which somebody joins the team, and one for a new password; what each ends in."""
        made = {
            "invitation": self.command("invite", "prompt-side", "cook@entracte.example", "--role", "host"),
            "sign_in_link": self.command("sign-in-link", "manager@entracte.example"),
        }
        return {name: said.splitlines()[-1].rstrip("/").rsplit("/", 1)[-1] for name, said in made.items()}

    def _run_once(self, *words: str) -> str:
        said = super()._run_once(*_still(words))
        if "tests.browser.seeding" not in words:
            return said
        self.steady_ids()
        [[key]] = self.sql("SELECT key FROM restaurants_widget WHERE name = 'Theatre website'")
        return str(key)

    def _start(self, name: str, *words: str) -> None:
        if name == "simulator":
            offset = round((EVENING - clock.system_now()).total_seconds())
            words = (*words, "--clock-offset-seconds", str(offset))
        if name == "web":
            words = ("-m", "gunicorn", "entracte.wsgi:application", "--bind", f"127.0.0.1:{WEB_PORT}")
            words = (*words, "--worker-class", "gthread", "--threads", "8", "--log-level", "warning")
        super()._start(name, *(_still(words) if name != "simulator" else words))


def _still(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the same command with the product's clock stopped."""
    return ("-m", "tests.browser.screens.still", *words[1:])
