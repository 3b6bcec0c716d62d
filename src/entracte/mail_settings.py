"""How letters leave: one address of the environment names a mail server or a provider."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

SMTP = "entracte.mail.sending.smtp.Backend"
# the port that each way of SMTP has, and what its backend is asked for
SMTP_WAYS: dict[str, tuple[int, dict[str, bool]]] = {
    "smtp": (25, {}),
    "smtp+starttls": (587, {"use_tls": True}),
    "smtps": (465, {"use_ssl": True}),
}
# the options that take what stands before and after the colon, and behind the @
PROVIDERS: dict[str, tuple[str, ...]] = {
    "brevo": ("api_key",),
    "mailersend": ("api_token",),
    "mailgun": ("api_key", "", "sender_domain"),
    "mailjet": ("api_key", "secret_key"),
    "postmark": ("server_token",),
    "resend": ("api_key",),
    "sparkpost": ("api_key",),
}


def mail_backend(url: str, timeout_seconds: float) -> tuple[str, dict[str, Any]]:
    """Return the path of the backend that `url` names, and its options; an empty path where it names none."""
    try:
        parts = urlsplit(url)
        before, _, host = parts.netloc.rpartition("@")
        if parts.scheme in SMTP_WAYS and parts.hostname:
            port, way = SMTP_WAYS[parts.scheme]
            user, _, password = before.partition(":")
            options = {"host": parts.hostname, "port": parts.port or port, "timeout": timeout_seconds, **way}
            return SMTP, {**options, "username": unquote(user), "password": unquote(password)}
    except ValueError:
        return "", {}
    if parts.scheme not in PROVIDERS or not parts.netloc:
        return "", {}
    first, _, second = (before or host).partition(":")
    given = (first, second, host if before else "")
    names = PROVIDERS[parts.scheme]
    options = {name: unquote(value) for name, value in zip(names, given, strict=False) if name}
    options |= {name: values[-1] for name, values in parse_qs(parts.query).items()}
    is_whole = all(options.get(name) for name in names if name)
    return (f"anymail.backends.{parts.scheme}.EmailBackend", options) if is_whole else ("", {})


def anymail_settings(password: str, signing_key: str) -> dict[str, str]:
    """Return how the calls of a provider are known: by `user:password`, and by a key where it signs."""
    found = {"WEBHOOK_SECRET": password}
    if signing_key:
        names = ("MAILGUN_WEBHOOK_SIGNING_KEY", "MAILERSEND_SIGNING_SECRET", "RESEND_SIGNING_SECRET")
        found |= dict.fromkeys(names, signing_key)
    return found
