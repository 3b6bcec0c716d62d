"""Which forms does a page show, and what would a browser send with each?

A form is found as a browser finds it, in the page's own HTML. So a new form is tried without being named.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

# Fields into which people write what they like; all others offer a choice, or take a number or a date.
WRITTEN = {"text", "search", "email", "tel", "url", "password", "textarea"}
CHOSEN = {"radio", "checkbox"}
UNUSED = {"csrfmiddlewaretoken"}


@dataclass
class Field:
    """One name of a form: its kind, and what a browser sends for it when nobody touched it."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)
    longest: int | None = None

    @property
    def is_written(self) -> bool:
        return self.kind in WRITTEN


@dataclass
class Form:
    """One form that posts: where to, its fields, and the buttons that send it."""

    action: str
    fields: dict[str, Field] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def untouched(self) -> dict[str, list[str]]:
        """What a browser sends when nobody typed anything."""
        return {each.name: list(each.values) for each in self.fields.values() if each.values}

    def add(self, name: str, kind: str, values: list[str], longest: str | None = None) -> None:
        """Add a value of a field; a group of ticks or dots is one field."""
        if not name or name in UNUSED:
            return
        known = self.fields.setdefault(name, Field(name, kind))
        known.values += values
        known.longest = int(longest) if longest else None


def forms_on(html: str) -> list[Form]:
    """Return the forms of a page that post."""
    parser = _Parser()
    parser.feed(html)
    return parser.forms


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.form: Form | None = None
        self.select = self.area = self.written = ""
        self.options: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = Form(has.get("action", "")) if has.get("method", "").lower() == "post" else None
            if self.form is not None:
                self.forms.append(self.form)
        elif self.form is not None:
            self._control(self.form, tag, has)

    def _control(self, form: Form, tag: str, has: dict[str, str]) -> None:
        name = has.get("name", "")
        if tag == "input":
            kind = has.get("type", "text")
            is_sent = kind not in CHOSEN or "checked" in has
            form.add(name, kind, [has.get("value", "on")] if is_sent else [], has.get("maxlength"))
        elif tag == "button" and name:
            form.buttons.append((name, has.get("value", "")))
        elif tag == "select":
            self.select, self.options = name, []
            form.add(name, "select", [])
        elif tag == "option" and self.select and ("selected" in has or not self.options):
            self.options = [has.get("value", "")]
        elif tag == "textarea":
            self.area, self.written = name, ""
            form.add(name, "textarea", [], has.get("maxlength"))

    def handle_data(self, data: str) -> None:
        if self.area:
            self.written += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "textarea" and self.form is not None and self.area:
            self.form.fields[self.area].values = [self.written.removeprefix("\n")]
            self.area = ""
        elif tag == "select" and self.form is not None and self.select:
            self.form.fields[self.select].values = self.options
            self.select = ""
