"""Fixed starts as they are written: "18:00, 20:30", the earliest first, after midnight last."""

import re
from datetime import time
from itertools import pairwise

from django import forms

# A start before this hour, written after a later one, is past midnight.
MORNING = time(6)
AS_WRITTEN = re.compile(r"(\d{1,2})[:.](\d{2})")


def read_starts(text: str) -> list[time]:
    """Return the times in order. Raises ValidationError for what is no time, or out of order."""
    starts = [_read(word) for word in re.split(r"[,;\s]+", text.strip()) if word]
    wraps = [after for before, after in pairwise(starts) if after <= before]
    if len(set(starts)) < len(starts):
        raise forms.ValidationError("Each start once.")
    if len(wraps) > 1 or any(after >= MORNING for after in wraps):
        raise forms.ValidationError("Write the earliest start first. One after midnight comes last.")
    if wraps and starts[-1] >= starts[0]:
        raise forms.ValidationError("A service lasts no longer than a day.")
    return starts


def _read(word: str) -> time:
    found = AS_WRITTEN.fullmatch(word)
    try:
        return time(int(found[1]), int(found[2])) if found else time.fromisoformat("no time")
    except ValueError:
        raise forms.ValidationError(f"“{word}” is no time. Write it as 18:00.") from None
