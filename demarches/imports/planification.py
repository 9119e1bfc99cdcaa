"""Compare the lines of a file with the workshop: what would be created, updated, left or refused, and why."""

from django.core.exceptions import ValidationError

from demarches.enums import NaturePoint
from demarches.models import Proposition

from .existant import Existant
from .parties import rattacher
from .plan import LignePrevue, Plan, Sort
from .resultat import Lecture, Ligne, Progression
from .valeurs import titre_depuis

PAS_DE_PROGRESSION = 1_000
# field of the file → field of the model
CHAMPS_DU_MODELE = {
    "titre": "titre",
    "texte": "verbatim",
    "reformulation": "reformulation",
    "extraite_par": "extraite_par",
    "chapitre": "chapitre",
    "nature": "nature",
    "document": "verbatim_document",
    "page": "verbatim_page",
    "url": "verbatim_url",
    "ordre": "ordre",
    "votes_pour": "votes_pour",
    "votes_contre": "votes_contre",
    "votes_abstention": "abstentions",
    "soutiens": "soutiens",
}
CE_QUI_FAIT_LE_POINT = {"titre", "verbatim", "reformulation"}

# The model's check constraints that a file may break, in Python: Django asks the database once per row.
REGLES = {
    "proposition_reference_sans_barre": (
        lambda point: point.reference and "/" not in point.reference,
        "La référence contient une barre oblique, qui couperait son adresse : remplacez-la par un tiret.",
    ),
    "proposition_reformulee_par_quelqu_un": (
        lambda point: not point.reformulation or point.verbatim or point.extraite_par,
        "Une reformulation sans le texte des citoyens dit qui l’a faite : remplissez « texte » ou « extraite par ».",
    ),
}
HORS_DU_FICHIER = ("demarche", "partie_de", "nature")  # foreign keys would query, nature has its own sentence


def planifier(
    demarche, lecture: Lecture, *, remplacer_publies=False, progression: Progression | None = None
) -> Plan:
    """What importing `lecture` would do, without writing anything; the number of queries is constant."""
    existant = Existant(demarche)
    avant = len(existant.points)
    prevues = []
    for rang, ligne in enumerate(lecture.lignes, 1):
        prevues.append(_prevoir(ligne, existant, lecture, ordre=existant.dernier_ordre + rang))
        if progression and not rang % PAS_DE_PROGRESSION:
            progression(rang, len(lecture.lignes))
    if "partie_de" in lecture.colonnes:
        rattacher([prevue for prevue in prevues if prevue.sort != Sort.REFUSEE], existant)
    for prevue in prevues:
        _conclure(prevue, existant, remplacer_publies)
    nommes = sum(1 for prevue in prevues if prevue.proposition and prevue.proposition.pk)
    prevues += [
        LignePrevue(refus.numero, "", "", Sort.REFUSEE, raison=refus.raison) for refus in lecture.refus
    ]
    return Plan(demarche, lecture, sorted(prevues, key=lambda prevue: prevue.numero), avant - nommes)


def champs_lus(lecture: Lecture) -> list[str]:
    """The fields of the model that the file gives."""
    return [nom for champ, nom in CHAMPS_DU_MODELE.items() if champ in lecture.champs_lus]


def _prevoir(ligne: Ligne, existant: Existant, lecture: Lecture, *, ordre: int) -> LignePrevue:
    prevue = LignePrevue(
        ligne.numero, ligne.reference, ligne.titre, Sort.INCHANGEE, signalements=ligne.signalements
    )
    trouves = existant.trouver(ligne.reference)
    if len(trouves) > 1:
        noms = ", ".join(f"« {point.reference} »" for point in trouves)
        prevue.refuser(
            f"La référence désigne plusieurs points de la démarche ({noms}) : écrivez-la exactement."
        )
        return prevue
    if trouves:
        _reconnaitre(prevue, trouves[0])
    else:
        prevue.sort = Sort.CREEE
        prevue.proposition = Proposition(demarche=existant.demarche, reference=ligne.reference, ordre=ordre)
        existant.ajouter(prevue.proposition)
    prevue.partie_de = ligne.partie_de
    _remplir(prevue, _valeurs(ligne, lecture, prevue.proposition))
    if trouves and lecture.references_proposees and CE_QUI_FAIT_LE_POINT & set(prevue.champs):
        prevue.refuser(
            f"« {prevue.reference} », proposée faute de colonne, est déjà la référence d’un autre texte de la "
            "démarche : ajoutez au fichier une colonne « référence »."
        )
    return prevue


def _reconnaitre(prevue: LignePrevue, point: Proposition) -> None:
    if prevue.reference != point.reference:
        prevue.signaler(
            f"La référence « {prevue.reference} » est lue comme « {point.reference} », déjà connue."
        )
    prevue.proposition, prevue.reference = point, point.reference


def _valeurs(ligne: Ligne, lecture: Lecture, point: Proposition) -> dict:
    """Field of the model → its value in the file.

    An empty cell clears; a missing column, or a value only deduced from the rest of the file, clears nothing.
    """
    valeurs = {}
    for champ, nom in CHAMPS_DU_MODELE.items():
        valeur = getattr(ligne, champ)
        if champ in lecture.colonnes or (valeur and champ in lecture.champs_deduits):
            valeurs[nom] = valeur
    if "titre" not in lecture.colonnes and not _porte_un_titre_tire(point):
        valeurs.pop("titre", None)
    if "nature" in valeurs:
        valeurs["nature"] = valeurs["nature"] or NaturePoint.PROPOSITION.value
    return valeurs


def _porte_un_titre_tire(point: Proposition) -> bool:
    """Whether the title is still the one drawn from the text: someone's own words are not replaced."""
    return point.titre in ("", titre_depuis(point.verbatim or point.reformulation))


def _remplir(prevue: LignePrevue, valeurs: dict) -> None:
    for nom, valeur in valeurs.items():
        if getattr(prevue.proposition, nom) != valeur:
            setattr(prevue.proposition, nom, valeur)
            prevue.champs.append(nom)


def _conclure(prevue: LignePrevue, existant: Existant, remplacer_publies: bool) -> None:
    """Settle what becomes of the line, now that its point is as it would be."""
    if prevue.sort == Sort.CREEE:
        prevue.champs.clear()
    elif prevue.sort == Sort.INCHANGEE and prevue.champs:
        prevue.sort = Sort.MODIFIEE
    if prevue.sort in (Sort.CREEE, Sort.MODIFIEE):
        for raison in _raisons_de_refuser(prevue.proposition):
            prevue.refuser(raison)
    if prevue.sort == Sort.MODIFIEE:
        _proteger_le_texte_publie(prevue, existant, remplacer_publies)
    if prevue.sort == Sort.MODIFIEE:
        _signaler_ce_qui_attend(prevue, existant)


def _raisons_de_refuser(point: Proposition) -> list[str]:
    raisons = [phrase for est_tenue, phrase in REGLES.values() if not est_tenue(point)]
    if point.nature not in NaturePoint.values:
        choix = ", ".join(f"« {nature.label.lower()} »" for nature in NaturePoint)
        raisons.append(f"La nature « {point.nature} » n’existe pas : écrivez {choix}.")
    try:
        point.clean_fields(exclude=HORS_DU_FICHIER)
    except ValidationError as erreur:
        for nom, messages in erreur.message_dict.items():
            libelle = Proposition._meta.get_field(nom).verbose_name.capitalize()
            raisons += [f"{libelle} : {message}" for message in messages]
    return raisons


def _proteger_le_texte_publie(prevue: LignePrevue, existant: Existant, remplacer_publies: bool) -> None:
    """The citizens' words, once numbered, change only if someone asks for it; going back to them is free."""
    point = prevue.proposition
    if "verbatim" not in prevue.champs or point.pk not in existant.textes_publies:
        return
    publie = existant.textes_publies[point.pk]
    if point.verbatim == publie:
        return
    if remplacer_publies:
        prevue.signaler("Le texte publié est remplacé dans l’atelier : soumettez-le au CIPC avec sa raison.")
        return
    prevue.texte_publie = True
    prevue.refuser(
        "Ce point a été retiré du portail et son texte serait réécrit : laissez-le, ou demandez le remplacement."
        if publie is None
        else "Le texte des citoyens est déjà publié et celui du fichier est différent : reprenez le texte publié, "
        "ou demandez le remplacement, qui sera soumis au CIPC avec sa raison."
    )


def _signaler_ce_qui_attend(prevue: LignePrevue, existant: Existant) -> None:
    point = prevue.proposition
    if point.pk in existant.en_attente:
        prevue.signaler(
            "Une version de ce point attend déjà le CIPC ou sa date de mise en ligne : elle reste telle quelle, "
            "ce changement sera à soumettre ensuite."
        )
    if point.retiree_le:
        prevue.signaler(f"Ce point a été retiré par ses auteurs le {point.retiree_le:%d/%m/%Y}.")
