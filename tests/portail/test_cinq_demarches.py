"""The model holds the five shapes of conception.md §10: what the documents and the index say of them."""

import pytest
from django.utils import timezone

from demarches.enums import FormeAvis, NaturePoint
from demarches.models import AvisVersion, DemarcheVersion, PropositionVersion
from publication import horloge
from suivi.enums import Avancement, Position
from suivi.models import ImpactVersion, MesureVersion, ReponseVersion
from tests.portail.cinq_demarches import (
    AGORA,
    ATELIER,
    AVIS_COLLECTIF,
    CLIMAT,
    FIN_DE_VIE,
    GRAND_DEBAT,
    NUIT,
    QUESTIONNAIRE,
    SYNTHESE,
)
from vitrine.enums import Statut
from vitrine.models import FicheDemarche, FicheProposition

pytestmark = pytest.mark.django_db


def en_vigueur(modele, demarche):
    return modele.objects.publiques(timezone.now()).get(objet=demarche.pk).contenu


def point(demarche, reference):
    fiches = FicheProposition.objects.en_vigueur(horloge.maintenant())
    return fiches.get(dossier=demarche.dossier, reference=reference)


def versions_de(modele, demarche, **objet):
    return modele.objects.filter(dossier=demarche.dossier, **objet).order_by("numero")


def test_la_convention_climat_compte_149_points_remis_et_152_publies(cinq_demarches):
    demarche = cinq_demarches[CLIMAT]
    avis, impact = en_vigueur(AvisVersion, demarche), en_vigueur(ImpactVersion, demarche)
    assert avis["nombre_remis"] == 149
    assert avis["nombre_remis_ecart"]
    assert PropositionVersion.objects.filter(dossier=demarche.dossier).count() == 152
    assert len(impact["decomptes"]) >= 2


@pytest.mark.parametrize(
    ("nom", "forme"),
    [
        (CLIMAT, FormeAvis.LISTE_DE_PROPOSITIONS),
        (FIN_DE_VIE, FormeAvis.AVIS_COLLECTIF),
        (GRAND_DEBAT, FormeAvis.SYNTHESE_DE_CONTRIBUTIONS),
        (AGORA, FormeAvis.RESULTATS_DE_QUESTIONNAIRE),
        (ATELIER, FormeAvis.LISTE_DE_PROPOSITIONS),
    ],
)
def test_chacune_des_cinq_a_la_forme_qui_est_la_sienne(cinq_demarches, nom, forme):
    assert en_vigueur(AvisVersion, cinq_demarches[nom])["forme"] == forme


def test_un_avis_collectif_porte_ses_votes_et_son_texte_minoritaire(cinq_demarches):
    avis = en_vigueur(AvisVersion, cinq_demarches[AVIS_COLLECTIF])
    assert avis["forme"] == FormeAvis.AVIS_COLLECTIF
    assert avis["votes"] == {"pour": 21, "contre": 4, "abstentions": 2}
    assert avis["avis_minoritaire"]["par"]
    natures = {
        version.contenu["nature"]
        for version in versions_de(PropositionVersion, cinq_demarches[AVIS_COLLECTIF])
    }
    assert natures == {NaturePoint.AVIS_D_ENSEMBLE}


def test_une_demarche_close_a_son_bilan_et_son_evaluation_sur_quatre_axes(cinq_demarches):
    demarche = cinq_demarches[AVIS_COLLECTIF]
    evaluation = en_vigueur(ImpactVersion, demarche)["evaluation"]
    assert all(evaluation[axe] for axe in ("dispositif", "organisation", "pratiques", "citoyens"))
    [fiche] = (
        FicheDemarche.objects.en_vigueur(timezone.now())
        .avec_etape(timezone.localdate())
        .filter(dossier=demarche.dossier)
    )
    assert fiche.etape == "close"


def test_une_synthese_dit_ce_qui_a_ete_lu_et_ce_qui_n_est_pas_publie(cinq_demarches):
    demarche = cinq_demarches[SYNTHESE]
    assert en_vigueur(AvisVersion, demarche)["synthese"]["part_lue"] == 10
    assert "6 200" in en_vigueur(DemarcheVersion, demarche)["contributions"]["passages_retires"].replace(
        "\u202f", " "
    )
    assert point(demarche, "L1").statut == Statut.DECOUPEE
    assert point(demarche, "L1.1").statut == Statut.SANS_REPONSE
    assert point(demarche, "L1.1").en_retard


def test_un_questionnaire_a_des_questions_de_chaque_type(cinq_demarches):
    demarche = cinq_demarches[QUESTIONNAIRE]
    questions = en_vigueur(AvisVersion, demarche)["questions"]
    assert [question["type"] for question in questions] == [
        "choix_unique",
        "choix_multiple",
        "echelle",
        "ouverte",
    ]
    assert en_vigueur(ImpactVersion, demarche)["reponse_politique"]


def test_l_atelier_de_dix_sept_personnes_tient_en_douze_champs(cinq_demarches):
    demarche = cinq_demarches[ATELIER]
    assert demarche.participants == 17
    assert 1 <= demarche.propositions.count() <= 10
    fiche = FicheDemarche.objects.en_vigueur(timezone.now()).get(dossier=demarche.dossier)
    assert (fiche.repondues, fiche.sans_reponse, fiche.en_attente) == (fiche.publiees, 0, 0)


@pytest.mark.parametrize(
    ("reference", "statut"),
    [
        ("N3", Statut.DECOUPEE),
        ("N3.1", Statut.REPONDUE),
        ("N9", Statut.REMPLACEE),
        ("N11", Statut.REPONDUE),
        ("N19", Statut.REMPLACEE),
        ("N19a", Statut.REPONDUE),
        ("N19b", Statut.REPONDUE),
        ("N20", Statut.REMPLACEE),
        ("N22", Statut.REPONDUE),
        ("N18", Statut.RETIREE),
        ("N8", Statut.SANS_REPONSE),
        ("N14", Statut.SANS_REPONSE),
    ],
)
def test_parties_scissions_et_fusions_sont_comptees_une_fois(cinq_demarches, reference, statut):
    assert point(cinq_demarches[NUIT], reference).statut == statut


@pytest.mark.parametrize(
    ("reference", "origine"), [("N19a", "N19"), ("N22", "N20"), ("N19b", ""), ("N11", "")]
)
def test_une_reponse_heritee_vient_du_point_d_origine(cinq_demarches, reference, origine):
    assert point(cinq_demarches[NUIT], reference).reponse_de == origine


def test_une_position_modifiee_garde_la_precedente(cinq_demarches):
    demarche = cinq_demarches[NUIT]
    n4 = demarche.propositions.get(reference="N4")
    avant, apres = versions_de(ReponseVersion, demarche, objet=n4.pk)
    assert (avant.contenu["position"], apres.contenu["position"]) == (Position.RETENUE, Position.NON_RETENUE)
    assert apres.publication.modification == "changement_de_position"
    assert avant.validite.upper == apres.validite.lower


def test_une_mesure_retiree_laisse_sa_raison(cinq_demarches):
    demarche = cinq_demarches[NUIT]
    *_, derniere = versions_de(MesureVersion, demarche, objet=demarche.mesures.get(numero=11).pk)
    assert derniere.contenu["retrait"]["motif"] == "doublon"


def test_ce_qui_a_ete_renvoye_n_a_jamais_ete_public(cinq_demarches):
    demarche = cinq_demarches[NUIT]
    versions = versions_de(MesureVersion, demarche, objet=demarche.mesures.get(numero=3).pk)
    publiques = [v.contenu["avancement"] for v in versions if v.numero]
    assert publiques == [Avancement.MISE_EN_OEUVRE_EN_PARTIE, Avancement.MISE_EN_OEUVRE_EN_PARTIE]
    assert Avancement.MISE_EN_OEUVRE in {v.contenu["avancement"] for v in versions if not v.numero}


def test_une_mesure_reportee_garde_ses_deux_dates(cinq_demarches):
    demarche = cinq_demarches[NUIT]
    mesure = (
        MesureVersion.objects.publiques(timezone.now()).get(objet=demarche.mesures.get(numero=5).pk).contenu
    )
    assert mesure["echeance_initiale"] < mesure["echeance_actuelle"]
    assert len(mesure["reports"]) == 1
