"""The French label of every value that a public document may hold."""

from accounts.enums import Nature
from demarches import enums as demarches
from publication.enums import Modification, MotifDeRetrait
from suivi import enums as suivi
from vitrine.enums import NatureMoment, Statut

LISTES = [
    Nature,
    Modification,
    MotifDeRetrait,
    Statut,
    NatureMoment,
    demarches.Cadre,
    demarches.TypeDemarche,
    demarches.Objectif,
    demarches.Niveau,
    demarches.Theme,
    demarches.Etape,
    demarches.Accompagnement,
    demarches.Acces,
    demarches.NatureJalon,
    demarches.RoleGouvernance,
    demarches.FormeAvis,
    demarches.Redaction,
    demarches.NaturePoint,
    demarches.NatureFiliation,
    demarches.ReponseFiliation,
    demarches.Presence,
    demarches.Instance,
    demarches.NatureRessource,
    demarches.NatureParallele,
    demarches.NatureDeLien,
    demarches.Rubrique,
    demarches.NatureAbsence,
    demarches.NatureDocumentRemis,
    demarches.TypeDeQuestion,
    suivi.Position,
    suivi.Motif,
    suivi.Avancement,
    suivi.Vecteur,
    suivi.ChangePar,
    suivi.TypePreuve,
    suivi.SortEngagement,
    suivi.StadeDeLoi,
]

# one dictionary for all lists: a test checks that no value has two labels
LIBELLES = {valeur: libelle for liste in LISTES for valeur, libelle in liste.choices}

COULEURS = {
    # positions and silence
    suivi.Position.RETENUE: "green-emeraude",
    suivi.Position.RETENUE_EN_PARTIE: "yellow-tournesol",
    suivi.Position.DEJA_EN_VIGUEUR: "blue-ecume",
    suivi.Position.A_L_ETUDE: "purple-glycine",
    suivi.Position.RENVOYEE: "purple-glycine",
    suivi.Position.NON_RETENUE: "pink-macaron",
    suivi.Position.HORS_DU_MANDAT: "beige-gris-galet",
    Statut.SANS_REPONSE: "orange-terre-battue",
    # stages
    demarches.Etape.EN_COURS: "green-emeraude",
    demarches.Etape.REPONSE_ATTENDUE: "orange-terre-battue",
    demarches.Etape.SUIVI_EN_COURS: "blue-ecume",
    # progress
    suivi.Avancement.MISE_EN_OEUVRE: "green-emeraude",
    suivi.Avancement.MISE_EN_OEUVRE_EN_PARTIE: "yellow-tournesol",
    suivi.Avancement.ADOPTEE: "blue-ecume",
    suivi.Avancement.EN_COURS: "blue-cumulus",
    suivi.Avancement.SUSPENDUE: "purple-glycine",
    suivi.Avancement.REJETEE_OU_CENSUREE: "pink-macaron",
    suivi.Avancement.CADUQUE: "beige-gris-galet",
    suivi.Avancement.ABANDONNEE: "pink-macaron",
    suivi.Avancement.REMISE_EN_CAUSE: "orange-terre-battue",
    # the fate of what was promised
    suivi.SortEngagement.TENU: "green-emeraude",
    suivi.SortEngagement.TENU_EN_RETARD: "yellow-tournesol",
    suivi.SortEngagement.NON_TENU: "pink-macaron",
    # the calendar
    demarches.NatureJalon.PARTICIPATION: "blue-france",
    demarches.NatureJalon.RESTITUTION: "green-emeraude",
    demarches.NatureJalon.DECISION: "orange-terre-battue",
}
