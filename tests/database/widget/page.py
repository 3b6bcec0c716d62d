"""How does the outer page ask the widget's API? Through Django's client, with the headers of a browser."""

from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from tests.database.answer import Answer
from tests.house import House
from tests.submits import ORIGIN, a_submit, as_json

BASE = "/api/widget/v1"


@dataclass
class Page:
    """One widget on the theatre's page."""

    house: House
    integration: str = "none"
    origin: str = ORIGIN
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    @property
    def key(self) -> str:
        return self.house.widgets[self.integration].key

    def get(self, call: str, *, key: str | None = None, **query: Any) -> Answer:
        return self.client.get(f"{BASE}/{key or self.key}/{call}", query, headers=self._headers())

    def asks_after(self, idempotency_key: str) -> Answer:
        """Ask what became of the attempt of this key."""
        headers = self._headers() | _named(idempotency_key)
        return self.client.get(f"{BASE}/{self.key}/attempt", headers=headers)

    def books(self, *, idempotency_key: str = "", **changes: Any) -> Answer:
        """Press Book with Ana's details, or with these changes to them."""
        return self.sends(as_json(a_submit(**changes)), **_named(idempotency_key))

    def sends(self, body: bytes, *, key: str | None = None, **headers: str) -> Answer:
        """Send any bytes as the body of a submit."""
        return self.client.post(
            f"{BASE}/{key or self.key}/bookings",
            data=body,
            content_type="application/json",
            headers=self._headers() | headers,
        )

    def _headers(self) -> dict[str, str]:
        return {"Origin": self.origin} if self.origin else {}


def _named(idempotency_key: str) -> dict[str, str]:
    return {"Idempotency-Key": idempotency_key} if idempotency_key else {}


def refusal(answer: Answer) -> tuple[int, str, list[str]]:
    """A refusal as (status, code, fields at fault); its sentences are there."""
    body = answer.json()
    assert set(body) == {"code", "message", "fields"}, body
    assert body["message"].endswith("."), body
    assert all(sentence.endswith(".") for sentence in body["fields"].values()), body
    return answer.status_code, body["code"], sorted(body["fields"])
