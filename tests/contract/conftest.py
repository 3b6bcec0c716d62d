"""Which installation do the tests over HTTP talk to? One for all of them, with four web workers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.stack import Stack

# What is answered while the database is away, and whether each answer has the shape that is written down.
ON_NO_DATE = {"test_widget_api_outage", "test_worker_outage", "test_widget_api_openapi"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what runs against processes of the product, which read the clock."""
    for item in items:
        is_run = "running_installation" in getattr(item, "fixturenames", ())
        if is_run and item.path.stem not in ON_NO_DATE:
            item.add_marker(pytest.mark.dates)


@pytest.fixture(scope="session")
def running_installation(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    folder: Path = tmp_path_factory.mktemp("installation")
    stack = Stack(database_url, folder, web_workers=4)
    try:
        yield stack.start()
    finally:
        stack.stop()


@pytest.fixture
def installation(running_installation: Stack) -> Stack:
    """The installation with an empty book and nothing in the simulator's record."""
    running_installation.begin_evening()
    return running_installation
