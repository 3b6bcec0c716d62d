"""With what does the demo run its processes?"""

from pathlib import Path

import pytest

from entracte.cli.demo import Place, environment_of
from entracte.cli.demo_keys import kept_keys


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path, 8000, 8001, 8002)


def test_the_back_office_answers_whoever_types_localhost(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ENTRACTE_ALLOWED_HOSTS", raising=False)
    values = environment_of(place, kept_keys(place.data), "postgresql:///demo")
    assert values["ENTRACTE_ALLOWED_HOSTS"] == "127.0.0.1,localhost"


def test_another_public_name_is_added_since_the_demo_itself_calls_by_address(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ENTRACTE_ALLOWED_HOSTS", raising=False)
    monkeypatch.setenv("ENTRACTE_PUBLIC_URL", "https://demo.example.org")
    values = environment_of(place, kept_keys(place.data), "postgresql:///demo")
    assert values["ENTRACTE_ALLOWED_HOSTS"] == "127.0.0.1,localhost,demo.example.org"


def test_what_the_person_set_before_wins(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTRACTE_ALLOWED_HOSTS", "demo.example.org")
    values = environment_of(place, kept_keys(place.data), "postgresql:///demo")
    assert values["ENTRACTE_ALLOWED_HOSTS"] == "demo.example.org"
