import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publication", "0002_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="saisieencours",
            name="dossier",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="publication.dossier",
            ),
        ),
    ]
