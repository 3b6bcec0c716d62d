"""Stored profiles are folded by the rules of today, and stored junk phones are emptied (D25)."""

from django.db import migrations

from entracte.guests.fold_again import fold_again


class Migration(migrations.Migration):
    """No profile is joined to another by it."""

    dependencies = [("guests", "0003_phone_folded"), ("restaurants", "0001_initial")]

    operations = [migrations.RunPython(fold_again, migrations.RunPython.noop)]
