"""The rows of the people who sign in."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from entracte.restaurants.sign_in_email import folded


class Accounts(BaseUserManager["Account"]):
    """Finds people by their folded e-mail address."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email=folded(username or ""))


class Account(AbstractBaseUser):
    """A person who signs in by e-mail. The address is kept trimmed and case-folded."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    objects: ClassVar[Accounts] = Accounts()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name or self.email


class SignInLink(models.Model):
    """Lets somebody who cannot sign in choose a new password."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="sign_in_link")
    token_digest = models.CharField(max_length=64, unique=True)
    ends_at = models.DateTimeField()
    skips_second_factor = models.BooleanField(default=False, db_default=False)

    def __str__(self) -> str:
        return str(self.account)
