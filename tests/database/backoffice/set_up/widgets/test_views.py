"""How is a widget made and changed?"""

import html
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
    assert f"&lt;entracte-widget widget=&quot;{row.key}&quot; from=&quot;http" in page
    assert "&lt;p slot=&quot;entracte-absent&quot;&gt;Book a table: ask The Prompt Side.&lt;/p&gt;" in page
    assert "/widget/1/entracte.js" in page


@pytest.mark.rule("D30")
def test_a_widget_keeps_the_custom_domain_of_its_site(manager: Desk) -> None:
    manager.sends("set-up/widgets/new/", **WIDGET, custom_domain=" https://93.184.215.14/ ")
    assert Widget.objects.get(name="Theatre website").custom_domain == "https://93.184.215.14"


def test_the_snippet_holds_the_restaurants_phone_as_an_address_to_press(manager: Desk) -> None:
    restaurant = manager.house.restaurant
    restaurant.name, restaurant.phone = 'Ma <b>"& Pa', "0117 496 0123"
    restaurant.save()
    page = manager.sees(f"set-up/widgets/{manager.house.widgets['none'].key}/")
    snippet = html.unescape(page)
    assert '<a href="tel:+44-117-496-0123">0117 496 0123</a>.' in snippet
    assert "Book a table at Ma &lt;b&gt;&quot;&amp; Pa: call" in snippet


@pytest.mark.parametrize(
    "changes",
    [
        {"allowed_origins": "alder.example"},
        {"allowed_origins": "https://alder.example/tickets"},
        {"allowed_origins": "https://alder.example:port"},
        {"allowed_origins": "https://*.alder.example"},
        {"allowed_origins": "https://" + "a" * 60 + "." + "b" * 60 + "." + "c" * 60 + "." + "d" * 60},
        {"accent": "red"},
        {"integration": "other"},
        {"custom_domain": "tickets.alder.example"},
        {"custom_domain": "https://tickets.alder.example/basket"},
        {"custom_domain": "https://10.0.0.8"},
        {"custom_domain": "http://93.184.215.14"},
    ],
)
def test_a_widgets_setting_that_makes_no_sense_is_shown(manager: Desk, changes: dict[str, str]) -> None:
    answer = manager.sends("set-up/widgets/new/", **{**WIDGET, **changes})
    page = answer.content.decode()
    assert (answer.status_code, "errorlist" in page, "Theatre website" in page) == (422, True, True)


def test_a_websites_address_is_stored_as_browsers_send_it(manager: Desk) -> None:
    typed = (
        "https://ana:word@MÜNCHEN.example:443/ https://xn--mnchen-3ya.example\nhttp://[2001:DB8::0:1]:8000"
    )
    manager.sends("set-up/widgets/new/", **{**WIDGET, "allowed_origins": typed})
    row = Widget.objects.get(name="Theatre website")
    assert row.allowed_origins == ["https://xn--mnchen-3ya.example", "http://[2001:db8::1]:8000"]


def test_a_website_that_was_refused_is_listed_and_allowed_by_one_press(manager: Desk) -> None:
    widget = manager.house.widgets["none"]
    asked = {"Origin": "https://www.example.org"}
    path = f"/api/widget/v1/{widget.key}/settings"
    assert manager.client.get(path, headers=asked).status_code == 403
    assert "https://www.example.org asked 1 time: allow it?" in manager.sees(f"set-up/widgets/{widget.key}/")
    answer = manager.sends(f"set-up/widgets/{widget.key}/allow/", origin="https://www.example.org")
    assert answer.status_code == 302
    assert manager.client.get(path, headers=asked).status_code == 200
    page = manager.sees(f"set-up/widgets/{widget.key}/")
    assert "https://www.example.org may show the widget now." in page
    assert "allow it?" not in page


@pytest.mark.parametrize("origin", ["https://never.example", "", "<b>", "\x00", "x" * 999])
def test_a_website_that_did_not_ask_is_not_allowed_by_a_press(manager: Desk, origin: str) -> None:
    widget = manager.house.widgets["none"]
    before = widget.allowed_origins
    manager.sends(f"set-up/widgets/{widget.key}/allow/", origin=origin)
    widget.refresh_from_db()
    assert widget.allowed_origins == before


def test_a_host_allows_no_website(host: Desk) -> None:
    key = host.house.widgets["none"].key
    assert host.sends(f"set-up/widgets/{key}/allow/", origin="https://a.example").status_code == 403
