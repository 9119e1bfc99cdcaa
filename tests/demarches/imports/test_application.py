"""What an import does to the workshop: created, updated, left, refused, and what it never touches."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint

from accounts.models import Agent
from demarches.enums import NaturePoint
from demarches.imports.application import LignesRefusees, Sort, appliquer
from demarches.imports.planification import REGLES
from demarches.models import Filiation, Proposition
from publication.models import Trace
from publication.refus import Refus
from tests.fabriques import DemarcheFactory, PropositionFactory

COLONNES = "référence;titre;texte;chapitre;votes pour\n"
DEUX_LIGNES = COLONNES + "C1;Un;Premier texte;Dormir;3\nC2;Deux;Second texte;Sortir;\n"


@pytest.fixture
def existante(demarche):
    return PropositionFactory(
        demarche=demarche,
        reference="C1.1",
        ordre=7,
        titre="Notre titre",
        verbatim="Notre texte.",
        chapitre="Dormir",
        votes_pour=12,
        nature=NaturePoint.ENSEIGNEMENT,
    )


def contenu(demarche) -> list[dict]:
    return list(Proposition.objects.filter(demarche=demarche).order_by("reference").values())


def refus_de(plan) -> str:
    [ligne] = plan.qui_seraient(Sort.REFUSEE)
    return ligne.raison


def test_les_lignes_d_un_fichier_deviennent_des_points(demarche, importer_csv):
    plan = importer_csv(DEUX_LIGNES)
    assert plan.resume == "2 créées, 0 modifiée, 0 inchangée, 0 refusée."
    un, deux = demarche.propositions.all()
    assert (un.reference, un.titre, un.verbatim) == ("C1", "Un", "Premier texte")
    assert (un.chapitre, un.votes_pour, un.ordre) == ("Dormir", 3, 1)
    assert (deux.reference, deux.votes_pour, deux.ordre) == ("C2", None, 2)


def test_un_essai_dit_tout_et_n_ecrit_rien(demarche, existante, importer_csv):
    avant = contenu(demarche)
    plan = importer_csv(
        "référence;titre;texte\nC9;Neuf;x\nC1.1;Notre titre;Autre texte.\nC/3;Trois;x\n", essai=True
    )
    assert [(ligne.numero, ligne.sort) for ligne in plan.lignes] == [
        (2, Sort.CREEE),
        (3, Sort.MODIFIEE),
        (4, Sort.REFUSEE),
    ]
    assert plan.lignes[0].changements == []
    assert plan.lignes[1].changements == ["texte des citoyens"]
    assert "barre oblique" in plan.lignes[2].raison
    assert contenu(demarche) == avant
    assert not Trace.objects.exists()


def test_reimporter_le_meme_fichier_ne_change_rien_et_ne_laisse_pas_de_trace(demarche, importer_csv):
    fichier = "référence;titre;texte;partie de\nC1;Un;x;\nC1.1;Une partie;y;C1\n"
    importer_csv(fichier)
    avant, traces = contenu(demarche), Trace.objects.count()
    assert importer_csv(fichier).resume == "0 créée, 0 modifiée, 2 inchangées, 0 refusée."
    assert (contenu(demarche), Trace.objects.count()) == (avant, traces)


def test_les_points_absents_du_fichier_restent_et_sont_comptes(demarche, existante, importer_csv):
    assert importer_csv(DEUX_LIGNES).absentes == 1
    assert importer_csv("référence;titre\nC1.1;Notre titre\n").absentes == 2
    assert demarche.propositions.count() == 3


def test_une_colonne_absente_n_efface_rien(existante, importer_csv):
    importer_csv("référence;texte\nC1.1;Un texte corrigé.\n")
    existante.refresh_from_db()
    assert (existante.chapitre, existante.votes_pour, existante.ordre) == ("Dormir", 12, 7)
    assert (existante.verbatim, existante.nature) == ("Un texte corrigé.", NaturePoint.ENSEIGNEMENT)


def test_une_cellule_vide_efface_et_le_plan_le_dit(existante, importer_csv):
    plan = importer_csv("référence;titre;chapitre;votes pour;nature\nC1.1;Notre titre;;;\n")
    assert plan.lignes[0].changements == ["chapitre (effacé)", "nature", "votes pour (effacé)"]
    existante.refresh_from_db()
    assert (existante.chapitre, existante.votes_pour) == ("", None)
    assert existante.nature == NaturePoint.PROPOSITION


def test_un_titre_tire_du_texte_ne_remplace_pas_celui_de_quelqu_un(existante, importer_csv):
    plan = importer_csv("référence;texte\nC1.1;Un tout autre texte, corrigé.\n")
    assert plan.lignes[0].changements == ["texte des citoyens"]
    existante.refresh_from_db()
    assert existante.titre == "Notre titre"


def test_un_titre_tire_du_texte_suit_ce_texte(demarche, importer_csv):
    importer_csv("référence;texte\nC1;Éteindre toutes les enseignes.\n")
    importer_csv("référence;texte\nC1;Éteindre toutes les vitrines.\n")
    assert demarche.propositions.get().titre == "Éteindre toutes les vitrines"


def test_un_texte_deduit_d_un_titre_trop_long_n_efface_pas_les_autres(existante, importer_csv):
    plan = importer_csv(f"référence;titre\nC1.1;Notre titre\nC2;{'un titre très long ' * 20}\n")
    assert [ligne.sort for ligne in plan.lignes] == [Sort.INCHANGEE, Sort.CREEE]


@pytest.mark.parametrize("ecrite", ["c1.1", "C 1.1", "Ｃ1.1"])
def test_une_reference_est_reconnue_comme_qu_on_l_ecrive(demarche, existante, importer_csv, ecrite):
    plan = importer_csv(f"référence;titre\n{ecrite};Notre titre\n")
    assert (plan.lignes[0].sort, plan.lignes[0].reference) == (Sort.INCHANGEE, "C1.1")
    assert "lue comme « C1.1 »" in plan.lignes[0].signalements[0]
    assert demarche.propositions.get().reference == "C1.1"


def test_une_reference_qui_designe_deux_points_est_refusee(demarche, existante, importer_csv):
    PropositionFactory(demarche=demarche, reference="c1.1", ordre=8)
    plan = importer_csv("référence;titre\nC 1.1;Lequel\n", essai=True)
    assert "« C1.1 », « c1.1 »" in refus_de(plan)
    assert importer_csv("référence;titre\nc1.1;Lui\n", essai=True).lignes[0].sort == Sort.MODIFIEE


def test_une_reference_d_une_autre_demarche_ne_compte_pas(existante, agent, demarche, importer_csv):
    autre = DemarcheFactory(organisation=demarche.dossier.organisation)
    assert importer_csv("référence;titre\nC1.1;Un\n", dans=autre).combien(Sort.CREEE) == 1


def test_des_references_proposees_ne_changent_pas_un_autre_texte(demarche, importer_csv):
    importer_csv("titre;texte;pour\nUn;Premier texte;1\n")
    assert importer_csv("titre;texte;pour\nUn;Premier texte;2\n").combien(Sort.MODIFIEE) == 1
    plan = importer_csv("titre;texte\nAutre;Un second lot.\n", essai=True)
    assert "ajoutez au fichier une colonne « référence »" in refus_de(plan)


def test_une_ligne_refusee_refuse_tout_le_fichier(demarche, existante, importer_csv):
    avant = contenu(demarche)
    with pytest.raises(LignesRefusees) as refus:
        importer_csv("référence;titre\nC1.1;Autre titre\nC2;Deux\nC2;Encore\nC/3;Trois\n")
    phrase = str(refus.value)
    assert phrase.startswith("Le fichier n’a pas été importé, rien n’a changé : 2 lignes sont à corriger.")
    assert "ligne 4 : La référence « C2 » est donnée deux fois" in phrase
    assert refus.value.plan.combien(Sort.REFUSEE) == 2
    assert contenu(demarche) == avant
    assert not Trace.objects.exists()


@pytest.mark.parametrize(
    ("colonnes", "cellules", "raison"),
    [
        ("titre", "Un", None),
        ("nature;titre", "enseignement;Un", None),
        ("nature;titre", "Avis d'ensemble;Un", None),
        ("nature;titre", "vœu;Un", "La nature « voeu » n’existe pas : écrivez « proposition »"),
        ("reformulation;extraite par", "Nos mots;Le CESE", None),
        ("reformulation", "Nos mots", "sans le texte des citoyens dit qui l’a faite"),
        ("titre;url", "Un;https://exemple.invalid:port/", "Adresse : "),
    ],
)
def test_chaque_ligne_suit_les_regles_des_points(importer_csv, colonnes, cellules, raison):
    plan = importer_csv(f"référence;{colonnes}\nC1;{cellules}\n", essai=True)
    if raison is None:
        assert plan.lignes[0].sort == Sort.CREEE
    else:
        assert raison in refus_de(plan)


QUI_NE_CONCERNENT_PAS_UN_FICHIER = {
    "proposition_pas_partie_d_elle_meme",  # test_application_parties
    "proposition_retiree_sur_document",
}


def test_chaque_contrainte_du_modele_est_verifiee_sans_la_base(db):
    contraintes = {c.name for c in Proposition._meta.constraints if isinstance(c, CheckConstraint)}
    assert contraintes == REGLES.keys() | QUI_NE_CONCERNENT_PAS_UN_FICHIER


@pytest.mark.parametrize("reference", ["", "C1", "C/1"])
@pytest.mark.parametrize("reformulation", ["", "x"])
@pytest.mark.parametrize("verbatim", ["", "x"])
@pytest.mark.parametrize("extraite_par", ["", "x"])
@pytest.mark.parametrize("nom", REGLES)
def test_une_regle_dit_la_meme_chose_que_sa_contrainte(
    db, nom, reference, reformulation, verbatim, extraite_par
):
    point = Proposition(
        reference=reference, reformulation=reformulation, verbatim=verbatim, extraite_par=extraite_par
    )
    [contrainte] = [c for c in Proposition._meta.constraints if c.name == nom]
    try:
        contrainte.validate(Proposition, point)
    except ValidationError:
        assert not REGLES[nom][0](point)
    else:
        assert REGLES[nom][0](point)


def test_les_nouveaux_points_viennent_apres_les_autres_dans_l_ordre_du_fichier(
    demarche, existante, importer_csv
):
    importer_csv("référence;titre\nB;b\nA;a\n")
    assert [point.reference for point in demarche.propositions.all()] == ["C1.1", "B", "A"]


def test_une_colonne_d_ordre_ordonne_aussi_les_points_existants(demarche, existante, importer_csv):
    importer_csv("référence;titre;ordre\nB;b;2\nC1.1;Notre titre;3\nA;a;1\n")
    assert [point.reference for point in demarche.propositions.all()] == ["A", "B", "C1.1"]


def test_seuls_les_points_crees_et_modifies_sont_traces(demarche, existante, importer_csv, agent):
    importer_csv(DEUX_LIGNES)
    Agent.objects.exploitation()
    traces = Trace.objects.filter(agent=agent, dossier=demarche.dossier)
    assert set(traces.values_list("objet_id", flat=True)) == {
        point.pk for point in demarche.propositions.exclude(pk=existante.pk)
    }
    importer_csv(DEUX_LIGNES.replace("Sortir", "Rentrer"))
    assert traces.count() == 3
    assert traces.latest("pk").objet_id == demarche.propositions.get(reference="C2").pk


def test_qui_change_un_titre_change_aussi_ce_qui_le_repete(scene, importer_csv):
    issue = PropositionFactory(demarche=scene.demarche, reference="P2")
    Filiation.objects.create(
        proposition=issue, origine=scene.proposition, nature="fusion", par="Le comité", raison="Doublon."
    )
    importer_csv("référence;titre;chapitre\nP1;Autre titre;Dormir\n", dans=scene.demarche, par=scene.auteur)
    for objet in (scene.proposition, scene.mesure, issue):
        assert Trace.objects.sur(objet).filter(agent=scene.auteur).count() == 1
    importer_csv("référence;titre;chapitre\nP1;Autre titre;Sortir\n", dans=scene.demarche, par=scene.auteur)
    assert Trace.objects.sur(scene.proposition).count() == 2
    assert Trace.objects.sur(scene.mesure).count() == 1


def test_un_point_change_avec_celui_qu_il_decoupe_n_est_trace_qu_une_fois(demarche, importer_csv):
    importer_csv("référence;titre;partie de\nC1;Un;\nC1.1;Une partie;C1\n")
    importer_csv("référence;titre\nC1;Autre titre\nC1.1;Autre partie\n")
    for point in demarche.propositions.all():
        assert Trace.objects.sur(point).count() == 2


def test_on_n_importe_pas_dans_la_demarche_d_une_autre_organisation(
    demarche, oscar_d_ailleurs, viktor_valideur, importer_csv
):
    for intrus in (oscar_d_ailleurs, viktor_valideur):
        for essai in (True, False):
            with pytest.raises(Refus, match="elle dépend d’une autre organisation"):
                importer_csv(DEUX_LIGNES, par=intrus, essai=essai)
    assert not demarche.propositions.exists()


def test_le_droit_est_relu_au_moment_d_ecrire(demarche, oscar_d_ailleurs, lire_csv):
    with pytest.raises(Refus, match="elle dépend d’une autre organisation"):
        appliquer(demarche, lire_csv(DEUX_LIGNES), oscar_d_ailleurs)
    assert not demarche.propositions.exists()


def test_l_exploitation_importe_partout_et_c_est_trace(demarche, importer_csv):
    exploitation = Agent.objects.exploitation()
    importer_csv(DEUX_LIGNES, par=exploitation)
    assert Trace.objects.filter(agent=exploitation).count() == 2
