"""An edit that ends the holds of guests who are typing is asked about once, and then done as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import transaction
from django.http import HttpRequest

from entracte.backoffice.house.asked import pressed
from entracte.bookings.holds.broken import end_broken_holds, live_hold_ids

if TYPE_CHECKING:
    from entracte.backoffice.house.access import Desk

# The button that says yes to the question sends this name.
SURE = "sure"


class NotSure(Exception):
    """Nothing was saved: so many guests are typing for what the edit would take from them."""

    def __init__(self, typing: int) -> None:
        super().__init__(typing)
        self.typing = typing


@contextmanager
def ending_holds(request: HttpRequest, desk: Desk, *, also_asks: bool = False) -> Iterator[None]:
    """Run an edit and end the holds that it breaks, in one transaction.

    Raises NotSure, and undoes the edit, where there are any and the question was not answered yet;
    `also_asks` has it asked without any.
    """
    with transaction.atomic():
        before = live_hold_ids(desk.restaurant, now=desk.now)
        yield
        end_broken_holds(desk.restaurant, now=desk.now)
        typing = len(before - live_hold_ids(desk.restaurant, now=desk.now))
        if (typing or also_asks) and not pressed(request, SURE):
            raise NotSure(typing)
