"""The words of each object that a search reads: plain text, none of an object hidden to the public."""

from publication.texte_riche import en_clair

AU_PLUS = 200_000  # characters: PostgreSQL refuses a vector of more than one megabyte
DE_LA_DEMARCHE = ("chapo", "resume_simple", "contexte", "objet", "finalite", "ouvert_au_debat", "deja_decide")
DE_L_IMPACT = ("reponse_politique", "enseignements", "prochaines_etapes", "bilan")
MASQUE = "masque"
"""Key of a document of which only dates and figures are kept (vitrine/masques.py)."""


def texte_de_la_demarche(demarche, avis, impact) -> str:
    """What it is about, what was asked, what the citizens said together, what the State did of it."""
    questions = demarche["questions"]
    lus = [questions["chapeau"], *questions["sous_questions"], demarche["organisation"]["nom"]]
    lus += [en_clair(demarche[champ]) for champ in DE_LA_DEMARCHE]
    if avis and MASQUE not in avis:
        lus.append(en_clair(avis["synthese"]["texte"]))
    if impact and MASQUE not in impact:
        lus += [en_clair(impact[champ]) for champ in DE_L_IMPACT]
    return _ensemble(lus)


def texte_du_point(point, reponse) -> str:
    """What the citizens wrote, how the State worded it, why it answers so."""
    if MASQUE in point:
        return ""
    lus = [point["verbatim"], en_clair(point["reformulation"])]
    if reponse and MASQUE not in reponse:
        lus += [en_clair(reponse["motivation"]), en_clair(reponse["ecart"])]
    return _ensemble(lus)


def _ensemble(lus) -> str:
    return "\n".join(filter(None, lus))[:AU_PLUS]
