"""On what machine, and with which versions, was this measured?"""

import os
import platform
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("Django", "django-ninja", "pydantic", "psycopg", "psycopg-pool", "gunicorn", "procrastinate")


def machine(postgres: str) -> dict[str, str]:
    """Return what the report names; `postgres` is the server's own word for its version."""
    found = {
        "system": f"{platform.system()} {platform.release().split('-')[0]}",
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GB",
        "Python": platform.python_version(),
        "PostgreSQL": postgres,
    }
    return found | {name: version(name) for name in PACKAGES}


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())
