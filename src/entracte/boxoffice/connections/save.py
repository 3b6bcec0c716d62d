"""A restaurant's Spektrix connection is saved, switched and removed (R19, D14, D16, D20, D21)."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from entracte.boxoffice.connection_lock import connection_to_change
from entracte.boxoffice.connections.addresses import tidy_origin
from entracte.boxoffice.connections.attribute_choices import AttributeChoices, problems_with_choices
from entracte.boxoffice.connections.keys import problems_with_keys
from entracte.boxoffice.gate.circuit import forget
from entracte.boxoffice.models import DEFAULT_MINUTES, SPEKTRIX_ORIGIN, Connection
from entracte.boxoffice.stoppages.begin_again import begin_all_again
from entracte.encryption import Unreadable, can_encrypt
from entracte.restaurants.edits.keep_edit import Editor, keep_edit
from entracte.restaurants.sign_in.entries import key_changed
from entracte.spektrix.calls import encoded
from entracte.spektrix.errors import BadId, BadKey, BadLogin, SpektrixError
from entracte.spektrix.signing import key_bytes, login_name

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant

BAD_CLIENT_NAME = "Enter the client name as Spektrix writes it, in the same case."
NO_ENCRYPTION_KEYS = "This server cannot keep a key yet: set ENTRACTE_KEYS first."
# How long an anonymous basket is asked about again, unless a connection says otherwise.
USUAL_MINUTES = DEFAULT_MINUTES
SECRET = ("test_customer_id",)
DEFAULT_CHOICES = AttributeChoices()


class BadConnection(Exception):
    """The settings cannot be saved: `fields` says why, by field."""

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__(", ".join(sorted(fields)))
        self.fields = fields


def save_connection(
    *,
    restaurant: Restaurant,
    client_name: str,
    login: str,
    api_key: str | None,
    now: datetime,
    origin: str = "",
    custom_domain: str = "",
    watch_only: bool = False,
    choices: AttributeChoices = DEFAULT_CHOICES,
    test_customer_id: str = "",
    sign_in_minutes: int = USUAL_MINUTES,
    by: Editor | None = None,
) -> Connection:
    """Save the connection and resume what the old settings had parked.

    `api_key` None keeps the key; an empty `origin` is Spektrix's own. Stray spaces are trimmed. Links of
    another client name lose their meaning. `sign_in_minutes` is how long an anonymous basket is asked about
    again (D22). Raises BadConnection.
    """
    typed = {
        "client_name": client_name,
        "login": login,
        "origin": origin.strip() or SPEKTRIX_ORIGIN,
        "custom_domain": custom_domain,
        "test_customer_id": test_customer_id,
    }
    columns = {column: text.strip() for column, text in typed.items()} | choices.tidy()
    key = None if api_key is None else "".join(api_key.split())
    odd = _tidy_origins(columns) | _odd_minutes(sign_in_minutes)
    with transaction.atomic():
        row = connection_to_change(restaurant.pk) or Connection(restaurant=restaurant)
        _refuse(odd | _problems(columns, key, is_new=row.pk is None))
        _refuse(problems_with_keys(restaurant, columns))
        row.watch_only, row.trouble, row.changed_at = watch_only, "", now
        row.sign_in_minutes = sign_in_minutes
        for column, value in (columns | ({"api_key": key} if key else {})).items():
            setattr(row, column, value)
        _save(row, key, by)
        forget(row.restaurant_id)
        begin_all_again(row, at=now)
        return row


def switch(restaurant: Restaurant, *, on: bool, now: datetime, by: Editor | None = None) -> None:
    """Switch the connection on, which resumes parked work, or off, which parks it (D16)."""
    with transaction.atomic():
        row = connection_to_change(restaurant.pk)
        if row is None:
            return
        row.is_on, row.changed_at = on, now
        with keep_edit(row, by):
            row.save(update_fields=["is_on", "changed_at"])
        forget(row.restaurant_id)
        begin_all_again(row, at=now)


def remove(restaurant: Restaurant, *, by: Editor | None = None) -> None:
    """Forget the connection and its key. Links stay; open work parks when its turn comes (D16)."""
    with transaction.atomic():
        row = connection_to_change(restaurant.pk)
        if row is not None:
            with keep_edit(row, by, secret=SECRET) as lines:
                lines += key_changed(row, by, words="Forgotten")
                row.delete()


def _save(row: Connection, key: str | None, by: Editor | None) -> None:
    if key is None:
        _load_key(row)
    with keep_edit(row, by, secret=SECRET) as lines:
        row.save()
        lines += key_changed(row, by) if key else []


def _load_key(row: Connection) -> None:
    """Read the kept key, so that saving encrypts it with the newest key; one that no key reads stays."""
    with suppress(Unreadable, ImproperlyConfigured):
        row.refresh_from_db(fields=["api_key"])


def _refuse(fields: dict[str, str]) -> None:
    if fields:
        raise BadConnection(fields)


def _odd_minutes(minutes: int) -> dict[str, str]:
    """Return what is wrong with the minutes to sign in: a claim is not kept any longer (D18)."""
    longest = int(settings.CLAIM_HOURS * 60) - 1
    return {} if 0 <= minutes <= longest else {"sign_in_minutes": f"Enter minutes from 0 to {longest}."}


def _problems(columns: dict[str, str], key: str | None, *, is_new: bool) -> dict[str, str]:
    fields = problems_with_choices(columns)
    for field, longest in (("client_name", 80), ("login", 120), ("test_customer_id", 64)):
        if len(columns[field]) > longest:
            fields[field] = f"This may have {longest} characters at most."
    if not _is_client_name(columns["client_name"]):
        fields["client_name"] = BAD_CLIENT_NAME
    _try(fields, "login", BadLogin, lambda: login_name(columns["login"]))
    if is_new and not key:
        fields["api_key"] = "Enter the API key."
    elif key is not None:
        _try(fields, "api_key", BadKey, lambda: key_bytes(key))
    if key and not can_encrypt():
        fields.setdefault("api_key", NO_ENCRYPTION_KEYS)
    return fields


def _is_client_name(text: str) -> bool:
    try:
        encoded(text)
    except BadId:
        return False
    return not any(letter.isspace() or letter in "/?#" for letter in text)


def _try(fields: dict[str, str], field: str, error: type[SpektrixError], check: Callable[[], object]) -> None:
    try:
        check()
    except error as found:
        fields[field] = found.plain


def _tidy_origins(columns: dict[str, str]) -> dict[str, str]:
    """Bring the addresses into their normal form; return what is wrong, by field.

    Looks names up, all of them within the time of one exchange.
    """
    fields: dict[str, str] = {}
    until = time.monotonic() + settings.SPEKTRIX_TIMEOUT_SECONDS
    for field in ("origin", "custom_domain"):
        columns[field], wrong = tidy_origin(columns[field], seconds=until - time.monotonic())
        fields |= {field: wrong} if wrong else {}
    return fields
