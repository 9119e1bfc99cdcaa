"""A référent validates mere news of public mesures, of their ministry, written by others: nothing more."""

import pytest

from accounts.enums import Role
from publication.atelier import tracer
from publication.models import Publication
from publication.nouvelles import n_est_qu_une_nouvelle
from publication.permissions import peut_traiter
from publication.refus import Refus
from publication.soumission import retirer
from suivi.models import Nouvelle
from tests.personnes import agent
from tests.scenes import DECLAREE, le
from tests.verbes import QUATRE_YEUX, prendre_en_charge, renvoyer, valider


@pytest.fixture
def referente(ministere):
    return agent("Rita", Role.REFERENT, ministere)


@pytest.fixture
def en_ligne(scene):
    with le(0):
        Nouvelle.objects.create(mesure=scene.mesure, date="2025-09-01", texte="Annoncée.")
        scene.publier()
    return scene


def raconter(scene, par=None, **mesure):
    """One more piece of news, and what else changes with it; submitted on the second day."""
    Nouvelle.objects.create(mesure=scene.mesure, date="2025-09-02", texte="Le décret est à la signature.")
    for champ, valeur in mesure.items():
        setattr(scene.mesure, champ, valeur)
    scene.mesure.save()
    tracer(scene.mesure, par or scene.auteur, scene.dossier)


def soumettre(scene, *objets, **declaration) -> Publication:
    return scene.soumettre(*(objets or [scene.mesure]), **(DECLAREE | declaration))


def test_une_referente_valide_une_nouvelle_qu_elle_n_a_pas_ecrite(en_ligne, referente):
    with le(1):
        raconter(en_ligne)
        publication = soumettre(en_ligne)
        assert n_est_qu_une_nouvelle(publication)
        assert valider(publication, referente).validee_par == referente


@pytest.mark.parametrize("verbe", [prendre_en_charge, valider, lambda p, par: renvoyer(p, par, "Non.")])
def test_jamais_la_sienne(en_ligne, referente, verbe):
    with le(1):
        raconter(en_ligne, par=referente)
        publication = soumettre(en_ligne)
        with pytest.raises(Refus, match=QUATRE_YEUX[:20]):
            verbe(publication, referente)


def test_ni_celle_qu_elle_soumet(en_ligne, referente):
    with le(1):
        raconter(en_ligne)
        assert not peut_traiter(referente, soumettre(en_ligne, par=referente))


def test_ni_celle_d_un_autre_ministere(en_ligne, autre_ministere, cipc):
    with le(1):
        raconter(en_ligne)
        publication = soumettre(en_ligne)
        for qui in (agent("R", Role.REFERENT, autre_ministere), agent("E", Role.REDACTEUR, autre_ministere)):
            assert not peut_traiter(qui, publication)


def test_une_redactrice_du_ministere_ne_valide_pas_de_nouvelle(en_ligne, ministere):
    with le(1):
        raconter(en_ligne)
        assert not peut_traiter(agent("E", Role.REDACTEUR, ministere), soumettre(en_ligne))


@pytest.mark.parametrize(
    "autre_chose",
    [
        {"avancement": "suspendue", "raison": "Le budget."},
        {"titre": "Un autre titre"},
        {"prochaine_etape": "Le Conseil d’État."},
    ],
    ids=str,
)
def test_une_nouvelle_melee_a_autre_chose_va_au_cipc(en_ligne, referente, autre_chose):
    with le(1):
        raconter(en_ligne, **autre_chose)
        publication = soumettre(en_ligne)
        assert not n_est_qu_une_nouvelle(publication)
        with pytest.raises(Refus):
            valider(publication, referente)


@pytest.mark.parametrize("geste", ["modifier", "supprimer"])
def test_une_nouvelle_deja_dite_ne_se_change_pas_ainsi(en_ligne, referente, geste):
    with le(1):
        dite = en_ligne.mesure.nouvelles.get()
        raconter(en_ligne)
        if geste == "modifier":
            dite.texte = "Jamais annoncée."
            dite.save()
        else:
            dite.delete()
        assert not peut_traiter(referente, soumettre(en_ligne))


def test_une_rectification_va_au_cipc(en_ligne, referente):
    with le(1):
        raconter(en_ligne)
        assert not peut_traiter(referente, soumettre(en_ligne, modification="rectification"))


def test_une_nouvelle_jointe_a_un_autre_objet_va_au_cipc(en_ligne, referente):
    with le(1):
        raconter(en_ligne)
        en_ligne.changer(en_ligne.reponse)
        assert not peut_traiter(referente, soumettre(en_ligne, en_ligne.mesure, en_ligne.reponse))


def test_une_mesure_jamais_publiee_ou_retiree_n_est_pas_une_nouvelle(en_ligne, referente):
    with le(1):
        tombe = retirer(
            en_ligne.mesure, en_ligne.dossier, en_ligne.auteur, motif="erreur", explication="Non."
        )
        assert not peut_traiter(referente, tombe)
        valider(tombe, en_ligne.validateur)
    with le(2):
        raconter(en_ligne)
        assert not peut_traiter(referente, soumettre(en_ligne))


@pytest.mark.parametrize("perte", [{"fin": "2024-12-31"}, {"role": Role.REDACTEUR}], ids=str)
def test_qui_n_est_plus_referente_ne_valide_plus(en_ligne, referente, perte):
    with le(1):
        raconter(en_ligne)
        publication = soumettre(en_ligne)
        assert peut_traiter(referente, publication)
        referente.affectations.update(**perte)
        assert not peut_traiter(referente, publication)
