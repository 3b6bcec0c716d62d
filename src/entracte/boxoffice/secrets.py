"""API keys are stored encrypted, in a column that knows no other way."""

from typing import TYPE_CHECKING, Any

from django.db import models

from entracte.encryption import decrypt, encrypt

if TYPE_CHECKING:
    Text = models.TextField[str, str]
else:
    # Django's own class takes no types at run time.
    Text = models.TextField


class EncryptedField(Text):
    """A text that is only ever encrypted in the database, and in dumps of it."""

    def get_prep_value(self, value: Any) -> Any:
        return encrypt(str(value)) if value else ""

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str:
        return decrypt(value) if value else ""
