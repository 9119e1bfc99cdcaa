"""Where each object of a dossier stands between the workshop and the window, read in a few queries per kind."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db import models

from publication.atelier import cle, document_a_publier, sans_sel
from publication.documents_figes import lus
from publication.enums import Etat
from publication.models import Publication, Remarque, types_de_version
from publication.regles import Completude


class Situation(models.TextChoices):
    """Où en est un objet de l’atelier."""

    EN_LIGNE = "en_ligne", "En ligne"
    MODIFIE = "modifie", "Modifié depuis la version en ligne"
    JAMAIS_PUBLIE = "jamais_publie", "Pas encore en ligne"
    EN_ATTENTE = "en_attente", "En attente du CIPC"
    PROGRAMME = "programme", "Publication programmée"
    RENVOYE = "renvoye", "Renvoyé par le CIPC"
    RETIRE = "retire", "Retiré"

    @property
    def est_a_soumettre(self) -> bool:
        return self in {self.MODIFIE, self.JAMAIS_PUBLIE, self.RENVOYE}


@dataclass
class Ligne:
    """Un objet de l’atelier et sa situation."""

    objet: models.Model
    type: type
    situation: Situation
    document: dict
    en_ligne: dict | None
    en_ligne_depuis: datetime | None
    publication: Publication | None
    completude: Completude
    remarque: str = ""  # what the CIPC wants to be seen again in it, when it was sent back

    @property
    def manques(self) -> list[str]:
        return self.completude.phrases

    @property
    def cle(self) -> str:
        return f"{self.objet._meta.label_lower}:{self.objet.pk}"

    @property
    def nom_du_modele(self) -> str:
        return self.objet._meta.model_name

    @property
    def modification_imposee(self):
        if not self.en_ligne:
            return None
        return self.type.modification_imposee(self.en_ligne, self.document)

    @property
    def est_publique(self) -> bool:
        return self.en_ligne is not None and "retrait" not in self.en_ligne

    @property
    def paraitra(self) -> bool:
        """Online, or on its way without anyone ticking it."""
        return self.est_publique or self.situation in {Situation.EN_ATTENTE, Situation.PROGRAMME}

    @property
    def est_retiree(self) -> bool:
        return self.situation == Situation.RETIRE

    @property
    def est_retirable(self) -> bool:
        """Online, and nothing of it awaits the CIPC or a date."""
        occupe = self.situation in {Situation.EN_ATTENTE, Situation.PROGRAMME, Situation.RETIRE}
        return self.en_ligne is not None and not occupe


@dataclass
class Rubrique:
    """Les objets d’un même type."""

    type: type
    lignes: list[Ligne]

    @property
    def libelle(self) -> str:
        """In the plural, unless there is one at most."""
        return self.type.libelle_pluriel() if len(self.lignes) > 1 else self.type.libelle()

    @cached_property
    def comptes(self) -> list[tuple[Situation, int]]:
        situations = [ligne.situation for ligne in self.lignes]
        return [(situation, situations.count(situation)) for situation in Situation]

    @cached_property
    def incompletes(self) -> list[Ligne]:
        return [ligne for ligne in self.lignes if ligne.manques]

    @cached_property
    def a_soumettre(self) -> list[Ligne]:
        return [ligne for ligne in self.lignes if ligne.situation.est_a_soumettre]

    @cached_property
    def soumissibles(self) -> list[Ligne]:
        """What an author may tick: what has changed, and what was withdrawn and may come back."""
        return [ligne for ligne in self.lignes if ligne.situation.est_a_soumettre or ligne.est_retiree]

    @cached_property
    def renvoyees(self) -> list[Ligne]:
        return [ligne for ligne in self.lignes if ligne.situation == Situation.RENVOYE]


def rubriques(dossier, instant) -> list[Rubrique]:
    """Every kind of object that a dossier may hold, in reading order, empty kinds included."""
    remarques = {
        (publication, cle): texte
        for publication, cle, texte in Remarque.objects.filter(
            publication__dossier=dossier, publication__etat=Etat.RENVOYEE
        ).values_list("publication_id", "objet", "texte")
    }
    en_vigueur = {
        (modele, pk): (contenu, validite.lower)
        for modele, pk, contenu, validite in lus(
            lambda figees: figees.en_vigueur(instant).filter(dossier=dossier),
            "objet_id",
            "contenu",
            "validite",
        )
    }
    dernieres = _dernieres_publications(dossier)
    return [
        Rubrique(modele, _lignes(modele, dossier, instant, en_vigueur, dernieres, remarques))
        for modele in types_de_version()
        if modele.concerne(dossier)
    ]


def _dernieres_publications(dossier) -> dict:
    """(version model, object's pk) → the publication in which it was last submitted."""
    cles = {
        (modele, pk): publication
        for modele, pk, publication in lus(
            lambda figees: figees.filter(dossier=dossier).order_by("objet_id", "-pk").distinct("objet_id"),
            "objet_id",
            "publication_id",
        )
    }
    publications = Publication.objects.in_bulk(set(cles.values()))
    return {cle: publications[pk] for cle, pk in cles.items()}


def prealables_manquants(rubriques) -> dict[str, list[str]]:
    """Cle of a line to submit → why what it rests on would have it refused, were all that is ready submitted."""
    lignes = {ligne.objet: ligne for rubrique in rubriques for ligne in rubrique.lignes}
    manquants = {}
    for ligne in lignes.values():
        if ligne.situation.est_a_soumettre:
            raisons = [
                raison for autre in ligne.type.prealables(ligne.objet) if (raison := _manque(autre, lignes))
            ]
            if raisons:
                manquants[ligne.cle] = raisons
    return manquants


def compagnons_absents(rubriques, coches) -> list[str]:
    """What would go online without what explains it, one sentence each; `coches`: the cles of what is ticked."""
    par_type = {rubrique.type: rubrique for rubrique in rubriques}
    return [
        f"Vous soumettez des éléments de la rubrique « {rubrique.libelle} », alors que « {autre.libelle} » "
        "n’a rien en ligne et n’est pas coché : le public les lirait sans lui. Rien ne vous en empêche ; "
        "sinon, complétez-le et cochez-le aussi."
        for rubrique in rubriques
        if (autre := par_type.get(rubrique.type.compagnon))
        and any(ligne.cle in coches for ligne in rubrique.lignes)
        and not any(ligne.cle in coches or ligne.paraitra for ligne in autre.lignes)
    ]


def _manque(autre, lignes) -> str:
    ligne = lignes.get(autre)
    if ligne and (ligne.est_publique or ligne.situation == Situation.PROGRAMME):
        return ""
    if ligne and ligne.situation == Situation.EN_ATTENTE:
        return f"« {autre} » attend encore la validation du CIPC, soumettez ce qui en dépend ensuite."
    if ligne and ligne.situation.est_a_soumettre and not ligne.manques:
        return ""
    return f"« {autre} » n’est pas en ligne : complétez-le et soumettez-le aussi."


def _lignes(modele, dossier, instant, en_vigueur, dernieres, remarques) -> list[Ligne]:
    lignes = []
    for objet in modele.objets_du_dossier(dossier):
        contenu, depuis = en_vigueur.get((modele, objet.pk), (None, None))
        derniere = dernieres.get((modele, objet.pk))
        document = document_a_publier(objet)
        lignes.append(
            Ligne(
                objet=objet,
                type=modele,
                situation=_situation(document, contenu, derniere, instant),
                document=document,
                en_ligne=contenu,
                en_ligne_depuis=depuis,
                publication=derniere,
                completude=modele.completude(objet, document),
                remarque=remarques.get((derniere.pk, cle(objet)), "") if derniere else "",
            )
        )
    return lignes


def _situation(document, en_ligne, derniere, instant) -> Situation:
    """`derniere` is the publication in which the object was last submitted, if any."""
    if derniere is not None and derniere.est_ouverte:
        return Situation.EN_ATTENTE
    if derniere is not None and derniere.est_programmee(instant):
        return Situation.PROGRAMME
    if en_ligne is not None and sans_sel(document) == sans_sel(en_ligne):
        return Situation.EN_LIGNE
    if derniere is not None and derniere.etat == Etat.RENVOYEE:
        return Situation.RENVOYE
    if en_ligne is None:
        return Situation.JAMAIS_PUBLIE
    return Situation.RETIRE if "retrait" in en_ligne else Situation.MODIFIE
