from publication.models.champ_a_corriger import ErreursAuChamp
from publication.models.dossier import Dossier
from publication.models.effacement import Effacement
from publication.models.fichier import Fichier
from publication.models.journal import Evenement, Instantane, Trace
from publication.models.lot import Lot
from publication.models.masquage import Masquage
from publication.models.partage import Partage
from publication.models.parties import DocumentQuerySet
from publication.models.publication import Publication
from publication.models.rectification import DemandeDeRectification
from publication.models.remarque import Remarque
from publication.models.reserve import PeriodeDeReserve
from publication.models.saisie import SaisieEnCours
from publication.models.signalement import DroitDeReponse, EnvoiRecent, Signalement, SuiteDeSignalement
from publication.models.version import Version, type_de_version, types_de_version

__all__ = [
    "DemandeDeRectification",
    "DocumentQuerySet",
    "Dossier",
    "DroitDeReponse",
    "Effacement",
    "EnvoiRecent",
    "ErreursAuChamp",
    "Evenement",
    "Fichier",
    "Instantane",
    "Lot",
    "Masquage",
    "Partage",
    "PeriodeDeReserve",
    "Publication",
    "Remarque",
    "SaisieEnCours",
    "Signalement",
    "SuiteDeSignalement",
    "Trace",
    "Version",
    "type_de_version",
    "types_de_version",
]
