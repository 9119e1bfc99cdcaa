"""A point tells where it comes from, whose answer holds for it, and who decides."""

import datetime as dt

import pytest

from accounts.enums import Nature
from demarches.enums import NatureFiliation, ReponseFiliation
from demarches.models import Filiation
from suivi.enums import Motif, Position
from tests.fabriques import DemarcheFactory, OrganisationFactory, PropositionFactory, ReponseFactory
from tests.portail.cinq_demarches import page
from tests.portail.recits import publier

pytestmark = pytest.mark.django_db


class Recit:
    def __init__(self, ministere, auteur, valideur, client):
        self.demarche = DemarcheFactory(organisation=ministere)
        self.objets, self.gens, self.client = [self.demarche], (auteur, valideur), client

    def point(self, reference, **champs):
        ordre = len(self.objets)
        point = PropositionFactory(demarche=self.demarche, reference=reference, ordre=ordre, **champs)
        self.objets.append(point)
        return point

    def repondre(self, point, **champs):
        self.objets.append(ReponseFactory(proposition=point, **champs))

    def venir_de(self, point, origine, nature, reponse=ReponseFiliation.PROPRE):
        Filiation.objects.create(
            proposition=point,
            origine=origine,
            nature=nature,
            par="L’assemblée",
            raison="Même idée.",
            reponse=reponse,
        )

    def publier(self):
        publier(self.demarche, self.objets, *self.gens)

    def lire(self, reference):
        return page(self.client, self.demarche, "proposition", reference)


@pytest.fixture
def recit(ministere, alice_redactrice, viktor_valideur, client):
    return Recit(ministere, alice_redactrice, viktor_valideur, client)


def test_une_fusion_se_lit_des_deux_cotes(recit):
    un = recit.point("A", titre="Ceci", verbatim="Nos mots d’avant.")
    deux, ensemble = recit.point("B"), recit.point("C")
    for origine in (un, deux):
        recit.venir_de(ensemble, origine, NatureFiliation.FUSION)
    recit.publier()
    assert "Ce point réunit A et B" in recit.lire("C")
    for mots in ("L’assemblée", "Même idée.", "Nos mots d’avant."):
        assert mots in recit.lire("C")
    assert "la réponse à C vaut pour lui" in recit.lire("A")
    assert recit.lire("C").texte.count("Même idée.") == 1


def test_une_scission_dit_en_combien(recit):
    origine = recit.point("A")
    for reference in ("A1", "A2"):
        recit.venir_de(recit.point(reference), origine, NatureFiliation.SCISSION)
    recit.publier()
    assert "découpé en 2" in recit.lire("A1")
    assert "Ce point a été scindé en 2" in recit.lire("A")


def test_une_reponse_heritee_se_lit_la_ou_elle_vaut(recit):
    origine, suite = recit.point("A"), recit.point("A1")
    recit.repondre(origine, motivation="Trois parcs ouvriront.")
    recit.venir_de(suite, origine, NatureFiliation.SCISSION, ReponseFiliation.HERITEE)
    recit.publier()
    lue = recit.lire("A1")
    assert "Trois parcs ouvriront." in lue
    assert "Réponse héritée" in lue
    assert "donnée au point A , et vaut" in lue
    assert "Réponse héritée" not in recit.lire("A")


def test_les_parties_se_repondent_une_a_une(recit):
    tout = recit.point("A", titre="Tout")
    partie = recit.point("A.1", partie_de=tout)
    recit.point("A.2", partie_de=tout)
    recit.repondre(partie)
    recit.publier()
    lue = recit.lire("A").texte.replace("\xa0", " ")
    assert "2 parties, répondues une à une : 1 retenue, 1 sans réponse" in lue
    assert "Les réponses sont données partie par partie" in lue
    assert lue.index("partie par partie") < lue.index("A.1")
    assert "une partie de A – Tout" in recit.lire("A.1").texte


def test_les_votes_sont_dessines(recit):
    recit.point("A", votes_pour=131, votes_contre=12, abstentions=6)
    recit.point("B", soutiens=21330)
    recit.publier()
    assert "131 pour, 12 contre, 6 abstentions" in recit.lire("A")
    assert "Votes sur ce point" in recit.lire("A")
    assert "21 330 soutiens" in recit.lire("B").texte.replace("\u202f", " ")
    assert "Votes sur ce point" not in recit.lire("B")


def test_qui_decide_et_avant_quand(recit):
    recit.repondre(
        recit.point("A"),
        position=Position.NON_RETENUE,
        motifs=[Motif.DEJA_TRANCHEE],
        deja_tranchee_par="Loi fictive du 1er mars",
        contrainte_juridique="La Constitution fictive.",
        qui_a_tranche="Le Premier ministre fictif",
        qui_doit_agir="Le préfet fictif",
        agir_avant_le=dt.date(2027, 3, 1),
    )
    recit.publier()
    lue = recit.lire("A")
    for mots in (
        "Qui décide",
        "Camille Exemple",
        "Le Premier ministre fictif",
        "Le préfet fictif, avant le 1er mars 2027",
        "Loi fictive du 1er mars",
        "La Constitution fictive.",
    ):
        assert mots in lue, mots


def test_un_renvoi_au_parlement_est_prouve_et_sans_horloge(recit):
    recit.repondre(
        recit.point("A"),
        position=Position.RENVOYEE,
        motifs=[Motif.HORS_COMPETENCE],
        destinataire=OrganisationFactory(nom="Assemblée fictive", nature=Nature.PARLEMENT),
        transmise_le=dt.date(2025, 10, 2),
        transmission_preuve="Lettre fictive",
    )
    recit.publier()
    lue = recit.lire("A")
    assert "Assemblée fictive, transmise le 2 octobre 2025 (preuve : Lettre fictive)" in lue
    assert "Aucun délai de réponse" in lue
    assert "attendue le" not in lue
