"""Stored profiles get the words by which they are found."""

from django.db import migrations

from entracte.guests.fold_again import fold_again


class Migration(migrations.Migration):
    """No profile is joined to another by it."""

    dependencies = [("guests", "0006_name_words")]

    operations = [migrations.RunPython(fold_again, migrations.RunPython.noop)]
