"""Words that mean the same to a search, kept by keepers."""

from importlib import import_module

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

make_groups = import_module("documents.migrations.0003_roles").make_groups


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0004_doubtful_loads'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='EquivalentsEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('forms', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), help_text='Two or more words or phrases, as they are written.', size=None)),
                ('note', models.TextField(blank=True, help_text='Why they mean the same; for keepers.')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Equivalents',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('forms', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), help_text='Two or more words or phrases, as they are written.', size=None)),
                ('note', models.TextField(blank=True, help_text='Why they mean the same; for keepers.')),
            ],
            options={
                'verbose_name': 'equivalents',
                'verbose_name_plural': 'equivalents',
                'ordering': ['forms'],
                'constraints': [models.CheckConstraint(condition=models.Q(('forms__len__gte', 2)), name='equivalents_two_forms_or_more')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='equivalents',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "documents_equivalentsevent" ("forms", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."forms", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='95e116a67e44a8603c31fb04b80575e919322239', operation='INSERT', pgid='pgtrigger_insert_insert_beb7d', table='documents_equivalents', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='equivalents',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "documents_equivalentsevent" ("forms", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."forms", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='ea084d1fd53fe69b380281475fb7333fe58c074d', operation='UPDATE', pgid='pgtrigger_update_update_ddad9', table='documents_equivalents', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='equivalents',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "documents_equivalentsevent" ("forms", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."forms", OLD."id", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='73855af109e5fa6e11acd922d473a846063d16cd', operation='DELETE', pgid='pgtrigger_delete_delete_648f9', table='documents_equivalents', when='AFTER')),
        ),
        migrations.AddField(
            model_name='equivalentsevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='equivalentsevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='documents.equivalents'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='equivalentsevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='808a0c83d5b16b87b684bc5c547f195002db928c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0b49d', table='documents_equivalentsevent', when='BEFORE')),
        ),
        migrations.RunPython(make_groups, migrations.RunPython.noop),
    ]
