"""Stored profiles are folded once more: an internationalised e-mail is compared by its domain in ASCII (D1)."""

from django.db import migrations

from entracte.guests.fold_again import fold_again


class Migration(migrations.Migration):
    """No profile is joined to another by it."""

    dependencies = [("guests", "0004_fold_again")]

    operations = [migrations.RunPython(fold_again, migrations.RunPython.noop)]
