"""An edit knows of which row it is, whatever the row is called since."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Of edits that are older it is not known."""

    dependencies = [("restaurants", "0008_privacy")]

    operations = [
        migrations.AddField(
            "edit",
            "row_key",
            models.BigIntegerField(help_text="of what was edited, in its own table", null=True),
        ),
    ]
