"""The bookings that are still to come get what their persons are compared by (D23)."""

from django.db import migrations

from entracte.bookings.tables.same_person import fold_coming_bookings


class Migration(migrations.Migration):
    """No booking's status changes by it."""

    dependencies = [("bookings", "0009_same_person"), ("restaurants", "0001_initial")]

    operations = [migrations.RunPython(fold_coming_bookings, migrations.RunPython.noop)]
