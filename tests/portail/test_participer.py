"""What one can take part in, and every date to come: from the published fiche, on the day one reads."""

import datetime as dt

import pytest
from django.urls import reverse
from icalendar import Calendar

from demarches.enums import Acces, Arret, NatureJalon, Presence
from demarches.models import Engagement, Jalon, Modalite, RendezVous
from suivi.enums import Avancement, SortEngagement
from suivi.models import SortDEngagement
from tests.scenes import DECLAREE, jour, le
from vitrine.models import FicheMoment

pytestmark = pytest.mark.django_db


def date(n) -> dt.date:
    return jour(n).date()


@pytest.fixture
def en_ligne(scene):
    demarche = scene.demarche
    RendezVous.objects.create(
        demarche=demarche, titre="Marche de nuit", date=date(10), heure_debut=dt.time(20), heure_fin=dt.time(22, 30),
        presence=Presence.SUR_PLACE, lieu="Place fictive", commune="Villefictive", departement="31",
        acces=Acces.OUVERT_A_TOUS, inscription_jusqu_au=date(8), inscription_url="https://exemple.fr/inscription",
    )  # fmt: skip
    RendezVous.objects.create(
        demarche=demarche, titre="Session du panel", date=date(12), presence=Presence.EN_LIGNE, acces=Acces.TIRAGE_AU_SORT
    )  # fmt: skip
    Modalite.objects.create(
        demarche=demarche, titre="Questionnaire", acces=Acces.OUVERT_A_TOUS, debut=date(2), fin=date(20),
        lieu="en ligne", lien="https://exemple.fr/questionnaire",
    )  # fmt: skip
    Jalon.objects.create(demarche=demarche, nature=NatureJalon.DECISION, titre="Le plan", debut=date(60))
    Engagement.objects.create(
        demarche=demarche, texte="Répondre à tout.", par="La ministre", echeance=date(50)
    )
    with le(0):
        scene.publier(scene.demarche)
    return scene


def titres(client, adresse, n) -> list[str]:
    with le(n):
        page = client.get(adresse)
    return [moment.titre for moment in page.context["moments"]]


def test_on_ne_propose_que_ce_qui_est_ouvert_a_qui_passe(en_ligne, client):
    assert titres(client, "/participer/", 3) == ["Marche de nuit", "Questionnaire"]


@pytest.mark.parametrize(
    ("n", "attendus"), [(8, ["Marche de nuit", "Questionnaire"]), (9, ["Questionnaire"]), (20, ["Questionnaire"]), (21, [])]
)  # fmt: skip
def test_ce_qui_est_fini_ou_dont_l_inscription_est_close_disparait_le_jour_dit(en_ligne, client, n, attendus):
    assert titres(client, "/participer/", n) == attendus


@pytest.mark.parametrize(
    ("choix", "attendus"),
    [("ou=31", ["Marche de nuit"]), ("ou=en_ligne", ["Questionnaire"]), ("ou=75", []), ("quoi=rendez_vous", ["Marche de nuit"]),
     ("quand=7", ["Marche de nuit"]), ("ou=zzz", ["Marche de nuit", "Questionnaire"]), ("quand=-1", ["Marche de nuit", "Questionnaire"])],
)  # fmt: skip
def test_on_choisit_ou_comment_et_quand(en_ligne, client, choix, attendus):
    assert titres(client, f"/participer/?{choix}", 4) == attendus


def test_la_page_mene_a_l_organisateur(en_ligne, client):
    with le(3):
        texte = client.get("/participer/").text
    assert 'href="https://exemple.fr/inscription"' in texte
    assert "de 20\u00a0h à 22\u00a0h\u00a030" in texte
    assert "31 – Haute-Garonne (1)" in texte


def test_on_ne_participe_plus_a_ce_qui_est_suspendu(en_ligne, client):
    en_ligne.demarche.arret, en_ligne.demarche.arret_raison = Arret.SUSPENDUE, "Élections."
    en_ligne.demarche.arret_le = date(4)
    en_ligne.demarche.save()
    with le(4):
        en_ligne.publier(en_ligne.demarche, **DECLAREE)
    assert titres(client, "/participer/", 5) == []
    assert "Le plan" in titres(client, "/agenda/", 5)


def test_l_agenda_dit_aussi_les_decisions_et_ce_qui_est_promis(en_ligne, client):
    lus = titres(client, "/agenda/", 13)
    assert lus[-2:] == ["Répondre à tout.", "Le plan"]
    assert "Session du panel" not in lus
    assert titres(client, "/agenda/?nature=decision", 13) == ["Le plan"]


def test_une_mesure_attendue_est_a_l_agenda_jusqu_a_ce_qu_elle_soit_faite(en_ligne, client):
    en_ligne.mesure.echeance_initiale = date(40)
    en_ligne.mesure.save()
    with le(1):
        en_ligne.publier(en_ligne.proposition, en_ligne.reponse, en_ligne.mesure)
    assert en_ligne.mesure.titre in titres(client, "/agenda/?nature=mesure", 2)
    en_ligne.mesure.avancement, en_ligne.mesure.raison = Avancement.ABANDONNEE, "Plus de crédits."
    en_ligne.mesure.save()
    with le(3):
        en_ligne.publier(en_ligne.mesure, **DECLAREE)
    assert titres(client, "/agenda/?nature=mesure", 4) == []


def test_ce_qui_a_ete_promis_et_tenu_n_est_plus_a_l_agenda(en_ligne, client):
    assert titres(client, "/agenda/?nature=engagement", 2) == ["Répondre à tout."]
    SortDEngagement.objects.create(
        impact=en_ligne.impact,
        engagement=en_ligne.demarche.engagements.get(),
        sort=SortEngagement.TENU,
        le=date(2),
        declare_par="La ministre",
        preuve="Réponses fictives",
    )
    with le(3):
        en_ligne.publier(en_ligne.impact)
    assert titres(client, "/agenda/?nature=engagement", 4) == []


def test_le_fichier_se_lit_par_un_logiciel_de_calendrier(en_ligne, client):
    with le(3):
        reponse = client.get("/agenda.ics")
    assert reponse.headers["Content-Type"] == "text/calendar; charset=utf-8"
    evenements = {str(e["summary"]): e for e in Calendar.from_ical(reponse.content).walk("VEVENT")}
    marche = evenements["Rendez-vous : Marche de nuit"]
    assert marche.decoded("dtstart") == dt.datetime.combine(date(10), dt.time(20))
    assert evenements["Participation ouverte : Questionnaire"].decoded("dtend") == date(21)
    assert len({str(e["uid"]) for e in evenements.values()}) == len(evenements)


def test_chaque_demarche_a_son_calendrier_passe_compris(en_ligne, client):
    adresse = reverse(
        "portail:calendrier_de_la_demarche", args=[en_ligne.demarche.pk, en_ligne.demarche.slug]
    )
    with le(300):
        assert b"Marche de nuit" in client.get(adresse).content
        assert b"Marche de nuit" not in client.get("/agenda.ics").content
        assert client.get(adresse.replace(en_ligne.demarche.slug, "autre")).status_code == 301


def test_les_pages_coutent_autant_quel_que_soit_le_nombre(en_ligne, client, django_assert_num_queries):
    modele = FicheMoment.objects.filter(titre="Questionnaire").get()
    for n in range(40):
        modele.pk, modele.rang = None, 100 + n
        modele.save()
    for adresse, nombre in (("/participer/", 2), ("/agenda/", 2), ("/agenda.ics", 1)):
        with le(3), django_assert_num_queries(nombre):
            client.get(adresse)
