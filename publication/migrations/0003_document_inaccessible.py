from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('publication', '0002_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='signalement',
            name='nature',
            field=models.CharField(choices=[('erreur', 'Erreur'), ('demarche_absente', 'Démarche absente'), ('contenu_illicite', 'Contenu illicite'), ('inaccessible', 'Document inaccessible'), ('droit_de_reponse', 'Droit de réponse')], max_length=20, verbose_name='nature'),
        ),
    ]
