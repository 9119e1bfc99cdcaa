"""The index of a past day, computed from the versions, says what the index itself said on that day."""

import pytest

from publication.models import types_de_version
from publication.soumission import retirer
from suivi.enums import Motif, Position
from tests.fabriques import PropositionFactory, ReponseFactory
from tests.scenes import DECLAREE, jour, le
from tests.verbes import valider
from vitrine.enums import Statut
from vitrine.indexation import reindexer_dossier
from vitrine.models import FicheDemarche, FicheProposition
from vitrine.passe import fiches_du_jour

pytestmark = pytest.mark.django_db


def valeurs(fiche) -> dict:
    """What a row says, its own identity and period left aside."""
    champs = {c.attname for c in fiche._meta.concrete_fields if not c.generated} - {"id", "validite"}
    return {nom: getattr(fiche, nom) for nom in champs | ({"etape"} if hasattr(fiche, "etape") else set())}


def lire_l_index(scene, instant) -> tuple:
    fiche = FicheDemarche.objects.en_vigueur(instant).avec_etape(instant.date()).first()
    points = FicheProposition.objects.en_vigueur(instant).pour_la_liste()
    return fiche and valeurs(fiche), [valeurs(point) for point in points]


@pytest.fixture
def histoire(scene):
    """Twelve days; for each instant, what the index said then. Events at nine, read at noon."""
    lus = {}

    def regarder(n):
        with le(n, 12):
            lus[jour(n, 12)] = lire_l_index(scene, jour(n, 12))

    regarder(0)
    with le(1):
        scene.publier()
    regarder(1)
    parties = [
        PropositionFactory(demarche=scene.demarche, reference=f"P{i}", ordre=1, chapitre=f"Chapitre {i % 2}")
        for i in (2, 3)
    ]
    attente = ReponseFactory(
        proposition=parties[0],
        position=Position.A_L_ETUDE,
        motifs=[Motif.COUT],
        echeance=jour(5).date(),
    )
    with le(3):
        scene.publier(*parties, attente)
    regarder(3)
    regarder(5)
    with le(6):  # a reader of the index relies on what was written in advance: the holding answer is overdue
        reindexer_dossier(scene.dossier, jour(6))
    regarder(6)
    with le(7):
        valider(
            retirer(
                scene.mesure, scene.dossier, scene.auteur, motif="erreur", explication="Mauvaise mesure."
            ),
            scene.validateur,
        )
    regarder(7)
    with le(8):
        scene.publier(scene.mesure, publier_le=jour(10), **DECLAREE)
    regarder(8)
    regarder(10)
    with le(11):
        valider(
            retirer(scene.demarche, scene.dossier, scene.auteur, motif="doublon", explication="En double."),
            scene.validateur,
        )
    regarder(11)
    return lus


def test_chaque_jour_du_passe_se_recalcule_tel_qu_il_etait(scene, histoire):
    assert len(histoire) == 9
    differents = {fiche and fiche["etape"] for fiche, _ in histoire.values()}
    assert len(differents) > 1  # the story is not flat
    for instant, (fiche, points) in histoire.items():
        with le(20):
            recalculee, points_recalcules = fiches_du_jour(scene.dossier.pk, instant, instant.date())
        assert (recalculee and valeurs(recalculee)) == fiche, instant
        assert [valeurs(point) for point in points_recalcules] == points, instant


def references(points):
    return [point and point.reference for point in points]


def test_les_mots_du_passe_disent_la_meme_chose_que_ceux_de_l_index(scene, histoire):
    instant = jour(10, 12)
    index = FicheProposition.objects.en_vigueur(instant)
    _, passe = fiches_du_jour(scene.dossier.pk, instant, instant.date())
    phrases = [
        lambda points: points,
        lambda points: points.comptees(),
        lambda points: points.sans_reponse(),
        lambda points: points.de_statut(Statut.REPONDUE),
        lambda points: points.de_position(Position.A_L_ETUDE),
        lambda points: points.de_position(Position.RETENUE),
        lambda points: points.du_chapitre("Chapitre 1"),
        lambda points: points.de_reference("P2"),
        lambda points: points.parties_de(""),
    ]
    for phrase in phrases:
        assert references(phrase(index).pour_la_liste()) == references(phrase(passe).pour_la_liste())
    assert index.chapitres() == passe.chapitres()
    assert index.decompte() == passe.decompte()
    for point in index.pour_la_liste():
        meme_point = passe.de_reference(point.reference).first()
        assert references(index.voisins(point)) == references(passe.voisins(meme_point))
    assert passe.de_reference("absente").first() is None
    with pytest.raises(ValueError, match="titre__icontains"):
        passe.filter(titre__icontains="x")


def test_relire_un_jour_coute_autant_pour_2_points_que_pour_50(scene, django_assert_num_queries):
    with le(1):
        scene.publier()
    with le(2):
        scene.publier(
            *[
                PropositionFactory(demarche=scene.demarche, reference=f"Z{i}", ordre=100 + i)
                for i in range(50)
            ]
        )
    for n, nombre in ((1, 1), (2, 51)):
        with django_assert_num_queries(len(types_de_version()) + 1):  # and one for the stage
            _, points = fiches_du_jour(scene.dossier.pk, jour(n, 12), jour(n).date())
        assert len(points) == nombre
