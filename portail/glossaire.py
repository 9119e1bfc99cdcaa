"""The words of the portal as a citizen meets them: those of the pages, then each value of the lists that they show.

A value is defined once, in docs/glossaire.md, which tests compare with the code.
"""

import re
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.text import slugify

from accounts.enums import Nature
from demarches.enums import Etape, NaturePoint
from publication.enums import Modification
from suivi.enums import Avancement, Position, SortEngagement
from vitrine.enums import Statut
from vitrine.recherche import sans_accents

# list → beginning of the identifiers, what its values are said of
LISTES = {
    Etape: ("etape", "étape d’une démarche"),
    NaturePoint: ("point", "nature d’un point"),
    Position: ("reponse", "réponse à un point"),
    Statut: ("statut", "ce qu’il en est d’un point"),
    Avancement: ("mesure", "avancement d’une mesure"),
    SortEngagement: ("engagement", "ce qu’il est advenu d’un engagement"),
    Modification: ("modification", "ce qui change dans une page"),
    Nature: ("organisation", "nature d’une organisation"),
}

MOTS = {
    "Avancement": "Où en est une mesure : de l’annonce à la mise en œuvre, ou à l’abandon.",
    "Avis des citoyens": "Ce que les citoyens ont dit ensemble, mot pour mot : la deuxième partie de la page d’une démarche.",
    "Bilan": "Ce que l’État dit d’une démarche quand elle est finie : ce qui a été fait, ce qui ne l’a pas été.",
    "CIPC": "Le Centre interministériel de la participation citoyenne : il contrôle la forme de ce qui est publié ici, jamais le fond.",
    "Commanditaire": "L’autorité qui décide de consulter les citoyens, et qui s’engage à leur répondre.",
    "Démarche": "Une consultation que l’État ouvre de lui-même à un public défini, et qui l’engage à répondre.",
    "Devoir de suite": "Ce que l’État doit à ceux qu’il a consultés : dire ce qu’il retient, ce qu’il ne retient pas, pourquoi, et ce qui est fait.",
    "Droit de réponse": "La réponse qu’une personne nommée ou désignée sur une page y fait publier, mot pour mot.",
    "Écart": "La différence entre ce que les citoyens demandaient et ce qui est retenu, ou adopté à la fin.",
    "Échéance dépassée": "La date promise est passée, et ce qui était promis n’est pas publié : la page dit depuis combien de jours.",
    "Effacement": "Un passage que la loi oblige à effacer de toutes les versions : il reste la date et le fondement.",
    "Empreinte": "Une suite de chiffres et de lettres calculée sur un texte : si un mot changeait, elle ne serait plus la même.",
    "Engagement": "Ce que le commanditaire promet de faire de l’avis, avec une date ou « aucun délai annoncé ».",
    "Fiche d’identité": "Qui décide, ce qui est demandé, qui participe, ce qui est promis : la première partie de la page d’une démarche.",
    "Garant": "Une personne indépendante qui veille à la sincérité de la démarche.",
    "Impact": "Les réponses de l’État, les mesures qui en viennent et où elles en sont : la troisième partie de la page d’une démarche.",
    "Mandat de participation": "Le cadre donné aux citoyens : ce qui leur est demandé, ce qui est ouvert au débat, ce qui est déjà décidé. Il est figé à l’ouverture.",
    "Masquage": "Un contenu caché pour un temps, quand on doit examiner ce qui ne devrait pas s’y lire. La page le dit.",
    "Mesure": "Ce que l’État fait à la suite d’un ou de plusieurs points : une loi, un décret, un budget, un plan…",
    "Motif": "La raison d’une réponse qui ne dit pas oui, prise dans une liste courte, la même pour tout l’État.",
    "Organisation pilote": "L’organisation qui mène la démarche et qui écrit ses pages.",
    "Point": "Une des choses que les citoyens ont dites, avec sa référence. Chaque point attend une réponse.",
    "Point de sortie": "La décision que les résultats de la démarche doivent alimenter : un texte, un plan, un budget.",
    "Position": "Le sens d’une réponse : retenue, retenue en partie, non retenue… La liste est la même pour tout l’État.",
    "Preuve": "Le texte ou le document qui établit qu’une mesure est adoptée, ou mise en œuvre.",
    "Procédure obligatoire": "Une consultation que la loi impose, une enquête publique par exemple : elle est seulement référencée, et ne compte dans aucun chiffre.",
    "Référence": "Le repère d’un point, C2.2 par exemple : il ne change jamais.",
    "Reformulation": "Ce que l’administration a compris d’un point, dans ses mots à elle, à côté de ceux des citoyens.",
    "Réponse": "Ce que l’État répond à un point : elle est motivée, signée et datée. Elle n’ouvre pas de droit.",
    "Report": "Une date promise que l’on repousse, en disant quand et pourquoi.",
    "Retrait": "Ce qui a été en ligne par erreur ou en double, et ne l’est plus : la page reste, et dit quand et pourquoi.",
    "Tirage au sort": "Une manière de choisir les participants pour que le groupe ressemble à la population.",
    "Tiers neutre": "Une personne qui anime ou qui rédige, sans avoir d’intérêt à ce qui en sortira.",
    "Vecteur": "L’acte par lequel une mesure existe : loi, décret, budget, plan…",
    "Verbatim": "Les mots mêmes des citoyens, que personne ne retouche.",
    "Version": "Une page telle qu’elle était à un moment. Toutes restent lisibles, avec la raison de chaque changement.",
}


@dataclass(frozen=True)
class Terme:
    """Un mot du portail, ce qu’il veut dire, et de quoi on le dit s’il y en a plusieurs."""

    nom: str
    definition: str
    identifiant: str
    dit_de: str = ""


@cache
def termes() -> list[Terme]:
    """All of them, in the order of the alphabet."""
    mots = [Terme(nom, definition, slugify(nom)) for nom, definition in MOTS.items()]
    valeurs = [
        Terme(
            valeur.label,
            definitions[valeur.label],
            f"{prefixe}-{valeur.value.replace('_', '-')}",
            dit_de,
        )
        for liste, (prefixe, dit_de) in LISTES.items()
        for definitions in [_definitions(liste)]
        for valeur in liste
    ]
    return sorted([*mots, *valeurs], key=lambda terme: (sans_accents(terme.nom).lower(), terme.dit_de))


def _definitions(liste) -> dict[str, str]:
    """Label → sentence, as docs/glossaire.md gives them under the name of the list."""
    nom = f"{liste.__module__.partition('.')[0]}.{liste.__name__}"
    _, _, suite = _texte().partition(f"\n`{nom}`\n")
    section, _, _ = suite.partition("\n## ")
    return dict(re.findall(r"^- \*\*(.+?)\*\* : (.+)$", section, flags=re.MULTILINE))


@cache
def _texte() -> str:
    return (settings.RACINE / "docs" / "glossaire.md").read_text(encoding="utf-8")
