"""Every column of secrets is encrypted again with the newest key."""

from django.apps import apps
from django.db import models, transaction

from entracte.boxoffice.secrets import EncryptedField
from entracte.encryption import Rotation, Unreadable


def rotate_secrets() -> Rotation:
    """Encrypt every secret with the first of the keys, in every column that holds any; may be called twice.

    A secret that is saved meanwhile is waited for, and one that no key can read stays as it is.
    """
    number, unreadable = 0, []
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if not isinstance(field, EncryptedField):
                continue
            for row_id in model._default_manager.values_list("pk", flat=True).order_by("pk"):
                try:
                    number += _rotate(model, field.attname, row_id)
                except Unreadable:
                    unreadable.append(f"{model._meta.verbose_name} {row_id}")
    return Rotation(number, tuple(unreadable))


@transaction.atomic
def _rotate(model: type[models.Model], column: str, row_id: object) -> int:
    row = model._default_manager.select_for_update(of=("self",)).only(column).filter(pk=row_id).first()
    if row is None or not getattr(row, column):
        return 0
    row.save(update_fields=[column])
    return 1
