"""How is a restaurant's Spektrix connection saved, switched and removed (R19, D14, D16, D20, D21)?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import connection as database
from django.db import transaction

from entracte.boxoffice import attributes
from entracte.boxoffice.connection_lock import connection_to_change
from entracte.boxoffice.connections.addresses import MALFORMED, why_forbidden
from entracte.boxoffice.connections.free_names import suggestions
from entracte.boxoffice.models import SPEKTRIX_ORIGIN, Connection
from entracte.boxoffice.parking import resume
from entracte.boxoffice.secrets import can_encrypt
from entracte.spektrix.calls import ATTRIBUTE_PREFIX, encoded
from entracte.spektrix.client import normal_origin
from entracte.spektrix.errors import BadId, BadKey, BadLogin, BadOrigin, SpektrixError
from entracte.spektrix.signing import key_bytes, login_name

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant

# Two saves on one Spektrix system come one after the other, so that neither misses the other's keys.
KEYS_LOCK = 7_310_213
BAD_CLIENT_NAME = "Enter the client name as Spektrix writes it, in the same case."
NO_ENCRYPTION_KEYS = "This server cannot keep a key yet: set ENTRACTE_KEYS first."
SAME_KEY = "The two attributes need two keys."


class BadConnection(Exception):
    """The settings cannot be saved: `fields` says why, by field; `suggested` has names that are free."""

    def __init__(self, fields: dict[str, str], suggested: dict[str, str] | None = None) -> None:
        super().__init__(", ".join(sorted(fields)))
        self.fields = fields
        self.suggested = suggested or {}


@dataclass(frozen=True, slots=True)
class AttributeChoices:
    """What the two attributes are called in Spektrix (D14). An empty key is made from the name."""

    last_dined_name: str = attributes.LAST_DINED_NAME
    last_dined_key: str = ""
    last_dined_shape: str = attributes.AttributeShape.DATE_TIME.value
    visits_name: str = attributes.VISITS_NAME
    visits_key: str = ""
    visits_shape: str = attributes.AttributeShape.NUMBER.value

    @classmethod
    def of(cls, connection: Connection) -> Self:
        """Return the choices that a saved connection has."""
        return cls(**{column: getattr(connection, column) for column in cls.__slots__})

    def tidy(self) -> dict[str, str]:
        """Return the columns: trimmed, and with the keys filled in."""
        last_dined_name, visits_name = self.last_dined_name.strip(), self.visits_name.strip()
        return {
            "last_dined_name": last_dined_name,
            "last_dined_key": self.last_dined_key.strip() or attributes.default_key(last_dined_name),
            "last_dined_shape": self.last_dined_shape,
            "visits_name": visits_name,
            "visits_key": self.visits_key.strip() or attributes.default_key(visits_name),
            "visits_shape": self.visits_shape,
        }


__all__ = [
    "SPEKTRIX_ORIGIN",
    "AttributeChoices",
    "BadConnection",
    "remove",
    "save_connection",
    "switch",
]

DEFAULT_CHOICES = AttributeChoices()


def save_connection(
    *,
    restaurant: Restaurant,
    client_name: str,
    login: str,
    api_key: str | None,
    now: datetime,
    origin: str = SPEKTRIX_ORIGIN,
    custom_domain: str = "",
    watch_only: bool = False,
    choices: AttributeChoices = DEFAULT_CHOICES,
    test_customer_id: str = "",
) -> Connection:
    """Save the connection and resume what the old settings had parked. `api_key` None keeps the key.

    Stray spaces are trimmed. Links of another client name lose their meaning. Raises BadConnection.
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
    odd_origins = _tidy_origins(columns)
    with transaction.atomic():
        row = connection_to_change(restaurant.pk) or Connection(restaurant=restaurant)
        fields = odd_origins | _problems(columns, key, is_new=row.pk is None)
        if fields:
            raise BadConnection(fields)
        _refuse_clash(restaurant, columns)
        row.watch_only, row.trouble, row.changed_at = watch_only, "", now
        for column, value in (columns | ({"api_key": key} if key else {})).items():
            setattr(row, column, value)
        row.save()
        resume(row, at=now)
        return row


def switch(restaurant: Restaurant, *, on: bool, now: datetime) -> None:
    """Switch the connection on, which resumes parked work, or off, which parks it (D16)."""
    with transaction.atomic():
        row = connection_to_change(restaurant.pk)
        if row is None:
            return
        row.is_on, row.changed_at = on, now
        row.save(update_fields=["is_on", "changed_at"])
        resume(row, at=now)


def remove(restaurant: Restaurant) -> None:
    """Forget the connection and its key. Links stay; open work parks when its turn comes (D16)."""
    with transaction.atomic():
        row = connection_to_change(restaurant.pk)
        if row is not None:
            row.delete()


def _problems(columns: dict[str, str], key: str | None, *, is_new: bool) -> dict[str, str]:
    fields = _attribute_problems(columns)
    for field, longest in (("client_name", 80), ("login", 120), ("test_customer_id", 64)):
        if len(columns[field]) > longest:
            fields[field] = f"This may have {longest} characters at most."
    try:
        encoded(columns["client_name"])
    except BadId:
        fields["client_name"] = BAD_CLIENT_NAME
    if any(letter.isspace() or letter in "/?#" for letter in columns["client_name"]):
        fields["client_name"] = BAD_CLIENT_NAME
    _try(fields, "login", BadLogin, lambda: login_name(columns["login"]))
    if is_new and not key:
        fields["api_key"] = "Enter the API key."
    elif key is not None:
        _try(fields, "api_key", BadKey, lambda: key_bytes(key))
    if key and not can_encrypt():
        fields.setdefault("api_key", NO_ENCRYPTION_KEYS)
    return fields


def _try(fields: dict[str, str], field: str, error: type[SpektrixError], check: Callable[[], object]) -> None:
    try:
        check()
    except error as found:
        fields[field] = found.plain


def _tidy_origins(columns: dict[str, str]) -> dict[str, str]:
    """Bring the addresses into their normal form; what stands against them. It looks names up."""
    fields: dict[str, str] = {}
    for field in ("origin", "custom_domain"):
        try:
            columns[field] = normal_origin(columns[field]) if columns[field] else ""
        except BadOrigin:
            fields[field] = MALFORMED
        else:
            sentence = why_forbidden(columns[field]) if columns[field] else ""
            fields |= {field: sentence} if sentence else {}
    return fields


def _attribute_problems(columns: dict[str, str]) -> dict[str, str]:
    fields: dict[str, str] = {}
    shapes = {"last_dined": attributes.LAST_DINED_SHAPES, "visits": attributes.VISITS_SHAPES}
    for one, allowed in shapes.items():
        if not 0 < len(columns[f"{one}_name"]) <= 80:
            fields[f"{one}_name"] = "Enter the attribute's name as it stands in Spektrix."
        key = columns[f"{one}_key"]
        if not key.startswith(ATTRIBUTE_PREFIX) or key == ATTRIBUTE_PREFIX or not 0 < len(key) <= 120:
            fields[f"{one}_key"] = f"The key begins with {ATTRIBUTE_PREFIX} and goes on with the name."
        if columns[f"{one}_shape"] not in {shape.value for shape in allowed}:
            fields[f"{one}_shape"] = "Choose one of the shapes."
    if columns["last_dined_key"].casefold() == columns["visits_key"].casefold():
        fields.setdefault("visits_key", SAME_KEY)
    return fields


def _refuse_clash(restaurant: Restaurant, columns: dict[str, str]) -> None:
    """Refuse keys that another restaurant writes on the same Spektrix system (D20)."""
    with database.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [KEYS_LOCK])
    others = Connection.objects.defer("api_key").filter(client_name__iexact=columns["client_name"])
    taken = {
        key.casefold()
        for other in others.exclude(restaurant=restaurant)
        for key in (other.last_dined_key, other.visits_key)
    }
    suggested = suggestions(columns, taken, restaurant.name)
    if suggested:
        sentences = {
            f"{one}_key": (
                "Another restaurant on this Spektrix system writes this attribute. "
                f"Create one of your own there, such as “{name}”."
            )
            for one, name in suggested.items()
        }
        raise BadConnection(sentences, {f"{one}_name": name for one, name in suggested.items()})
