"""Responses of the API."""

import json
from dataclasses import dataclass, field
from typing import Any

from spektrix_simulator.errors import CallRefused


@dataclass(slots=True)
class ApiResponse:
    """One HTTP answer. `delay_seconds` holds it back; `cut` closes the connection in mid-body."""

    status: int
    body: bytes = b""
    content_type: str = "application/json; charset=utf-8"
    headers: list[tuple[str, str]] = field(default_factory=list)
    delay_seconds: float = 0.0
    cut: bool = False


def json_response(payload: Any, status: int = 200) -> ApiResponse:
    """Return an answer with this JSON."""
    return ApiResponse(status, json.dumps(payload, ensure_ascii=False).encode("utf-8", "replace"))


def refusal_response(problem: CallRefused) -> ApiResponse:
    """Return the answer for a problem."""
    return json_response({"message": problem.message}, problem.status)


def html_response(status: int, heading: str, text: str) -> ApiResponse:
    """Return a page of HTML, as the edge in front of Spektrix sends."""
    head = f"<!DOCTYPE html><html><head><title>{heading}</title></head>"
    page = f"{head}<body><h1>{heading}</h1><p>{text}</p></body></html>"
    return ApiResponse(status, page.encode(), "text/html; charset=utf-8")
