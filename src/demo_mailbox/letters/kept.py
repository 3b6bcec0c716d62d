"""The letters of the mailbox, in memory and in a folder, and what was tried over SMTP."""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from demo_mailbox.letters.letter import Letter

_MOST_TRIES = 2000


@dataclass(slots=True)
class KeptLetters:
    """Every letter by its number, and each try to hand one in, with what was answered."""

    folder: Path | None
    by_number: dict[int, Letter] = field(default_factory=dict)
    tries: list[dict[str, Any]] = field(default_factory=list)
    _last: int = 0

    def open(self) -> None:
        """Read the folder. Raises OSError or ValueError where it cannot be read."""
        if self.folder is None:
            return
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for file in sorted(self.folder.glob("*.json")):
            fields = json.loads(file.read_text(encoding="utf-8"))
            letter = Letter(**{**fields, "recipients": tuple(fields["recipients"])})
            self.by_number[letter.number] = letter
        self._last = max(self.by_number, default=0)

    def keep(self, *, at: str, sender: str, recipients: list[str], raw: bytes) -> Letter:
        """Keep one letter, in the folder before it is answered for."""
        self._last += 1
        letter = Letter(self._last, at, sender, tuple(recipients), raw.decode("latin-1"))
        if self.folder is not None:
            _write(self._file(letter), json.dumps(asdict(letter)))
        self.by_number[letter.number] = letter
        return letter

    def note_try(self, **fields: Any) -> None:
        """Remember one try and its answer; the oldest go when there are too many."""
        self.tries.append(fields)
        del self.tries[:-_MOST_TRIES]

    def newest_first(self) -> list[Letter]:
        """Return all letters."""
        return sorted(self.by_number.values(), key=lambda letter: -letter.number)

    def empty(self) -> None:
        """Throw all letters and tries away; numbers go on."""
        if self.folder is not None:
            for letter in self.by_number.values():
                self._file(letter).unlink(missing_ok=True)
        self.by_number.clear()
        self.tries.clear()

    def _file(self, letter: Letter) -> Path:
        assert self.folder is not None
        return self.folder / f"{letter.number:06}.json"


def _write(path: Path, text: str) -> None:
    fresh = path.with_name(path.name + ".new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    fresh.replace(path)
