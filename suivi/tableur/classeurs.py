"""Which workbook a deposit is, and its lines."""

from django.conf import settings

from publication.admin.droits import Droits
from suivi.enums import GenreDeTableur
from suivi.models import TableurDepose
from suivi.tableur.classeur import Classeur
from suivi.tableur.lecture import Classeurs, lire
from suivi.tableur.mesures import ClasseurDeMesures
from suivi.tableur.reponses import ClasseurDeReponses

PAR_GENRE = {
    GenreDeTableur.REPONSES: ClasseurDeReponses,
    GenreDeTableur.MESURES: ClasseurDeMesures,
}


def classeur_de(depot: TableurDepose, agent) -> Classeur:
    """With the rights of this instant, whatever was asked before."""
    return PAR_GENRE[depot.genre](depot.demarche, Droits(agent))


def lire_le_depot(depot: TableurDepose, classeur: Classeur) -> Classeurs:
    return lire(bytes(depot.contenu), depot.nom, classeur, settings.TAILLE_MAXIMALE_IMPORT)
