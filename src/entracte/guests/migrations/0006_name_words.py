"""A search by name looks through the words of first and last name."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The column. What is stored is folded by the next one."""

    dependencies = [("guests", "0005_fold_emails_again")]

    operations = [
        migrations.AddField("guest", "name_words", models.TextField(blank=True, db_default="", default="")),
    ]
