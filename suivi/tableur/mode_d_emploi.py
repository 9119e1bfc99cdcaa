"""The sheet of instructions, in plain French: how to fill in, what comes back, what is refused."""

from django.db.models import CheckConstraint

from suivi.enums import GenreDeTableur

COMMUN = [
    "Les colonnes grises sont verrouillées : elles servent à s’y retrouver et ne sont jamais relues comme des modifications.",
    "Remplissez les colonnes blanches. Les listes déroulantes donnent les valeurs admises ; la feuille « Listes » les rassemble.",
    "Vous pouvez supprimer des lignes et des colonnes : ce qui n’est pas dans le fichier n’est pas touché. Plusieurs fichiers partiels peuvent revenir, l’un après l’autre.",
    "Attention : vider une cellule vide le champ sur le portail. L’essai vous le dit avant.",
    "Gardez la colonne du repère : elle dit si la ligne a changé sur le portail depuis le téléchargement. Ne recopiez pas une ligne sur une autre.",
    "Les dates s’écrivent comme 12/03/2026. Un texte qui commence par =, +, - ou @ reste un texte.",
    "Un texte trop long pour une cellule (plus de 32 767 caractères) n’est pas dans le fichier : il se modifie sur le portail.",
    "Enregistrez en XLSX ou en ODS, puis déposez le fichier sur la page où vous l’avez téléchargé. Un essai montre chaque changement ; rien n’est écrit avant votre accord, et rien n’est en ligne avant la validation du CIPC.",
    "Si la même ligne a changé sur le portail entre-temps, vous choisissez : par défaut, c’est le portail qui est gardé.",
]
PROPRES = {
    GenreDeTableur.REPONSES: [
        "Une ligne par point qui appelle une réponse. Une ligne laissée vide ne crée pas de réponse, et le fichier n’en supprime aucune.",
    ],
    GenreDeTableur.MESURES: [
        "Une ligne par mesure. Pour en ajouter, écrivez sous la dernière ligne, sans numéro : le portail le donne. Le fichier n’en supprime aucune.",
        "Les points dont une mesure est issue s’écrivent par leurs références. L’écart final de chacun se remplit sur le portail.",
        "Les preuves, les nouvelles et les étapes de la loi se remplissent aussi sur le portail, dans la fiche de la mesure.",
    ],
}


def mode_d_emploi(classeur) -> list[tuple[str, str]]:
    """(heading or name, sentence), in reading order."""
    lignes = [(f"Mode d’emploi : {classeur.sections}", "")]
    lignes += [("", phrase) for phrase in [*PROPRES[classeur.genre], *COMMUN]]
    lignes += [("", ""), ("Les colonnes à remplir", "")]
    lignes += [(colonne.titre, colonne.aide) for colonne in classeur.colonnes]
    lignes += [("", ""), ("Ce qui fait refuser une ligne", "")]
    lignes += [("", phrase) for phrase in _refus_possibles(classeur.modele)]
    return lignes


def _refus_possibles(modele) -> list[str]:
    """The sentences of the database's own rules: the same that the try would say."""
    return [
        contrainte.violation_error_message
        for contrainte in modele._meta.constraints
        if isinstance(contrainte, CheckConstraint)
    ]
