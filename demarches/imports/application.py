"""From the lines read to the workshop: first a plan that says everything, then its application, whole or not at all."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import Agent
from demarches.imports.lecture import lire
from demarches.imports.resultat import FichierRefuse, Lecture, Ligne
from demarches.models import Demarche, Proposition, PropositionVersion
from publication.atelier import tracer_tous
from publication.models import Dossier
from publication.permissions import peut_ecrire
from publication.refus import Refus

LOT = 1000

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


class Sort(StrEnum):
    """What becomes of a line, in the words of the report."""

    CREEE = "créée"
    MODIFIEE = "modifiée"
    INCHANGEE = "inchangée"
    REFUSEE = "refusée"


@dataclass
class LignePrevue:
    """One line of the file and what the import would do of it."""

    numero: int
    reference: str
    titre: str
    sort: Sort
    raison: str = ""
    changements: list[str] = field(default_factory=list)
    signalements: tuple[str, ...] = ()
    proposition: Proposition | None = None
    partie_de: str = ""


@dataclass
class Plan:
    """What an import would do, line by line. One refused line refuses the file."""

    demarche: Demarche
    lecture: Lecture
    lignes: list[LignePrevue]

    def combien(self, sort: Sort) -> int:
        return self._comptes[sort]

    @property
    def est_refuse(self) -> bool:
        return bool(self._comptes[Sort.REFUSEE])

    @property
    def resume(self) -> str:
        """One sentence: « 152 créées, 0 modifiée, 0 inchangée, 0 refusée. »"""
        return ", ".join(f"{self._comptes[s]} {s}{'s' if self._comptes[s] > 1 else ''}" for s in Sort) + "."

    @property
    def _comptes(self) -> Counter:
        return Counter(ligne.sort for ligne in self.lignes)


def importer(
    demarche, fichier, par, *, nom=None, essai=False, remplacer_publies=False, progression=None, **lecture
) -> Plan:
    """Read `fichier` and, unless `essai`, write its lines into the workshop of `demarche`.

    Raises FichierRefuse (unreadable file) or Refus (refused lines, or an agent who may not write).
    Idempotent on the reference. Nothing is written unless every line is accepted.
    """
    nom = nom or Path(getattr(fichier, "name", fichier)).name
    lue = lire(fichier, nom, progression=progression, **lecture)
    if essai:
        return planifier(demarche, lue, remplacer_publies=remplacer_publies)
    return appliquer(demarche, lue, par, remplacer_publies=remplacer_publies)


def planifier(demarche, lecture: Lecture, *, remplacer_publies=False) -> Plan:
    """What importing `lecture` would do, without writing anything."""
    existantes = {proposition.reference: proposition for proposition in demarche.propositions.all()}
    publiees = set(
        PropositionVersion.objects.filter(dossier=demarche.dossier_id, numero__isnull=False).values_list(
            "objet__reference", flat=True
        )
    )
    connues = existantes.keys() | {ligne.reference for ligne in lecture.lignes}
    rang = max((proposition.ordre for proposition in existantes.values()), default=0)
    lignes = [LignePrevue(refus.numero, "", "", Sort.REFUSEE, raison=refus.raison) for refus in lecture.refus]
    for indice, ligne in enumerate(lecture.lignes, start=1):
        prevue = _prevoir(ligne, existantes.get(ligne.reference), demarche, lecture, ordre=rang + indice)
        if ligne.reference in publiees and not remplacer_publies:
            _proteger_le_texte_publie(prevue, existantes[ligne.reference], ligne, lecture)
        if ligne.partie_de and ligne.partie_de not in connues:
            prevue.sort, prevue.raison = (
                Sort.REFUSEE,
                f"Le point « {ligne.partie_de} » dont elle serait une partie n’existe pas.",
            )
        lignes.append(prevue)
    return Plan(demarche, lecture, sorted(lignes, key=lambda prevue: prevue.numero))


@transaction.atomic
def appliquer(demarche, lecture: Lecture, par, *, remplacer_publies=False) -> Plan:
    """Write the lines into the workshop, all of them or none, and trace who did it.

    Raises Refus if the agent may not write, or if a line is refused.
    """
    dossier = Dossier.objects.select_for_update().get(pk=demarche.dossier_id)
    if par != Agent.objects.exploitation() and not peut_ecrire(par, dossier):
        raise Refus("Vous ne pouvez pas importer dans cette démarche : elle dépend d’une autre organisation.")
    plan = planifier(demarche, lecture, remplacer_publies=remplacer_publies)
    if plan.est_refuse:
        refusees = [
            f"ligne {prevue.numero} : {prevue.raison}"
            for prevue in plan.lignes
            if prevue.sort == Sort.REFUSEE
        ]
        raise FichierRefuse(
            f"Le fichier n’a pas été importé, rien n’a changé : {len(refusees)} ligne(s) à corriger. "
            + " ".join(refusees[:5])
            + (" …" if len(refusees) > 5 else "")
        )
    creees = [prevue.proposition for prevue in plan.lignes if prevue.sort == Sort.CREEE]
    modifiees = [prevue.proposition for prevue in plan.lignes if prevue.sort == Sort.MODIFIEE]
    Proposition.objects.bulk_create(creees, batch_size=LOT)
    champs = [CHAMPS_DU_MODELE[champ] for champ in _champs_lus(lecture)]
    if modifiees:
        Proposition.objects.bulk_update(modifiees, champs, batch_size=LOT)
    rattachees = _rattacher_les_parties(plan)
    tracer_tous(dict.fromkeys([*creees, *modifiees, *rattachees]), par, dossier)
    return plan


def _champs_lus(lecture: Lecture) -> list[str]:
    """The fields that the file really gives: a missing column clears nothing."""
    return [champ for champ in CHAMPS_DU_MODELE if champ in lecture.champs_lus]


def _prevoir(ligne: Ligne, existante, demarche, lecture, *, ordre) -> LignePrevue:
    prevue = LignePrevue(
        ligne.numero, ligne.reference, ligne.titre, Sort.INCHANGEE, signalements=ligne.signalements
    )
    prevue.partie_de = ligne.partie_de
    proposition = existante or Proposition(demarche=demarche, reference=ligne.reference, ordre=ordre)
    prevue.proposition = proposition
    for champ in _champs_lus(lecture):
        nom, valeur = CHAMPS_DU_MODELE[champ], getattr(ligne, champ)
        if champ == "nature" and not valeur:
            continue
        if getattr(proposition, nom) != valeur:
            prevue.changements.append(Proposition._meta.get_field(nom).verbose_name)
            setattr(proposition, nom, valeur)
    if existante is None:
        prevue.sort = Sort.CREEE
    elif prevue.changements or (ligne.partie_de and ligne.partie_de != _reference_du_parent(existante)):
        prevue.sort = Sort.MODIFIEE
    if prevue.sort != Sort.INCHANGEE:
        _verifier(prevue)
    return prevue


def _reference_du_parent(proposition) -> str:
    return proposition.partie_de.reference if proposition.partie_de else ""


def _verifier(prevue: LignePrevue) -> None:
    try:
        prevue.proposition.clean_fields(exclude=["demarche", "partie_de"])
        prevue.proposition.validate_constraints(exclude=["demarche", "partie_de", "reference"])
    except ValidationError as erreur:
        prevue.sort = Sort.REFUSEE
        prevue.raison = " ".join(_en_phrases(erreur))


def _en_phrases(erreur: ValidationError) -> list[str]:
    if not hasattr(erreur, "error_dict"):
        return erreur.messages
    return [
        message
        if nom == "__all__"
        else f"{Proposition._meta.get_field(nom).verbose_name.capitalize()} : {message}"
        for nom, messages in erreur.message_dict.items()
        for message in messages
    ]


def _proteger_le_texte_publie(prevue: LignePrevue, existante, ligne: Ligne, lecture: Lecture) -> None:
    verbatim = Proposition._meta.get_field("verbatim").verbose_name
    if prevue.sort == Sort.MODIFIEE and verbatim in prevue.changements:
        prevue.sort = Sort.REFUSEE
        prevue.raison = (
            "Le texte des citoyens est déjà publié et celui du fichier est différent : reprenez le texte publié, "
            "ou demandez le remplacement, qui sera soumis au CIPC avec sa raison."
        )


def _rattacher_les_parties(plan: Plan) -> list[Proposition]:
    """Attach parts to their parent, once both exist. Raises FichierRefuse on a part of a part."""
    voulues = [prevue for prevue in plan.lignes if prevue.partie_de]
    if not voulues:
        return []
    par_reference = {proposition.reference: proposition for proposition in plan.demarche.propositions.all()}
    changees = []
    for prevue in voulues:
        partie, parent = par_reference[prevue.reference], par_reference[prevue.partie_de]
        if partie.partie_de_id == parent.pk:
            continue
        partie.partie_de = parent
        try:
            partie.clean()
            partie.validate_constraints(exclude=["reference"])
        except ValidationError as erreur:
            raise FichierRefuse(
                f"Le fichier n’a pas été importé, rien n’a changé : ligne {prevue.numero}, {' '.join(erreur.messages)}"
            ) from erreur
        partie.save(update_fields=["partie_de"])
        changees.append(partie)
    return changees
