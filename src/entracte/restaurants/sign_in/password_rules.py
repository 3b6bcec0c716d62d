"""Which passwords will do for somebody's account."""

from django.contrib.auth.password_validation import validate_password

from entracte.restaurants.models import Account


def refuse_weak(password: str, *, email: str) -> None:
    """Raise ValidationError with a sentence for each rule that the password breaks."""
    validate_password(password, Account(email=email))
