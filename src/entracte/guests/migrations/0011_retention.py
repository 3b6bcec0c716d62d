"""How long a restaurant keeps guests who come no more."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('guests', '0010_corrections'),
        ('restaurants', '0017_wishes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Retention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('months', models.PositiveSmallIntegerField(blank=True, help_text='after the last visit; empty: until erased', null=True)),
                ('begins_at', models.DateTimeField(editable=False, help_text='nobody is erased before', null=True)),
                ('looked_up_to', models.BigIntegerField(default=0, editable=False)),
                ('looked_at', models.DateTimeField(editable=False, help_text='when it last reached the end', null=True)),
                ('erased', models.PositiveIntegerField(default=0, editable=False, help_text='guests, by this alone')),
                ('erased_at', models.DateTimeField(editable=False, help_text='the last of them', null=True)),
                ('restaurant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='restaurants.restaurant')),
            ],
            options={
                'verbose_name': 'how long guests are kept',
                'constraints': [models.UniqueConstraint(fields=('restaurant',), name='one_retention_a_restaurant')],
            },
        ),
    ]
