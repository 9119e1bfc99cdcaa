"""The main job, by hand in a real browser: a file comes in, one point is answered, the CIPC validates, a citizen reads."""

import pytest

from tests.fabriques import MOT_DE_PASSE, AvisFactory, DemarcheFactory
from tests.navigateur.conftest import capturer, deborde, violations

FICHIER = """Avis de la convention fictive;;
Référence;Proposition;Texte
A1;Éteindre les enseignes;Nous demandons que les enseignes soient éteintes à minuit.
A2;Ouvrir les parcs;Nous demandons que les parcs restent ouverts l’été.
"""


class Parcours:
    """One browser, several people; every page seen is checked."""

    def __init__(self, page, identifiant):
        self.page, self.identifiant, self.rang = page, identifiant, 0
        self.defauts = []

    def voir(self, nom):
        self.rang += 1
        capturer(self.page, f"parcours-{self.rang:02}-{nom}-{self.identifiant}")
        if "avec-js" in self.identifiant:
            self.defauts += [f"{nom} : {violation}" for violation in violations(self.page)]
            if deborde(self.page):
                self.defauts.append(f"{nom} : défile en largeur")
        if self.page.locator("h1").count() != 1:
            self.defauts.append(f"{nom} : {self.page.locator('h1').count()} titres de niveau 1")

    def se_connecter(self, agent):
        self.page.context.clear_cookies()
        self.page.goto("/admin/")
        self.voir("connexion")
        self.page.get_by_label("Courriel").fill(agent.courriel)
        self.page.get_by_label("Mot de passe").fill(MOT_DE_PASSE)
        self.cliquer("Connexion", nom_de_la_page="accueil")

    def cliquer(self, nom, role="button", nom_de_la_page="", exact=False):
        """Click what leads to another page, and look at that page once it is there."""
        with self.page.expect_navigation():
            self.page.get_by_role(role, name=nom, exact=exact).first.click()
        self.voir(nom_de_la_page or nom)


@pytest.mark.django_db(transaction=True)
def test_du_fichier_de_l_organisateur_a_la_page_du_citoyen(
    page, ministere, alice_redactrice, viktor_valideur, request, tmp_path
):
    demarche = DemarcheFactory(organisation=ministere, titre="Démarche fictive : la nuit")
    AvisFactory(demarche=demarche)
    fichier = tmp_path / "avis.csv"
    fichier.write_text(FICHIER, encoding="cp1252", errors="replace")
    parcours = Parcours(page, request.node.callspec.id)

    parcours.se_connecter(alice_redactrice)
    parcours.cliquer("Démarche fictive : la nuit", "link", "tableau")
    parcours.cliquer("Importer des propositions", "link")
    page.get_by_label("Fichier des propositions").set_input_files(fichier)
    parcours.cliquer("Essayer ce fichier", nom_de_la_page="essai")
    assert "2 créées" in page.content()
    parcours.cliquer("Importer dans l’atelier", nom_de_la_page="importe")
    assert demarche.propositions.count() == 2

    page.goto(f"/admin/suivi/reponse/{demarche.propositions.get(reference='A1').pk}/change/")
    parcours.voir("reponse")
    page.locator("#id_position").select_option(label="Non retenue")
    page.locator("#id_motivation").fill("La dépense dépasse le budget fictif.")
    page.get_by_label("Coût").check()
    page.locator("#id_repondue_le").fill("2025-10-12")
    page.locator("#id_source").fill("Communiqué fictif")
    page.locator("#id_signataire_nom").fill("Camille Exemple")
    page.locator("#id_signataire_fonction").fill("Ministre fictive")
    page.locator("#id_signataire_autorite").fill("Ministère de la Ville")
    page.locator("#id_visa_par").fill("Le directeur de cabinet")
    page.locator("#id_visa_le").fill("2025-10-10")
    page.locator("#id_visa_delegation").fill("Arrêté fictif du 1er octobre 2025")
    parcours.cliquer("Enregistrer", nom_de_la_page="reponse-enregistree", exact=True)

    page.goto(f"/admin/dossiers/{demarche.pk}/soumettre/")
    parcours.voir("soumettre")
    page.get_by_label("Note au validateur").fill("Première mise en ligne.")
    parcours.cliquer("Soumettre au CIPC", nom_de_la_page="soumise")
    assert page.goto(f"/demarches/{demarche.pk}-{demarche.slug}/").status == 404

    parcours.se_connecter(viktor_valideur)
    parcours.cliquer("Démarche fictive : la nuit", "link", "a-valider")
    assert "La dépense dépasse le budget fictif." in page.content()
    for point in page.locator("[name=controles]").all():
        point.check()
    parcours.cliquer("Valider et publier maintenant", nom_de_la_page="validee")

    page.context.clear_cookies()
    page.goto(f"/demarches/{demarche.pk}-{demarche.slug}/avis/")
    parcours.voir("avis-public")
    parcours.cliquer("A1 Éteindre les enseignes", "link", "point-public")
    for attendu in (
        "Nous demandons que les enseignes",
        "Non retenue",
        "La dépense dépasse",
        "Coût",
        "Camille Exemple",
    ):
        assert attendu in page.content()
    assert "directeur de cabinet" not in page.content()
    assert not parcours.defauts, "\n".join(parcours.defauts)
    assert not [erreur for erreur in page.erreurs if "404" not in erreur]
