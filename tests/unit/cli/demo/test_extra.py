"""Without the packages of the demo, the demo and the simulator say what to install."""

import pytest

from entracte.cli.demo import extra
from entracte.cli.main import main


@pytest.mark.parametrize("command", ["demo", "simulator"])
def test_missing_packages_are_named_with_the_way_to_bring_them(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(extra, "find_spec", lambda name: None if name == "uvicorn" else object())
    assert main([command]) == 2
    assert capsys.readouterr().err == (
        f"entracte {command}: uvicorn not installed: use `make demo`, or install entracte[demo]\n"
    )
