"""What the CIPC guide advises for each field of the fiche d’identité, the avis, a point and a piece of news."""

from demarches.guide.actualite import ACTUALITE
from demarches.guide.avis import AVIS
from demarches.guide.fiche import FICHE
from demarches.guide.proposition import PROPOSITION

__all__ = ["ACTUALITE", "AVIS", "FICHE", "PROPOSITION"]
