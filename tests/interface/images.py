"""Pictures to look at: the ordinary ones, and those that zero and extremes make."""

import datetime as dt

from portail.images.calendrier import calendrier
from portail.images.panel import panel
from portail.images.question import question
from portail.images.repartition import mesures_par_avancement, points_par_position, votes
from suivi.enums import Avancement, Position
from vitrine.enums import Statut

LONG = "Une réponse si longue qu’elle ne tient sur aucune ligne d’un téléphone, même tenu à l’horizontale par son propriétaire !"
AUJOURDHUI = dt.date(2026, 3, 12)
VALEURS = [Statut.SANS_REPONSE.value, *Position.values, Statut.RETIREE.value]


def points(*nombres):
    return points_par_position(list(zip(VALEURS, nombres, strict=True)), "/demarches/1-climat/avis/")


def mesures(*nombres):
    return mesures_par_avancement(list(zip(Avancement.values, nombres, strict=True)))


def jalon(debut, fin=None, nature="decision", titre="Une étape"):
    return {"nature": nature, "titre": titre, "debut": debut, "fin": fin}


def categorie(nom, dans_le_panel, reference, critere="Âge", nombre=None):
    return {
        "critere": critere,
        "categorie": nom,
        "nombre": nombre,
        "panel": dans_le_panel,
        "reference": reference,
    }


def reponses(type_, *lignes, repondants=5021):
    return {
        "intitule": "Que pensez-vous des services publics près de chez vous ?",
        "type": type_,
        "repondants": repondants,
        "resultats": [{"libelle": nom, "nombre": nombre, "part": part} for nom, nombre, part in lignes],
    }


CLIMAT = [
    jalon("2019-04-25", nature="preparation", titre="Annonce"),
    jalon("2019-10-04", "2020-06-21", "participation", "Sept sessions"),
    jalon("2020-06-21", nature="restitution", titre="Remise des propositions"),
    jalon("2020-06-29", titre="Réponse du président de la République"),
    jalon("2020-07-27", titre="Conseil de défense écologique"),
    jalon("2021-02-26", "2021-02-28", "restitution", "Huitième session"),
    jalon("2021-07-05", "2021-07-06", titre="Fin du projet de révision"),
    jalon("2021-08-22", titre="Loi climat et résilience"),
]
EN_COURS = [
    jalon("2025-11-03", nature="preparation", titre="Annonce"),
    jalon("2026-01-10", "2026-04-30", "participation", LONG),
    jalon("2026-05-15", nature="restitution", titre="Remise de l’avis"),
    jalon("2026-06-01", "2026-09-30", "decision", "Arbitrages"),
    jalon("2026-10-01", titre="Réponse du Gouvernement"),
]
# name → (component, its parameters)
IMAGES = {
    "points": ("repartition", {"image": points(81, 20, 15, 6, 9, 4, 10, 3, 1)}),
    "points-aucun": ("repartition", {"image": points(0, 0, 0, 0, 0, 0, 0, 0, 0)}),
    "points-un-sur-dix-mille": ("repartition", {"image": points(9999, 0, 0, 0, 0, 0, 1, 0, 0)}),
    "points-tous-sans-reponse": ("repartition", {"image": points(17, 0, 0, 0, 0, 0, 0, 0, 0)}),
    "mesures": ("repartition", {"image": mesures(4, 6, 3, 5, 8, 2, 1, 1, 3, 2)}),
    "votes": ("repartition", {"image": votes(131, 12, 6)}),
    "votes-un": ("repartition", {"image": votes(0, 0, 1)}),
    "calendrier-passe": ("calendrier", {"image": calendrier(CLIMAT, AUJOURDHUI)}),
    "calendrier-en-cours": ("calendrier", {"image": calendrier(EN_COURS, AUJOURDHUI)}),
    "calendrier-un-jour": ("calendrier", {"image": calendrier([jalon("2026-03-12")], AUJOURDHUI)}),
    "calendrier-a-venir": (
        "calendrier",
        {"image": calendrier([jalon("2026-06-01", "2026-06-20", "participation")], AUJOURDHUI)},
    ),
    "calendrier-trente-ans": (
        "calendrier",
        {"image": calendrier([jalon("1999-12-31"), jalon("2029-01-01", "2029-01-02")], AUJOURDHUI)},
    ),
    "panel": (
        "panel",
        {
            "titre": "Le panel et la population de 16 ans et plus",
            "image": panel(
                [
                    categorie("Femmes", 512, 516, "Sexe", 77),
                    categorie("Hommes", 488, 484, "Sexe", 73),
                    categorie("16 – 24 ans", 130, 125),
                    categorie("65 ans et plus", 203, 255),
                    categorie(LONG, 0, None, "Diplôme"),
                ]
            ),
        },
    ),
    "panel-vingt-cinq-categories": (
        "panel",
        {"titre": "Régions", "image": panel([categorie(f"Région {i}", 4 * i, 40, "") for i in range(25)])},
    ),
    "panel-cent-pour-cent": (
        "panel",
        {"titre": "Un seul", "image": panel([categorie("Volontaires", 1000, 1)])},
    ),
    "question": (
        "question",
        {
            "image": question(
                reponses(
                    "choix_unique",
                    ("Satisfait", 2571, 512),
                    (LONG, 1672, 333),
                    ("Sans avis", 778, 156),
                    ("Autre", 0, 0),
                )
            )
        },
    ),
    "question-echelle": (
        "question",
        {
            "image": question(
                reponses(
                    "echelle",
                    ("1 – pas du tout", 1, 1),
                    ("2", 2000, 398),
                    ("3", 1000, 199),
                    ("4 – tout à fait", 2020, 402),
                )
            )
        },
    ),
    "question-choix-multiple": (
        "question",
        {
            "image": question(
                reponses("choix_multiple", ("Tous", None, 1000), ("Presque", None, 999), repondants=None)
            )
        },
    ),
}


def page_des_images() -> str:
    """A template that shows them all, one under the other."""
    sections = "".join(
        f'<section aria-labelledby="t-{nom}"><h2 id="t-{nom}">{nom}</h2>'
        f'{{% include "composants/{composant}.html" with id="i-{nom}" image=images.{cle}.image titre=images.{cle}.titre only %}}</section>'
        for nom, (composant, _) in IMAGES.items()
        for cle in [nom.replace("-", "_")]
    )
    return (
        '{% extends "base.html" %}{% block titre %}Images{% endblock %}'
        f'{{% block contenu %}}<div class="fr-container"><h1>Images</h1>{sections}</div>{{% endblock %}}'
    )


CONTEXTE = {"images": {nom.replace("-", "_"): parametres for nom, (_, parametres) in IMAGES.items()}}
