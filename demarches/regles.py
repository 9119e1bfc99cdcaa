"""What each object needs to be published: one small object per rule, each with its source.

« Obligatoire pour enregistrer » is almost nothing; these rules are read at submission. A rule added later
never unpublishes a page.
"""

from collections.abc import Callable
from dataclasses import dataclass

from demarches.enums import Acces, Cadre, FormeAvis, Rubrique, TypeDemarche

PERSONNES_AU_MOINS = 5  # a smaller category would name people (conception.md §5)
DELIBERATIFS = {
    TypeDemarche.CONVENTION_CITOYENNE,
    TypeDemarche.CONFERENCE_DE_CITOYENS,
    TypeDemarche.ATELIER_CITOYEN,
}


def toujours(objet) -> bool:
    return True


def volontaire(demarche) -> bool:
    """A mandatory procedure (CNDP, enquête publique) is only referenced, with its link."""
    return demarche.cadre == Cadre.VOLONTAIRE


def obligatoire(demarche) -> bool:
    return demarche.cadre == Cadre.OBLIGATOIRE


def panel_reuni(demarche) -> bool:
    """A panel has worked: who it was made of must be known (cadrage stratégique, fiche 3)."""
    return (
        volontaire(demarche)
        and demarche.type in DELIBERATIFS
        and demarche.recrutement_mode in {Acces.TIRAGE_AU_SORT, Acces.VOLONTARIAT}
        and bool(demarche.participants)
    )


def questionnaire(avis) -> bool:
    return avis.forme == FormeAvis.RESULTATS_DE_QUESTIONNAIRE


def autre_qu_un_questionnaire(avis) -> bool:
    return not questionnaire(avis)


@dataclass(frozen=True)
class Regle:
    """Ce qui doit être rempli pour publier."""

    quoi: str
    remplie: Callable
    source: str  # sheet of the CIPC guide, or of conception.md
    concerne: Callable = toujours
    rubrique: str = ""  # heading that may be declared « sans objet » or « non communiqué » instead

    def manque(self, objet) -> bool:
        if not self.concerne(objet) or self.remplie(objet):
            return False
        return not (self.rubrique and objet.absence(self.rubrique))


def champ(nom) -> Callable:
    return lambda objet: getattr(objet, nom) not in ("", None, [])


STRATEGIQUE_1 = "cadrage stratégique, fiche 1"
STRATEGIQUE_3 = "cadrage stratégique, fiche 3"
STRATEGIQUE_4 = "cadrage stratégique, fiche 4"
METHODOLOGIQUE_2 = "cadrage méthodologique, fiche 2"
METHODOLOGIQUE_3 = "cadrage méthodologique, fiche 3"
SUIVI_1 = "suivi, fiche 1"
SUIVI_3 = "suivi, fiche 3"

FICHE = [
    Regle("le titre", champ("titre"), SUIVI_3),
    Regle("le chapô", champ("chapo"), SUIVI_3),
    Regle("au moins un thème", champ("themes"), SUIVI_3),
    Regle("le type de démarche", champ("type"), SUIVI_3, volontaire),
    Regle("l’adresse de la procédure", champ("procedure_url"), SUIVI_3, obligatoire),
    Regle("l’objectif", champ("objectif"), STRATEGIQUE_1, volontaire, Rubrique.OBJECTIF),
    Regle("la fonction du commanditaire", champ("commanditaire_fonction"), STRATEGIQUE_4, volontaire),
    Regle("la question posée aux citoyens", champ("question"), STRATEGIQUE_1, volontaire, Rubrique.QUESTION),
    Regle("l’objet", champ("objet"), METHODOLOGIQUE_3, volontaire),
    Regle(
        "le point de sortie",
        champ("point_de_sortie"),
        STRATEGIQUE_4,
        volontaire,
        Rubrique.POINT_DE_SORTIE,
    ),
    Regle("un contact", champ("contact"), SUIVI_3, volontaire, Rubrique.CONTACT),
    Regle(
        "un engagement, ou la mention « aucun délai annoncé »",
        lambda demarche: demarche.aucun_delai_annonce or bool(demarche.engagements.all()),
        STRATEGIQUE_3,
        volontaire,
    ),
    Regle(
        "la date d’annonce ou d’ouverture",
        lambda demarche: demarche.annoncee_le or demarche.ouverte_le,
        METHODOLOGIQUE_3,
        toujours,
        Rubrique.DATES,
    ),
    Regle(
        "la composition du panel",
        lambda demarche: bool(demarche.composition.all()),
        STRATEGIQUE_3,
        panel_reuni,
        Rubrique.COMPOSITION,
    ),
]

AVIS = [
    Regle("la forme de l’avis", champ("forme"), SUIVI_1),
    Regle("la synthèse", champ("synthese"), SUIVI_1),
    Regle("qui a rédigé l’avis", champ("redige_par"), SUIVI_1),
    Regle("la date de remise", champ("remis_le"), SUIVI_1, autre_qu_un_questionnaire),
    Regle(
        "au moins une question, avec ses réponses",
        lambda avis: bool(avis.questions.all()),
        METHODOLOGIQUE_2,
        questionnaire,
    ),
    Regle(
        "le profil des répondants, ou la mention « non connu »",
        lambda avis: avis.profil_non_connu or avis.profil_des_repondants,
        METHODOLOGIQUE_2,
        questionnaire,
    ),
]

ACTUALITE = [
    Regle("le titre", champ("titre"), SUIVI_3),
    Regle("le texte", champ("texte"), SUIVI_3),
    Regle("la date", champ("date"), SUIVI_3),
]


def manques_de_la_fiche(demarche) -> list[str]:
    """What the fiche d'identité lacks, or contradicts, one French sentence each."""
    return [*_manques("Fiche d’identité", FICHE, demarche), *_composition_impossible(demarche)]


def manques_de_l_avis(avis) -> list[str]:
    """What the avis lacks; the work of the citizens must be made public (suivi, fiche 1)."""
    manques = _manques("Avis des citoyens", AVIS, avis)
    ouverte_le = avis.demarche.ouverte_le
    if avis.remis_le and ouverte_le and avis.remis_le < ouverte_le:
        manques.append("Avis des citoyens : il ne peut pas être remis avant l’ouverture de la démarche.")
    return manques


def manques_de_l_actualite(actualite) -> list[str]:
    return _manques("Actualité", ACTUALITE, actualite)


def manques_du_point(point) -> list[str]:
    """A point is the citizens' text, or the State's words that say where they come from."""
    manques = []
    if not point.titre:
        manques.append(f"{point.reference} : il manque le titre.")
    if not (point.verbatim or point.reformulation):
        manques.append(
            f"{point.reference} : il manque le texte des citoyens, ou une reformulation qui dit d’où elle vient."
        )
    return manques


def _manques(section, regles, objet) -> list[str]:
    return [f"{section} : il manque {regle.quoi}." for regle in regles if regle.manque(objet)]


def _composition_impossible(demarche) -> list[str]:
    """Shares that exceed the whole, and groups so small that people would be recognised."""
    par_critere = {}
    for categorie in demarche.composition.all():
        par_critere.setdefault(categorie.critere, []).append(categorie)
    erreurs = []
    for critere, categories in par_critere.items():
        for nom, parts in (
            ("du panel", [c.panel for c in categories if c.panel is not None]),
            ("de la population", [c.reference for c in categories if c.reference is not None]),
        ):
            if sum(parts) > 1000 + 5 * len(parts):  # each share may have been rounded to a whole percent
                erreurs.append(
                    f"Composition du panel : les parts {nom} pour « {critere} » font {en_pourcentage(sum(parts))} en tout, corrigez-les."
                )
        erreurs += [
            f"Composition du panel : « {categorie.categorie} » compte moins de cinq personnes, regroupez cette catégorie avec une autre."
            for categorie in categories
            if demarche.participants
            and categorie.panel
            and categorie.nombre is None
            and categorie.panel * demarche.participants < (PERSONNES_AU_MOINS * 1000 - 500)
        ]
        nombres = [c.nombre for c in categories if c.nombre is not None]
        if demarche.participants and sum(nombres) > demarche.participants:
            erreurs.append(
                f"Composition du panel : « {critere} » compte {sum(nombres)} personnes, plus que les {demarche.participants} participants."
            )
    return erreurs


def en_pourcentage(milliemes: int) -> str:
    """512 → « 51,2 % »."""
    entier, dixieme = divmod(milliemes, 10)
    return f"{entier},{dixieme}\N{NO-BREAK SPACE}%" if dixieme else f"{entier}\N{NO-BREAK SPACE}%"
