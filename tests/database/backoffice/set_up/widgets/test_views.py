"""How is a widget made and changed?"""

from typing import Any

import pytest

from entracte.restaurants.models import Widget
from tests.database.backoffice.desk import Desk

WIDGET: dict[str, Any] = {
    "name": "Theatre website",
    "integration": "spektrix",
    "allowed_origins": "https://www.Alder.example/\nhttp://127.0.0.1:8002",
    "accent": "#112233",
    "language": "en",
}


def test_a_widget_is_made_and_its_snippet_shown(manager: Desk) -> None:
    manager.sends("set-up/widgets/new/", **WIDGET)
    row = Widget.objects.get(name="Theatre website")
    assert row.allowed_origins == ["https://www.alder.example", "http://127.0.0.1:8002"]
    page = manager.opens(f"set-up/widgets/{row.key}/").content.decode()
    assert f"&lt;entracte-widget widget=&quot;{row.key}&quot;&gt;" in page
    assert "/widget/1/entracte.js" in page


@pytest.mark.parametrize(
    "changes",
    [
        {"allowed_origins": "alder.example"},
        {"allowed_origins": "https://alder.example/tickets"},
        {"allowed_origins": "https://alder.example:port"},
        {"accent": "red"},
        {"integration": "other"},
    ],
)
def test_a_widgets_setting_that_makes_no_sense_is_shown(manager: Desk, changes: dict[str, str]) -> None:
    answer = manager.sends("set-up/widgets/new/", **{**WIDGET, **changes})
    page = answer.content.decode()
    assert (answer.status_code, "errorlist" in page, "Theatre website" in page) == (422, True, True)
