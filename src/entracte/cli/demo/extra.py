"""The packages that only the demo, its mailbox and the simulator need: the extra `demo` brings them."""

from importlib.util import find_spec

from entracte.cli.errors import CannotRun

SERVED_BY = ("starlette", "uvicorn", "jinja2", "aiosmtpd")


def refuse_missing_extra() -> None:
    """Raise CannotRun where a package of the extra is not installed."""
    if missing := [name for name in SERVED_BY if find_spec(name) is None]:
        raise CannotRun(f"{', '.join(missing)} not installed: use `make demo`, or install entracte[demo]")
