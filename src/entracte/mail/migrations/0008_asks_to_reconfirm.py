"""Whether a restaurant's reminder asks its guests to say again that they come."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mail', '0007_wording'),
    ]

    operations = [
        migrations.AddField(
            model_name='lettersettings',
            name='asks_to_reconfirm',
            field=models.BooleanField(db_default=False, default=False, help_text='the reminder asks guests to say again that they come'),
        ),
    ]
