from publication.histoire import VersionLue
from suivi.enums import Position
from suivi.positions import changements_de_position
from tests.scenes import jour


def version(numero, position, raison=""):
    return VersionLue(numero, jour(numero), {"position": position} if position else {}, raison=raison)


def test_une_reponse_qui_ne_change_pas_de_position_n_a_pas_de_titre():
    assert changements_de_position([]) == []
    assert changements_de_position([version(1, "retenue"), version(2, "retenue")]) == []


def test_chaque_changement_de_position_se_garde_avec_sa_raison():
    premier, second = changements_de_position(
        [
            version(1, "retenue"),
            version(2, "non_retenue", "Trop cher."),
            version(3, "non_retenue", "Coquille."),
            version(4, "retenue_en_partie", "Un budget."),
        ]
    )
    assert (premier.avant, premier.apres, premier.raison, premier.numero, premier.le) == (
        Position.RETENUE, Position.NON_RETENUE, "Trop cher.", 2, jour(2),
    )  # fmt: skip
    assert (second.avant, second.apres, second.raison) == (
        Position.NON_RETENUE, Position.RETENUE_EN_PARTIE, "Un budget.",
    )  # fmt: skip


def test_un_retrait_ou_un_document_efface_ne_fait_oublier_aucune_position():
    """A tombstone is not among readable versions: its number is missing; an erased document says no position."""
    [changement] = changements_de_position([version(1, "retenue"), version(3, ""), version(4, "non_retenue")])
    assert (changement.avant, changement.apres) == (Position.RETENUE, Position.NON_RETENUE)
