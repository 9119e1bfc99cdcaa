"""What the guide asks of an impact besides what publishing requires (`suivi/regles.py`)."""

from publication.guide import FicheDuGuide
from publication.recommandations import Recommandation

IMPACT = [
    Recommandation("la réponse politique du commanditaire", ("reponse_politique",), FicheDuGuide.SUIVI_1),
    # a bilan closes the démarche: no step is left to announce
    Recommandation(
        "les prochaines étapes de la décision", ("prochaines_etapes", "bilan"), FicheDuGuide.SUIVI_1
    ),
    Recommandation("les enseignements tirés", ("enseignements",), FicheDuGuide.STRATEGIQUE_3),
    Recommandation(
        "les effets sur le service",
        ("effets.representations", "effets.angles_morts", "effets.cooperation"),
        FicheDuGuide.SUIVI_2,
    ),
    Recommandation(
        "l’évaluation de la démarche",
        (
            "evaluation.dispositif",
            "evaluation.organisation",
            "evaluation.pratiques",
            "evaluation.citoyens",
            "evaluation.url",
        ),
        FicheDuGuide.SUIVI_4,
    ),
]
