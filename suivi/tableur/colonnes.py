"""What the workbooks hold: their columns, as data."""

from dataclasses import dataclass

from suivi.enums import Avancement, Motif, Position, Vecteur
from suivi.tableur.cellules import Choix, Jour, Organisme, Points, Texte

TEXTE, JOUR, ORGANISME = Texte(), Jour(), Organisme()


@dataclass(frozen=True)
class Colonne:
    """One column: what it reads and writes of an object, its heading, its width in characters."""

    champ: str
    titre: str
    nature: object = TEXTE
    largeur: int = 24
    aide: str = ""
    propre: bool = True
    """Whether `champ` is a field of the object itself; the others are gathered by the kind."""


POINT = [
    Colonne("reference", "Référence", largeur=12),
    Colonne("chapitre", "Chapitre", largeur=22),
    Colonne("titre", "Titre", largeur=40),
    Colonne("verbatim", "Texte des citoyens", largeur=60),
]

# fmt: off
REPONSES = [
    Colonne("position", "Position", Choix(Position), 20, "Obligatoire dès que la ligne est remplie : choisissez dans la liste."),
    Colonne("motivation", "Motivation", TEXTE, 60, "Obligatoire pour publier, quelle que soit la position."),
    Colonne("motif_1", "Motif 1", Choix(Motif), 26, "Un motif au moins si la position est « À l’étude », « Renvoyée », « Non retenue » ou « Hors du mandat ».", propre=False),
    Colonne("motif_2", "Motif 2", Choix(Motif), 26, "Facultatif.", propre=False),
    Colonne("motif_3", "Motif 3", Choix(Motif), 26, "Facultatif.", propre=False),
    Colonne("deja_tranchee_par", "Texte ou décision qui a déjà tranché", TEXTE, 30, "Obligatoire avec le motif « Déjà tranchée »."),
    Colonne("ecart", "Écart", TEXTE, 40, "Obligatoire si « Retenue en partie » : ce qui était demandé, ce qui est gardé, pourquoi."),
    Colonne("contrainte_juridique", "Contrainte juridique", TEXTE, 30, "Facultatif."),
    Colonne("texte_en_vigueur", "Texte déjà en vigueur", TEXTE, 30, "Obligatoire si « Déjà en vigueur »."),
    Colonne("texte_en_vigueur_le", "En vigueur depuis le", JOUR, 14, "Obligatoire si « Déjà en vigueur »."),
    Colonne("echeance", "Réponse définitive attendue le", JOUR, 14, "Obligatoire si « À l’étude »."),
    Colonne("destinataire", "Renvoyée à", ORGANISME, 34, "Obligatoire si « Renvoyée » : un nom de la feuille « Listes », ou un sigle."),
    Colonne("transmise_le", "Transmise le", JOUR, 14, "Obligatoire si « Renvoyée »."),
    Colonne("transmission_preuve", "Preuve de la transmission", TEXTE, 30, "Si le destinataire ne dépend pas de l’État."),
    Colonne("transmission_url", "Adresse de cette preuve", TEXTE, 30, "Elle commence par https://."),
    Colonne("repondue_le", "Date de la réponse de l’État", JOUR, 14, "Obligatoire pour publier."),
    Colonne("source", "Source de la réponse", TEXTE, 30, "Obligatoire pour publier."),
    Colonne("source_url", "Adresse de la source", TEXTE, 30, "Elle commence par https://."),
    Colonne("signataire_nom", "Signataire : nom", TEXTE, 24, "Obligatoire pour publier."),
    Colonne("signataire_fonction", "Signataire : fonction", TEXTE, 24, "Obligatoire pour publier."),
    Colonne("signataire_autorite", "Signataire : autorité", TEXTE, 24, "Obligatoire pour publier."),
    Colonne("qui_a_tranche", "Qui a tranché", TEXTE, 24, "Facultatif."),
    Colonne("qui_doit_agir", "Qui doit agir maintenant", TEXTE, 24, "Facultatif ; obligatoire avec une date dans la colonne suivante."),
    Colonne("agir_avant_le", "Agir avant le", JOUR, 14, "Facultatif."),
    Colonne("visa_par", "Visa : accord donné par", TEXTE, 24, "Jamais publié. Obligatoire pour publier."),
    Colonne("visa_le", "Visa : le", JOUR, 14, "Jamais publié. Obligatoire pour publier."),
    Colonne("visa_delegation", "Visa : délégation", TEXTE, 24, "Jamais publié."),
]

NUMERO = [Colonne("numero", "Numéro", largeur=10)]

MESURES = [
    Colonne("titre", "Titre", TEXTE, 40, "Obligatoire."),
    Colonne("description", "Description", TEXTE, 60, "Facultatif."),
    Colonne("points", "Points dont elle est issue", Points(), 22, "Les références des points, une par ligne ou séparées par des points-virgules.", propre=False),
    Colonne("responsable", "Organisation responsable", ORGANISME, 34, "Un nom de la feuille « Listes », ou un sigle."),
    Colonne("vecteur", "Vecteur", Choix(Vecteur), 22, "Obligatoire pour publier : choisissez dans la liste."),
    Colonne("avancement", "Avancement", Choix(Avancement), 26, "Choisissez dans la liste ; vide pour une mesure nouvelle, elle est « Annoncée »."),
    Colonne("raison", "Raison", TEXTE, 40, "Obligatoire si la mesure est suspendue, abandonnée, caduque ou remise en cause."),
    Colonne("reste_a_faire", "Ce qui reste à faire", TEXTE, 40, "Obligatoire si « Mise en œuvre en partie »."),
    Colonne("prochaine_etape", "Prochaine étape annoncée", TEXTE, 40, "Facultatif ; obligatoire avec une date dans la colonne suivante."),
    Colonne("prochaine_etape_le", "Prochaine étape prévue le", JOUR, 14, "Facultatif."),
    Colonne("dossier_legislatif_url", "Adresse du dossier législatif", TEXTE, 30, "Elle commence par https://."),
    Colonne("echeance_initiale", "Échéance initiale", JOUR, 14, "La première date annoncée : un retard s’écrit dans les trois colonnes suivantes."),
    Colonne("echeance_actuelle", "Échéance actuelle", JOUR, 14, "Pour reporter : la nouvelle date, puis la raison et la date de la décision.", propre=False),
    Colonne("report_raison", "Raison du report", TEXTE, 40, "Obligatoire si l’échéance actuelle change. Vide au téléchargement.", propre=False),
    Colonne("report_decide_le", "Report décidé le", JOUR, 14, "Obligatoire si l’échéance actuelle change. Vide au téléchargement.", propre=False),
    Colonne("valable_jusqu_au", "Valable jusqu’au", JOUR, 14, "Pour un budget ou une expérimentation."),
    Colonne("cout_estime", "Coût estimé", TEXTE, 22, "Facultatif."),
    Colonne("cout_realise", "Coût réalisé", TEXTE, 22, "Facultatif."),
]
# fmt: on
