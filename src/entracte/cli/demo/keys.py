"""The keys that the demo uses: made once, at random, readable by us alone."""

import base64
import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from entracte.cli.environment import write_secret
from entracte.cli.errors import CannotRun


@dataclass(frozen=True, slots=True, repr=False)
class DemoKeys:
    """The demo's secrets: the framework's, the one for keys at rest, Spektrix's, and the sign-in's."""

    secret_key: str
    encryption_key: str
    api_key: str
    password: str
    api_key_file: Path


def kept_keys(data: Path) -> DemoKeys:
    """Return the keys kept in `data`, making them at the first start."""
    file, api_key_file = data / "keys.json", data / "simulator.key"
    if not file.exists():
        write_secret(file, json.dumps(_fresh(), indent=2))
    try:
        keys = DemoKeys(api_key_file=api_key_file, **json.loads(file.read_text()))
    except (ValueError, TypeError):
        raise CannotRun(f"{file} is damaged: put it back, or remove {data} to start again") from None
    write_secret(api_key_file, keys.api_key)
    return keys


def _fresh() -> dict[str, str]:
    return {
        "secret_key": secrets.token_urlsafe(48),
        "encryption_key": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "api_key": base64.b64encode(secrets.token_bytes(40)).decode(),
        "password": secrets.token_urlsafe(9),
    }
