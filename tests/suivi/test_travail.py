"""Answering at the scale of a convention: one finds the lines, and treats many at once."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Nature, Role
from demarches.models import Filiation, Proposition
from publication import horloge
from publication.models import Trace
from publication.refus import Refus
from suivi.enums import Motif, Position
from suivi.models import NoteInterne, Reponse
from suivi.travail import verbes
from suivi.travail.lignes import Situation, filtrer, lignes
from tests.fabriques import DemarcheFactory, OrganisationFactory, PropositionFactory, ReponseFactory
from tests.personnes import agent

pytestmark = pytest.mark.django_db
JOUR = dt.date(2026, 3, 1)
OUI = {"position": Position.RETENUE, "motivation": "Oui, et voici comment."}


@pytest.fixture
def demarche(ministere):
    return DemarcheFactory(organisation=ministere)


@pytest.fixture
def points(demarche):
    return [
        PropositionFactory(
            demarche=demarche, reference=f"C{n}", ordre=n, chapitre="Nuit" if n < 3 else "Jour"
        )
        for n in range(1, 6)
    ]


@pytest.fixture
def alice(alice_redactrice):
    client = Client()
    client.force_login(alice_redactrice)
    return client


def tableau(demarche, **requete):
    return reverse("admin:tableau_des_reponses", args=[demarche.pk], query=requete or None)


def page(nom, demarche, *points):
    return reverse(f"admin:{nom}", args=[demarche.pk], query={"points": [p.pk for p in points]})


def references(trouves):
    return [point.reference for point in trouves]


# Finding


def test_chaque_filtre_trouve_ses_points(demarche, points):
    ReponseFactory(proposition=points[0], position=Position.RETENUE, motivation="Le vélo d’abord.")
    ReponseFactory(
        proposition=points[1],
        position=Position.A_L_ETUDE,
        echeance=JOUR - dt.timedelta(1),
        motifs=[Motif.COUT],
    )
    ReponseFactory(
        proposition=points[2], position=Position.A_L_ETUDE, echeance=JOUR, motifs=[Motif.COUT], a_relire=True
    )
    routes = OrganisationFactory(nom="Routes", nature=Nature.MINISTERE)
    Proposition.objects.filter(pk=points[4].pk).update(confiee_a=routes)

    def trouves(**demande):
        return references(filtrer(lignes(demarche, JOUR), JOUR, **demande))

    assert trouves() == ["C1", "C2", "C3", "C4", "C5"]
    assert trouves(situation=Situation.SANS_REPONSE) == ["C4", "C5"]
    assert trouves(situation=Situation.EN_ATTENTE) == ["C2", "C3"]
    assert trouves(situation=Situation.DEPASSEE) == ["C2"]
    assert trouves(situation=Situation.A_RELIRE) == ["C3"]
    assert trouves(situation=Situation.REPONDUE) == ["C1"]
    assert trouves(chapitre="Nuit") == ["C1", "C2"]
    assert trouves(position=Position.A_L_ETUDE, chapitre="Jour") == ["C3"]
    assert trouves(service=str(routes.pk)) == ["C5"]
    assert trouves(service="nous") == ["C1", "C2", "C3", "C4"]
    assert trouves(q="c4") == ["C4"]
    assert trouves(q="vélo") == ["C1"]


def test_un_point_decoupe_n_est_pas_une_ligne_ses_parties_oui(demarche, points):
    PropositionFactory(demarche=demarche, reference="C1.1", ordre=9, partie_de=points[0])
    assert references(lignes(demarche, JOUR)) == ["C2", "C3", "C4", "C5", "C1.1"]


@pytest.mark.parametrize(
    "requete",
    [
        {"situation": "rien"},
        {"position": "x"},
        {"service": "999"},
        {"service": "\u00e9"},
        {"chapitre": "Inconnu"},
        {"page": "x"},
        {"q": "x" * 300},
    ],
)
def test_un_filtre_forge_ne_casse_rien(alice, demarche, points, requete):
    assert alice.get(tableau(demarche, **requete)).status_code == 200


def test_le_tableau_coute_autant_pour_cinquante_points_que_pour_cinq(alice, demarche, points):
    def cout():
        with CaptureQueriesContext(connection) as requetes:
            alice.get(tableau(demarche))
        return len(requetes)

    cinq = cout()
    for n in range(6, 56):
        ReponseFactory(proposition=PropositionFactory(demarche=demarche, reference=f"C{n}", ordre=n))
    assert cout() == cinq


def test_les_pages_gardent_les_filtres(alice, demarche):
    for n in range(60):
        PropositionFactory(demarche=demarche, reference=f"N{n}", ordre=n, chapitre="Nuit")
    lue = alice.get(tableau(demarche, chapitre="Nuit")).text
    assert "?chapitre=Nuit&amp;page=2" in lue
    assert "60 points, page 1 sur 2" in lue


# One answer for many


def test_la_meme_reponse_s_ecrit_pour_tous(demarche, points, alice_redactrice):
    faits = verbes.repondre_ensemble(demarche, points[:3], alice_redactrice, OUI)
    assert len(faits.ecrites) == 3
    assert set(Reponse.objects.values_list("motivation", flat=True)) == {OUI["motivation"]}
    assert Trace.objects.filter(type_objet="suivi.reponse", agent=alice_redactrice).count() == 3


def test_une_reponse_deja_ecrite_est_gardee_sauf_demande(demarche, points, alice_redactrice):
    ReponseFactory(proposition=points[0], motivation="La mienne.", signataire_nom="Ada Signataire")
    faits = verbes.repondre_ensemble(demarche, points[:2], alice_redactrice, OUI)
    assert [r.proposition.reference for r in faits.gardees] == ["C1"]
    assert Reponse.objects.get(pk=points[0].pk).motivation == "La mienne."
    verbes.repondre_ensemble(demarche, points[:2], alice_redactrice, OUI, remplacer=True)
    remplacee = Reponse.objects.get(pk=points[0].pk)
    assert (remplacee.motivation, remplacee.signataire_nom) == (OUI["motivation"], "Ada Signataire")
    with pytest.raises(Refus, match="déjà une réponse"):
        verbes.repondre_ensemble(demarche, points[:2], alice_redactrice, OUI)


def test_une_reponse_que_la_base_refuserait_n_ecrit_rien(demarche, points, alice_redactrice):
    with pytest.raises(Refus, match="au moins un motif"):
        verbes.repondre_ensemble(demarche, points, alice_redactrice, {"position": Position.NON_RETENUE})
    assert not Reponse.objects.exists()


def test_on_ne_repond_ni_a_un_point_retire_ni_a_un_point_reuni(demarche, points, alice_redactrice):
    Proposition.objects.filter(pk=points[0].pk).update(retiree_le=JOUR, retiree_document="Lettre")
    with pytest.raises(Refus, match="C1 a été retiré par ses auteurs"):
        verbes.repondre_ensemble(demarche, points, alice_redactrice, OUI)
    reunir(demarche, points[1:3], alice_redactrice)
    with pytest.raises(Refus, match="C2 se répond désormais dans R1"):
        verbes.repondre_ensemble(demarche, points[1:], alice_redactrice, OUI)


def test_on_ne_repond_que_dans_sa_demarche(demarche, points, oscar_d_ailleurs, alice_redactrice):
    with pytest.raises(Refus, match="Seule l’organisation qui pilote"):
        verbes.repondre_ensemble(demarche, points, oscar_d_ailleurs, OUI)
    with pytest.raises(Refus, match="rechargez la page"):
        verbes.repondre_ensemble(demarche, [*points, PropositionFactory()], alice_redactrice, OUI)


def test_du_tableau_a_la_reponse_commune(alice, demarche, points):
    choix = alice.post(tableau(demarche), {"action": "commune", "points": [p.pk for p in points[:2]]})
    formulaire = alice.get(choix.url).text
    assert "C1 – " in formulaire
    assert "C3 – " not in formulaire
    refusee = alice.post(choix.url, {"position": "", "motivation": "Gardé malgré l’erreur."})
    assert "Gardé malgré l’erreur." in refusee.text
    assert not Reponse.objects.exists()
    lue = alice.post(choix.url, OUI, follow=True).text
    assert "La même réponse est écrite pour 2 points." in lue


def test_deux_mille_points_se_repondent_en_peu_de_requetes(demarche, alice_redactrice):
    nombreux = Proposition.objects.bulk_create(
        Proposition(demarche=demarche, reference=f"P{n}", ordre=n, titre="t", verbatim="v")
        for n in range(300)
    )
    with CaptureQueriesContext(connection) as requetes:
        verbes.repondre_ensemble(demarche, nombreux, alice_redactrice, OUI)
    assert len(requetes) < 60


# Merging


def reunir(demarche, points, par, reference="R1"):
    return verbes.reunir(
        demarche,
        points,
        par,
        reference=reference,
        titre="Réuni",
        reformulation="Ce qu’ils demandent ensemble.",
        faite_par="La direction fictive",
        raison="Ils disent la même chose.",
    )


def test_des_points_reunis_gardent_leur_texte_et_leur_lignee(demarche, points, alice_redactrice):
    reuni = reunir(demarche, points[:2], alice_redactrice)
    assert sorted(
        Filiation.objects.values_list("origine__reference", "proposition__reference", "nature")
    ) == [
        ("C1", "R1", "fusion"),
        ("C2", "R1", "fusion"),
    ]
    assert Proposition.objects.get(pk=points[0].pk).verbatim == points[0].verbatim
    assert references(filtrer(lignes(demarche, JOUR), JOUR, situation="sans_reponse")) == [
        "C3",
        "C4",
        "C5",
        "R1",
    ]
    assert reuni.extraite_par == "La direction fictive"


@pytest.mark.parametrize(
    ("combien", "reference", "phrase"),
    [
        (1, "R1", "au moins deux points"),
        (2, "C3", "déjà prise"),
        (2, "a/b", "barre oblique"),
    ],
)
def test_une_reunion_impossible_est_refusee(demarche, points, alice_redactrice, combien, reference, phrase):
    with pytest.raises(Refus, match=phrase):
        reunir(demarche, points[:combien], alice_redactrice, reference)
    assert not Filiation.objects.exists()


def test_on_ne_reunit_pas_deux_fois_le_meme_point(demarche, points, alice_redactrice):
    reunir(demarche, points[:2], alice_redactrice)
    with pytest.raises(Refus, match="C2 se répond désormais dans R1"):
        reunir(demarche, points[1:3], alice_redactrice, "R2")


def test_du_tableau_a_la_reunion(alice, demarche, points):
    choix = alice.post(tableau(demarche), {"action": "reunir", "points": [p.pk for p in points[:2]]})
    assert points[0].verbatim in alice.get(choix.url).text
    envoi = {"reference": "R1", "titre": "T", "reformulation": "E", "faite_par": "D", "raison": "M"}
    assert "sont réunis dans « R1 – T »" in alice.post(choix.url, envoi, follow=True).text.replace(
        "\xa0", " "
    )


# Marks, entrusting, notes


def test_on_marque_a_relire_puis_relu(alice, demarche, points):
    ReponseFactory(proposition=points[0])
    envoi = {"points": [p.pk for p in points[:2]]}
    lue = alice.post(tableau(demarche), envoi | {"action": "a_relire"}, follow=True).text
    assert "1 point marqué à relire." in lue
    assert Reponse.objects.get().a_relire
    alice.post(tableau(demarche), envoi | {"action": "relu"})
    assert not Reponse.objects.get().a_relire


def test_on_confie_depuis_le_tableau(alice, demarche, points):
    routes = OrganisationFactory(nom="Routes", nature=Nature.MINISTERE)
    envoi = {"action": "confier", "points": [p.pk for p in points[:2]], "organisation": routes.pk}
    assert "2 points confiés." in alice.post(tableau(demarche), envoi, follow=True).text
    assert Proposition.objects.filter(confiee_a=routes).count() == 2


@pytest.mark.parametrize("action", ["", "inconnue", "commune", "reunir", "a_relire", "confier"])
def test_sans_rien_cocher_rien_ne_change_et_on_le_dit(alice, demarche, points, action):
    lue = alice.post(tableau(demarche), {"action": action})
    assert lue.status_code == 200
    assert "Cochez au moins un point" in lue.text


@pytest.mark.parametrize("forge", ["999999", "x", "-1", "1 OR 1=1"])
def test_une_case_forgee_est_refusee(alice, demarche, points, forge):
    lue = alice.post(tableau(demarche), {"action": "relu", "points": [forge]})
    assert "rechargez la page" in lue.text
    assert (
        alice.get(f"{reverse('admin:reponse_commune', args=[demarche.pk])}?points={forge}").status_code == 200
    )


def test_une_note_se_lit_entre_agents_et_jamais_en_public(alice, demarche, points, ministere):
    notes = reverse("admin:notes_du_point", args=[points[0].pk])
    assert "Écrivez la note" in alice.post(notes, {"texte": "  "}).text
    assert "Le cabinet hésite." in alice.post(notes, {"texte": "Le cabinet hésite."}, follow=True).text
    assert re.search(r"1 note<span[^>]*> sur C1", alice.get(tableau(demarche)).text)
    assert NoteInterne.objects.get().ecrite_le <= horloge.maintenant()


def test_qui_a_un_point_confie_le_voit_et_le_note(demarche, points):
    routes = OrganisationFactory(nom="Routes", nature=Nature.MINISTERE)
    Proposition.objects.filter(pk=points[0].pk).update(confiee_a=routes)
    lou = Client()
    lou.force_login(agent("Lou", Role.CONTRIBUTEUR, routes))
    lue = lou.get(tableau(demarche)).text
    assert lue.count(">Répondre<") == 1
    assert 'name="action"' not in lue
    assert lou.post(tableau(demarche), {"action": "relu", "points": [points[0].pk]}).status_code == 404
    assert lou.post(reverse("admin:notes_du_point", args=[points[0].pk]), {"texte": "Vu."}).status_code == 302
    assert lou.post(reverse("admin:notes_du_point", args=[points[1].pk]), {"texte": "Vu."}).status_code == 404
