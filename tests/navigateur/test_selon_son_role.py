"""What each one finds in the back-office: lines are entrusted, answered, a fiche is established, news validated."""

import pytest

from accounts.enums import Nature, Role
from publication.atelier import tracer
from publication.soumission import soumettre
from suivi.models import Nouvelle
from tests.fabriques import (
    DemarcheFactory,
    LienMesureFactory,
    MesureFactory,
    OrganisationFactory,
    PropositionFactory,
)
from tests.navigateur.test_parcours_principal import Parcours
from tests.personnes import agent
from tests.verbes import valider

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def demarche(ministere, alice_redactrice, viktor_valideur):
    """Online with two points and a mesure, of which some news awaits the CIPC."""
    demarche = DemarcheFactory(organisation=ministere, titre="La ville, la nuit")
    points = [
        PropositionFactory(
            demarche=demarche,
            reference=f"A{i}",
            ordre=i,
            chapitre="Dormir",
            titre=f"Éteindre les enseignes {i}",
        )
        for i in (1, 2)
    ]
    mesure = MesureFactory(demarche=demarche, numero=1)
    LienMesureFactory(mesure=mesure, proposition=points[0])
    tracer(demarche, alice_redactrice, demarche.dossier)
    valider(soumettre(demarche.dossier, [demarche, *points, mesure], alice_redactrice), viktor_valideur)
    Nouvelle.objects.create(mesure=mesure, date="2025-09-05", texte="Le décret est à la signature.")
    tracer(mesure, alice_redactrice, demarche.dossier)
    declaration = {"modification": "mise_a_jour", "raison": "Le décret avance."}
    soumettre(demarche.dossier, [mesure], alice_redactrice, **declaration)
    return demarche


def test_chacun_fait_ce_que_son_role_permet(
    page, request, demarche, ministere, alice_redactrice, viktor_valideur, cipc
):
    identifiant = request.node.callspec.id
    parcours = Parcours(page, f"roles-{identifiant}")
    routes = OrganisationFactory(nom="Ministère des Routes", nature=Nature.MINISTERE)

    parcours.se_connecter(agent("Lou", Role.CONTRIBUTEUR, routes))
    parcours.voir("contributrice-sans-point")
    assert page.get_by_text("Aucun point n’est confié à votre organisation").is_visible()

    parcours.se_connecter(alice_redactrice)
    parcours.cliquer("La ville, la nuit", "link", "tableau-de-la-redactrice")
    parcours.cliquer("Confier des points à d’autres organisations", "link", "confier")
    page.get_by_label("A1 – Éteindre les enseignes 1").check()
    page.get_by_label("Organisation qui répondra").select_option("Ministère des Routes")
    parcours.cliquer("Confier les points cochés", "button", "confies")
    assert page.get_by_text("1 point est confié à").is_visible()
    page.goto(f"/admin/demarches/proposition/{demarche.propositions.first().pk}/change/")
    parcours.voir("point-confie")

    parcours.se_connecter(agent("Lise", Role.CONTRIBUTEUR, routes))
    parcours.voir("accueil-de-la-contributrice")
    parcours.cliquer("La ville, la nuit", "link", "tableau-de-la-contributrice")
    parcours.cliquer("A1 – Éteindre les enseignes 1", "link", "reponse")
    page.get_by_label("Position").first.select_option("Retenue")
    page.get_by_label("Motivation").fill("Nous le ferons.")
    parcours.cliquer("Enregistrer", nom_de_la_page="tableau-apres-reponse", exact=True)
    assert page.locator("#confies ~ ul li").count() == 1

    parcours.se_connecter(agent("Rita", Role.REFERENT, ministere))
    parcours.voir("accueil-de-la-referente")
    parcours.cliquer("La ville, la nuit", "link", "nouvelle")
    for point in page.locator("[name=controles]").all():
        point.check()
    parcours.cliquer("Valider et publier maintenant", "button", "nouvelle-validee")
    assert page.get_by_text("C’est en ligne.").is_visible()

    parcours.se_connecter(viktor_valideur)
    parcours.voir("accueil-du-validateur")
    parcours.cliquer("Établir la fiche d’une démarche non déclarée", "link", "etablir")
    page.get_by_label("Demander à des citoyens").check()
    page.get_by_label("Titre").fill("Une consultation oubliée")
    page.get_by_label("Organisation pilote").select_option("Ministère des Routes")
    parcours.cliquer("Continuer", nom_de_la_page="fiche-etablie", exact=True)
    parcours.cliquer("Tableau de la démarche", "link", "tableau-de-la-fiche-etablie")
    assert page.get_by_text("Fiche établie par le CIPC").is_visible()

    parcours.se_connecter(agent("Ada", Role.ADMINISTRATEUR, cipc))
    parcours.voir("accueil-de-l-administratrice")
    page.goto(f"/admin/accounts/organisation/{ministere.pk}/change/")
    parcours.voir("organisation")
    assert parcours.defauts == []
