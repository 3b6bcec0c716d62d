"""What a letter says: its headers, its two texts, what is attached, and where its links lead."""

import email
import mimetypes
import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser
from typing import Any

from demo_mailbox.letters.letter import Letter

_LINK = re.compile(r"https?://[^\s<>\"')\]]+")
_AFTER_A_LINK = ".,;:!?"


@dataclass(frozen=True, slots=True)
class Attachment:
    """One part of a letter that is neither of its texts."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Contents:
    """A letter, read."""

    subject: str
    sender: str
    headers: tuple[tuple[str, str], ...]
    text: str
    html: str
    attachments: tuple[Attachment, ...]
    links: tuple[str, ...]


def contents_of(letter: Letter) -> Contents:
    """Read a letter; what makes no sense in it is shown as well as it can be."""
    message = email.message_from_bytes(letter.raw, policy=default)
    assert isinstance(message, EmailMessage)
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    text, page = _words_of(plain), _words_of(html)
    others = [part for part in message.walk() if not part.is_multipart() and part not in (plain, html)]
    return Contents(
        subject=str(message.get("Subject", "")),
        sender=str(message.get("From", letter.sender)),
        headers=tuple((name, str(value)) for name, value in message.items()),
        text=text,
        html=page,
        attachments=tuple(_attachment(part, number) for number, part in enumerate(others, 1)),
        links=tuple(dict.fromkeys([*_links_in(text), *_addresses_in(page)])),
    )


def as_fields(letter: Letter) -> dict[str, Any]:
    """Return a letter as JSON; the attachments' bytes stand under an address of their own."""
    said = contents_of(letter)
    return {
        "number": letter.number,
        "at": letter.at,
        "envelope_from": letter.sender,
        "to": list(letter.recipients),
        "from": said.sender,
        "subject": said.subject,
        "headers": [list(pair) for pair in said.headers],
        "text": said.text,
        "html": said.html,
        "links": list(said.links),
        "attachments": [
            {"name": one.name, "type": one.content_type, "text": one.content.decode("utf-8", "replace")}
            for one in said.attachments
        ],
    }


def _words_of(part: Any) -> str:
    if part is None:
        return ""
    try:
        return str(part.get_content())
    except (LookupError, ValueError):
        return _bytes_of(part).decode("utf-8", "replace")


def _bytes_of(part: Any) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _attachment(part: Any, number: int) -> Attachment:
    ending = mimetypes.guess_extension(part.get_content_type()) or ".bin"
    return Attachment(
        name=part.get_filename() or f"part-{number}{ending}",
        content_type="; ".join([part.get_content_type(), *_parameters(part)]),
        content=_bytes_of(part),
    )


def _parameters(part: Any) -> list[str]:
    given = part["Content-Type"].params if part["Content-Type"] else {}
    return [f"{name}={value}" for name, value in given.items() if name in ("method", "charset", "component")]


def _links_in(text: str) -> list[str]:
    return [found.rstrip(_AFTER_A_LINK) for found in _LINK.findall(text)]


class _Addresses(HTMLParser):
    """Where the links of a page lead."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if tag == "a" and name == "href" and value]


def _addresses_in(html: str) -> list[str]:
    reader = _Addresses()
    reader.feed(html)
    return reader.found
