"""One call of the API as it came over the wire."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

WEB_ONLY = ("basket", "customer")
OWNER_ONLY = ("baskets", "customers", "orders", "custom-payment-types")


@dataclass(frozen=True, slots=True)
class ApiCall:
    """One call. `path` and `query` are the very characters of the request line."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes

    @property
    def target(self) -> str:
        """Path and query together."""
        return f"{self.path}?{self.query}" if self.query else self.path

    @property
    def scheme(self) -> str:
        """The scheme that the caller used: https behind a proxy that says so."""
        return "https" if self.headers.get("x-forwarded-proto") == "https" else "http"

    @property
    def client(self) -> str:
        """The client name in the path."""
        return unquote(self.path.split("/")[1])

    @property
    def segments(self) -> list[str]:
        """The parts of the path after `/{client}/api/v3/`, each decoded once."""
        return [unquote(part) for part in self.path.rstrip("/").split("/")[4:]]

    @property
    def mode(self) -> str:
        """The mode asked for: by the resource where only one mode has it, else by the header."""
        resource = self.segments[0] if self.segments else ""
        if resource in WEB_ONLY:
            return "web"
        if resource in OWNER_ONLY:
            return "owner"
        return "owner" if "authorization" in self.headers else "web"

    def cookie(self, name: str) -> str | None:
        """Return the cookie's value, if it came along."""
        for part in self.headers.get("cookie", "").split(";"):
            found, _, value = part.strip().partition("=")
            if found == name:
                return value
        return None

    def readable_body(self) -> Any:
        """Return the body for the record: JSON with any password struck out, or None."""
        try:
            body = json.loads(self.body)
        except (ValueError, RecursionError):
            return None
        if isinstance(body, dict) and "password" in body:
            return {**body, "password": "…"}
        return body
