"""All rows of this package, named here because Django looks for them nowhere else."""

from entracte.mail.models.letter import Letter, LetterState
from entracte.mail.models.mail_server import MailServer
from entracte.mail.models.marked_address import MarkedAddress
from entracte.mail.models.own_settings import LetterSettings
from entracte.mail.models.staff_choice import StaffChoice
from entracte.mail.models.wording import Wording

__all__ = [
    "Letter",
    "LetterSettings",
    "LetterState",
    "MailServer",
    "MarkedAddress",
    "StaffChoice",
    "Wording",
]
