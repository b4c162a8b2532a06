from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0007_dense")]

    operations = [
        migrations.AddField(
            model_name="change",
            name="texts",
            field=models.BooleanField(db_default=True),
        ),
    ]
