"""Whole documents are read in one query, and say what reading them part by part would say."""

import datetime as dt

import pytest
from django.db import connection
from django.forms import model_to_dict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from demarches.models import (
    Composition,
    Demarche,
    DemarcheLiee,
    DocumentRemis,
    Engagement,
    Filiation,
    Jalon,
    Lien,
    Membre,
    Piece,
    Proposition,
    RendezVous,
)
from publication.models import Fichier
from suivi.models import Mesure, Preuve, Report
from tests.fabriques import (
    AvisFactory,
    DemarcheFactory,
    LienMesureFactory,
    MesureFactory,
    PropositionFactory,
    ReponseFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def demarche():
    demarche = DemarcheFactory()
    for titre, debut in (("Restitution", dt.date(2025, 7, 1)), ("Lancement", dt.date(2025, 1, 6))):
        Jalon.objects.create(demarche=demarche, nature="decision", titre=titre, debut=debut)
    RendezVous.objects.create(
        demarche=demarche,
        titre="Réunion « de quartier » \\ d’été",
        date=dt.date(2025, 3, 2),
        heure_debut=dt.time(18, 30),
        presence="sur_place",
        lieu="Salle des fêtes\nMâcon",
        commune="Mâcon",
        departement="71",
    )
    Engagement.objects.create(demarche=demarche, texte="Répondre.", par="La ministre", echeance=None)
    Membre.objects.create(demarche=demarche, role="garant", nom="Ève")
    Composition.objects.create(demarche=demarche, critere="Âge", categorie="18-24 ans", nombre=12, panel=120)
    Lien.objects.create(
        demarche=demarche,
        nature="compte_rendu",
        titre="Compte rendu",
        url="https://exemple.gouv.fr/a?b=1&c=2",
    )
    DemarcheLiee.objects.create(demarche=demarche, autre=DemarcheFactory(), nature="suite")
    return demarche


def dites(parties) -> list[dict]:
    return [model_to_dict(partie) | {"pk": partie.pk} for partie in parties]


def test_chaque_partie_de_la_fiche_est_celle_que_la_base_garde(demarche):
    lue = Demarche.objects.pour_le_document().get(pk=demarche.pk)
    for relation in Demarche._meta.related_objects:
        if relation.one_to_many and relation.get_accessor_name() in lue._prefetched_objects_cache:
            nom = relation.get_accessor_name()
            assert dites(getattr(lue, nom).all()) == dites(getattr(demarche, nom).all()), nom
    assert [jalon.titre for jalon in lue.jalons.all()] == ["Lancement", "Restitution"]
    assert lue.rendez_vous.all()[0].heure_debut == dt.time(18, 30)
    assert lue.jalons.all()[0].demarche is lue


def test_une_piece_vient_avec_son_fichier(demarche, alice_redactrice):
    fichier = Fichier.objects.create(
        sha256="0" * 64,
        nom="avis.pdf",
        type_mime="application/pdf",
        taille=3,
        depose_par=alice_redactrice,
        depose_le=timezone.now(),
    )
    Piece.objects.create(demarche=demarche, nature="compte_rendu", titre="L’avis", fichier=fichier)
    [piece] = Demarche.objects.pour_le_document().get(pk=demarche.pk).pieces.all()
    with CaptureQueriesContext(connection) as requetes:
        assert piece.fichier == fichier
        assert (piece.fichier.nom, piece.fichier.depose_le) == (fichier.nom, fichier.depose_le)
    assert not requetes.captured_queries


def test_un_document_remis_sans_fichier_n_en_a_pas(demarche):
    avis = AvisFactory(demarche=demarche)
    DocumentRemis.objects.create(avis=avis, nature="avis", titre="L’avis", url="https://exemple.gouv.fr/avis")
    [document] = type(avis).objects.pour_le_document().get(pk=avis.pk).documents.all()
    assert document.fichier is None


def test_tout_est_lu_en_une_requete_combien_qu_ils_soient(demarche):
    points = [PropositionFactory(demarche=demarche, ordre=n) for n in range(4)]
    Filiation.objects.create(
        proposition=points[1], origine=points[0], nature="fusion", par="CIPC", raison="Doublon."
    )
    PropositionFactory(demarche=demarche, ordre=9, partie_de=points[2])
    mesures = [MesureFactory(demarche=demarche) for _ in range(3)]
    for mesure, point in zip(mesures, points, strict=False):
        LienMesureFactory(mesure=mesure, proposition=point)
        Preuve.objects.create(mesure=mesure, type="autre", titre="Arrêté", url="https://exemple.gouv.fr/")
        Report.objects.create(
            mesure=mesure,
            decide_le=dt.date(2025, 1, 1),
            nouvelle_echeance=dt.date(2026, 1, 1),
            raison="Retard.",
        )
    with CaptureQueriesContext(connection) as requetes:
        lus = list(Proposition.objects.filter(demarche=demarche).pour_le_document())
        lues = list(Mesure.objects.filter(demarche=demarche).pour_le_document())
        origines = [filiation.origine.titre for point in lus for filiation in point.origines.all()]
        repris = [lien.proposition.titre for mesure in lues for lien in mesure.liens.all()]
        reports = [report.nouvelle_echeance for mesure in lues for report in mesure.reports.all()]
    assert len(requetes) == 2
    assert origines == [points[0].titre]
    assert repris == [point.titre for point in points[:3]]
    assert reports == [dt.date(2026, 1, 1)] * 3


def test_les_parties_d_un_point_suivent_sa_reponse(demarche):
    point = PropositionFactory(demarche=demarche)
    PropositionFactory(demarche=demarche, partie_de=point, titre="Une partie")
    reponse = ReponseFactory(proposition=point)
    [lue] = type(reponse).objects.filter(pk=reponse.pk).pour_le_document()
    assert [partie.titre for partie in lue.proposition.parties.all()] == ["Une partie"]
