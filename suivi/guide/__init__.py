"""What the CIPC guide advises for each field of an answer, a mesure and the impact."""

from suivi.guide.impact import IMPACT
from suivi.guide.mesure import MESURE
from suivi.guide.reponse import REPONSE

__all__ = ["IMPACT", "MESURE", "REPONSE"]
