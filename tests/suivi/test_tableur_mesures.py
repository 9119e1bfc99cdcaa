"""The round trip of mesures by workbook: changed, added, postponed, linked."""

import datetime as dt

import pytest
from django.contrib.admin.models import LogEntry

from publication.models import Trace
from suivi.models import LienMesure, Mesure, Report
from tests.back_office.conftest import messages_de, texte
from tests.fabriques import LienMesureFactory, MesureFactory, OrganisationFactory, PropositionFactory
from tests.suivi.classeurs import (
    MESURES,
    adresse,
    appliquer,
    cellules,
    changer,
    colonne,
    compter_les_requetes,
    deposer,
    en_ods,
    sorts,
    telecharger,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mesures(demarche, points):
    """Two of them, the first postponed once and linked with C1."""
    premiere = MesureFactory(
        demarche=demarche,
        numero=1,
        titre="Décret sur les enseignes",
        echeance_initiale=dt.date(2026, 1, 1),
        responsable=demarche.organisation,
    )
    Report.objects.create(
        mesure=premiere,
        decide_le=dt.date(2025, 12, 1),
        nouvelle_echeance=dt.date(2026, 6, 1),
        raison="Le Conseil d’État est saisi.",
    )
    LienMesureFactory(mesure=premiere, proposition=points[0])
    return [premiere, MesureFactory(demarche=demarche, numero=2, titre="Plan lumière")]


def essayer(alice, demarche, saisie, ajouts=()):
    return deposer(alice, demarche, changer(telecharger(alice, demarche, MESURES), saisie, ajouts), MESURES)


def raisons(essai) -> str:
    return " | ".join(une.raisons for une in essai.context["plan"].lignes).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    "format_", [lambda x: x, lambda x: changer(x, {}), en_ods], ids=["tel quel", "enregistré", "ods"]
)
def test_un_classeur_intact_ne_change_rien(alice, demarche, mesures, format_):
    essai = deposer(alice, demarche, format_(telecharger(alice, demarche, MESURES)), MESURES)
    assert sorts(essai) == {"1": "inchangée", "2": "inchangée"}
    appliquer(alice, essai)
    assert not Trace.objects.filter(type_objet="suivi.mesure").exists()


def test_le_classeur_dit_ou_en_est_chaque_mesure(alice, demarche, mesures):
    contenu = telecharger(alice, demarche, MESURES)
    assert colonne(contenu, "Numéro") == ["1", "2"]
    assert colonne(contenu, "Échéance actuelle") == [dt.datetime(2026, 6, 1), None]
    assert colonne(contenu, "Points dont elle est issue") == ["C1", None]
    notice = " ".join(str(valeur) for rangee in cellules(contenu, 1) for valeur in rangee)
    assert "Les preuves, les nouvelles et les étapes de la loi se remplissent aussi sur le portail" in notice


def test_une_mesure_change_avec_sa_trace(alice, demarche, mesures, alice_redactrice):
    autre = OrganisationFactory(nom="Direction des Lampes", sigle="DL")
    essai = essayer(
        alice,
        demarche,
        {
            (1, "Avancement"): "Mise en œuvre en partie",
            (1, "Ce qui reste à faire"): "La moitié.",
            (1, "Organisation responsable"): "dl",
            (1, "Coût estimé"): 1200,
            (1, "Points dont elle est issue"): "c2; C 3",
        },
    )
    appliquer(alice, essai)
    mesure = Mesure.objects.get(numero=2)
    assert (mesure.avancement, mesure.responsable, mesure.cout_estime) == (
        "mise_en_oeuvre_en_partie",
        autre,
        "1200",
    )
    assert [lien.proposition.reference for lien in mesure.liens.all()] == ["C2", "C3"]
    assert Trace.objects.sur(mesure).get().agent == alice_redactrice
    assert "Ce qui reste à faire" in LogEntry.objects.get().get_change_message()


@pytest.mark.parametrize(
    ("saisie", "phrase"),
    [
        ({"Avancement": "Suspendue"}, "Donnez la raison"),
        ({"Avancement": None}, "ne peut pas rester vide"),
        ({"Titre": None}, "ne peut pas rester vide"),
        ({"Prochaine étape prévue le": "12/03/2026"}, "en quoi consiste la prochaine étape"),
        (
            {"Points dont elle est issue": "C1\nZ8"},
            "Aucun point de cette démarche ne porte la référence « Z8 »",
        ),
        ({"Échéance actuelle": "01/09/2026"}, "Un report a une raison"),
        ({"Échéance actuelle": "01/09/2026", "Raison du report": "Retard."}, "quand ce report a été décidé"),
        ({"Échéance actuelle": None}, "ne s’efface pas"),
        ({"Raison du report": "Retard."}, "donne aussi une nouvelle échéance"),
        (
            {
                "Échéance actuelle": "01/09/2026",
                "Raison du report": "Retard.",
                "Report décidé le": "01/01/2025",
            },
            "Un report plus récent est déjà noté",
        ),
    ],
    ids=str,
)
def test_une_ligne_refusee_dit_pourquoi(alice, demarche, mesures, saisie, phrase):
    essai = essayer(alice, demarche, {(0, titre): valeur for titre, valeur in saisie.items()})
    assert sorts(essai)["1"] == "refusée"
    assert phrase in raisons(essai)
    appliquer(alice, essai)
    assert Report.objects.count() == 1


def test_un_report_s_ajoute_avec_sa_raison_et_ne_s_ajoute_qu_une_fois(alice, demarche, mesures):
    essai = essayer(
        alice,
        demarche,
        {
            (0, "Échéance actuelle"): dt.datetime(2026, 9, 1),
            (0, "Raison du report"): "Le débat continue.",
            (0, "Report décidé le"): "15/02/2026",
        },
    )
    page = appliquer(alice, essai)
    assert sorts(page)["1"] == "inchangée"
    appliquer(alice, essai)
    report = Mesure.objects.get(numero=1).reports.last()
    assert Report.objects.count() == 2
    assert (report.nouvelle_echeance, report.decide_le) == (dt.date(2026, 9, 1), dt.date(2026, 2, 15))
    assert Mesure.objects.get(numero=1).echeance_initiale == dt.date(2026, 1, 1)


def test_une_premiere_echeance_n_est_pas_un_report(alice, demarche, mesures):
    essai = essayer(alice, demarche, {(1, "Échéance actuelle"): "01/09/2026"})
    assert "Donnez d’abord l’échéance initiale" in raisons(essai)
    saisie = {(1, "Échéance initiale"): "01/09/2026", (1, "Échéance actuelle"): "01/09/2026"}
    appliquer(alice, essayer(alice, demarche, saisie))
    assert Mesure.objects.get(numero=2).echeance_actuelle == dt.date(2026, 9, 1)
    assert Report.objects.count() == 1


def test_un_lien_qui_porte_un_ecart_ne_se_perd_pas(alice, demarche, mesures):
    LienMesure.objects.update(ecart="Moins que demandé.", change_par="parlement")
    essai = essayer(alice, demarche, {(0, "Points dont elle est issue"): "C2"})
    assert "Le lien avec « C1 » porte un écart final" in raisons(essai)
    appliquer(alice, essayer(alice, demarche, {(0, "Points dont elle est issue"): "C1; C2"}))
    ecarts = Mesure.objects.get(numero=1).liens.values_list("proposition__reference", "ecart")
    assert list(ecarts) == [("C1", "Moins que demandé."), ("C2", "")]


def test_une_ligne_sans_numero_cree_une_mesure_et_une_seule(alice, demarche, mesures, alice_redactrice):
    ajout = {
        "Titre": "Loi sur la nuit",
        "Vecteur": "Loi",
        "Points dont elle est issue": "C3",
        "Échéance initiale": "01/01/2027",
    }
    essai = essayer(alice, demarche, {}, [ajout, {"Titre": "Charte"}, {"Titre": "  "}])
    assert sorts(essai) == {"1": "inchangée", "2": "inchangée", "Loi sur la nuit": "créée", "Charte": "créée"}
    page = appliquer(alice, essai)
    assert set(sorts(page).values()) == {"inchangée"}
    page = appliquer(alice, essai)
    assert messages_de(page) == ["Rien à écrire : ce que ce fichier pouvait changer est déjà dans l’atelier."]
    nouvelles = Mesure.objects.filter(numero__gt=2)
    assert list(nouvelles.values_list("numero", "titre", "avancement")) == [
        (3, "Loi sur la nuit", "annoncee"),
        (4, "Charte", "annoncee"),
    ]
    assert nouvelles[0].liens.get().proposition.reference == "C3"
    assert Trace.objects.sur(nouvelles[0]).get().agent == alice_redactrice


def test_le_meme_fichier_depose_deux_fois_ne_double_pas_les_mesures(alice, demarche, mesures):
    contenu = changer(telecharger(alice, demarche, MESURES), {}, [{"Titre": "Charte"}])
    appliquer(alice, deposer(alice, demarche, contenu, MESURES))
    encore = deposer(alice, demarche, contenu, MESURES)
    assert "La mesure n° 3 porte déjà ce titre" in raisons(encore)
    appliquer(alice, encore)
    assert Mesure.objects.count() == 3


def test_une_mesure_nouvelle_sans_titre_est_refusee(alice, demarche, mesures):
    essai = essayer(alice, demarche, {}, [{"Description": "Sans titre."}])
    assert "ne peut pas rester vide" in raisons(essai)


def test_une_mesure_changee_entre_temps_est_un_conflit(alice, demarche, mesures):
    contenu = changer(telecharger(alice, demarche, MESURES), {(0, "Description"): "Du fichier."})
    Mesure.objects.filter(numero=1).update(description="Du portail.")
    essai = deposer(alice, demarche, contenu, MESURES)
    assert sorts(essai)["1"] == "en conflit"
    appliquer(alice, essai)
    assert Mesure.objects.get(numero=1).description == "Du portail."


def test_la_mesure_d_une_autre_demarche_est_inconnue(alice, demarche, mesures):
    ailleurs = MesureFactory(numero=1)
    saisie = {
        (0, "Repère de la mesure"): f"M{ailleurs.pk}-0123456789abcdef",
        (0, "Numéro"): None,
        (0, "Titre"): "Piratée",
    }
    essai = essayer(alice, demarche, saisie)
    assert "ne correspond à rien de ce que contient cette démarche" in texte(essai)
    appliquer(alice, essai)
    ailleurs.refresh_from_db()
    assert ailleurs.titre != "Piratée"


def test_le_nombre_de_requetes_ne_depend_pas_du_nombre_de_mesures(alice, demarche, mesures):
    def requetes(nombre):
        for rang in range(nombre):
            mesure = MesureFactory(demarche=demarche, numero=nombre * 100 + rang, titre=f"M {nombre}-{rang}")
            LienMesureFactory(mesure=mesure, proposition=PropositionFactory(demarche=demarche))
        saisie = {(rang, "Description"): f"Changée {nombre}." for rang in range(nombre)}
        essai = essayer(alice, demarche, saisie)
        with compter_les_requetes() as a_l_essai:
            alice.get(essai.wsgi_request.path)
        depot = essai.context["depot"]
        with compter_les_requetes() as a_l_accord:
            alice.post(adresse("_appliquer", demarche, MESURES, depot.pk))
        return [*a_l_essai, *a_l_accord]

    requetes(1)  # what is read once per process
    peu = requetes(2)
    assert peu == requetes(20)
    assert max(peu) <= 30
