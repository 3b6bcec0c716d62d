"""When a guest said again that the party comes."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('bookings', '0018_demands'),
    ]

    operations = [
        migrations.AddField(
            model_name='booking',
            name='reconfirmed_at',
            field=models.DateTimeField(help_text='when the guest said again that the party comes; a mark, no status', null=True),
        ),
    ]
