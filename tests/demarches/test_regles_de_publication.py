"""What a démarche, its avis and its points need to be published, and how points relate to one another."""

import pytest
from django.core.exceptions import ValidationError

from demarches.models import AvisVersion, DemarcheVersion, Filiation, Proposition, PropositionVersion
from publication.refus import Refus
from publication.soumission import soumettre
from publication.validation import valider
from tests.fabriques import AvisFactory, DemarcheFactory, EngagementFactory, PropositionFactory


@pytest.mark.parametrize("champ", DemarcheVersion.OBLIGATOIRES)
def test_une_fiche_d_identite_dit_ce_qui_lui_manque(db, champ):
    demarche = DemarcheFactory()
    assert DemarcheVersion.manques(demarche) == []
    setattr(demarche, champ, [] if champ == "themes" else "")
    assert DemarcheVersion.manques(demarche) == [
        f"Fiche d’identité : il manque {DemarcheVersion.OBLIGATOIRES[champ]}."
    ]


def test_une_demarche_s_engage_ou_dit_qu_aucun_delai_n_est_annonce(db):
    demarche = DemarcheFactory(aucun_delai_annonce=False)
    assert DemarcheVersion.manques(demarche) == [
        "Fiche d’identité : il manque un engagement, ou la mention « aucun délai annoncé »."
    ]
    EngagementFactory(demarche=demarche)
    assert DemarcheVersion.manques(demarche) == []


def test_une_demarche_a_une_date(db):
    demarche = DemarcheFactory(annoncee_le=None, ouverte_le=None)
    assert DemarcheVersion.manques(demarche) == [
        "Fiche d’identité : il manque la date d’annonce ou d’ouverture."
    ]


@pytest.mark.parametrize("champ", AvisVersion.OBLIGATOIRES)
def test_un_avis_dit_ce_qui_lui_manque(db, champ):
    avis = AvisFactory()
    assert AvisVersion.manques(avis) == []
    setattr(avis, champ, None if champ == "remis_le" else "")
    assert AvisVersion.manques(avis) == [f"Avis des citoyens : il manque {AvisVersion.OBLIGATOIRES[champ]}."]


@pytest.mark.parametrize(
    ("verbatim", "reformulation", "publiable"),
    [("Mot pour mot.", "", True), ("", "Nos mots.", True), ("", "", False)],
)
def test_un_point_a_un_texte(db, verbatim, reformulation, publiable):
    point = PropositionFactory(verbatim=verbatim, reformulation=reformulation, extraite_par="Un tiers")
    assert bool(PropositionVersion.manques(point)) is not publiable


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
