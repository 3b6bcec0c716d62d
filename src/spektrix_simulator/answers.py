"""What goes back over the wire, and how does a handler say no?"""

import json
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Answer:
    """One HTTP answer. `delay_seconds` holds it back; `cut` closes the connection in mid-body."""

    status: int
    body: bytes = b""
    content_type: str = "application/json; charset=utf-8"
    headers: list[tuple[str, str]] = field(default_factory=list)
    delay_seconds: float = 0.0
    cut: bool = False


class Problem(Exception):
    """A call that cannot be served; it becomes a JSON body with a message."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def json_answer(payload: Any, status: int = 200) -> Answer:
    """Return an answer with this JSON."""
    return Answer(status, json.dumps(payload, ensure_ascii=False).encode("utf-8", "replace"))


def problem_answer(problem: Problem) -> Answer:
    """Return the answer for a problem."""
    return json_answer({"message": problem.message}, problem.status)


def html_answer(status: int, heading: str, text: str) -> Answer:
    """Return a page of HTML, as the edge in front of Spektrix sends."""
    head = f"<!DOCTYPE html><html><head><title>{heading}</title></head>"
    page = f"{head}<body><h1>{heading}</h1><p>{text}</p></body></html>"
    return Answer(status, page.encode(), "text/html; charset=utf-8")
