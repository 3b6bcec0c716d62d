"""The one who asks is online or not, and names the source of a new booking."""

from datetime import UTC, datetime

import pytest

from entracte.bookings.asker import Asker
from entracte.bookings.choices import Source

NOW = datetime(2026, 12, 4, 12, tzinfo=UTC)


@pytest.mark.parametrize("source", [*Source, None])
def test_only_a_widget_and_a_hosted_page_are_online(source: Source | None) -> None:
    asker = Asker(actor=None, now=NOW, source=source)
    assert asker.is_online == (source in {Source.WIDGET, Source.HOSTED_PAGE})


def test_a_new_booking_without_a_source_is_a_mistake() -> None:
    assert Asker(actor=None, now=NOW, source=Source.PHONE).new_source == Source.PHONE
    with pytest.raises(ValueError, match="source"):
        _ = Asker(actor=None, now=NOW).new_source
