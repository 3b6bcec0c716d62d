"""The environment of a running demo: written by the demo, used by commands typed while it runs."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path


def data_folder() -> Path:
    """Return the demo's folder: DATA, or var/demo."""
    return Path(os.environ.get("DATA", "").strip() or "var/demo")


def environment_file(data: Path) -> Path:
    """Return where the demo in `data` writes its environment."""
    return data / "environment"


def write_environment(data: Path, values: Mapping[str, str]) -> None:
    """Write down what the demo's processes run with, for us alone to read."""
    lines = "".join(f"{name}={value}\n" for name, value in values.items())
    write_secret(environment_file(data), lines)


def adopt_running_demo() -> None:
    """Take over the environment of a running demo, unless DATABASE_URL names a database already."""
    if os.environ.get("DATABASE_URL", "").strip():
        return
    file = environment_file(data_folder())
    try:
        lines = file.read_text().splitlines()
    except OSError:
        return
    for name, _, value in (line.partition("=") for line in lines):
        os.environ.setdefault(name, value)
    print(f"DATABASE_URL is not set: the demo in {file.parent} is used.", file=sys.stderr)


def write_secret(path: Path, text: str) -> None:
    """Write a file that only we may read, whole or not at all."""
    fresh = path.with_name(f"{path.name}.new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)
    fresh.rename(path)
