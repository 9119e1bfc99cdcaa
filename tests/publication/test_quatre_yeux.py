"""Nobody validates what they wrote, whoever they are and whichever way they come."""

import functools

import pytest
from django.db import IntegrityError, transaction

from accounts.enums import Role
from accounts.models import Affectation
from publication.atelier import tracer
from publication.enums import Etat
from publication.models import Publication
from publication.permissions import peut_traiter
from publication.refus import Refus
from publication.soumission import retirer, soumettre
from tests.personnes import agent
from tests.scenes import DECLAREE, jour, le
from tests.verbes import QUATRE_YEUX, prendre_en_charge, renvoyer, valider

TRAITER = {
    "prendre en charge": lambda publication, par: prendre_en_charge(publication, par),
    "renvoyer": lambda publication, par: renvoyer(publication, par, "À revoir."),
    "valider": lambda publication, par: valider(publication, par),
    "programmer": lambda publication, par: valider(publication, par, jour(30)),
}


@pytest.fixture(params=TRAITER, ids=str)
def traiter(request):
    """Sending back and taking charge are four eyes too."""
    return TRAITER[request.param]


@pytest.fixture
def deborah_a_deux_roles(ministere, cipc):
    """Writes for the ministry and validates for the CIPC."""
    deborah = agent("Déborah", Role.REDACTEUR, ministere)
    Affectation.objects.create(agent=deborah, role=Role.VALIDATEUR, organisation=cipc, debut="2020-01-01")
    return deborah


def est_refusee(traiter, publication, par, raison=QUATRE_YEUX):
    etat = publication.etat
    with le(20), pytest.raises(Refus) as refus:
        traiter(publication, par)
    assert str(refus.value) == raison
    publication.refresh_from_db()
    assert publication.etat == etat


def est_permise(traiter, publication, par):
    with le(20):
        assert traiter(publication, par).etat != Etat.SOUMISE


def test_l_auteur_ne_traite_pas_ce_qu_il_a_ecrit(scene, deborah_a_deux_roles, traiter):
    scene.changer(scene.avis, par=deborah_a_deux_roles)
    publication = scene.soumettre()
    assert deborah_a_deux_roles.pk in publication.auteurs
    est_refusee(traiter, publication, deborah_a_deux_roles)


def test_qui_soumet_ne_traite_pas_meme_sans_avoir_rien_ecrit(scene, deborah_a_deux_roles, traiter):
    publication = scene.soumettre(par=deborah_a_deux_roles)
    est_refusee(traiter, publication, deborah_a_deux_roles)


def test_un_agent_a_deux_roles_traite_ce_qu_il_n_a_pas_ecrit(scene, deborah_a_deux_roles, traiter):
    est_permise(traiter, scene.soumettre(), deborah_a_deux_roles)


def test_un_ancien_auteur_peut_traiter_mais_pas_qui_a_change_depuis(scene, deborah_a_deux_roles, traiter):
    autre = agent("Didier", Role.REDACTEUR, scene.dossier.organisation)
    with le(0):
        scene.changer(scene.demarche, par=deborah_a_deux_roles)
    with le(1):
        scene.publier()
    with le(2):
        scene.changer(scene.demarche, par=autre, texte="Depuis.")
        publication = scene.soumettre(scene.demarche, **DECLAREE)
    assert publication.auteurs == sorted({scene.auteur.pk, autre.pk})
    est_permise(traiter, publication, deborah_a_deux_roles)


def test_changer_pendant_que_le_cipc_lit_compte_pour_la_version_suivante(
    scene, deborah_a_deux_roles, traiter
):
    with le(0):
        scene.changer(scene.demarche)
        premiere = scene.soumettre()
    with le(1):
        scene.changer(scene.demarche, par=deborah_a_deux_roles, texte="Pendant ce temps.")
    with le(2):
        valider(premiere, scene.validateur)
    with le(3):
        suivante = scene.soumettre(scene.demarche, **DECLAREE)
    est_refusee(traiter, suivante, deborah_a_deux_roles)


def test_un_renvoi_n_efface_pas_les_auteurs(scene, deborah_a_deux_roles, traiter):
    with le(0):
        scene.changer(scene.demarche, par=deborah_a_deux_roles)
        premiere = scene.soumettre()
    with le(1):
        renvoyer(premiere, scene.validateur, "À revoir.")
    with le(2):
        scene.changer(scene.demarche, texte="Revu par Alice.")
        suivante = scene.soumettre()
    est_refusee(traiter, suivante, deborah_a_deux_roles)


def test_changer_un_autre_objet_de_la_demarche_ne_rend_pas_auteur(scene, deborah_a_deux_roles, traiter):
    scene.changer(scene.impact, par=deborah_a_deux_roles)
    est_permise(traiter, scene.soumettre(scene.demarche), deborah_a_deux_roles)


def test_les_objets_de_meme_identifiant_ne_se_confondent_pas(scene, deborah_a_deux_roles):
    """Démarche, avis and impact share their key: a trace on one says nothing of the others."""
    assert scene.demarche.pk == scene.avis.pk == scene.impact.pk
    scene.changer(scene.avis, par=deborah_a_deux_roles)
    assert deborah_a_deux_roles.pk not in scene.soumettre(scene.demarche).auteurs


def test_un_retrait_se_valide_aussi_a_quatre_yeux(scene, deborah_a_deux_roles, traiter):
    with le(0):
        scene.publier()
    with le(1):
        publication = retirer(
            scene.mesure, scene.dossier, deborah_a_deux_roles, motif="erreur", explication="Une erreur."
        )
    est_refusee(traiter, publication, deborah_a_deux_roles)
    est_permise(traiter, publication, scene.validateur)


def test_une_superutilisatrice_n_a_aucun_passe_droit(scene, simone_superutilisatrice, traiter):
    est_refusee(traiter, scene.soumettre(), simone_superutilisatrice)


def test_une_superutilisatrice_validatrice_ne_valide_pas_ce_qu_elle_a_ecrit(
    scene, simone_superutilisatrice, cipc, traiter
):
    Affectation.objects.create(
        agent=simone_superutilisatrice, role=Role.VALIDATEUR, organisation=cipc, debut="2020-01-01"
    )
    scene.changer(scene.demarche, par=simone_superutilisatrice)
    est_refusee(traiter, scene.soumettre(), simone_superutilisatrice)


@pytest.mark.parametrize(
    "disqualification",
    [
        lambda agent: setattr(agent, "is_active", False),
        lambda agent: agent.affectations.update(fin="2024-12-31"),
        lambda agent: agent.affectations.update(debut="2999-01-01"),
        lambda agent: agent.affectations.update(role=Role.REDACTEUR),
        lambda agent: agent.affectations.update(role=Role.ADMINISTRATEUR),
    ],
    ids=["compte fermé", "affectation finie", "affectation à venir", "rédacteur", "administrateur"],
)
def test_qui_n_est_pas_validateur_aujourd_hui_ne_traite_rien(scene, disqualification):
    publication = scene.soumettre()
    assert peut_traiter(scene.validateur, publication)
    disqualification(scene.validateur)
    assert not peut_traiter(scene.validateur, publication)


def test_la_redactrice_ne_traite_rien_meme_d_une_autre_main(scene, ministere, traiter):
    est_refusee(traiter, scene.soumettre(), agent("Ada", Role.REDACTEUR, ministere))


@pytest.mark.contrainte("publication_quatre_yeux")
@pytest.mark.parametrize("chemin", ["save", "update"])
def test_la_base_refuse_une_validation_par_un_auteur(scene, chemin):
    with le(0):
        publication = scene.soumettre()
    valeurs = {
        "etat": Etat.VALIDEE,
        "validee_par": scene.auteur,
        "publiee_le": jour(1),
        "traitee_le": jour(1),
    }
    if chemin == "save":
        for nom, valeur in valeurs.items():
            setattr(publication, nom, valeur)
        ecrire = publication.save
    else:
        ecrire = functools.partial(Publication.objects.filter(pk=publication.pk).update, **valeurs)
    with le(1), pytest.raises(IntegrityError, match="publication_quatre_yeux"), transaction.atomic():
        ecrire()
    publication.refresh_from_db()
    assert publication.etat == Etat.SOUMISE


def test_une_trace_sur_une_piece_compte_pour_la_demarche(scene, deborah_a_deux_roles):
    """Whoever changes a part is traced on the whole: the trace names the published object."""
    tracer(scene.demarche, deborah_a_deux_roles, scene.dossier)
    assert deborah_a_deux_roles.pk in soumettre(scene.dossier, [scene.demarche], scene.auteur).auteurs
