"""Which indexes find guests by the beginning of a name or an e-mail?"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('guests', '0002_same_restaurant'),
        ('restaurants', '0001_initial'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='guest',
            name='guest_by_email',
        ),
        migrations.RemoveIndex(
            model_name='guest',
            name='guest_by_surname',
        ),
        migrations.AddIndex(
            model_name='guest',
            index=models.Index(fields=['restaurant', 'email_folded'], name='guest_by_email', opclasses=('int8_ops', 'varchar_pattern_ops')),
        ),
        migrations.AddIndex(
            model_name='guest',
            index=models.Index(fields=['restaurant', 'surname_folded'], name='guest_by_surname', opclasses=('int8_ops', 'varchar_pattern_ops')),
        ),
    ]
