"""What tells that two bookings are of one person, and whether one was booked as a second table (D23)."""

from django.db import migrations, models

FOLDED = {"email_folded": 254, "surname_folded": 80, "phone_folded": 16}


class Migration(migrations.Migration):
    """Columns only. What is stored is folded by the next one."""

    dependencies = [("bookings", "0008_carry_notes_over")]

    operations = [
        *(
            migrations.AddField(
                "booking", name, models.CharField(blank=True, db_default="", default="", max_length=longest)
            )
            for name, longest in FOLDED.items()
        ),
        migrations.AddField(
            "booking",
            "is_second_table",
            models.BooleanField(
                db_default=False,
                default=False,
                help_text="booked online by a person who had a table then",
            ),
        ),
    ]
