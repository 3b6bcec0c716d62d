"""The form in which the e-mail of an account is kept and compared."""


def folded(email: str) -> str:
    """Return the address trimmed and in small letters."""
    return email.strip().lower()
