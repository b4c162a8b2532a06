"""The stems that a passage is dense in, so that of a common word's passages few need be ranked.

They are filled in when the index is made anew, which `migrate` does at its end.
"""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("search", "0006_caller")]

    operations = [
        migrations.AddField(
            model_name="indexedpassage",
            name="dense",
            field=django.contrib.postgres.search.SearchVectorField(db_default=""),
        ),
        migrations.AddIndex(
            model_name="indexedpassage",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["dense"], name="search_passage_dense"
            ),
        ),
    ]
