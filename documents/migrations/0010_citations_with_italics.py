"""Citations of shared baskets as they are set, with italics, in the place of plain text."""

from django.db import migrations, models

FORWARD = """
ALTER TABLE documents_shareditem ALTER COLUMN citation TYPE jsonb
USING jsonb_build_array(jsonb_build_object('t', 'Str', 'c', citation))
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0009_error_reports")]

    operations = [
        migrations.RunSQL(
            FORWARD,
            state_operations=[
                migrations.AlterField("shareditem", "citation", models.JSONField()),
            ],
        ),
    ]
