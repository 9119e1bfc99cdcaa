"""What the guide of the CIPC asks and is not published is said, from the published document alone."""

import re

import pytest
from django.urls import reverse

from demarches.enums import Acces, FormeAvis, Rubrique
from demarches.recommandations import AVIS, FICHE
from portail.organiser.fiches import FICHES
from publication.recommandations import ce_qui_manque
from suivi.recommandations import IMPACT
from tests.fabriques import AvisFactory, DemarcheFactory, EngagementFactory, ImpactFactory
from tests.portail.recits import publier

TOUTES = [*FICHE, *AVIS, *IMPACT]


def manques(page) -> list[str]:
    """What the page says is missing."""
    dits = re.findall(r"Il manque\s: (.*?)\. <a href=\"/organiser/\"", page.text)
    return dits[0].split(", ") if dits else []


@pytest.fixture
def lire(ministere, alice_redactrice, viktor_valideur, client):
    """Publish and read a page: `completer` may add parts to the fiche."""

    def lire(nom="fiche", completer=lambda demarche: None, avis=None, impact=None, **champs):
        demarche = DemarcheFactory(organisation=ministere, **champs)
        completer(demarche)
        objets = [demarche]
        if avis is not None:
            objets.append(AvisFactory(demarche=demarche, **avis))
        if impact is not None:
            objets.append(ImpactFactory(demarche=demarche, **impact))
        publier(demarche, objets, alice_redactrice, viktor_valideur)
        return manques(client.get(reverse(f"portail:{nom}", args=[demarche.pk, demarche.slug])))

    return lire


def test_chaque_recommandation_cite_une_fiche_du_guide_que_le_portail_explique():
    expliquees = {fiche.fiche for fiche in FICHES.values()}
    assert {une.source for une in TOUTES} <= expliquees
    assert len({une.quoi for une in TOUTES}) == len(TOUTES)


def test_un_document_absent_ne_manque_de_rien():
    assert ce_qui_manque(IMPACT, None) == []


@pytest.mark.django_db
def test_la_fiche_dit_en_une_phrase_ce_qui_manque(lire):
    assert lire() == [
        "le contexte",
        "la finalité",
        "ce qui est ouvert au débat",
        "le calendrier de la décision",
        "les modalités de participation",
        "les engagements du commanditaire",
        "la composition du comité de pilotage",
        "les garants",
        "le comité de suivi citoyen",
        "l’évaluation prévue",
    ]


@pytest.mark.django_db
def test_une_fiche_entiere_ne_manque_de_rien(lire):
    def completer(demarche):
        EngagementFactory(demarche=demarche)
        demarche.modalites.create(titre="Écrire", acces=Acces.OUVERT_A_TOUS)
        demarche.membres.create(role="comite_de_pilotage", nom="Le ministère fictif")

    assert (
        lire(
            completer=completer,
            contexte="La nuit.",
            finalite="Dormir.",
            ouvert_au_debat="L’heure.",
            point_de_sortie_echeance="au printemps",
            garants_absents=True,
            suivi_citoyen_absent=True,
            evaluation_absente=True,
        )
        == []
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("nature", "manque"), [("sans_objet", False), ("non_communique", True)])
def test_sans_objet_est_une_reponse_et_non_communique_un_manque(lire, nature, manque):
    def completer(demarche):
        demarche.absences.create(rubrique=Rubrique.COMPOSITION, nature=nature, raison="Dix-sept voisins.")

    lus = lire(completer=completer, participants=17, recrutement_mode=Acces.VOLONTARIAT)
    assert ("le profil des participants" in lus) is manque
    assert "la méthode de recrutement des participants" in lus


@pytest.mark.django_db
def test_le_profil_ne_manque_pas_avant_que_des_gens_soient_reunis(lire):
    assert "le profil des participants" not in lire(recrutement_mode=Acces.TIRAGE_AU_SORT)


@pytest.mark.django_db
def test_l_avis_dit_ce_qui_manque_selon_sa_forme(lire):
    assert lire("avis", avis={"forme": FormeAvis.AVIS_COLLECTIF, "points_de_consensus": "L’ombre."}) == [
        "la validation du texte par les citoyens",
        "les points de divergence",
        "le document remis par les citoyens",
    ]
    assert "le profil des répondants" in lire(
        "avis", avis={"forme": FormeAvis.SYNTHESE_DE_CONTRIBUTIONS, "profil_non_connu": True}
    )


@pytest.mark.django_db
def test_non_valide_par_les_citoyens_est_dit_et_ne_manque_pas(lire):
    assert "la validation du texte par les citoyens" not in lire(
        "avis", avis={"valide_par_les_citoyens": False}
    )


@pytest.mark.django_db
def test_l_impact_dit_ce_qui_manque(lire):
    assert lire("impact", impact={"effets_angles_morts": "La nuit."}) == [
        "la réponse politique du commanditaire",
        "les enseignements tirés",
        "l’évaluation de la démarche",
    ]
    assert lire("impact") == []
