"""With what does the demo run its processes?"""

from pathlib import Path

import pytest

from entracte.cli.demo.keys import kept_keys
from entracte.cli.demo.site import DemoSite, environment_of


@pytest.fixture
def site(tmp_path: Path) -> DemoSite:
    return DemoSite(tmp_path, 8000, 8001, 8002, 8003, 8025)


def test_the_back_office_answers_whoever_types_localhost(
    site: DemoSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ENTRACTE_ALLOWED_HOSTS", raising=False)
    values = environment_of(site, kept_keys(site.data), "postgresql:///demo")
    assert values["ENTRACTE_ALLOWED_HOSTS"] == "127.0.0.1,localhost"


def test_the_back_office_is_printed_by_a_name_at_which_browsers_know_passkeys(
    site: DemoSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ENTRACTE_PUBLIC_URL", raising=False)
    values = environment_of(site, kept_keys(site.data), "postgresql:///demo")
    assert (site.web, values["ENTRACTE_PUBLIC_URL"]) == ("http://localhost:8000", "http://localhost:8000")


def test_another_public_name_is_added_since_the_demo_itself_calls_by_address(
    site: DemoSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ENTRACTE_ALLOWED_HOSTS", raising=False)
    monkeypatch.setenv("ENTRACTE_PUBLIC_URL", "https://demo.example.org")
    values = environment_of(site, kept_keys(site.data), "postgresql:///demo")
    assert values["ENTRACTE_ALLOWED_HOSTS"] == "127.0.0.1,localhost,demo.example.org"


def test_what_the_person_set_before_wins(site: DemoSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTRACTE_ALLOWED_HOSTS", "demo.example.org")
    values = environment_of(site, kept_keys(site.data), "postgresql:///demo")
    assert values["ENTRACTE_ALLOWED_HOSTS"] == "demo.example.org"


def test_letters_of_the_demo_go_to_its_mailbox(site: DemoSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ENTRACTE_MAIL_URL", raising=False)
    values = environment_of(site, kept_keys(site.data), "postgresql:///demo")
    assert values["ENTRACTE_MAIL_URL"] == f"smtp://127.0.0.1:{site.ports['SMTP_PORT']}"
