"""Every letter to a guest, one file each."""

from entracte.mail.letters import booked
from entracte.mail.letters.kind import LetterKind

LETTERS: tuple[LetterKind, ...] = (booked.LETTER,)
