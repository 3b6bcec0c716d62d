"""How does a member of the team use the back office? Through Django's client, as a browser would."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from tests.database.answer import Answer
from tests.house import House
from tests.signed_in import let_in

PART = {"HX-Request": "true"}


@dataclass
class Desk:
    """Somebody of the team, signed in, at one restaurant's pages."""

    house: House
    role: str
    client: Client = field(default_factory=Client)

    def __post_init__(self) -> None:
        let_in(self.client, self.house.members[self.role].account)

    def address(self, path: str = "") -> str:
        return f"/r/{self.house.restaurant.slug}/{path}"

    def opens(self, path: str = "", *, part: bool = False, **query: Any) -> Answer:
        return self.client.get(self.address(path), query, headers=PART if part else {})

    def sends(self, path: str, *, part: bool = False, **typed: Any) -> Answer:
        return self.client.post(self.address(path), typed, headers=PART if part else {})

    def sees(self, path: str = "", **query: Any) -> str:
        """Open a page and read its text."""
        answer = self.opens(path, **query)
        assert answer.status_code == 200, answer.status_code
        return text_of(answer)


def text_of(answer: Answer) -> str:
    """The words of a page, without its marks and spare spaces."""
    page = re.sub(r"<head>.*?</head>", "", answer.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
