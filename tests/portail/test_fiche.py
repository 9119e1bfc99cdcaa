"""Section 1, fiche d'identité: what a reader finds there, to the last field."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from publication import horloge
from publication.soumission import retirer
from tests.fabriques import DemarcheFactory, EngagementFactory, PropositionFactory
from tests.portail.cinq_demarches import page
from tests.portail.recits import publier
from tests.verbes import valider

pytestmark = pytest.mark.django_db

HIER, DEMAIN = (timezone.localdate() + dt.timedelta(days=n) for n in (-1, 1))
LE_3_MAI_2049 = dt.date(2049, 5, 3)


@pytest.fixture
def fiche_de(ministere, alice_redactrice, viktor_valideur, client):
    """Publish a démarche with these fields and these parts, and read its fiche."""

    def lire(parties=None, **champs):
        demarche = DemarcheFactory(organisation=ministere, **champs)
        for relation, lignes in (parties or {}).items():
            for ligne in lignes:
                getattr(demarche, relation).create(**ligne)
        publier(demarche, [demarche], alice_redactrice, viktor_valideur)
        return page(client, demarche)

    return lire


def rendez_vous(**champs):
    return {
        "titre": "Réunion",
        "date": DEMAIN,
        "presence": "sur_place",
        "commune": "Brest",
        "departement": "29",
        "acces": "ouvert_a_tous",
    } | champs


# The first screen


def test_le_premier_ecran_dit_qui_decide_et_ce_que_les_resultats_alimentent(fiche_de):
    fiche = fiche_de(
        participants=21330,
        point_de_sortie="Le plan fictif.",
        point_de_sortie_autorite="Conseil des ministres fictif",
        point_de_sortie_echeance="avant l’été 2049",
        point_de_sortie_le=LE_3_MAI_2049,
    )
    assert "Qui décide Ministre fictive" in fiche
    assert "21 330 participants" in fiche
    assert "Le plan fictif. Décision : Conseil des ministres fictif." in fiche
    assert "Échéance : avant l’été 2049 (3 mai 2049)." in fiche


def test_le_premier_ecran_dit_pour_quand_est_la_premiere_promesse(
    ministere, alice_redactrice, viktor_valideur, client
):
    demarche = DemarcheFactory(organisation=ministere)
    EngagementFactory(demarche=demarche)
    EngagementFactory(demarche=demarche, texte="Publier un bilan", echeance=LE_3_MAI_2049)
    publier(demarche, [demarche], alice_redactrice, viktor_valideur)
    fiche = page(client, demarche).texte.replace("\xa0", " ")
    assert "Publier un bilan – échéance : 3 mai 2049 ( et 1 autre engagement )" in fiche


def test_une_demarche_sans_promesse_le_dit(fiche_de):
    assert "Aucun engagement publié, aucun délai annoncé" in fiche_de()


def test_le_sommaire_n_annonce_que_les_sections_qui_sont_la(
    ministere, alice_redactrice, viktor_valideur, client
):
    demarche = DemarcheFactory(organisation=ministere, contributions_non_publiees="Trop de noms.")
    publier(demarche, [demarche], alice_redactrice, viktor_valideur)
    reponse = client.get(reverse("portail:fiche", args=[demarche.pk, demarche.slug]))
    for ancre in reponse.context["sections"]:
        assert f'<h2 id="{ancre}">' in reponse.text
        assert f'href="#{ancre}"' in reponse.text
    assert "contributions" in reponse.context["sections"]
    assert "ressources" not in reponse.context["sections"]


def test_une_demarche_suspendue_dit_depuis_quand_et_pourquoi_sur_ses_trois_sections(
    ministere, alice_redactrice, viktor_valideur, client
):
    demarche = DemarcheFactory(
        organisation=ministere,
        arret="suspendue",
        arret_le=dt.date(2025, 3, 1),
        arret_raison="La salle a brûlé.",
    )
    demarche.modalites.create(titre="Écrire", acces="ouvert_a_tous", lien="https://exemple.fr/ecrire")
    publier(demarche, [demarche], alice_redactrice, viktor_valideur)
    for section in ("fiche", "avis", "impact"):
        lue = page(client, demarche, section)
        assert "Suspendue depuis le 1er mars 2025" in lue
        assert "La salle a brûlé." in lue
    assert "Participer : Écrire" not in page(client, demarche)


# What is asked


@pytest.mark.parametrize(("relu", "dit"), [(True, True), (False, False)])
def test_le_mot_falc_n_est_ecrit_que_si_des_personnes_concernees_ont_relu(fiche_de, relu, dit):
    fiche = fiche_de(resume_simple="On vous demande votre avis.", resume_relu=relu)
    assert "On vous demande votre avis." in fiche
    assert ("FALC" in fiche) is dit


def test_les_sous_questions_et_l_accompagnement_se_lisent(fiche_de):
    fiche = fiche_de(sous_questions=["Quand ?", "Où ?"], accompagnement="cadrage")
    assert "Quand ? Où ?" in fiche
    assert "Accompagnement du CIPC Phase de cadrage" in fiche


# When and how one takes part


def test_un_rendez_vous_dit_le_jour_l_heure_le_lieu_et_comment_venir(fiche_de):
    fiche = fiche_de(
        {
            "rendez_vous": [
                rendez_vous(
                    date=LE_3_MAI_2049,
                    heure_debut=dt.time(18),
                    heure_fin=dt.time(19, 30),
                    lieu="Salle fictive",
                    commune="Rennes",
                    departement="35",
                    inscription_jusqu_au=dt.date(2049, 5, 1),
                    inscription_url="https://exemple.fr/venir",
                    accessibilite="Boucle magnétique.",
                )
            ]
        }
    )
    for mots in (
        "3 mai 2049 , de 18 h à 19 h 30",
        "Sur place, Salle fictive, Rennes (35). Ouverte à tous",
        "S’inscrire jusqu’au 1er mai 2049",
        "Accessibilité : Boucle magnétique.",
    ):
        assert mots in fiche


def test_outre_mer_l_heure_est_celle_du_lieu(fiche_de):
    fiche = fiche_de({"rendez_vous": [rendez_vous(heure_debut=dt.time(9), departement="972")]})
    assert "à 9 h, heure du lieu" in fiche


def test_les_rendez_vous_a_venir_sont_d_abord_les_passes_sont_replies(fiche_de):
    fiche = fiche_de(
        {
            "rendez_vous": [
                rendez_vous(titre="Celui d’hier", date=HIER, inscription_url="https://exemple.fr/hier"),
                rendez_vous(titre="Celui de demain"),
            ]
        }
    )
    assert "1 rendez-vous passé" in fiche
    assert fiche.texte.index("Celui de demain") < fiche.texte.index("Celui d’hier")
    assert "S’inscrire : Celui d’hier" not in fiche


@pytest.mark.parametrize(
    ("dates", "mots"),
    [
        ({"fin": LE_3_MAI_2049}, "ouverte à tous, jusqu’au 3 mai 2049."),
        ({"debut": LE_3_MAI_2049}, "ouverte à tous, à partir du 3 mai 2049."),
        ({"debut": LE_3_MAI_2049, "fin": LE_3_MAI_2049}, "ouverte à tous, le 3 mai 2049."),
        ({"debut": dt.date(2049, 5, 1), "fin": LE_3_MAI_2049}, "du 1er mai 2049 au 3 mai 2049."),
        ({}, "ouverte à tous."),
    ],
)
def test_les_dates_d_une_modalite_se_lisent_quelles_que_soient_celles_que_l_on_a(fiche_de, dates, mots):
    assert mots in fiche_de({"modalites": [{"titre": "Écrire", "acces": "ouvert_a_tous"} | dates]})


def test_une_modalite_passee_n_invite_plus(fiche_de):
    modalite = {"titre": "Écrire", "acces": "ouvert_a_tous", "lien": "https://exemple.fr/"}
    fiche = fiche_de({"modalites": [modalite | {"fin": HIER}, modalite | {"titre": "Venir", "fin": DEMAIN}]})
    assert "Voir : Écrire" in fiche
    assert "Participer : Venir" in fiche


def test_on_peut_participer_sans_internet_et_on_sait_si_le_site_est_accessible(fiche_de):
    fiche = fiche_de(
        participer_sans_internet="Une lettre suffit.", accessibilite_du_site="Au clavier, partout."
    )
    assert "Participer sans internet Une lettre suffit." in fiche
    assert "Au clavier, partout." in fiche


# Who took part


def test_les_participants_sont_comptes_a_chaque_etape_du_recrutement(fiche_de):
    fiche = fiche_de(
        {"absences": [{"rubrique": "composition", "nature": "non_communique", "raison": "Perdue."}]},
        recrutement_mode="tirage_au_sort",
        tirage_source="Listes électorales fictives",
        participants_contactes=12500,
        participants_acceptants=180,
        taille_du_panel=150,
        participants=149,
        participants_a_la_fin=140,
        participants_attitudes="Dormir tôt ou tard.",
        frais_pris_en_charge="Train et garde d’enfants.",
    )
    for mots in (
        "Accès Personnes tirées au sort",
        "Source du tirage au sort Listes électorales fictives",
        "Personnes contactées 12 500",
        "Personnes qui ont accepté 180",
        "Taille prévue du panel 150",
        "Participants 149",
        "Présentes à la fin 140",
        "Critères d’attitude Dormir tôt ou tard.",
        "Frais pris en charge Train et garde d’enfants.",
    ):
        assert mots in fiche


def test_la_composition_se_lit_en_image_et_en_tableau_face_a_la_population(fiche_de):
    fiche = fiche_de(
        {
            "composition": [
                {"critere": "Genre", "categorie": "Femmes", "nombre": 76, "panel": 510, "reference": 516},
                {"critere": "Genre", "categorie": "Hommes", "nombre": 74, "panel": 490, "reference": 484},
            ]
        },
        composition_source="Rapport fictif",
        population_de_reference="Recensement fictif",
    )
    assert "Femmes 51 % (76) 51,6 %" in fiche
    assert "Population de référence : Recensement fictif. Source : Rapport fictif." in fiche
    assert fiche.balises["table"] == 1


# Who watches over it, and what is promised


def test_un_expert_dit_ses_interets_ou_qu_ils_ne_sont_pas_communiques(fiche_de):
    fiche = fiche_de(
        {
            "experts": [
                {
                    "nom": "Sam Louche",
                    "organisation": "Union fictive",
                    "position": "Pour",
                    "interets": "Aucun",
                    "choix": "Tiré au sort",
                },
                {"nom": "Andréa Balance"},
            ]
        }
    )
    assert "Sam Louche , Union fictive. Position : Pour. Intérêts : Aucun. Choix : Tiré au sort." in fiche
    assert "Andréa Balance . Intérêts : non communiqués." in fiche


def test_la_gouvernance_se_lit_par_role_avec_ses_reunions(fiche_de):
    fiche = fiche_de(
        {
            "membres": [
                {"role": "garant", "nom": "Maxime Témoin", "fonction": "garante"},
                {"role": "comite_de_pilotage", "nom": "Office fictif"},
                {"role": "garant", "nom": "Dominique Témoin"},
            ],
            "reunions": [
                {
                    "instance": "garants",
                    "date": dt.date(2025, 3, 1),
                    "objet": "Relecture",
                    "compte_rendu_url": "https://exemple.fr/cr",
                },
                {"instance": "comite_de_pilotage", "date": dt.date(2025, 3, 2), "objet": "Calendrier"},
            ],
        },
        suivi_citoyen_absent=True,
    )
    assert "Comité de pilotage Office fictif Garant Maxime Témoin , garante Dominique Témoin" in fiche
    assert "Garants : Relecture. Compte rendu du 1er mars 2025" in fiche
    assert "Calendrier. Compte rendu non publié." in fiche
    assert "Aucun comité de suivi citoyen n’est prévu." in fiche


@pytest.mark.parametrize(
    ("champs", "mots"),
    [
        ({"garants_absents": True}, "Aucun garant n’a été désigné."),
        ({"nouvelles_tous_les_mois": 1}, "Nouvelles promises : au moins une chaque mois."),
        ({"nouvelles_tous_les_mois": 3}, "Nouvelles promises : au moins une tous les 3 mois."),
        ({"evaluation_absente": True}, "Aucune évaluation n’est prévue."),
        (
            {"evaluation_par": "Institut fictif", "evaluation_quand": "un an après"},
            "Évaluation prévue : Institut fictif, un an après.",
        ),
        ({"cout_prevu": "3 euros", "cout_realise": "4 euros"}, "Coût prévu 3 euros Coût réalisé 4 euros"),
        ({"contributions_recues": 3912}, "Contributions reçues 3 912"),
        ({"contributions_refusees": 0}, "Contributions refusées 0"),
        ({"moderation_raisons": "Insultes."}, "Raisons des refus Insultes."),
        ({"contributions_passages_retires": "Des noms."}, "Passages retirés Des noms."),
        ({"contributions_non_publiees": "Trop de noms."}, "Contributions non publiées Trop de noms."),
        (
            {"contributions_url": "https://exemple.fr/c", "contributions_licence": "etalab-2.0"},
            "Lire les contributions brutes (site externe) , licence : etalab-2.0",
        ),
    ],
)
def test_chaque_champ_rempli_se_lit(fiche_de, champs, mots):
    assert mots in fiche_de(**champs)


# What can be read, and what is beside


def test_les_ressources_sont_rangees_par_nature_avec_leur_equivalent_en_texte(fiche_de):
    fiche = fiche_de(
        {
            "liens": [
                {"nature": "source", "titre": "Décret fictif", "url": "https://exemple.fr/d"},
                {
                    "nature": "video",
                    "titre": "La nuit",
                    "url": "https://exemple.fr/v",
                    "equivalent": "Il fait nuit.",
                },
            ]
        }
    )
    assert "Vidéo La nuit (site externe) Transcription : La nuit Il fait nuit. Source Décret fictif" in fiche


def test_ce_qui_se_tient_en_parallele_est_dit_avec_ce_qui_en_est_sorti(fiche_de):
    fiche = fiche_de(
        {
            "paralleles": [
                {
                    "nature": "expertise",
                    "titre": "Rapport fictif",
                    "organisme": "Académie fictive",
                    "resultat": "Dormir fait du bien.",
                }
            ]
        }
    )
    assert "Expertise : Rapport fictif , Académie fictive. Dormir fait du bien." in fiche


def test_une_demarche_liee_n_est_nommee_que_tant_qu_elle_est_en_ligne(
    ministere, alice_redactrice, viktor_valideur, client
):
    en_ligne, brouillon = (
        DemarcheFactory(organisation=ministere, titre=titre)
        for titre in ("Le jour, déjà dit", "Le soir, pas encore")
    )
    demarche = DemarcheFactory(organisation=ministere)
    demarche.demarches_liees.create(nature="suite_de", autre=en_ligne)
    demarche.demarches_liees.create(nature="volet_de", autre=brouillon)
    for publiee in (en_ligne, demarche):
        publier(publiee, [publiee], alice_redactrice, viktor_valideur)
    fiche = page(client, demarche)
    assert "Suite de Le jour, déjà dit" in fiche
    assert "Le soir, pas encore" not in fiche
    with horloge.reglee_sur(timezone.now() + dt.timedelta(minutes=1)):
        retrait = retirer(
            en_ligne, en_ligne.dossier, alice_redactrice, motif="erreur", explication="Par erreur."
        )
        valider(retrait, viktor_valideur)
        fiche = page(client, demarche)
        assert "Le jour, déjà dit" not in fiche
        assert "Démarches liées" not in fiche


# What is missing


@pytest.mark.parametrize(
    ("rubrique", "entree"),
    [
        ("composition", "Composition"),
        ("participants", "Participants"),
        ("recrutement", "Recrutement"),
        ("indemnisation", "Indemnisation"),
        ("pilotage", "Comité de pilotage"),
        ("garants", "Garants"),
        ("suivi_citoyen", "Suivi citoyen"),
        ("experts", "Personnes entendues"),
        ("evaluation", "Évaluation :"),
        ("moderation", "Modération"),
        ("contributions", "Contributions brutes"),
        ("cout_prevu", "Coût prévu"),
        ("cout_realise", "Coût réalisé"),
        ("modalites", "Manières de participer :"),
        ("dates", "Dates"),
    ],
)
def test_une_absence_est_dite_avec_sa_raison_la_ou_elle_manque(fiche_de, rubrique, entree):
    fiche = fiche_de(
        {"absences": [{"rubrique": rubrique, "nature": "non_communique", "raison": "Le registre est perdu."}]}
    )
    assert f"{entree} Non communiqué : Le registre est perdu." in fiche


@pytest.mark.parametrize(
    ("rubrique", "champ", "entree"),
    [
        ("territoire", "territoire", "Territoire"),
        ("objectif", "objectif", "Objectif"),
        ("question", "question", "Ce qui est demandé"),
        ("point_de_sortie", "point_de_sortie", "À quoi cela sert"),
        ("contact", "contact", "Contact"),
    ],
)
def test_une_absence_prend_la_place_du_champ_vide(fiche_de, rubrique, champ, entree):
    absence = {"rubrique": rubrique, "nature": "sans_objet", "raison": "Il n’y en a pas."}
    fiche = fiche_de({"absences": [absence]}, **{champ: ""})
    assert f"{entree} Sans objet : Il n’y en a pas." in fiche


def test_aucune_rubrique_absente_n_est_oubliee_par_ces_deux_tests():
    from demarches.enums import Rubrique

    eprouvees = [
        cas[0]
        for essai in (
            test_une_absence_est_dite_avec_sa_raison_la_ou_elle_manque,
            test_une_absence_prend_la_place_du_champ_vide,
        )
        for cas in essai.pytestmark[0].args[1]
    ]
    assert sorted(eprouvees) == sorted(Rubrique.values)


# A mandatory procedure


def test_une_procedure_obligatoire_est_seulement_referencee(
    ministere, alice_redactrice, viktor_valideur, client
):
    demarche = DemarcheFactory(
        organisation=ministere,
        titre="Débat fictif sur le canal",
        cadre="obligatoire",
        procedure_url="https://exemple.fr/canal",
    )
    publier(demarche, [demarche], alice_redactrice, viktor_valideur)
    for section in ("fiche", "avis", "impact"):
        lue = page(client, demarche, section)
        assert "Procédure obligatoire" in lue
        assert "Cette procédure est imposée par la loi" in lue
        assert "Voir la procédure (site externe)" in lue
        for mots in ("avis attendu", "Aucun engagement", "Aucun point", "Non communiqué", "Sommaire"):
            assert mots not in lue
    liste = client.get(reverse("portail:demarches")).text
    assert "Procédure obligatoire" in liste
    assert "Aucun point publié" not in liste
    assert "hors de nos indicateurs" in liste


# A workshop on one page


@pytest.mark.parametrize(("combien", "ici"), [(10, True), (11, False)])
def test_les_points_d_un_atelier_se_lisent_sur_sa_fiche_s_ils_sont_peu(
    ministere, alice_redactrice, viktor_valideur, client, combien, ici
):
    demarche = DemarcheFactory(organisation=ministere, type="atelier_citoyen")
    points = [PropositionFactory(demarche=demarche, titre=f"Point n° {n}") for n in range(combien)]
    publier(demarche, [demarche, *points], alice_redactrice, viktor_valideur)
    assert ("Point n° 3" in page(client, demarche)) is ici


# What it costs


def test_la_fiche_coute_autant_de_requetes_pour_une_ligne_que_pour_cinquante(
    ministere, alice_redactrice, viktor_valideur, client
):
    nombres = []
    for combien in (1, 50):
        demarche = DemarcheFactory(organisation=ministere)
        for n in range(combien):
            autre = DemarcheFactory(organisation=ministere)
            publier(autre, [autre], alice_redactrice, viktor_valideur)
            demarche.demarches_liees.create(nature="suite_de", autre=autre)
            demarche.rendez_vous.create(**rendez_vous())
            demarche.experts.create(nom=f"Experte {n}")
            demarche.membres.create(role="garant", nom=f"Garante {n}")
            demarche.composition.create(critere="Âge", categorie=f"{n} ans", nombre=9)
            demarche.liens.create(titre=f"Lien {n}", url="https://exemple.fr/", nature="source")
            EngagementFactory(demarche=demarche)
        publier(demarche, [demarche], alice_redactrice, viktor_valideur)
        with CaptureQueriesContext(connection) as requetes:
            fiche = page(client, demarche)
        assert f"Experte {combien - 1}" in fiche
        nombres.append(len(requetes))
    assert nombres[0] == nombres[1]
