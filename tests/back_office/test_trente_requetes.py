"""No page of the back-office asks the database more than thirty things, whatever the number of lines."""

import datetime as dt

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Nature, Role
from demarches.admin.demarche.sections import SECTIONS
from demarches.models import Jalon, Lien, Membre
from publication.enums import MotifLegal
from publication.masquage import masquer
from publication.models import Publication
from publication.rectification import demander_une_rectification
from publication.soumission import soumettre, soumettre_au_fil_de_l_eau
from suivi.models import Nouvelle
from tests.back_office.conftest import navigateur
from tests.fabriques import (
    AvisFactory,
    DemarcheFactory,
    ImpactFactory,
    LienMesureFactory,
    MesureFactory,
    OrganisationFactory,
    PropositionFactory,
    ReponseFactory,
)
from tests.personnes import agent
from tests.scenes import DECLAREE
from tests.verbes import valider

pytestmark = pytest.mark.django_db
PLAFOND = 30


class Remplie:
    """A démarche of which everything exists: online, hidden, to be rectified, in a lot, in one big submission."""

    def __init__(self, demarche, auteur, validateur):
        self.demarche, self.auteur, self.validateur = demarche, auteur, validateur
        for partie in (
            Jalon(demarche=demarche, nature="preparation", titre="Lancement", debut=dt.date(2025, 1, 6)),
            Membre(demarche=demarche, role="comite_de_pilotage", nom="Camille Exemple"),
            Lien(
                demarche=demarche, nature="compte_rendu", titre="Décret", url="https://exemple.gouv.fr/decret"
            ),
        ):
            partie.save()
        avis, impact = AvisFactory(demarche=demarche), ImpactFactory(demarche=demarche)
        points, reponses, mesures = self.grandir(4)
        valider(soumettre(demarche.dossier, [avis, impact, points[0], reponses[0]], auteur), validateur)
        self.signaler(points[0], reponses[0])
        self.lot = soumettre_au_fil_de_l_eau(demarche.dossier, points[1:3], auteur)[0].lot
        demarche.titre, avis.synthese, impact.prochaines_etapes = (
            "La ville, la nuit, autrement",
            "Autre synthèse.",
            "Un décret.",
        )
        for objet in (demarche, avis, impact):
            objet.save()
        tout = [demarche, avis, impact, points[3], reponses[3], mesures[3]]
        self.ensemble = soumettre(demarche.dossier, tout, auteur, **DECLAREE)

    def grandir(self, combien):
        """So many more points, each answered and come to a mesure; and démarches that await the CIPC."""
        points = [PropositionFactory(demarche=self.demarche) for _ in range(combien)]
        reponses = [ReponseFactory(proposition=point) for point in points]
        mesures = [LienMesureFactory(proposition=point, mesure=self._mesure()).mesure for point in points]
        for _ in range(combien // 4):
            autre = DemarcheFactory(organisation=self.demarche.organisation)
            soumettre(autre.dossier, [autre], self.auteur)
        return points, reponses, mesures

    def _mesure(self):
        mesure = MesureFactory(demarche=self.demarche)
        Nouvelle.objects.create(mesure=mesure, date=dt.date(2025, 9, 1), texte="Le décret est écrit.")
        return mesure

    def signaler(self, *objets):
        for objet in objets:
            demain = timezone.localdate() + dt.timedelta(days=1)
            demander_une_rectification(
                objet, self.demarche.dossier, self.validateur, texte="À vérifier.", avant_le=demain
            )
            masquer(
                objet,
                self.demarche.dossier,
                self.validateur,
                motif=MotifLegal.DONNEES_PERSONNELLES,
                precision="Un nom.",
            )


@pytest.fixture(scope="module", params=[0, 12], ids=["peu", "beaucoup"])
def remplie(request, django_db_setup, django_db_blocker):
    """Of two sizes; made once for all pages, in a transaction that is never committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        ministere = OrganisationFactory(nom="Ministère de la Ville", nature=Nature.MINISTERE)
        alice = agent("Alice", Role.REDACTEUR, ministere)
        viktor = agent("Viktor", Role.VALIDATEUR, OrganisationFactory(nom="CIPC"))
        demarche = DemarcheFactory(organisation=ministere, titre="La ville, la nuit")
        valider(soumettre(demarche.dossier, [demarche], alice), viktor)
        remplie = Remplie(demarche, alice, viktor)
        remplie.grandir(request.param)
        yield remplie
        transaction.set_rollback(True)


PAGES = {
    "accueil": ("index", ""),
    "dossier": ("dossier", "dossier"),
    "soumettre": ("soumettre", "dossier"),
    "changements": ("changements", "dossier"),
    "publications": ("publications", ""),
    "publication du lot": ("publication", "du lot"),
    "publication de tout ensemble": ("publication", "ensemble"),
    "lot": ("lot", "lot"),
    "tableau des réponses": ("tableau_des_reponses", "dossier"),
    "tableur": ("tableur", "reponses"),
    "notes": ("notes_du_point", "point"),
    "partages": ("partages", "dossier"),
    "confier": ("confier", "dossier"),
    "histoire": ("suivi_reponse_history", "point"),
    "avis": ("demarches_avis_change", "dossier"),
    "impact": ("suivi_impact_change", "dossier"),
    "proposition": ("demarches_proposition_change", "point"),
    "réponse": ("suivi_reponse_change", "point"),
    "mesure": ("suivi_mesure_change", "mesure"),
    **{f"fiche, {section.cle}": ("demarches_demarche_change", section.cle) for section in SECTIONS},
}


def adresse(remplie, page):
    nom, objet = PAGES[page]
    demarche = remplie.demarche
    lus = {
        "": [],
        "dossier": [demarche.pk],
        "reponses": [demarche.pk, "reponses"],
        "du lot": [Publication.objects.filter(lot=remplie.lot).first().pk],
        "ensemble": [remplie.ensemble.pk],
        "lot": [remplie.lot.pk],
        "point": [demarche.propositions.first().pk],
        "mesure": [demarche.mesures.first().pk],
    }
    section = {} if objet in lus else {"section": objet}
    return reverse(f"admin:{nom}", args=lus.get(objet, [demarche.pk]), query=section or None)


@pytest.mark.parametrize("qui", ["auteur", "validateur"])
@pytest.mark.parametrize("page", PAGES)
def test_une_page_fait_trente_requetes_au_plus(page, qui, remplie):
    """All of them: the session, the account and the transaction are counted too."""
    lecteur, demandee = navigateur(getattr(remplie, qui)), adresse(remplie, page)
    with CaptureQueriesContext(connection) as requetes:
        reponse = lecteur.get(demandee)
    if reponse.status_code == 404:
        pytest.skip("cette page n’est pas pour ce rôle")
    assert reponse.status_code == 200
    assert len(requetes) <= PLAFOND, "\n".join(r["sql"][:160] for r in requetes)
