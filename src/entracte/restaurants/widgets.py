"""A widget is made or saved with its settings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from entracte.restaurants.edits.keep_edit import Editor, keep_edit
from entracte.restaurants.models import Restaurant, Widget
from entracte.restaurants.refused_origins import forget_refused

INTEGRATIONS = Widget.Integration.choices


@dataclass(frozen=True, slots=True)
class WidgetSettings:
    """What may be set on a widget."""

    name: str
    integration: str
    allowed_origins: Sequence[str]
    custom_domain: str
    accent: str
    language: str
    shows_curtain: bool
    shows_other_performances: bool


def save_widget(
    *,
    restaurant: Restaurant,
    settings: WidgetSettings,
    now: datetime,
    widget: Widget | None = None,
    by: Editor | None = None,
) -> Widget:
    """Save a widget's settings, or make a widget with them."""
    row = widget or Widget(restaurant=restaurant, created_at=now)
    for column in WidgetSettings.__slots__:
        setattr(row, column, getattr(settings, column))
    row.allowed_origins = list(settings.allowed_origins)
    with keep_edit(row, by):
        row.save()
    forget_refused(widget=row, origins=row.allowed_origins)
    return row
