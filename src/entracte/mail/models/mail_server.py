"""The row that says whether the mail server answers; one for the whole installation."""

from django.db import models


class MailServer(models.Model):
    """Since when the server does not answer, and when one letter asks it again; both empty while it does."""

    silent_since = models.DateTimeField(null=True)
    asked_again_at = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"silent since {self.silent_since}" if self.silent_since else "answers"
