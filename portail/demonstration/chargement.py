"""The demonstration's content, told through the real verbs: import, submit, validate, under a set clock."""

import csv
import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml
from django.db import transaction

from accounts.enums import Role
from accounts.models import Affectation, Organisation
from demarches.imports.application import importer
from demarches.models import Avis, Demarche, Filiation, Proposition
from portail.demonstration import comptes
from publication import horloge
from publication.atelier import tracer
from publication.models import Dossier
from publication.soumission import soumettre
from publication.validation import valider
from suivi.models import Impact, LienMesure, Mesure, Reponse, SortDEngagement

CONTENU = Path(__file__).parent / "contenu"
PARIS = ZoneInfo("Europe/Paris")
PARTIES = [
    "jalons",
    "modalites",
    "rendez_vous",
    "engagements",
    "composition",
    "membres",
    "experts",
    "reunions",
    "liens",
    "paralleles",
    "absences",
]
PARTIES_DE_L_AVIS = ["documents", "chiffres_cles", "questions"]
PARTIES_DE_LA_MESURE = ["lectures", "reports", "preuves", "nouvelles"]
MISE_EN_LIGNE = dt.datetime(2026, 2, 2, 9, tzinfo=PARIS)
REPONSES_EN_LIGNE = dt.datetime(2026, 2, 16, 10, tzinfo=PARIS)
DEMARCHES = [
    "convention_climat",
    "fictive",
    "fictive_ouverte",
    "eg_justice",
    "mix_energetique",
    "republique_numerique",
    "influenceurs",
    "eg_information",
    "habiter",
    "discriminations",
    "avenir_europe",
    "egalim",
    "vallees",
    "agora_participation",
    "cna_emballages",
    "snanc",
    "cnr",
    "notre_service_public",
    "mer_en_debat",
    "penly",
    "pngmdr",
    "impactons",
    "ppe3_snbc3",
]


@transaction.atomic
def charger(dire=print) -> None:
    """Load every démarche of the demonstration; all or nothing. `dire` receives one line per step."""
    agents = comptes.creer()
    for nom in DEMARCHES:
        contenu = yaml.safe_load((CONTENU / f"{nom}.yaml").read_text(encoding="utf-8"))
        dire(f"  {contenu['demarche']['titre']}")
        Recit(nom, contenu, auteur=agents["Alice"], valideur=agents["Viktor"]).raconter()


class Recit:
    """The history of one démarche: its fiche and points first, then what the State answered."""

    def __init__(self, nom, contenu, auteur, valideur):
        self.nom, self.contenu = nom, contenu
        self.auteur, self.valideur = auteur, valideur

    def raconter(self) -> None:
        ouverte_le = self.contenu["demarche"].get("ouverte_le", MISE_EN_LIGNE.date())
        en_ligne = max(MISE_EN_LIGNE, dt.datetime.combine(ouverte_le, dt.time(9), PARIS))
        with horloge.reglee_sur(en_ligne):
            self._ecrire_la_fiche()
            points = self._importer_les_points()
            avis = self._ecrire("avis", Avis)
            self._publier([self.demarche, *avis, *points])
        with horloge.reglee_sur(max(REPONSES_EN_LIGNE, en_ligne)):
            if reponses := [*self._repondre(), *self._prendre_les_mesures(), *self._ecrire("impact", Impact)]:
                self._publier(reponses)

    def _publier(self, objets) -> None:
        publication = soumettre(self.demarche.dossier, objets, self.auteur)
        valider(publication, self.valideur)

    def _ecrire_la_fiche(self) -> None:
        pilote = self._organisations()
        Affectation.objects.get_or_create(
            agent=self.auteur, organisation=pilote, role=Role.REDACTEUR, defaults={"debut": comptes.DEPUIS}
        )
        champs = self.contenu["demarche"]
        dossier = Dossier.objects.create(organisation=pilote, intitule=champs["titre"])
        self.demarche = enregistrer(Demarche(dossier=dossier, **champs))
        for relation in PARTIES:
            modele = getattr(Demarche, relation).rel.related_model
            for partie in self.contenu.get(relation, []):
                enregistrer(modele(demarche=self.demarche, **partie))
        tracer(self.demarche, self.auteur, dossier)

    def _organisations(self) -> Organisation:
        for champs in [self.contenu["organisation"], *self.contenu.get("organisations", [])]:
            parent = champs.pop("parent", None)
            Organisation.objects.get_or_create(
                slug=champs["slug"],
                defaults=champs | {"parent": Organisation.objects.get(slug=parent) if parent else None},
            )
        return Organisation.objects.get(slug=self.contenu["organisation"]["slug"])

    def _importer_les_points(self) -> list[Proposition]:
        fichier = CONTENU / f"{self.nom}_propositions.csv"
        if not fichier.exists():
            return []
        importer(self.demarche, fichier, par=self.auteur)
        self._completer_les_points(fichier)
        return list(self.demarche.propositions.all())

    def _completer_les_points(self, fichier) -> None:
        """What the import does not read: withdrawals by their authors, and lineage."""
        with fichier.open(encoding="utf-8", newline="") as lignes:
            for ligne in csv.DictReader(lignes, delimiter=";"):
                if ligne.get("retiree_le"):
                    point = self._point(ligne["reference"])
                    point.retiree_le = dt.date.fromisoformat(ligne["retiree_le"])
                    point.retiree_document = ligne["retiree_document"]
                    enregistrer(point)
        for filiation in self.contenu.get("filiations", []):
            champs = filiation | {
                "proposition": self._point(filiation["proposition"]),
                "origine": self._point(filiation["origine"]),
            }
            enregistrer(Filiation(**champs))

    def _point(self, reference) -> Proposition:
        return self.demarche.propositions.get(reference=reference)

    def _ecrire(self, cle, modele) -> list:
        """The avis or the impact, with their parts."""
        if cle not in self.contenu:
            return []
        champs = dict(self.contenu[cle])
        parties = {nom: champs.pop(nom, []) for nom in (*PARTIES_DE_L_AVIS, "decomptes")}
        sorts = champs.pop("sorts", [])
        objet = enregistrer(modele(demarche=self.demarche, **champs))
        for nom, lignes in parties.items():
            for ligne in lignes:
                enregistrer(getattr(objet, nom).model(**{cle: objet}, **ligne))
        for sort in sorts:
            sort = dict(sort)
            engagement = self.demarche.engagements.get(texte__startswith=sort.pop("engagement"))
            enregistrer(SortDEngagement(impact=objet, engagement=engagement, **sort))
        tracer(objet, self.auteur, self.demarche.dossier)
        return [objet]

    def _repondre(self) -> list[Reponse]:
        reponses = []
        for champs in self.contenu.get("reponses", []):
            champs = dict(champs)
            champs["proposition"] = self._point(champs.pop("reference"))
            if destinataire := champs.pop("destinataire", None):
                champs["destinataire"] = Organisation.objects.get(slug=destinataire)
            reponse = enregistrer(Reponse(**champs))
            tracer(reponse, self.auteur, self.demarche.dossier)
            reponses.append(reponse)
        return reponses

    def _prendre_les_mesures(self) -> list[Mesure]:
        mesures = []
        for champs in self.contenu.get("mesures", []):
            champs = dict(champs)
            parties = {relation: champs.pop(relation, []) for relation in ("liens", *PARTIES_DE_LA_MESURE)}
            if responsable := champs.pop("responsable", None):
                champs["responsable"] = Organisation.objects.get(slug=responsable)
            mesure = enregistrer(Mesure(demarche=self.demarche, **champs))
            for lien in parties.pop("liens"):
                lien = dict(lien)
                enregistrer(LienMesure(mesure=mesure, proposition=self._point(lien.pop("reference")), **lien))
            for relation, valeurs in parties.items():
                modele = getattr(Mesure, relation).rel.related_model
                for valeur in valeurs:
                    enregistrer(modele(mesure=mesure, **valeur))
            tracer(mesure, self.auteur, self.demarche.dossier)
            mesures.append(mesure)
        return mesures


def enregistrer(objet):
    """Validate as a form would, then save: demonstration content obeys the same rules."""
    objet.full_clean()
    objet.save()
    return objet
