"""The secrets of second factors are encrypted again with the newest key."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from entracte.encryption import Rotation, Unreadable, decrypt, encrypt

# what allauth keeps through the adapter, by the names that it gives
SECRETS = ("secret", "seed")


def rotate_factors() -> Rotation:
    """Encrypt what belongs to every second factor with the first of the keys; may be called twice.

    One that is used meanwhile is waited for, and one that no key can read stays as it is.
    """
    number, unreadable = 0, []
    for row_id in Authenticator.objects.values_list("pk", flat=True).order_by("pk"):
        try:
            number += _rotate(row_id)
        except Unreadable:
            unreadable.append(f"second factor {row_id}")
    return Rotation(number, tuple(unreadable))


@transaction.atomic
def _rotate(row_id: int) -> int:
    row = Authenticator.objects.select_for_update(of=("self",)).filter(pk=row_id).first()
    names = [name for name in SECRETS if row is not None and row.data.get(name)]
    if row is None or not names:
        return 0
    for name in names:
        row.data[name] = encrypt(decrypt(row.data[name]))
    row.save(update_fields=["data"])
    return len(names)
