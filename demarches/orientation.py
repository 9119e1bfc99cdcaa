"""What is not citizen participation, and where it finds its place (guide du CIPC, « Ne pas confondre… »)."""

from dataclasses import dataclass

from django.db import models


class NatureDuProjet(models.TextChoices):
    """Ce que l’organisateur prépare, tel qu’il le décrit avant de créer une démarche."""

    PARTICIPATION = (
        "participation",
        "Demander à des citoyens leur avis sur une politique publique, et en tenir compte pour décider",
    )
    USAGERS = (
        "usagers",
        "Recueillir l’expérience d’usagers ou d’agents, pour améliorer un service qui existe",
    )
    COMMUNICATION = "communication", "Faire connaître un plan, une action ou une aide déjà décidés"
    SONDAGE = "sondage", "Mesurer l’opinion d’un échantillon représentatif"


@dataclass(frozen=True)
class Orientation:
    """Ce qu’un projet est plutôt qu’une démarche de participation, et à qui s’adresser."""

    titre: str
    pourquoi: str
    ou_aller: list[tuple[str, str]]  # (sentence, address or "")
    source: str


ORIENTATIONS = {
    NatureDuProjet.USAGERS: Orientation(
        titre="Ce que vous préparez est un recueil d’expérience d’usagers",
        pourquoi="Vous interrogez des personnes parce qu’elles se servent d’un service, pour le rendre meilleur. Une démarche de participation interroge des citoyens, usagers ou non, sur ce que la politique publique doit viser. Les deux sont utiles, mais ce portail ne suit que la seconde.",
        ou_aller=[
            (
                "Le programme Services Publics + organise l’écoute des usagers et l’amélioration continue des services.",
                "https://www.plus.transformation.gouv.fr/",
            ),
            ("Les équipes de design de services de votre administration mènent ces ateliers.", ""),
        ],
        source="introduction, sur l’approche usager et l’approche citoyenne",
    ),
    NatureDuProjet.COMMUNICATION: Orientation(
        titre="Ce que vous préparez est une campagne de communication",
        pourquoi="S’il ne reste rien à décider, appeler les citoyens à donner leur avis les tromperait, et nuirait aux démarches qui les écoutent vraiment.",
        ou_aller=[
            (
                "Le service de communication de votre ministère vous aidera à faire connaître votre action.",
                "",
            ),
            (
                "S’il reste une part de la décision à partager, revenez à vos réponses et dites ce que l’avis des citoyens peut changer.",
                "",
            ),
        ],
        source="cadrage méthodologique, repères pour une consultation en ligne",
    ),
    NatureDuProjet.SONDAGE: Orientation(
        titre="Ce que vous préparez est une enquête d’opinion",
        pourquoi="Une enquête mesure ce que pense un échantillon à un moment donné, sans débat ni réponse. Une démarche de participation informe, fait débattre, et engage l’État à répondre.",
        ou_aller=[
            (
                "Le service statistique ou le service de communication de votre ministère commande ces enquêtes.",
                "",
            )
        ],
        source="cadrage méthodologique, repères pour une consultation en ligne",
    ),
}
CIPC = "participationcitoyenne@modernisation.gouv.fr"  # guide du CIPC, last page
