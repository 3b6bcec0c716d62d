"""The settings of this installation, read from the environment."""

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from entracte.environment import flag as _flag
from entracte.environment import number as _number
from entracte.environment import parts as _list
from entracte.environment import text as _text
from entracte.log_format import lines_on_stderr
from entracte.mail_settings import anymail_settings, mail_backend
from entracte.sign_in_settings import *  # noqa: F403


def _database(url: str) -> dict[str, object]:
    """Turn `postgresql://user:password@host:port/name?host=/socket/folder` into Django's shape."""
    parts = urlsplit(url)
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    host = query.pop("host", None) or unquote(parts.hostname or "")
    return {
        "ENGINE": "entracte.database",
        "NAME": unquote(parts.path.lstrip("/")) or "entracte",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or query.pop("port", "")),
        "OPTIONS": {
            **query,
            # Each statement is planned once a connection: that was a third of the database's work.
            "server_side_binding": DATABASE_PREPARES,
            "prepare_threshold": 3 if DATABASE_PREPARES else None,
            # Few idle connections, short waits between tries: after an outage each costs requests time.
            "pool": {
                "min_size": 1,
                "max_size": DATABASE_POOL_SIZE,
                "timeout": DATABASE_WAIT_SECONDS,
                "reconnect_timeout": 3,
                "max_idle": 60,
            },
        },
    }


# The installation
SECRET_KEY = _text("ENTRACTE_SECRET_KEY")
SECRET_KEY_FALLBACKS = _list("ENTRACTE_SECRET_KEY_FALLBACKS")
# Secrets at rest: Fernet keys, the newest first; the others still decrypt
ENCRYPTION_KEYS = _list("ENTRACTE_KEYS")
PUBLIC_URL = _text("ENTRACTE_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = _list("ENTRACTE_ALLOWED_HOSTS") or [urlsplit(PUBLIC_URL).hostname or "127.0.0.1"]
HAS_NO_PROXY = _text("ENTRACTE_TRUSTED_PROXIES").lower() == "none"
TRUSTED_PROXIES = [] if HAS_NO_PROXY else _list("ENTRACTE_TRUSTED_PROXIES")
CLOCK_OFFSET_SECONDS = _number("ENTRACTE_CLOCK_OFFSET_SECONDS", 0)
DEBUG = False

# Sign-in
SIGN_IN_DELAY_SECONDS = _number("ENTRACTE_SIGN_IN_DELAY_SECONDS", 3)
SIGN_IN_AGAIN_MINUTES = _number("ENTRACTE_SIGN_IN_AGAIN_MINUTES", 15)

# The history of settings and the security log
HISTORY_DAYS = _number("ENTRACTE_HISTORY_DAYS", 365)

# The database
DATABASE_WAIT_SECONDS = _number("ENTRACTE_DATABASE_WAIT_SECONDS", 5)
DATABASE_PREPARES = _flag("ENTRACTE_DATABASE_PREPARES", True)
DATABASE_POOL_SIZE = int(_number("ENTRACTE_DATABASE_POOL_SIZE", 8))
DATABASES = {"default": _database(_text("DATABASE_URL", "postgresql:///entracte"))}

# What all web workers must agree on, such as how often a sign-in failed, is kept in the database
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "restaurants_cache",
        # so many that no count pushes another out
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# The widget's limits
LARGEST_BODY_BYTES = int(_number("ENTRACTE_LARGEST_BODY_BYTES", 64 * 1024))
BOOKINGS_PER_ADDRESS = int(_number("ENTRACTE_BOOKINGS_PER_ADDRESS", 20))
BOOKINGS_PER_WIDGET = int(_number("ENTRACTE_BOOKINGS_PER_WIDGET", 300))
BOOKINGS_LIMIT_SECONDS = int(_number("ENTRACTE_BOOKINGS_LIMIT_SECONDS", 600))
HOLDS_PER_ADDRESS = int(_number("ENTRACTE_HOLDS_PER_ADDRESS", 6))
HOLDS_PER_NETWORK = int(_number("ENTRACTE_HOLDS_PER_NETWORK", 12))
HELD_TABLES_ONE_IN = int(_number("ENTRACTE_HELD_TABLES_ONE_IN", 3))
HOLDS_PER_WIDGET = int(_number("ENTRACTE_HOLDS_PER_WIDGET", 60))
HOLD_TRIES_PER_ADDRESS = int(_number("ENTRACTE_HOLD_TRIES_PER_ADDRESS", 60))
HOLD_TRIES_PER_WIDGET = int(_number("ENTRACTE_HOLD_TRIES_PER_WIDGET", 900))
IDEMPOTENCY_HOURS = _number("ENTRACTE_IDEMPOTENCY_HOURS", 24)

# Jobs: waits between tries double from the first to the cap, with jitter
RETRY_FIRST_SECONDS = _number("ENTRACTE_RETRY_FIRST_SECONDS", 2)
RETRY_CAP_SECONDS = _number("ENTRACTE_RETRY_CAP_SECONDS", 600)
STALLED_AFTER_SECONDS = _number("ENTRACTE_STALLED_AFTER_SECONDS", 60)
WORKER_PULSE_SECONDS = _number("ENTRACTE_WORKER_PULSE_SECONDS", 5)
WORKER_SILENT_SECONDS = _number("ENTRACTE_WORKER_SILENT_SECONDS", 30)
WORKER_CONCURRENCY = int(_number("ENTRACTE_WORKER_CONCURRENCY", 4))
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "handlers"

# The bridge; a Completed is not written before its press can no longer be undone
UNDO_SECONDS = _number("ENTRACTE_UNDO_SECONDS", 8)
SPEKTRIX_TIMEOUT_SECONDS = _number("ENTRACTE_SPEKTRIX_TIMEOUT_SECONDS", 15)
SPEKTRIX_CALLS_PER_SECOND = _number("ENTRACTE_SPEKTRIX_CALLS_PER_SECOND", 5)
SPEKTRIX_CALLS_AT_ONCE = int(_number("ENTRACTE_SPEKTRIX_CALLS_AT_ONCE", 2))
SPEKTRIX_PAUSE_SECONDS = _number("ENTRACTE_SPEKTRIX_PAUSE_SECONDS", 60)
SETTINGS_PATIENCE_SECONDS = _number("ENTRACTE_SETTINGS_PATIENCE_SECONDS", 600)
ALLOW_LOOPBACK_ORIGINS = _flag("ENTRACTE_ALLOW_LOOPBACK_ORIGINS")
CLAIM_HOURS = _number("ENTRACTE_CLAIM_HOURS", 72)
BASKET_GONE_SECONDS = _number("ENTRACTE_BASKET_GONE_SECONDS", 120)

# Letters
MAIL_TIMEOUT_SECONDS = _number("ENTRACTE_MAIL_TIMEOUT_SECONDS", 20)
MAIL_URL = _text("ENTRACTE_MAIL_URL")
MAIL_BACKEND, MAIL_OPTIONS = mail_backend(MAIL_URL, MAIL_TIMEOUT_SECONDS)
ANYMAIL = anymail_settings(_text("ENTRACTE_MAIL_BOUNCES_PASSWORD"), _text("ENTRACTE_MAIL_SIGNING_KEY"))
MAIL_FROM = _text("ENTRACTE_MAIL_FROM", f"letters@{urlsplit(PUBLIC_URL).hostname or 'localhost'}")
LETTERS_PER_ADDRESS = int(_number("ENTRACTE_LETTERS_PER_ADDRESS", 20))
LETTERS_PER_RESTAURANT = int(_number("ENTRACTE_LETTERS_PER_RESTAURANT", 500))
CHANGED_LETTER_WAIT_SECONDS = _number("ENTRACTE_CHANGED_LETTER_WAIT_SECONDS", 60)
MAIL_PATIENCE_HOURS = _number("ENTRACTE_MAIL_PATIENCE_HOURS", 72)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    # before allauth, so that sign-in looks like the rest
    "entracte.backoffice.house",
    "entracte.backoffice.entrance",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "entracte.restaurants.sign_in.sessions_app.Sessions",
    "django_htmx",
    "procrastinate.contrib.django",
    "entracte",
    "entracte.jobs",
    "entracte.restaurants",
    "entracte.guests",
    "entracte.dining",
    "entracte.bookings",
    "entracte.boxoffice",
    "entracte.mail",
    "entracte.guestfile",
    "entracte.widget",
    "entracte.guestpages",
    "entracte.backoffice",
    "entracte.backoffice.tonight",
    "entracte.backoffice.bookings",
    "entracte.backoffice.guests",
    "entracte.backoffice.floor",
    "entracte.backoffice.set_up",
    "entracte.backoffice.spektrix",
    "entracte.backoffice.your_letters",
]

MIDDLEWARE = [
    "entracte.health.AnswerProbes",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "entracte.widget.access.WidgetAccess",
    "csp.middleware.CSPMiddleware",
    "entracte.backoffice.house.body_limit.BodyLimit",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

APP_TEMPLATES = ["django.template.loaders.app_directories.Loader"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            # A part of a page has a name behind a #, as in Django 6, which needs neither of these two.
            "builtins": ["template_partials.templatetags.partials"],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [("django.template.loaders.cached.Loader", APP_TEMPLATES)],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

ROOT_URLCONF = "entracte.urls"
WSGI_APPLICATION = "entracte.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
# The back office speaks English; what guests read has a language of its own
LANGUAGE_CODE = "en-gb"
TEST_LANGUAGE = _text("ENTRACTE_TEST_LANGUAGE")
LOCALE_PATHS = [*_list("ENTRACTE_LOCALE_PATHS"), Path(__file__).parent / "locale"]
DATA_UPLOAD_MAX_MEMORY_SIZE = max(256 * 1024, LARGEST_BODY_BYTES)

# Cookies and headers
_SECURE = PUBLIC_URL.startswith("https://")
SESSION_COOKIE_NAME = "entracte_session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _SECURE
CSRF_COOKIE_NAME = "entracte_csrf"
CSRF_FAILURE_VIEW = "entracte.backoffice.house.send_again.without_cookie"
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if _SECURE else 0
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

# Static files
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
STATIC_ROOT = _text("ENTRACTE_STATIC_ROOT") or None

# Logging
LOGGING = lines_on_stderr(
    root=_text("ENTRACTE_LOG_LEVEL", "WARNING"), ours=_text("ENTRACTE_LOG_LEVEL", "INFO")
)
