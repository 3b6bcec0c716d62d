"""All rows of this package, named here because Django looks for them nowhere else."""

from entracte.mail.models.letter import Letter, LetterState

__all__ = ["Letter", "LetterState"]
