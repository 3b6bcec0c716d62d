"""An edit is kept as a line of history: who, when, from what to what."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from entracte.restaurants.edits.shown import shown
from entracte.restaurants.models import Account, Edit

Line = list[str]
# what stands in rows of its own, such as where the tables of a plan stand
More = Callable[[Any], Mapping[str, str]]
CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Editor:
    """Who edits, and when; without an account it is the command line."""

    account: Account | None
    at: datetime

    @property
    def name(self) -> str:
        return "the command line" if self.account is None else str(self.account)


@contextmanager
def keep_edit(
    row: Model, by: Editor | None, *, secret: tuple[str, ...] = (), more: More | None = None, name: str = ""
) -> Iterator[list[Line]]:
    """Keep what is different of this row in the database at the end: made, changed or removed.

    All of it is one transaction. What is done inside may add lines, such as of a secret, which is never
    shown; of columns in `secret` the line says that they changed. Without an editor nothing is kept, as
    when the demo is made.
    """
    lines: list[Line] = []
    with transaction.atomic():
        key = row.pk
        before = {} if by is None else _texts(row, key, more)
        yield lines
        if by is None:
            return
        after = _texts(row, row.pk or key, more)
        lines[:0] = _differences(before, after, {label.replace("_", " ") for label in secret})
        if lines:
            _write(row, by, lines, name=name, key=row.pk or key)


def _texts(row: Model, key: object, more: More | None) -> dict[str, str]:
    texts = shown(type(row), key)
    return {**texts, **(more(key) if more and texts else {})}


def _differences(before: Mapping[str, str], after: Mapping[str, str], secret: set[str]) -> list[Line]:
    found = []
    for label in dict.fromkeys((*before, *after)):
        old, new = before.get(label, ""), after.get(label, "")
        if old != new:
            found.append([label, "", CHANGED] if label in secret else [label, old, new])
    return found


def _write(row: Any, by: Editor, lines: list[Line], *, name: str, key: Any) -> None:
    Edit.objects.create(
        restaurant_id=row.restaurant_id if hasattr(row, "restaurant_id") else row.pk,
        account=by.account,
        editor=by.name[:254],
        at=by.at,
        what=str(row._meta.verbose_name),
        name=(name or str(row))[:254],
        row_key=key if isinstance(key, int) else None,
        lines=lines,
    )
