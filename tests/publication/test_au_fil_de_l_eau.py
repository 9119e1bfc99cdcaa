"""A lot: each object is a publication of its own, several are treated in one request, all or none."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from accounts.models import Affectation
from publication.journal import versions_de
from publication.models import Evenement, Lot, Publication
from publication.recevabilite import Declaration
from publication.soumission import annuler_toutes, retirer, soumettre_au_fil_de_l_eau
from tests.fabriques import LienMesureFactory, MesureFactory, PropositionFactory, ReponseFactory
from tests.publication.test_verbes import refuse
from tests.scenes import DECLAREE, jour, le, version
from tests.verbes import (
    QUATRE_YEUX,
    deprogrammer_toutes,
    prendre_en_charge_toutes,
    renvoyer,
    renvoyer_toutes,
    valider,
    valider_ce_qui_peut_l_etre,
    valider_toutes,
)
from vitrine.models import FicheProposition

RIEN = "Rien n’a été fait : une partie de ce que vous avez choisi ne le permet pas."


@pytest.fixture
def lot(scene):
    """The démarche is online; everything else was submitted au fil de l'eau on day 1."""
    with le(0):
        scene.publier(scene.demarche)
    with le(1):
        publications = soumettre_au_fil_de_l_eau(scene.dossier, scene.tout[1:], scene.auteur)
    return dict(
        zip(["avis", "proposition", "actualite", "reponse", "impact", "mesure"], publications, strict=True)
    )


def etats():
    return list(Publication.objects.filter(lot__isnull=False).order_by("pk").values_list("etat", flat=True))


def test_chaque_objet_est_une_publication_du_meme_lot(lot, scene):
    assert Lot.objects.get().publications.count() == 6
    for nom, publication in lot.items():
        assert version(publication, getattr(scene, nom)).publication == publication
        assert publication.auteurs == [scene.auteur.pk]
    assert Evenement.objects.filter(nature="soumission", publication__lot__isnull=False).count() == 6


def test_un_seul_objet_n_est_pas_un_lot(scene):
    [publication] = soumettre_au_fil_de_l_eau(scene.dossier, [scene.demarche], scene.auteur)
    assert publication.lot is None


def test_une_reponse_renvoyee_ne_retient_pas_les_autres(lot, scene):
    with le(2):
        renvoyer(lot["reponse"], scene.validateur, "Signez.")
        valider_toutes([lot["avis"], lot["proposition"], lot["mesure"]], scene.validateur)
    assert scene.en_ligne(scene.mesure, jour(3))
    assert not scene.en_ligne(scene.reponse, jour(3))


def test_les_auteurs_se_comptent_par_objet(scene, ministere, cipc):
    """Whoever wrote one answer of the lot may validate the others."""
    deborah = scene.validateur
    Affectation.objects.create(agent=deborah, role=Role.REDACTEUR, organisation=ministere, debut="2020-01-01")
    with le(0):
        scene.publier(scene.demarche)
    with le(1):
        scene.changer(scene.avis, par=deborah)
        avis, impact = soumettre_au_fil_de_l_eau(scene.dossier, [scene.avis, scene.impact], scene.auteur)
    assert (deborah.pk in avis.auteurs, deborah.pk in impact.auteurs) == (True, False)
    with le(2):
        with refuse(RIEN, f"Soumission n° {avis.pk} ({scene.avis}). {QUATRE_YEUX}"):
            valider_toutes([avis, impact], deborah)
        assert etats() == ["soumise", "soumise"]
        faites, laissees = valider_ce_qui_peut_l_etre([avis, impact], deborah)
    assert faites == [impact]
    assert laissees == [f"Soumission n° {avis.pk} ({scene.avis}). {QUATRE_YEUX}"]
    assert etats() == ["soumise", "validee"]


def test_une_reponse_n_est_jamais_validee_avant_son_point(lot, scene):
    with (
        le(2),
        refuse(
            f"« {scene.proposition} » attend encore la validation du CIPC (soumission n° {lot['proposition'].pk})"
            " : validez-la d’abord, ou avec celle-ci."
        ),
    ):
        valider(lot["reponse"], scene.validateur)
    with le(2):
        valider_toutes([lot["reponse"], lot["proposition"]], scene.validateur)
    assert scene.en_ligne(scene.reponse, jour(3))


def test_ce_qui_repose_sur_un_point_renvoye_reste_a_traiter(lot, scene):
    """The point is sent back: all that remains is validated, but what rests on it, and the validator is told."""
    with le(2):
        renvoyer(lot["proposition"], scene.validateur, "À revoir.")
        faites, laissees = valider_ce_qui_peut_l_etre(
            [lot[nom] for nom in ("avis", "impact", "reponse", "mesure")], scene.validateur
        )
    assert {publication.pk for publication in faites} == {lot["avis"].pk, lot["impact"].pk}
    assert laissees == [
        f"Soumission n° {lot[nom].pk} ({getattr(scene, nom) if nom == 'reponse' else 'Décret sur les enseignes'}). "
        f"« {scene.proposition} » n’est pas en ligne à cette date : "
        "attendez sa publication, ou renvoyez la soumission à l’organisateur."
        for nom in sorted(("reponse", "mesure"), key=lambda nom: lot[nom].pk)
    ]
    with le(3):
        scene.publier(scene.proposition)
        valider_toutes([lot["reponse"], lot["mesure"]], scene.validateur)
    assert scene.en_ligne(scene.mesure, jour(4))


def test_une_chaine_s_arrete_ou_un_maillon_manque(scene, ministere):
    """fiche (written by the validator) → point → answer: none of the three can go, and each says why."""
    Affectation.objects.create(
        agent=scene.validateur, role=Role.REDACTEUR, organisation=ministere, debut="2020-01-01"
    )
    scene.changer(scene.demarche, par=scene.validateur)
    lot = soumettre_au_fil_de_l_eau(
        scene.dossier, [scene.demarche, scene.proposition, scene.reponse], scene.auteur
    )
    with pytest.raises(Exception, match="Vous avez écrit une partie") as refus:
        valider_ce_qui_peut_l_etre(lot, scene.validateur)
    assert len(refus.value.raisons) == 3
    assert etats() == ["soumise"] * 3


def test_un_retrait_et_ce_qui_repose_dessus_ne_se_valident_pas_ensemble(scene):
    with le(0):
        scene.publier(scene.demarche, scene.proposition)
    with le(1):
        reponse = scene.soumettre(scene.reponse)
        retrait = retirer(
            scene.proposition, scene.dossier, scene.auteur, motif="erreur", explication="Erreur."
        )
    with le(2), pytest.raises(Exception, match="n’est pas en ligne à cette date"):
        valider_toutes([reponse, retrait], scene.validateur)


VERBES = {
    "prendre en charge": (
        lambda lot, scene: prendre_en_charge_toutes(lot, scene.validateur),
        "prise_en_charge",
    ),
    "renvoyer": (lambda lot, scene: renvoyer_toutes(lot, scene.validateur, " À revoir. "), "renvoyee"),
    "valider": (lambda lot, scene: valider_toutes(lot, scene.validateur), "validee"),
    "programmer": (lambda lot, scene: valider_toutes(lot, scene.validateur, jour(9)), "validee"),
    "annuler": (lambda lot, scene: annuler_toutes(lot, scene.auteur), "annulee"),
}


@pytest.mark.parametrize("verbe", VERBES)
def test_un_verbe_sur_un_lot_vaut_pour_chacune_et_le_journal_le_dit_de_chacune(verbe, lot, scene):
    executer, attendu = VERBES[verbe]
    avant = Evenement.objects.count()
    with le(2):
        assert len(executer(list(lot.values()), scene)) == 6
    assert etats() == [attendu] * 6
    evenements = list(Evenement.objects.order_by("pk"))[avant:]
    assert [e.publication_id for e in evenements] == [p.pk for p in lot.values()]
    assert [len(e.documents) for e in evenements] == [1] * 6


@pytest.mark.parametrize("verbe", VERBES)
def test_une_selection_dont_une_a_deja_ete_traitee_ne_change_rien(verbe, lot, scene, valerie_valideuse):
    with le(2):
        renvoyer(lot["avis"], valerie_valideuse, "Non.")
    with (
        le(3),
        refuse(
            RIEN,
            f"Soumission n° {lot['avis'].pk} ({scene.avis}). "
            "Cette publication a déjà été renvoyée par Valérie Exemple le 3 septembre 2025 à 09:00.",
        ),
    ):
        VERBES[verbe][0](list(lot.values()), scene)
    assert sorted(etats()) == ["renvoyee", *["soumise"] * 5]


def test_un_lot_programme_se_deprogramme_d_un_coup(lot, scene):
    with le(2):
        valider_toutes(list(lot.values()), scene.validateur, jour(9))
    with le(3):
        deprogrammer_toutes(list(lot.values()), scene.auteur)
    assert etats() == ["deprogrammee"] * 6
    assert not scene.en_ligne(scene.reponse, jour(10))


def test_on_ne_fait_rien_de_rien(scene):
    with refuse("Cochez au moins une soumission."):
        valider_toutes([], scene.validateur)


def test_au_dela_de_dix_refus_le_reste_se_compte(scene):
    with le(0):
        scene.publier(scene.demarche)
    points = [PropositionFactory(demarche=scene.demarche, reference=f"C{n}") for n in range(13)]
    with le(1):
        lot = soumettre_au_fil_de_l_eau(scene.dossier, points, scene.auteur)
        renvoyer_toutes(lot, scene.validateur, "Non.")
    with le(2), pytest.raises(Exception, match="Rien n’a été fait") as refus:
        valider_toutes(lot, scene.validateur)
    assert len(refus.value.raisons) == 12
    assert refus.value.raisons[-1] == "Et 3 autres soumissions."


# Each its own nature


def test_chaque_objet_porte_sa_nature_et_ce_qui_est_nouveau_n_en_a_pas(scene):
    with le(0):
        scene.publier(scene.demarche, scene.proposition, scene.mesure)
    with le(1):
        scene.changer(scene.demarche, scene.mesure)
        publications = soumettre_au_fil_de_l_eau(
            scene.dossier,
            [scene.demarche, scene.mesure, scene.avis],
            scene.auteur,
            modification="mise_a_jour",
            raison="Le calendrier avance.",
            declarations={scene.mesure: Declaration("rectification", "Le décret était mal cité.")},
        )
    declares = {v.objet: (p.modification, p.raison) for p in publications for v in versions_de(p)}
    assert declares == {
        scene.demarche: ("mise_a_jour", "Le calendrier avance."),
        scene.mesure: ("rectification", "Le décret était mal cité."),
        scene.avis: ("", ""),
    }


# Size


def un_lot(scene, n, jour_):
    points = [PropositionFactory(demarche=scene.demarche) for _ in range(n)]
    for point in points:
        LienMesureFactory(mesure=MesureFactory(demarche=scene.demarche), proposition=point)
    reponses = [ReponseFactory(proposition=point) for point in points]
    with le(jour_):
        with CaptureQueriesContext(connection) as requetes:
            lot = soumettre_au_fil_de_l_eau(scene.dossier, [*points, *reponses], scene.auteur)
        return lot, len(requetes)


def test_un_lot_coute_autant_de_requetes_pour_deux_que_pour_trente(scene):
    with le(0):
        scene.publier(scene.demarche)
    comptes = []
    for n, debut in ((2, 1), (30, 11)):
        lot, soumettre = un_lot(scene, n, debut)
        with le(debut + 1), CaptureQueriesContext(connection) as programmer:
            valider_toutes(lot, scene.validateur, jour(debut + 5))
        with le(debut + 2), CaptureQueriesContext(connection) as deprogrammer:
            deprogrammer_toutes(lot, scene.validateur)
        lot = _encore(scene, lot, debut + 3)
        with le(debut + 4), CaptureQueriesContext(connection) as valider_:
            valider_toutes(lot, scene.validateur)
        comptes.append((soumettre, len(programmer), len(deprogrammer), len(valider_)))
    assert comptes[0] == comptes[1]
    assert FicheProposition.objects.filter(dossier=scene.dossier).exists()


def _encore(scene, lot, debut):
    objets = [v.objet for publication in lot for v in versions_de(publication)]
    with le(debut):
        return soumettre_au_fil_de_l_eau(scene.dossier, objets, scene.auteur)


def test_republier_un_lot_coute_autant_de_requetes_pour_deux_que_pour_trente(scene):
    """Versions are closed and replaced, and the index with them, without one statement per row."""
    with le(0):
        scene.publier(scene.demarche)
    comptes = []
    for n, debut in ((2, 1), (30, 11)):
        lot, _ = un_lot(scene, n, debut)
        with le(debut + 1):
            valider_toutes(lot, scene.validateur)
        objets = [v.objet for publication in lot for v in versions_de(publication)]
        with le(debut + 2):
            scene.changer(*objets, texte=f"Changé {debut}.")
            for objet in objets:
                if hasattr(objet, "titre"):
                    objet.titre += " encore"
                    objet.save()
            lot = soumettre_au_fil_de_l_eau(scene.dossier, objets, scene.auteur, **DECLAREE)
        with le(debut + 3), CaptureQueriesContext(connection) as requetes:
            valider_toutes(lot, scene.validateur)
        comptes.append(len(requetes))
    assert comptes[0] == comptes[1]
