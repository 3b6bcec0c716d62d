"""Is a restaurant's phone an address that any phone can dial?"""

import pytest

from entracte.restaurants.phone_link import phone_link

LINKS = {
    ("0117 496 0123", "GB"): "tel:+44-117-496-0123",
    ("+44 (0)117 496 0123", "US"): "tel:+44-117-496-0123",
    ("0117 496 0123 ext. 12", "GB"): "tel:+44-117-496-0123;ext=12",
    ("030 901820", "DE"): "tel:+49-30-901820",
    ("٠١١٧ ٤٩٦ ٠١٢٣", "GB"): "tel:+44-117-496-0123",
    ("0117 496 0123", ""): "tel:01174960123",
    ("118", "XX"): "tel:118",
    ("ask at the bar", "GB"): "",
    ("", "GB"): "",
    ("+", "GB"): "",
}


@pytest.mark.parametrize("typed, link", LINKS.items())
def test_a_phone_is_an_address_to_press(typed: tuple[str, str], link: str) -> None:
    assert phone_link(*typed) == link
