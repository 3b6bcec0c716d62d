"""Where one demo keeps its files and answers, and the environment that its processes run with."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from entracte.cli.demo.keys import DemoKeys


@dataclass(frozen=True, slots=True)
class DemoSite:
    """The folder and the ports of one demo."""

    data: Path
    port: int
    simulator_port: int
    outer_port: int
    mailbox_port: int
    smtp_port: int

    @property
    def ports(self) -> dict[str, int]:
        """Every port, by its setting."""
        return {
            "PORT": self.port,
            "SIMULATOR_PORT": self.simulator_port,
            "OUTER_PORT": self.outer_port,
            "MAILBOX_PORT": self.mailbox_port,
            "SMTP_PORT": self.smtp_port,
        }

    @property
    def web(self) -> str:
        # browsers know passkeys by a name, never at a bare address
        return f"http://localhost:{self.port}"

    @property
    def simulator(self) -> str:
        return f"http://127.0.0.1:{self.simulator_port}"

    @property
    def outer(self) -> str:
        return f"http://127.0.0.1:{self.outer_port}"

    @property
    def mailbox(self) -> str:
        return f"http://127.0.0.1:{self.mailbox_port}"


def environment_of(site: DemoSite, keys: DemoKeys, database: str) -> dict[str, str]:
    """Return what the demo's processes run with; what the person set before wins."""
    values = {
        "DATABASE_URL": database,
        "ENTRACTE_SECRET_KEY": keys.secret_key,
        "ENTRACTE_KEYS": keys.encryption_key,
        "ENTRACTE_PUBLIC_URL": site.web,
        "ENTRACTE_ALLOWED_HOSTS": ",".join(_host_names(site)),
        "ENTRACTE_ALLOW_LOOPBACK_ORIGINS": "1",
        "ENTRACTE_MAIL_URL": f"smtp://127.0.0.1:{site.smtp_port}",
        # everybody in a demo comes from one address
        "ENTRACTE_BOOKINGS_PER_ADDRESS": "5000",
        "ENTRACTE_BOOKINGS_PER_WIDGET": "5000",
        "ENTRACTE_HOLDS_PER_ADDRESS": "60",
        "ENTRACTE_HOLDS_PER_NETWORK": "60",
        "ENTRACTE_HOLD_TRIES_PER_ADDRESS": "5000",
    }
    return {name: os.environ.get(name, "").strip() or value for name, value in values.items()}


def _host_names(site: DemoSite) -> list[str]:
    """Return the names that people and the demo itself call the web server by."""
    public = os.environ.get("ENTRACTE_PUBLIC_URL", "").strip() or site.web
    return list(dict.fromkeys(["127.0.0.1", "localhost", urlsplit(public).hostname or "localhost"]))
