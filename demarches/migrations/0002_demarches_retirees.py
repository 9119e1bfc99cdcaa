from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('demarches', '0001_initial'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='demarcheversion',
            index=models.Index(condition=models.Q(('contenu__retrait__isnull', False)), fields=['objet'], name='demarche_retiree'),
        ),
    ]
