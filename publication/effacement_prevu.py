"""What an erasure will change, read without writing anything: shown before confirming, then applied as it is."""

from dataclasses import dataclass, field

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import Cast

from publication.lecture_des_fichiers import Illisible, cherche_dans
from publication.models import Fichier, Publication, types_de_version
from publication.occultation import contient, occulter_document, occulter_ligne
from publication.passages import Occulteur
from publication.portee import champs_de_texte, est_un_depot, filiations, lignes, modeles_a_nettoyer

TEXTES_DE_PUBLICATION = ("note", "raison", "commentaire", "urgence", "approbation_raison")
TEXTES_DU_JOURNAL = ("object_repr", "change_message")


@dataclass
class Prevision:
    """Tout ce qu’un effacement va changer dans un dossier, et ailleurs à cause de lui."""

    occulteur: Occulteur
    versions: list = field(default_factory=list)  # (model, pk, document)
    publications: list = field(default_factory=list)  # (pk, field → text)
    lignes: list = field(default_factory=list)  # (model, pk, field → text, is it part of a whole erasure)
    a_supprimer: list = field(default_factory=list)  # (model, pk)
    fichiers: list = field(default_factory=list)
    fichiers_illisibles: list = field(default_factory=list)
    journal: list = field(default_factory=list)  # (pk, field → text)
    sessions: list = field(default_factory=list)

    @property
    def introuvables(self) -> list[int]:
        """The ranks, from 1, of the passages met nowhere."""
        return [
            rang + 1 for rang in range(len(self.occulteur.passages)) if rang not in self.occulteur.rencontres
        ]

    @property
    def change_quelque_chose(self) -> bool:
        """Deposits go with any erasure: they do not make one by themselves."""
        return bool(
            self.versions
            or self.publications
            or self.lignes
            or self.fichiers
            or self.journal
            or self.sessions
        )

    @property
    def lieux(self) -> list[tuple[str, int]]:
        """(where, how many), by kind, for what is met."""
        comptes = {}
        for modele, _, _ in self.versions:
            libelle = f"Versions publiées, soumises ou refusées : {modele.libelle_pluriel().lower()}"
            comptes[libelle] = comptes.get(libelle, 0) + 1
        comptes["Textes de l’atelier et de l’index"] = len(self.lignes)
        comptes["Fichiers déposés pour un import, supprimés"] = len(self.a_supprimer)
        comptes["Notes, raisons et commentaires de soumission"] = len(self.publications)
        comptes["Fichiers, effacés en entier"] = len(self.fichiers)
        comptes["Historique du back-office"] = len(self.journal)
        comptes["Messages en attente d’affichage"] = len(self.sessions)
        return [(libelle, nombre) for libelle, nombre in comptes.items() if nombre]


def prevoir(effacement) -> Prevision:
    """Search the whole dossier. Only locks held by the caller keep it true."""
    prevision = Prevision(Occulteur(effacement.passages, effacement.motif))
    _prevoir_les_versions(prevision, effacement)
    _prevoir_les_publications(prevision, effacement.dossier)
    _prevoir_l_atelier(prevision, effacement)
    _prevoir_les_fichiers(prevision, effacement)
    _prevoir_le_journal(prevision, effacement.dossier)
    _prevoir_les_sessions(prevision)
    return prevision


def cle(modele, pk) -> str:
    return f"{modele._meta.label_lower}:{pk}"


def documents_effacables(dossier, instant, *, jamais_publies) -> list[tuple[str, str]]:
    """(key, name) of every object that has a document, as it was last submitted or, at least, published."""
    choix = []
    for modele in types_de_version():
        versions = modele.objects.filter(dossier=dossier)
        if not jamais_publies:
            versions = versions.filter(validite__startswith__lte=instant)
        noms = {}
        for objet, contenu in versions.order_by("pk").values_list("objet_id", "contenu"):
            nom = " – ".join(filter(None, [contenu.get("reference"), contenu.get("titre")]))
            noms[objet] = nom or noms.get(objet, "")
        objets = modele._meta.get_field("objet").related_model
        choix += [
            (cle(objets, objet), f"{modele.libelle()} : {nom}" if nom else modele.libelle())
            for objet, nom in sorted(noms.items(), key=lambda paire: paire[1])
        ]
    return choix


def _prevoir_les_versions(prevision, effacement):
    for modele in types_de_version():
        objets = modele._meta.get_field("objet").related_model
        versions = modele.objects.filter(dossier=effacement.dossier).values_list("pk", "objet_id", "contenu")
        for pk, objet, contenu in versions.order_by("pk").iterator():
            occulte = occulter_document(
                contenu,
                prevision.occulteur,
                entier=cle(objets, objet) in effacement.documents_entiers,
                designations=modele.designations,
            )
            if occulte is not contenu:
                prevision.versions.append((modele, pk, occulte))


def _prevoir_les_publications(prevision, dossier):
    publications = Publication.objects.filter(dossier=dossier).order_by("pk")
    for ligne in publications.values("pk", *TEXTES_DE_PUBLICATION):
        changements = _textes_changes(ligne, TEXTES_DE_PUBLICATION, prevision.occulteur)
        if changements:
            prevision.publications.append((ligne["pk"], changements))


def _prevoir_l_atelier(prevision, effacement):
    designations = {
        modele._meta.get_field("objet").related_model: modele.designations for modele in types_de_version()
    }
    for modele in modeles_a_nettoyer():
        rangees = lignes(modele, effacement.dossier).order_by("pk")
        if est_un_depot(modele):
            prevision.a_supprimer += [(modele, pk) for pk in rangees.values_list("pk", flat=True)]
            continue
        noms = [champ.attname for champ in champs_de_texte(modele)]
        porteurs = _porteurs(modele)
        for ligne in rangees.values("pk", *noms, *porteurs).iterator():
            cles = {cle(modele, ligne["pk"]), *(cle(porteurs[nom], ligne[nom]) for nom in porteurs)}
            entier = not cles.isdisjoint(effacement.documents_entiers)
            changements = occulter_ligne(
                modele,
                ligne,
                prevision.occulteur,
                entier=entier,
                designations=designations.get(modele, frozenset()),
            )
            if changements:
                prevision.lignes.append((modele, ligne["pk"], changements, entier))


def _porteurs(modele) -> dict:
    """Column → model of what the rows of `modele` are true parts of: they are erased whole with it."""
    return {
        champ.attname: champ.related_model
        for champ in modele._meta.concrete_fields
        if champ.is_relation and champ.remote_field.on_delete is models.CASCADE
    }


def _prevoir_les_fichiers(prevision, effacement):
    depots = Fichier.dossiers.through.objects.filter(fichier=OuterRef("pk"))
    fichiers = Fichier.objects.filter(dossiers=effacement.dossier, effacement=None).order_by("pk")
    for fichier in fichiers.annotate(est_partage=Exists(depots.exclude(dossier=effacement.dossier))):
        try:
            trouve = cherche_dans(fichier, prevision.occulteur)
        except Illisible:
            trouve = False
            if fichier.pk not in effacement.fichiers:
                prevision.fichiers_illisibles.append(fichier)
        if trouve or fichier.pk in effacement.fichiers:
            prevision.fichiers.append(fichier)


def _prevoir_le_journal(prevision, dossier):
    """The back-office's own history: of this dossier's objects, and of those that exist no more."""
    for modele in filiations():
        if modele._meta.auto_created:
            continue
        ailleurs = modele._base_manager.exclude(pk__in=lignes(modele, dossier).values("pk"))
        ailleurs = ailleurs.annotate(objet_cite=Cast("pk", models.TextField())).values("objet_cite")
        entrees = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(modele))
        entrees = entrees.exclude(object_id__in=ailleurs)
        for ligne in entrees.order_by("pk").values("pk", *TEXTES_DU_JOURNAL).iterator():
            changements = _textes_changes(ligne, TEXTES_DU_JOURNAL, prevision.occulteur)
            if changements:
                prevision.journal.append((ligne["pk"], changements))


def _prevoir_les_sessions(prevision):
    prevision.sessions = [
        session for session in Session.objects.all() if contient(session.get_decoded(), prevision.occulteur)
    ]


def _textes_changes(ligne, noms, occulteur) -> dict:
    occultes = {nom: occulteur.occulter(ligne[nom] or "") for nom in noms}
    return {nom: texte for nom, texte in occultes.items() if texte != (ligne[nom] or "")}
