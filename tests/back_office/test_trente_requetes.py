"""Pages of the back-office ask the database thirty things at most, whatever the number of lines.

Those that read whole documents, one query for each of their repeated parts, have their own ceiling meanwhile: it is
constant too, and only ever goes down.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from demarches.admin.demarche.sections import SECTIONS
from publication.soumission import soumettre_au_fil_de_l_eau
from tests.fabriques import (
    AvisFactory,
    ImpactFactory,
    LienMesureFactory,
    MesureFactory,
    PropositionFactory,
    ReponseFactory,
)

pytestmark = pytest.mark.django_db
PLAFOND = 30
PLAFONDS_DES_DOCUMENTS_ENTIERS = {
    "dossier": 69,
    "soumettre": 64,
    "publication": 53,
    "lot": 49,
    "mesure": 42,
    "proposition": 37,
    "fiche": 40,
}


@pytest.fixture
def remplie(en_ligne, alice_redactrice):
    """A démarche online, with eight answered points, of which a lot awaits the CIPC."""
    AvisFactory(demarche=en_ligne)
    ImpactFactory(demarche=en_ligne)
    points = [PropositionFactory(demarche=en_ligne, reference=f"P{n}", ordre=n) for n in range(8)]
    for point in points:
        ReponseFactory(proposition=point)
    LienMesureFactory(mesure=MesureFactory(demarche=en_ligne), proposition=points[0])
    soumettre_au_fil_de_l_eau(en_ligne.dossier, points[:4], alice_redactrice)
    return en_ligne


PAGES = {
    "accueil": ("index", ""),
    "dossier": ("dossier", "dossier"),
    "soumettre": ("soumettre", "dossier"),
    "publications": ("publications", ""),
    "publication": ("publication", "publication"),
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


def adresse(demarche, page):
    nom, objet = PAGES[page]
    publication = demarche.dossier.publications.filter(lot__isnull=False).first()
    lus = {
        "": [],
        "dossier": [demarche.pk],
        "reponses": [demarche.pk, "reponses"],
        "publication": [publication.pk],
        "lot": [publication.lot_id],
        "point": [demarche.propositions.first().pk],
        "mesure": [demarche.mesures.first().pk],
    }
    section = {} if objet in lus else {"section": objet}
    return reverse(f"admin:{nom}", args=lus.get(objet, [demarche.pk]), query=section or None)


@pytest.mark.parametrize("qui", ["alice", "viktor"])
@pytest.mark.parametrize("page", PAGES)
def test_une_page_fait_trente_requetes_au_plus(page, qui, remplie, request):
    lecteur = request.getfixturevalue(qui)
    demandee = adresse(remplie, page)
    with CaptureQueriesContext(connection) as requetes:
        reponse = lecteur.get(demandee)
    if reponse.status_code == 404:
        pytest.skip("cette page n’est pas pour ce rôle")
    assert reponse.status_code == 200
    lues = [r["sql"] for r in requetes if not r["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    plafond = PLAFONDS_DES_DOCUMENTS_ENTIERS.get(page.partition(",")[0], PLAFOND)
    assert len(lues) <= plafond, "\n".join(sql[:160] for sql in lues)
