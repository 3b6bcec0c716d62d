"""Can the old key go after a rotation, and does a secret that nobody can read hold nothing up?"""

import pytest
from cryptography.fernet import Fernet
from django.db import connection as database
from pytest_django import Settings

from entracte.boxoffice.models import Connection
from entracte.boxoffice.rotate_secrets import rotate_secrets
from entracte.cli.main import main
from tests.bridge import KEY, Evening, a_restaurant, connect

pytestmark = pytest.mark.django_db

NEW = Fernet.generate_key().decode()


def stored() -> list[str]:
    with database.cursor() as cursor:
        cursor.execute("SELECT api_key FROM boxoffice_connection ORDER BY id")
        return [text for (text,) in cursor.fetchall()]


def readable_with(key: str) -> list[bool]:
    found = []
    for text in stored():
        try:
            found.append(Fernet(key).decrypt(text.encode()).decode() == KEY)
        except Exception:  # noqa: BLE001 - any failure is the answer no
            found.append(False)
    return found


def test_after_a_rotation_the_newest_key_alone_reads_everything(
    evening: Evening, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    connect(a_restaurant("other", "Other"), client_name="birch")
    settings.ENCRYPTION_KEYS = [NEW, *settings.ENCRYPTION_KEYS]
    assert readable_with(NEW) == [False, False]
    assert main(["rotate-keys"]) == 0
    assert readable_with(NEW) == [True, True]
    shown = capsys.readouterr().out
    assert ("2 encrypted" in shown, "may go" in shown, KEY in shown) == (True, True, False)
    settings.ENCRYPTION_KEYS = [NEW]
    assert [row.api_key for row in Connection.objects.all()] == [KEY, KEY]


def test_a_secret_that_no_key_reads_is_named_and_keeps_the_old_keys(
    evening: Evening, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    connect(a_restaurant("other", "Other"), client_name="birch")
    with database.cursor() as cursor:
        cursor.execute(
            "UPDATE boxoffice_connection SET api_key = 'gAAAAAB-not-ours' WHERE client_name = 'alder'"
        )
    settings.ENCRYPTION_KEYS = [NEW, *settings.ENCRYPTION_KEYS]
    found = rotate_secrets()
    assert (found.number, len(found.unreadable)) == (1, 1)
    assert main(["rotate-keys"]) == 1
    assert "Keep the old keys" in capsys.readouterr().out
    assert stored()[0] == "gAAAAAB-not-ours"


def test_saving_a_connection_without_a_key_encrypts_the_kept_one_again(
    evening: Evening, settings: Settings
) -> None:
    settings.ENCRYPTION_KEYS = [NEW, *settings.ENCRYPTION_KEYS]
    connect(evening.restaurant, api_key=None)
    assert readable_with(NEW) == [True]


def test_a_session_signed_with_a_former_secret_key_stays_good(settings: Settings) -> None:
    from django.core.signing import dumps, loads

    signed = dumps("a session")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key, long enough to be one, which nobody has used before this"
    assert loads(signed) == "a session"
