from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('publication', '0002_initial'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='publication',
            index=models.Index(condition=models.Q(('etat', 'validee')), fields=['-publiee_le'], name='publication_parution'),
        ),
    ]
