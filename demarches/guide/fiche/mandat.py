"""« Ce qui est demandé »: what becomes the mandate of participation."""

from publication.guide import Conseil
from publication.guide import FicheDuGuide as Fiche

MANDAT = {
    "question": Conseil(
        "Assez large pour ouvrir le débat, assez précise pour donner des réponses utiles ; un citoyen sans expertise doit y reconnaître le sujet et ce qu’on attend de lui.",
        "Comment rendre la ville agréable à tous, la nuit ?",
        Fiche.STRATEGIQUE_1,
    ),
    "sous_questions": Conseil(
        "Elles détaillent la question principale, dans l’ordre où on les débattra.",
        "Comment se déplacer la nuit ?",
        Fiche.STRATEGIQUE_1,
    ),
    "contexte": Conseil(
        "Pourquoi maintenant, ce qui existe déjà, ce qui fait désaccord : quelques paragraphes, ni dossier de presse ni note d’expert.",
        "Depuis dix ans, les transports de nuit se développent, et les plaintes pour bruit aussi.",
        Fiche.METHODOLOGIQUE_3,
    ),
    "objet": Conseil(
        "Le sujet exact du débat, et sa limite.",
        "Les transports, le bruit et l’éclairage entre 22 h et 6 h",
        Fiche.METHODOLOGIQUE_3,
    ),
    "finalite": Conseil(
        "Ce que l’État fera de l’avis.",
        "Choisir les priorités du plan national pour la vie nocturne",
        Fiche.METHODOLOGIQUE_3,
    ),
    "ouvert_au_debat": Conseil(
        "Ce que les citoyens peuvent réellement faire changer : vérifiez que la marge existe.",
        "Les horaires, les lieux et le partage du coût entre l’État et les communes",
        Fiche.STRATEGIQUE_3,
    ),
    "deja_decide": Conseil(
        "Ce qui ne bougera pas : mieux vaut le dire avant qu’après.",
        "Le budget total, voté par le Parlement",
        Fiche.STRATEGIQUE_3,
    ),
}
