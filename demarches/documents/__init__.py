"""The public documents of what happened: the identity of a démarche, the citizens' opinion, their points, news."""

from demarches.documents.actualite import DocumentActualite
from demarches.documents.avis import DocumentAvis
from demarches.documents.fiche import DocumentDemarche
from demarches.documents.proposition import DocumentProposition

__all__ = ["DocumentActualite", "DocumentAvis", "DocumentDemarche", "DocumentProposition"]
