"""The phone that is compared has a column of its own (D25); beside it a phone may stand as typed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Columns and index. What is stored is folded by the next one."""

    dependencies = [("guests", "0002_same_restaurant")]

    operations = [
        migrations.RemoveIndex(model_name="guest", name="guest_by_phone"),
        migrations.AlterField("guest", "phone", models.CharField(blank=True, max_length=40)),
        migrations.AddField(
            "guest", "phone_folded", models.CharField(blank=True, db_default="", default="", max_length=16)
        ),
        migrations.AddIndex(
            "guest",
            models.Index(fields=["restaurant", "phone_folded", "surname_folded"], name="guest_by_phone"),
        ),
    ]
