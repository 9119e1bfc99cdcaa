from django.contrib.postgres.fields import ArrayField
from django.db import models


class Mandat(models.Model):
    """What is asked of the citizens (guide du CIPC, cadrage méthodologique, fiche 3)."""

    question = models.TextField("question posée aux citoyens", blank=True)
    sous_questions = ArrayField(models.TextField(), verbose_name="sous-questions", default=list, blank=True)
    contexte = models.TextField("contexte", blank=True)
    objet = models.TextField("objet", blank=True)
    finalite = models.TextField("finalité", blank=True)
    ouvert_au_debat = models.TextField("ce qui est ouvert au débat", blank=True)
    deja_decide = models.TextField("ce qui est déjà décidé", blank=True)

    class Meta:
        abstract = True
