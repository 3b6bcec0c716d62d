"""How much may be asked of a restaurant's Spektrix, and how work that stopped is begun again."""

import django.db.models.deletion
from django.db import migrations, models

from entracte.restaurants.same_restaurant import same_restaurant


class Migration(migrations.Migration):

    dependencies = [
        ('bookings', '0004_same_restaurant'),
        ('boxoffice', '0002_same_restaurant'),
        ('guests', '0002_same_restaurant'),
        ('restaurants', '0003_the_book_in_full'),
    ]

    operations = [
        migrations.CreateModel(
            name='Gate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('next_call_at', models.DateTimeField(null=True)),
                ('closed_until', models.DateTimeField(null=True)),
                ('failures', models.PositiveIntegerField(default=0)),
                ('is_slow', models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name='Asking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('worker', models.CharField(max_length=80)),
                ('until', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Stoppage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('call', models.CharField(max_length=20)),
                ('failing_since', models.DateTimeField(null=True)),
                ('failures', models.PositiveIntegerField(default=0)),
                ('next_at', models.DateTimeField(null=True)),
                ('is_parked', models.BooleanField(default=False)),
                ('sentence', models.CharField(blank=True, max_length=300)),
                ('round', models.PositiveIntegerField(default=0)),
                ('is_trying', models.BooleanField(default=False)),
            ],
        ),
        migrations.AddField(
            model_name='claim',
            name='call',
            field=models.CharField(default='read_basket', help_text='the kind of call it goes on with', max_length=20),
        ),
        migrations.AddField(
            model_name='claim',
            name='pause',
            field=models.CharField(blank=True, help_text='what the next try waits for', max_length=12),
        ),
        migrations.AddField(
            model_name='claim',
            name='round',
            field=models.PositiveIntegerField(default=0, help_text='of the stoppage that it was the probe of'),
        ),
        migrations.AddField(
            model_name='handover',
            name='call',
            field=models.CharField(default='write_customer', help_text='the kind of call it goes on with', max_length=20),
        ),
        migrations.AddField(
            model_name='handover',
            name='gone_since',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='handover',
            name='pause',
            field=models.CharField(blank=True, help_text='what the next try waits for', max_length=12),
        ),
        migrations.AddField(
            model_name='handover',
            name='round',
            field=models.PositiveIntegerField(default=0, help_text='of the stoppage that it was the probe of'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(condition=models.Q(('state__in', ['waiting', 'parked'])), fields=['restaurant', 'call', 'created_at'], name='claim_not_settled'),
        ),
        migrations.AddIndex(
            model_name='handover',
            index=models.Index(condition=models.Q(('state', 'queued')), fields=['restaurant', 'completed_at'], name='handover_to_write'),
        ),
        migrations.AddIndex(
            model_name='handover',
            index=models.Index(condition=models.Q(('state__in', ['parked', 'failed'])), fields=['restaurant', 'call', 'completed_at'], name='handover_stopped'),
        ),
        migrations.AddField(
            model_name='gate',
            name='restaurant',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='restaurants.restaurant'),
        ),
        migrations.AddField(
            model_name='asking',
            name='claim',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='asking', to='boxoffice.claim'),
        ),
        migrations.AddField(
            model_name='asking',
            name='handover',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='asking', to='boxoffice.handover'),
        ),
        migrations.AddField(
            model_name='asking',
            name='restaurant',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='restaurants.restaurant'),
        ),
        migrations.AddField(
            model_name='stoppage',
            name='restaurant',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='restaurants.restaurant'),
        ),
        migrations.AddConstraint(
            model_name='stoppage',
            constraint=models.UniqueConstraint(fields=('restaurant', 'call'), name='one_stoppage_a_kind_of_call'),
        ),
        same_restaurant("boxoffice_asking", "claim_id", "boxoffice_claim"),
        same_restaurant("boxoffice_asking", "handover_id", "boxoffice_handover"),
    ]
