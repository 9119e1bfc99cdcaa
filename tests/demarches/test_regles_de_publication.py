"""What a démarche, its avis and its points need to be published, and how points relate to one another."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from demarches.enums import Rubrique
from demarches.models import Filiation, Proposition
from publication.refus import Refus
from publication.soumission import soumettre
from tests.fabriques import AvisFactory, DemarcheFactory, EngagementFactory, PropositionFactory
from tests.scenes import manques
from tests.verbes import valider

CHAMPS_DE_LA_FICHE = {
    "titre": "le titre",
    "chapo": "le chapô",
    "themes": "au moins un thème",
    "type": "le type de démarche",
    "objectif": "l’objectif",
    "commanditaire_fonction": "la fonction du commanditaire",
    "question": "la question posée aux citoyens",
    "objet": "l’objet",
    "point_de_sortie": "le point de sortie",
    "contact": "un contact",
}


@pytest.mark.parametrize("champ", CHAMPS_DE_LA_FICHE)
def test_une_fiche_d_identite_dit_ce_qui_lui_manque(db, champ):
    demarche = DemarcheFactory()
    assert manques(demarche) == []
    setattr(demarche, champ, [] if champ == "themes" else "")
    assert manques(demarche) == [f"Fiche d’identité : il manque {CHAMPS_DE_LA_FICHE[champ]}."]


def test_ce_qui_n_est_pas_communique_se_dit_au_lieu_de_bloquer(db):
    demarche = DemarcheFactory(contact="")
    demarche.absences.create(rubrique="contact", nature="non_communique", raison="Le service a fermé.")
    assert manques(demarche) == []


def test_le_titre_et_l_objet_ne_se_disent_jamais_sans_objet(db):
    demarche = DemarcheFactory(titre="", objet="")
    for rubrique in Rubrique:
        demarche.absences.create(rubrique=rubrique, nature="sans_objet", raison="Rien.")
    assert len(manques(demarche)) == 2


def test_une_demarche_obligatoire_est_seulement_referencee(db):
    demarche = DemarcheFactory(
        cadre="obligatoire", type="", objectif="", question="", objet="", point_de_sortie="", contact=""
    )
    assert manques(demarche) == ["Fiche d’identité : il manque l’adresse de la procédure."]
    demarche.procedure_url = "https://exemple.fr/debat"
    assert manques(demarche) == []


@pytest.fixture
def panel(db):
    return DemarcheFactory(recrutement_mode="tirage_au_sort", participants=100)


def test_un_panel_qui_a_travaille_dit_de_qui_il_etait_fait(panel):
    assert manques(panel) == ["Fiche d’identité : il manque la composition du panel."]
    panel.composition.create(critere="Genre", categorie="Femmes", panel=510, reference=515)
    assert manques(panel) == []


def test_une_composition_qui_fait_140_pour_cent_est_refusee(panel):
    for categorie in ("Femmes", "Hommes"):
        panel.composition.create(critere="Genre", categorie=categorie, panel=700, reference=500)
    assert manques(panel) == [
        "Fiche d’identité : dans la composition du panel, les parts du panel pour « Genre » font 140\N{NO-BREAK SPACE}% en tout, corrigez-les."
    ]


def test_des_parts_arrondies_ne_sont_pas_une_erreur(panel):
    for categorie in ("A", "B", "C"):
        panel.composition.create(critere="Âge", categorie=categorie, panel=334, reference=333)
    assert manques(panel) == []


def test_un_groupe_de_moins_de_cinq_personnes_se_devine_a_sa_part(panel):
    panel.composition.create(critere="Âge", categorie="16-17 ans", panel=20)
    assert manques(panel) == [
        "Fiche d’identité : dans la composition du panel, « 16-17 ans » compte moins de cinq personnes, regroupez cette catégorie avec une autre."
    ]


def test_une_composition_ne_compte_pas_plus_de_monde_que_le_panel(panel):
    for categorie in ("Femmes", "Hommes"):
        panel.composition.create(critere="Genre", categorie=categorie, nombre=60)
    assert "plus que les 100 participants" in manques(panel)[0]


def test_une_demarche_s_engage_ou_dit_qu_aucun_delai_n_est_annonce(db):
    demarche = DemarcheFactory(aucun_delai_annonce=False)
    assert manques(demarche) == [
        "Fiche d’identité : il manque un engagement, ou la mention « aucun délai annoncé »."
    ]
    EngagementFactory(demarche=demarche)
    assert manques(demarche) == []


def test_une_demarche_a_une_date(db):
    demarche = DemarcheFactory(annoncee_le=None, ouverte_le=None)
    assert manques(demarche) == ["Fiche d’identité : il manque la date d’annonce ou d’ouverture."]


CHAMPS_DE_L_AVIS = {
    "forme": "la forme de l’avis",
    "synthese": "la synthèse",
    "redige_par": "qui a rédigé l’avis",
    "remis_le": "la date de remise",
}


@pytest.mark.parametrize("champ", CHAMPS_DE_L_AVIS)
def test_un_avis_dit_ce_qui_lui_manque(db, champ):
    avis = AvisFactory()
    assert manques(avis) == []
    setattr(avis, champ, None if champ == "remis_le" else "")
    assert manques(avis) == [f"Avis des citoyens : il manque {CHAMPS_DE_L_AVIS[champ]}."]


def test_un_questionnaire_a_des_questions_et_dit_qui_a_repondu(db):
    avis = AvisFactory(forme="resultats_de_questionnaire", remis_le=None, remis_a="")
    assert manques(avis) == [
        "Avis des citoyens : il manque au moins une question, avec ses réponses.",
        "Avis des citoyens : il manque le profil des répondants, ou la mention « non connu ».",
    ]
    avis.questions.create(intitule="Q", type="ouverte")
    avis.profil_non_connu = True
    assert manques(avis) == []


def test_un_avis_n_est_pas_remis_avant_l_ouverture(db):
    avis = AvisFactory(remis_le=dt.date(2025, 1, 1))
    assert manques(avis) == [
        "Avis des citoyens : il ne peut pas être remis avant l’ouverture de la démarche."
    ]


@pytest.mark.parametrize(
    ("verbatim", "reformulation", "publiable"),
    [("Mot pour mot.", "", True), ("", "Nos mots.", True), ("", "", False)],
)
def test_un_point_a_un_texte(db, verbatim, reformulation, publiable):
    point = PropositionFactory(verbatim=verbatim, reformulation=reformulation, extraite_par="Un tiers")
    assert bool(manques(point)) is not publiable


def test_une_partie_appartient_a_la_meme_demarche(db):
    ailleurs = PropositionFactory()
    with pytest.raises(ValidationError, match="Une partie appartient à la même démarche que son point"):
        PropositionFactory.build(demarche=DemarcheFactory(), partie_de=ailleurs).clean()


def test_une_partie_ne_se_decoupe_pas(db):
    point = PropositionFactory()
    partie = PropositionFactory(demarche=point.demarche, partie_de=point)
    with pytest.raises(ValidationError, match="Une partie ne se découpe pas elle-même en parties"):
        PropositionFactory.build(demarche=point.demarche, partie_de=partie).clean()
    point.partie_de = PropositionFactory(demarche=point.demarche)
    with pytest.raises(ValidationError, match="Ce point a déjà des parties"):
        point.clean()


def test_une_filiation_relie_deux_points_de_la_meme_demarche(db):
    with pytest.raises(ValidationError, match="Une filiation relie deux points d’une même démarche"):
        Filiation(proposition=PropositionFactory(), origine=PropositionFactory()).clean()


def test_un_point_ne_vient_pas_de_lui_meme_par_un_detour(db):
    demarche = DemarcheFactory()
    a, b, c = (PropositionFactory(demarche=demarche, reference=reference) for reference in "ABC")
    for enfant, parent in ((b, a), (c, b)):
        Filiation.objects.create(proposition=enfant, origine=parent, nature="fusion", par="P", raison="R")
    with pytest.raises(ValidationError, match="« C » est déjà issu de « A »"):
        Filiation(proposition=a, origine=c, nature="fusion", par="P", raison="R").clean()


def test_seules_les_feuilles_appellent_une_reponse(db):
    point = PropositionFactory()
    partie = PropositionFactory(demarche=point.demarche, partie_de=point)
    assert list(Proposition.objects.feuilles()) == [partie]


@pytest.mark.parametrize(
    ("titre", "slug"),
    [("La ville, la nuit", "la-ville-la-nuit"), ("???", "demarche"), ("é" * 200, "e" * 80)],
)
def test_l_adresse_se_tire_du_titre(titre, slug):
    assert DemarcheFactory.build(titre=titre, dossier=None).slug == slug


def test_une_reference_publiee_ne_change_plus(alice_redactrice, viktor_valideur, ministere):
    demarche = DemarcheFactory(organisation=ministere)
    point = PropositionFactory(demarche=demarche, reference="P1")
    valider(soumettre(demarche.dossier, [demarche, point], alice_redactrice), viktor_valideur)
    point.reference = "P2"
    point.save()
    with pytest.raises(Refus, match="publié sous la référence « P1 », qui ne change plus"):
        soumettre(
            demarche.dossier,
            [point],
            alice_redactrice,
            modification="rectification",
            raison="Renumérotation.",
        )
