"""The round trip by workbook in a real browser: take out, bring back, settle a conflict, agree."""

import pytest

from suivi.models import Reponse
from tests.fabriques import DemarcheFactory, PropositionFactory, ReponseFactory
from tests.navigateur.test_parcours_principal import Parcours
from tests.suivi.classeurs import adresse, changer


@pytest.fixture
def demarche(ministere):
    """Three points in one chapter, the first two answered."""
    demarche = DemarcheFactory(organisation=ministere, titre="Démarche fictive : la nuit")
    points = [PropositionFactory(demarche=demarche, reference=f"A{n}", chapitre="La rue") for n in (1, 2, 3)]
    for point in points[:2]:
        ReponseFactory(proposition=point)
    return demarche


@pytest.mark.django_db(transaction=True)
def test_l_aller_retour_par_tableur(page, demarche, alice_redactrice, request, tmp_path):
    parcours = Parcours(page, f"tableur-{request.node.callspec.id}")
    parcours.se_connecter(alice_redactrice)
    page.goto(f"/admin/dossiers/{demarche.pk}/")
    parcours.cliquer("Répondre par tableur", "link", "page-du-tableur")
    page.locator("#id_chapitre").select_option("La rue")
    with page.expect_download() as telechargement:
        page.get_by_role("button", name="Télécharger (XLSX)").click()
    fichier = tmp_path / "reponses.xlsx"
    fichier.write_bytes(
        changer(
            telechargement.value.path().read_bytes(),
            {
                (0, "Motivation"): "Du fichier.",
                (1, "Motivation"): "Reprise en entier.",
                (2, "Position"): "Non retenue",
            },
        )
    )
    Reponse.objects.filter(proposition__reference="A1").update(motivation="Du portail.")

    page.locator("#id_fichier").set_input_files(fichier)
    parcours.cliquer("Essayer ce classeur", nom_de_la_page="essai")
    assert page.get_by_label("Garder ce qui est sur le portail").is_checked()
    page.get_by_label("Écrire ce que dit le fichier").check()
    parcours.cliquer("Écrire 1 ligne dans l’atelier", nom_de_la_page="applique")
    assert page.get_by_text("2 lignes sont écrites dans l’atelier").is_visible()
    ecrites = Reponse.objects.order_by("proposition__reference").values_list("motivation", flat=True)
    assert list(ecrites) == ["Du fichier.", "Reprise en entier."]
    assert page.get_by_text("Cette position demande au moins un motif").is_visible()

    page.goto(adresse("", demarche, "mesures"))
    parcours.voir("page-des-mesures")
    assert parcours.defauts == []
    assert page.erreurs == []
