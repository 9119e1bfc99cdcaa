"""What a validator reads of a change: every field of the document, word by word."""

import pytest

from demarches.models import DemarcheVersion
from publication.atelier import document_a_publier
from publication.comparaison import champs, comparer
from publication.models import types_de_version
from tests.fabriques import (
    AvisFactory,
    DemarcheFactory,
    EngagementFactory,
    ImpactFactory,
    MesureFactory,
    PropositionFactory,
    ReponseFactory,
)

FABRIQUES = [
    DemarcheFactory,
    AvisFactory,
    PropositionFactory,
    ImpactFactory,
    ReponseFactory,
    MesureFactory,
]


def reconstituer(morceaux, cote):
    return "".join(texte for nature, texte in morceaux if nature in {"egal", cote})


@pytest.mark.parametrize(
    ("avant", "apres"),
    [
        ("", "Tout est neuf."),
        ("Tout disparaît.", ""),
        ("La ville la nuit", "La ville, la nuit"),
        ("Un\ndeux", "Un\ntrois\ndeux"),
        ("mot " * 3000, "mot " * 2999 + "fin"),
    ],
)
def test_les_deux_textes_se_relisent_dans_la_comparaison(avant, apres):
    morceaux = comparer(avant, apres)
    assert reconstituer(morceaux, "retire") == avant
    assert reconstituer(morceaux, "ajoute") == apres


@pytest.mark.django_db
@pytest.mark.parametrize("fabrique", FABRIQUES, ids=lambda fabrique: fabrique._meta.model.__name__)
def test_aucun_champ_d_un_document_n_est_oublie(fabrique):
    objet = fabrique()
    modele = next(m for m in types_de_version() if m._meta.get_field("objet").related_model is type(objet))
    document = document_a_publier(objet)
    montres = champs(modele, None, document)
    assert len(montres) == len(document.keys() - {"sel", "schema"})
    assert all(champ.libelle and not champ.libelle.endswith(".") for champ in montres)


@pytest.mark.django_db
def test_les_valeurs_et_les_dates_se_lisent_en_francais():
    demarche = DemarcheFactory()
    EngagementFactory(demarche=demarche)
    lus = {c.libelle: c.apres for c in champs(DemarcheVersion, None, document_a_publier(demarche))}
    assert lus["Type de démarche"] == "Convention citoyenne"
    assert lus["Thèmes"] == "• Logement"
    assert lus["Annoncée le"] == "6 janvier 2025"
    assert lus["Aucun délai de réponse annoncé"] == "Oui"
    assert (
        lus["Organisation pilote"]
        == f"{demarche.organisation}, direction, identifiant {demarche.organisation.pk}"
    )
    assert "Engagement : Répondre à chaque proposition." in lus["Ce que le commanditaire a promis"].replace(
        "\N{NO-BREAK SPACE}", " "
    )


@pytest.mark.django_db
def test_deux_elements_de_plusieurs_lignes_se_distinguent():
    demarche = DemarcheFactory()
    EngagementFactory(demarche=demarche, texte="Répondre.")
    EngagementFactory(demarche=demarche, texte="Revenir.")
    lus = {c.libelle: c.apres for c in champs(DemarcheVersion, None, document_a_publier(demarche))}
    premier, second = lus["Ce que le commanditaire a promis"].split("\n\n")
    assert "Répondre." in premier
    assert "Revenir." in second
    assert all(ligne.startswith("  ") for ligne in premier.split("\n")[1:])


@pytest.mark.django_db
def test_un_champ_d_un_ancien_schema_se_montre_sous_son_nom():
    document = document_a_publier(DemarcheFactory())
    [inconnu] = [
        c for c in champs(DemarcheVersion, document | {"ancien": "x"}, document) if c.libelle == "Ancien"
    ]
    assert (inconnu.avant, inconnu.apres) == ("x", "")


@pytest.mark.django_db
@pytest.mark.parametrize("fabrique", FABRIQUES, ids=lambda fabrique: fabrique._meta.model.__name__)
def test_aucun_libelle_ne_vient_du_code(fabrique):
    objet = fabrique()
    if fabrique is DemarcheFactory:
        EngagementFactory(demarche=objet)
    modele = next(m for m in types_de_version() if m._meta.get_field("objet").related_model is type(objet))
    for champ in champs(modele, None, document_a_publier(objet)):
        assert champ.libelle not in {"Demarche", "ID"}
        assert "ID :" not in champ.apres
        assert "Vrai si" not in champ.libelle + champ.apres
