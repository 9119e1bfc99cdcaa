"""What the fiche d’identité, the avis, a point and a piece of news need to be published, each rule with its source."""

from demarches.enums import Acces, Cadre, FormeAvis, Rubrique, TypeDemarche
from publication.guide import FicheDuGuide
from publication.regles import Coherence, Regle, lire

PERSONNES_AU_MOINS = 5  # a smaller category would name people (conception.md §5)
DELIBERATIFS = {
    TypeDemarche.CONVENTION_CITOYENNE,
    TypeDemarche.CONFERENCE_DE_CITOYENS,
    TypeDemarche.ATELIER_CITOYEN,
}


def volontaire(document, demarche) -> bool:
    """A mandatory procedure (CNDP, enquête publique) is only referenced, with its link."""
    return document["cadre"] == Cadre.VOLONTAIRE


def obligatoire(document, demarche) -> bool:
    return document["cadre"] == Cadre.OBLIGATOIRE


def panel_reuni(document, demarche) -> bool:
    """A panel has worked: who it was made of must be known (cadrage stratégique, fiche 3)."""
    return (
        volontaire(document, demarche)
        and document["type"] in DELIBERATIFS
        and document["participants"]["mode"] in {Acces.TIRAGE_AU_SORT, Acces.VOLONTARIAT}
        and bool(document["participants"]["participants"])
    )


def questionnaire(document, avis) -> bool:
    return document["forme"] == FormeAvis.RESULTATS_DE_QUESTIONNAIRE


def autre_qu_un_questionnaire(document, avis) -> bool:
    return not questionnaire(document, avis)


def ou_mention(rubrique):
    """The heading may be said « sans objet » or « non communiqué » instead."""
    return lambda document: any(absence["rubrique"] == rubrique for absence in document["absences"])


FICHE = [
    Regle("le titre", "titre", FicheDuGuide.SUIVI_3),
    Regle("le chapô", "chapo", FicheDuGuide.SUIVI_3),
    Regle("au moins un thème", "themes", FicheDuGuide.SUIVI_3),
    Regle("le type de démarche", "type", FicheDuGuide.SUIVI_3, concerne=volontaire),
    Regle("l’adresse de la procédure", "procedure_url", FicheDuGuide.SUIVI_3, concerne=obligatoire),
    Regle(
        "l’objectif",
        "objectif",
        FicheDuGuide.STRATEGIQUE_1,
        concerne=volontaire,
        dispense=ou_mention(Rubrique.OBJECTIF),
    ),
    Regle(
        "la fonction du commanditaire",
        "commanditaire_fonction",
        FicheDuGuide.STRATEGIQUE_4,
        concerne=volontaire,
    ),
    Regle(
        "la question posée aux citoyens",
        "question",
        FicheDuGuide.STRATEGIQUE_1,
        rempli="questions.chapeau",
        concerne=volontaire,
        dispense=ou_mention(Rubrique.QUESTION),
    ),
    Regle("l’objet", "objet", FicheDuGuide.METHODOLOGIQUE_3, concerne=volontaire),
    Regle(
        "le point de sortie",
        "point_de_sortie",
        FicheDuGuide.STRATEGIQUE_4,
        rempli="point_de_sortie.texte",
        concerne=volontaire,
        dispense=ou_mention(Rubrique.POINT_DE_SORTIE),
    ),
    Regle(
        "un contact",
        "contact",
        FicheDuGuide.SUIVI_3,
        concerne=volontaire,
        dispense=ou_mention(Rubrique.CONTACT),
    ),
    Regle(
        "un engagement, ou la mention « aucun délai annoncé »",
        "engagements",
        FicheDuGuide.STRATEGIQUE_3,
        rempli=lambda document, demarche: document["aucun_delai_annonce"] or document["engagements"],
        concerne=volontaire,
    ),
    Regle(
        "la date d’annonce ou d’ouverture",
        "annoncee_le",
        FicheDuGuide.METHODOLOGIQUE_3,
        rempli=lambda document, demarche: document["annoncee_le"] or document["ouverte_le"],
        dispense=ou_mention(Rubrique.DATES),
    ),
    Regle(
        "la composition du panel",
        "composition",
        FicheDuGuide.STRATEGIQUE_3,
        rempli="participants.composition",
        concerne=panel_reuni,
        dispense=ou_mention(Rubrique.COMPOSITION),
    ),
]

AVIS = [
    Regle("la forme de l’avis", "forme", FicheDuGuide.SUIVI_1),
    Regle("la synthèse", "synthese", FicheDuGuide.SUIVI_1, rempli="synthese.texte"),
    Regle("qui a rédigé l’avis", "redige_par", FicheDuGuide.SUIVI_1),
    Regle("la date de remise", "remis_le", FicheDuGuide.SUIVI_1, concerne=autre_qu_un_questionnaire),
    Regle(
        "au moins une question, avec ses réponses",
        "questions",
        FicheDuGuide.CONSULTATION_EN_LIGNE,
        concerne=questionnaire,
    ),
    Regle(
        "le profil des répondants, ou la mention « non connu »",
        "profil_des_repondants",
        FicheDuGuide.CONSULTATION_EN_LIGNE,
        rempli=lambda document, avis: document["repondants"]["non_connu"] or document["repondants"]["profil"],
        concerne=questionnaire,
    ),
]

POINT = [
    Regle("le titre", "titre", FicheDuGuide.SUIVI_1),
    Regle(
        "le texte des citoyens, ou une reformulation qui dit d’où elle vient",
        "verbatim",
        FicheDuGuide.SUIVI_1,
        rempli=lambda document, point: document["verbatim"] or document["reformulation"],
    ),
]

ACTUALITE = [
    Regle("le titre", "titre", FicheDuGuide.SUIVI_3),
    Regle("le texte", "texte", FicheDuGuide.SUIVI_3),
    Regle("la date", "date", FicheDuGuide.SUIVI_3),
]


def remis_trop_tot(document, avis) -> list[str]:
    ouverte_le = avis.demarche.ouverte_le
    if document["remis_le"] and ouverte_le and document["remis_le"] < ouverte_le.isoformat():
        return ["il ne peut pas être remis avant l’ouverture de la démarche."]
    return []


def composition_impossible(document, demarche) -> list[str]:
    """Shares that exceed the whole, and groups so small that people would be recognised."""
    participants = lire(document, "participants.participants")
    par_critere = {}
    for categorie in lire(document, "participants.composition") or []:
        par_critere.setdefault(categorie["critere"], []).append(categorie)
    return [
        f"dans la composition du panel, {erreur}"
        for critere, categories in par_critere.items()
        for erreur in [
            *_parts_impossibles(critere, categories),
            *_groupes_trop_petits(categories, participants),
            *_trop_de_monde(critere, categories, participants),
        ]
    ]


def _parts_impossibles(critere, categories):
    for nom, colonne in (("du panel", "panel"), ("de la population", "reference")):
        parts = [categorie[colonne] for categorie in categories if categorie[colonne] is not None]
        if sum(parts) > 1000 + 5 * len(parts):  # each share may have been rounded to a whole percent
            yield f"les parts {nom} pour « {critere} » font {en_pourcentage(sum(parts))} en tout, corrigez-les."


def _groupes_trop_petits(categories, participants):
    for categorie in categories:
        par_la_part = participants and categorie["panel"] and categorie["nombre"] is None
        if par_la_part and categorie["panel"] * participants < PERSONNES_AU_MOINS * 1000 - 500:
            yield f"« {categorie['categorie']} » compte moins de cinq personnes, regroupez cette catégorie avec une autre."


def _trop_de_monde(critere, categories, participants):
    nombres = [categorie["nombre"] for categorie in categories if categorie["nombre"] is not None]
    if participants and sum(nombres) > participants:
        yield f"« {critere} » compte {sum(nombres)} personnes, plus que les {participants} participants."


COHERENCES_DE_LA_FICHE = [Coherence("composition", composition_impossible)]
COHERENCES_DE_L_AVIS = [Coherence("remis_le", remis_trop_tot)]


def en_pourcentage(milliemes: int) -> str:
    """512 → « 51,2 % »."""
    entier, dixieme = divmod(milliemes, 10)
    return f"{entier},{dixieme}\N{NO-BREAK SPACE}%" if dixieme else f"{entier}\N{NO-BREAK SPACE}%"
