from django.db import models

from demarches.models.demarche import Demarche


class Cadrage(models.Model):
    """Les réponses de l’organisateur aux six questions que le guide pose avant d’engager une démarche, jamais publiées."""

    demarche = models.OneToOneField(
        Demarche, on_delete=models.CASCADE, primary_key=True, related_name="cadrage"
    )
    pourquoi = models.TextField(
        "Pourquoi une démarche, et pourquoi maintenant ?",
        blank=True,
        help_text="Ce qui ne va pas, ou ce qui se décide bientôt, et que vous ne pouvez pas trancher sans les citoyens.",
    )
    attentes = models.TextField(
        "Qu’en attendez-vous ?",
        blank=True,
        help_text="Des idées, des priorités, un arbitrage, un regard sur ce qui existe : pas une approbation.",
    )
    usage_des_resultats = models.TextField(
        "Que ferez-vous des résultats ?",
        blank=True,
        help_text="La décision qu’ils nourriront, qui la prendra et quand.",
    )
    explication = models.TextField(
        "Comment le direz-vous aux citoyens que vous mobilisez ?",
        blank=True,
        help_text="Deux phrases que vous pourriez leur dire de vive voix : pourquoi eux, et à quoi servira leur travail.",
    )
    marge_de_manoeuvre = models.TextField(
        "Que peut changer leur avis ?",
        blank=True,
        help_text="Ce qui est encore ouvert. S’il ne reste rien à décider, il s’agit de communication.",
    )
    enjeux = models.TextField(
        "Sur quoi les citoyens voudront-ils s’exprimer ?",
        blank=True,
        help_text="Un sujet nouveau, ou une question qui divise l’opinion ou les experts : dites laquelle.",
    )

    class Meta:
        verbose_name = "cadrage"

    def __str__(self):
        return f"Cadrage : {self.demarche}"
