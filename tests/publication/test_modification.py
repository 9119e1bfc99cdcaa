"""What a modification of something public is declared as: letters, an error, news, or a change of position."""

import datetime as dt
from typing import get_args

import pytest

from publication.enums import Modification
from publication.models import type_de_version, types_de_version
from publication.recevabilite import faits_changes
from suivi.enums import Position
from tests.fabriques import EngagementFactory
from tests.publication.test_verbes import refuse
from tests.scenes import le

CORRECTION = {"modification": "correction_materielle", "raison": "Une coquille."}


@pytest.fixture
def en_ligne(scene):
    EngagementFactory(demarche=scene.demarche)
    with le(0):
        scene.publier()
    with le(1):
        yield scene


@pytest.mark.parametrize(
    ("nom", "champ", "texte"),
    [
        ("demarche", "chapo", "De quoi parle-t-on et qui décide."),
        ("avis", "synthese", "Ce que demandent les citoyens."),
        ("proposition", "titre", "Éteindre les enseignes."),
        ("reponse", "motivation", "La proposition est reprise telle quelle."),
        ("reponse", "source_url", "https://exemple.gouv.fr/communique"),
        ("impact", "prochaines_etapes", "Un décret est en cours de préparation."),
        ("mesure", "description", "Un décret."),
    ],
)
def test_une_correction_materielle_change_des_lettres(en_ligne, nom, champ, texte):
    objet = getattr(en_ligne, nom)
    setattr(objet, champ, texte)
    objet.save()
    assert en_ligne.publier(objet, **CORRECTION).modification == "correction_materielle"


FAITS = [
    ("demarche", "commanditaire_fonction", "Premier ministre fictif", "fonction"),
    ("demarche", "cloturee_le", dt.date(2025, 7, 31), "participation close le"),
    ("demarche", "question", "Que faut-il supprimer ?", "Ce qui est demandé aux citoyens"),
    ("avis", "remis_le", dt.date(2025, 8, 1), "remis"),
    ("avis", "redige_par", "tiers_neutre", "rédigé par"),
    ("proposition", "votes_pour", 12, "votes pour"),
    ("reponse", "signataire_nom", "Dominique Exemple", "signataire : nom"),
    ("reponse", "echeance", dt.date(2026, 1, 1), "réponse définitive attendue le"),
    ("reponse", "repondue_le", dt.date(2025, 9, 1), "date de la réponse de l’État"),
    ("impact", "reponse_le", dt.date(2025, 9, 1), ""),
    ("mesure", "avancement", "annoncee", "avancement"),
    ("mesure", "echeance_initiale", dt.date(2026, 1, 1), "échéance"),
]


@pytest.mark.parametrize(("nom", "champ", "valeur", "nomme"), FAITS, ids=[f"{n}.{c}" for n, c, *_ in FAITS])
def test_une_correction_materielle_ne_cache_pas_un_fait(en_ligne, nom, champ, valeur, nomme):
    objet = getattr(en_ligne, nom)
    setattr(objet, champ, valeur)
    objet.save()
    with pytest.raises(Exception, match="ce n’est pas une correction matérielle") as refus:
        en_ligne.soumettre(objet, **CORRECTION)
    [phrase] = refus.value.raisons
    assert nomme.lower() in phrase.lower()
    assert phrase.endswith("Déclarez une mise à jour ou une rectification.")
    assert en_ligne.soumettre(objet, modification="rectification", raison="C’était inexact.")


def test_une_correction_materielle_ne_cache_pas_un_changement_de_position(en_ligne):
    en_ligne.reponse.position, en_ligne.reponse.motifs = Position.NON_RETENUE, ["cout"]
    en_ligne.reponse.save()
    with refuse("Réponse à P1 : déclarez « changement de position »."):
        en_ligne.soumettre(en_ligne.reponse, **CORRECTION)


@pytest.mark.parametrize("geste", ["texte", "retrait", "ajout"])
def test_une_correction_materielle_ne_touche_pas_aux_engagements(en_ligne, geste):
    engagement = en_ligne.demarche.engagements.get()
    match geste:
        case "texte":
            engagement.texte = "Répondre à certaines propositions."
            engagement.save()
        case "retrait":
            engagement.delete()
        case "ajout":
            EngagementFactory(demarche=en_ligne.demarche, texte="Publier un bilan.")
    with pytest.raises(Exception, match="puisque ceci change : « Ce que le commanditaire a promis »"):
        en_ligne.soumettre(en_ligne.demarche, **CORRECTION)


def test_quitter_une_reponse_d_attente_n_est_pas_une_correction_materielle(scene):
    scene.reponse.position, scene.reponse.motifs = Position.A_L_ETUDE, ["cout"]
    scene.reponse.echeance = dt.date(2025, 12, 1)
    scene.reponse.save()
    with le(0):
        scene.publier()
    scene.reponse.position = Position.RETENUE
    scene.reponse.save()
    with le(1), pytest.raises(Exception, match="correction matérielle, puisque ceci change : « Position »"):
        scene.soumettre(scene.reponse, **CORRECTION)
    with le(1):
        assert scene.soumettre(scene.reponse, modification="changement_de_position", raison="Arbitré.")


def test_un_changement_de_position_en_est_un(en_ligne):
    en_ligne.changer(en_ligne.reponse)
    with refuse(
        "Réponse à P1 : sa position ne change pas, déclarez une autre nature de modification "
        "(au fil de l’eau, chaque élément peut avoir la sienne)."
    ):
        en_ligne.soumettre(en_ligne.reponse, modification="changement_de_position", raison="Autre chose.")


def test_une_seule_nature_ne_vaut_pas_pour_un_changement_de_position_et_pour_le_reste(en_ligne):
    """« Position modifiée » is never read on what did not change position."""
    en_ligne.reponse.position, en_ligne.reponse.motifs = Position.NON_RETENUE, ["cout"]
    en_ligne.reponse.save()
    en_ligne.changer(en_ligne.mesure)
    with refuse(
        f"{en_ligne.mesure} : sa position ne change pas, déclarez une autre nature de modification "
        "(au fil de l’eau, chaque élément peut avoir la sienne)."
    ):
        en_ligne.soumettre(
            en_ligne.reponse, en_ligne.mesure, modification="changement_de_position", raison="Arbitré."
        )


def test_une_raison_faite_d_espaces_n_en_est_pas_une(en_ligne):
    en_ligne.changer(en_ligne.demarche)
    with refuse("Donnez la raison de la modification : elle sera publiée."):
        en_ligne.soumettre(en_ligne.demarche, modification="rectification", raison=" \n\t ")


@pytest.mark.parametrize("modele", types_de_version(), ids=lambda modele: modele.__name__)
def test_chaque_champ_de_forme_existe_et_est_du_texte(modele):
    """A date, a number, a closed value or an unknown name is never « letters »."""
    for chemin in modele.champs_de_forme:
        document = modele.modele_du_document()
        *liste, champ = chemin.split(".")
        if liste:
            annotation = document.model_fields[liste[0]].annotation
            document = next(iter(get_args(annotation)), annotation)
        assert document.model_fields[champ].annotation is str, chemin


def test_un_champ_nouveau_dans_le_schema_n_est_pas_un_changement(scene):
    """Documents published before the field existed do not have it."""
    modele = type_de_version(scene.demarche)
    with le(0):
        scene.publier(scene.demarche)
    avant = dict(scene.en_ligne(scene.demarche, dt.datetime.now(dt.UTC)).contenu)
    apres = dict(avant)
    del avant["garants_absents"], avant["cout_realise"]
    assert faits_changes(modele, avant, apres) == []
    assert len(faits_changes(modele, avant, apres | {"cout_realise": "1 €"})) == 1


def test_chaque_nature_s_explique_par_un_exemple():
    assert all("(" in nature.explication for nature in Modification)
