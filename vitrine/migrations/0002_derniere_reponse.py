from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("vitrine", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="fichedemarche",
            name="derniere_reponse_le",
            field=models.DateField(null=True),
        ),
    ]
