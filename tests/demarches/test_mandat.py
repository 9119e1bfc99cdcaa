"""The mandate, from the versions of a fiche alone: no database."""

import datetime as dt

import pytest

from demarches.documents import DocumentDemarche
from demarches.mandat import CHAMPS_DU_MANDAT, EtatDuMandat, fin_du_jour, mandat
from publication.histoire import VersionLue
from tests.scenes import PARIS

OUVERTURE = dt.date(2026, 3, 10)


def instant(mois, jour, heure=9):
    return dt.datetime(2026, mois, jour, heure, tzinfo=PARIS)


def version(numero, quand, **champs):
    vide = {
        "contexte": "",
        "engagements": [],
        "ouverte_le": OUVERTURE.isoformat(),
        "reprise_historique": False,
    }
    return VersionLue(numero, quand, vide | champs, "rectification", f"Raison {numero}.")


def test_chaque_champ_du_mandat_est_un_champ_de_la_fiche():
    assert set(CHAMPS_DU_MANDAT) <= DocumentDemarche.model_fields.keys()
    assert len(CHAMPS_DU_MANDAT) == len(set(CHAMPS_DU_MANDAT))


def test_la_fin_du_jour_est_celle_de_paris_meme_au_changement_d_heure():
    assert fin_du_jour(dt.date(2026, 3, 28)).isoformat() == "2026-03-28T23:59:59.999999+01:00"
    assert fin_du_jour(dt.date(2026, 3, 29)).isoformat() == "2026-03-29T23:59:59.999999+02:00"


@pytest.mark.parametrize("le", [instant(3, 1), instant(3, 10, 23)])
def test_avant_la_fin_du_jour_de_l_ouverture_c_est_un_projet(le):
    lu = mandat([version(1, instant(2, 1), contexte="A"), version(2, instant(3, 1), contexte="B")], le)
    assert (lu.etat, lu.version.numero, lu.modifications) == (EtatDuMandat.PROJET, 2, [])


def test_sans_date_d_ouverture_c_est_un_projet():
    lu = mandat([version(1, instant(2, 1), ouverte_le=None)], instant(12, 1))
    assert (lu.etat, lu.ouverture) == (EtatDuMandat.PROJET, None)


def test_il_se_fige_sur_la_version_en_vigueur_a_la_fin_du_jour_de_l_ouverture():
    lu = mandat(
        [
            version(1, instant(2, 1), contexte="A"),
            version(2, instant(3, 10, 22), contexte="B"),
            version(3, instant(3, 11, 1), contexte="C"),
        ],
        instant(6, 1),
    )
    assert (lu.etat, lu.version.numero) == (EtatDuMandat.FIGE, 2)
    [modification] = lu.modifications
    assert (modification.numero, modification.raison) == (3, "Raison 3.")
    assert [(c.libelle, c.avant, c.apres) for c in modification.champs] == [("Contexte", "B", "C")]
    [contexte] = lu.sections[0].champs
    assert (contexte.texte, contexte.modifie_le) == ("B", instant(3, 11, 1))


def test_ce_que_le_mandat_ne_tient_pas_peut_changer_sans_titre():
    lu = mandat([version(1, instant(2, 1), chapo="A"), version(2, instant(4, 1), chapo="B")], instant(6, 1))
    assert lu.modifications == []


def test_deplacer_l_ouverture_apres_coup_ne_defige_rien():
    lu = mandat(
        [version(1, instant(2, 1)), version(2, instant(3, 20), ouverte_le="2026-09-01")], instant(4, 1)
    )
    assert (lu.etat, lu.version.numero) == (EtatDuMandat.FIGE, 1)
    assert [c.libelle for c in lu.modifications[0].champs] == ["Ouverte le"]


def test_le_mandat_se_lit_sans_rien_de_technique_et_dans_l_ordre_du_guide():
    engagement = {"id": 12, "texte": "Répondre à tout.", "par": "La ministre"}
    lu = mandat([version(1, instant(2, 1), contexte="A", engagements=[engagement], aucun_delai_annonce=False,
                         evaluation_prevue={"par": "", "quand": "", "aucune": True})], instant(2, 2))  # fmt: skip
    assert lu.sections[0].titre == "Le contexte"
    textes = {champ.libelle: champ.texte for section in lu.sections for champ in section.champs}
    assert "12" not in textes["Ce que le commanditaire a promis"]
    assert "Répondre à tout." in textes["Ce que le commanditaire a promis"]
    assert "Aucun délai de réponse annoncé" not in textes
    assert (
        textes["Évaluation prévue, ou aucune"].replace("\N{NO-BREAK SPACE}", " ")
        == "Aucune évaluation prévue : Oui"
    )


def test_avancer_l_ouverture_apres_coup_fige_ce_qui_etait_en_ligne_ce_jour_la():
    lu = mandat(
        [
            version(1, instant(2, 1), contexte="A", ouverte_le="2026-09-01"),
            version(2, instant(4, 1), contexte="B", ouverte_le="2026-03-10"),
        ],
        instant(4, 2),
    )
    assert (lu.etat, lu.version.numero) == (EtatDuMandat.FIGE, 1)


def test_si_rien_n_etait_en_ligne_a_l_ouverture_c_est_la_premiere_version():
    lu = mandat([version(1, instant(4, 1)), version(2, instant(5, 1), contexte="B")], instant(6, 1))
    assert (lu.etat, lu.version.numero) == (EtatDuMandat.PUBLIE_APRES, 1)
    assert lu.titre_des_modifications == "Mandat modifié après l’ouverture"
    assert len(lu.modifications) == 1


def test_un_mandat_anterieur_au_portail_se_dit_reconstitue():
    lu = mandat([version(1, instant(4, 1), reprise_historique=True)], instant(6, 1))
    assert lu.reconstitue
    assert "reconstitué" in lu.titre_des_modifications


def test_un_champ_que_l_ancien_schema_n_avait_pas_et_qui_ne_dit_rien_n_est_pas_un_changement():
    lu = mandat(
        [
            version(1, instant(2, 1)),
            version(2, instant(4, 1), aucun_delai_annonce=False, jalons=[], finalite=""),
        ],
        instant(6, 1),
    )
    assert lu.modifications == []
