"""The flags that the simulator was started with."""

import argparse
import base64
import binascii
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

DEFAULT_OUTER_PORT = 8002
LOOPBACK_NAMES = ("127.0.0.1", "localhost", "theatre.localhost")


@dataclass(frozen=True, slots=True)
class Options:
    """Everything the simulator needs; nothing else is read from the environment."""

    port: int
    host: str
    client: str
    login: str
    key: str
    key_was_made: bool
    faults: Path | None
    state: Path | None
    calls: Path
    origins: tuple[str, ...]
    skew_minutes: float
    clock_offset_seconds: float
    basket_minutes: float
    same_site: str
    secure_cookie: bool
    outer_port: int | None
    outer_origin: str
    web_origin: str
    widget_script: str
    widget: str

    @property
    def api(self) -> str:
        """The address of the API as the theatre's page in a browser uses it."""
        return f"{self.web_origin}/{self.client}/api/v3"


def _origin(text: str) -> str:
    return text.rstrip("/")


def _key(text: str) -> str:
    key = text.strip()
    try:
        base64.b64decode(key, validate=True)
    except (binascii.Error, ValueError) as error:
        raise argparse.ArgumentTypeError("the key is not base64 text") from error
    if not key:
        raise argparse.ArgumentTypeError("the key is empty")
    return key


def _key_in(path: str) -> str:
    try:
        return _key(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise argparse.ArgumentTypeError(f"the key file cannot be read: {error.strerror}") from error


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    p = argparse.ArgumentParser(
        prog="spektrix_simulator",
        description="A small Spektrix for development and drills: web mode, owner mode, faults on request.",
    )
    _add_api_flags(p)
    _add_file_flags(p)
    _add_browser_flags(p)
    _add_theatre_flags(p)
    return p


def _add_api_flags(p: argparse.ArgumentParser) -> None:
    p.add_argument("--port", type=int, required=True, help="port of the API and of the view")
    p.add_argument("--host", default="127.0.0.1", help="address to listen on")
    p.add_argument("--client", default="alder", help="client name in the path of the API, case-sensitive")
    p.add_argument("--login", default="entracte", help="login name of the API user")
    key = p.add_mutually_exclusive_group()
    key.add_argument("--key", type=_key, help="base64 key of the API user; a random one is made and printed")
    key.add_argument("--key-file", type=_key_in, dest="key", help="file that holds the base64 key")


def _add_file_flags(p: argparse.ArgumentParser) -> None:
    p.add_argument("--faults", type=Path, help="JSON file of faults, read again when it changes")
    p.add_argument("--state", type=Path, help="JSON file that keeps everything over a restart")
    p.add_argument("--calls", type=Path, help="the record of calls; next to --state, else ./calls.jsonl")


def _add_browser_flags(p: argparse.ArgumentParser) -> None:
    p.add_argument(
        "--allow-origin", type=_origin, action="append", default=[], help="page that may call the API"
    )
    p.add_argument("--skew-minutes", type=float, default=15, help="how far a signed Date may be off")
    p.add_argument("--clock-offset-seconds", type=float, default=0, help="shift of the theatre's clock")
    p.add_argument(
        "--basket-minutes", type=float, default=60, help="life of an untouched basket; 0 is for ever"
    )
    p.add_argument("--cookie-same-site", choices=("lax", "strict", "none"), default="lax")
    p.add_argument("--cookie-secure", action="store_true", help="mark the session cookie Secure")


def _add_theatre_flags(p: argparse.ArgumentParser) -> None:
    p.add_argument("--outer-port", type=int, help="port of the theatre's page; none is served without it")
    p.add_argument(
        "--outer-origin", type=_origin, action="append", default=[], help="name of the theatre's page"
    )
    p.add_argument("--web-origin", type=_origin, help="origin that the theatre's page calls for its basket")
    p.add_argument("--widget-script", default="", help="address of the reservation widget's script")
    p.add_argument("--widget", default="", help="key of the reservation widget")


def options_from(arguments: Sequence[str] | None) -> Options:
    """Parse the command line; argparse ends the process with status 2 when it makes no sense."""
    a = parser().parse_args(arguments)
    outer = f"http://127.0.0.1:{a.outer_port}"
    return Options(
        port=a.port,
        host=a.host,
        client=a.client,
        login=a.login,
        key=a.key or base64.b64encode(secrets.token_bytes(32)).decode(),
        key_was_made=a.key is None,
        faults=a.faults,
        state=a.state,
        calls=a.calls or (a.state.parent if a.state else Path()) / "calls.jsonl",
        origins=tuple(dict.fromkeys([*a.allow_origin, *a.outer_origin, *_loopback_pages(a.outer_port)])),
        skew_minutes=a.skew_minutes,
        clock_offset_seconds=a.clock_offset_seconds,
        basket_minutes=a.basket_minutes,
        same_site=a.cookie_same_site,
        secure_cookie=a.cookie_secure,
        outer_port=a.outer_port,
        outer_origin=a.outer_origin[0] if a.outer_origin else outer,
        web_origin=a.web_origin or f"http://127.0.0.1:{a.port}",
        widget_script=a.widget_script,
        widget=a.widget,
    )


def _loopback_pages(outer_port: int | None) -> list[str]:
    return [f"http://{name}:{outer_port or DEFAULT_OUTER_PORT}" for name in LOOPBACK_NAMES]
