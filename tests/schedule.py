"""Which test goes to which worker, and when? Those that share a whole installation go together."""

from collections import Counter
from pathlib import PurePosixPath

import pytest
from xdist.scheduler.loadscope import LoadScopeScheduling

DATABASE = {"db", "transactional_db"}


def installation_of(nodeid: str) -> str:
    """Return which installation a test shares with others; empty where it shares none."""
    path = PurePosixPath(nodeid.partition("::")[0])
    if path.is_relative_to("tests/browser"):
        return f"browser {path.stem.split('_')[1]}"
    if path.match("tests/contract/test_w*.py"):
        return "contract"
    return str(path) if path.match("tests/contract/test_installed.py") else ""


class ByInstallation(LoadScopeScheduling):  # type: ignore[misc]
    """Hands out tests that share an installation as one piece of work, and all others one by one.

    The mark `xdist_group` would say the same, but has no effect with pytest 9.2 (pytest-xdist issue 1386).
    """

    def _split_scope(self, nodeid: str) -> str:
        return installation_of(nodeid) or nodeid


def put_in_order(items: list[pytest.Item]) -> None:
    """Put tests that use Django's database first, then installations, the largest first, then the rest.

    A worker that has driven a browser cannot use the database any more: the browser's driver keeps an event
    loop in its thread. What is left for the end is short.
    """
    sizes = Counter(installation_of(item.nodeid) for item in items)

    def key(item: pytest.Item) -> tuple[int, int]:
        if shared := installation_of(item.nodeid):
            return 1, -sizes[shared]
        asked_for = DATABASE & set(getattr(item, "fixturenames", ()))
        return (0, 0) if asked_for or item.get_closest_marker("django_db") else (2, 0)

    items.sort(key=key)
