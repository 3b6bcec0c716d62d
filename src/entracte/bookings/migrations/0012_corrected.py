"""A booking remembers which details of its guest staff corrected: they are no evidence of a customer (D1)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Nothing was corrected so far."""

    dependencies = [("bookings", "0011_hold_times_asked")]

    operations = [
        migrations.AddField(
            "booking",
            "corrected",
            models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="the names of the guest's details that staff corrected, a space between",
                max_length=60,
            ),
        ),
    ]
