"""The demonstration's content obeys the rules that it shows."""

import datetime as dt
import re
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Agent, Organisation
from demarches.enums import Arret
from demarches.models import Actualite, ActualiteVersion, DemarcheVersion
from portail.demonstration import comptes, lecture
from portail.demonstration.chargement import charger
from portail.demonstration.recit import Recit
from publication.enums import Etat, Modification
from publication.models import Dossier, Evenement, Publication, types_de_version
from publication.permissions import peut_ecrire
from publication.refus import Refus
from tests.portail.cinq_demarches import chargees
from vitrine.indexation import ecarts

pytestmark = pytest.mark.django_db

FICTIVE = "Démarche fictive : ".replace(" :", "\N{NO-BREAK SPACE}:")
ESPACE_SECABLE = re.compile(r"[^\s:] [;?!»](?:\s|$)|« ")


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker):
    """All of it, once: name → démarche."""
    yield from chargees(None, django_db_blocker)


def textes(contenu):
    """Every text of a YAML file, however deep."""
    if isinstance(contenu, dict):
        contenu = contenu.values()
    if isinstance(contenu, str):
        yield contenu
    elif not isinstance(contenu, dt.date | int | float | bool | None):
        for element in contenu:
            yield from textes(element)


def tous_les_fichiers():
    return [*lecture.noms(), lecture.ACTUALITES]


def est_fictif(champs) -> bool:
    return "fictif" in champs["nom"] or "fictive" in champs["nom"]


# Content, file by file


@pytest.mark.parametrize("nom", lecture.noms())
def test_ce_qui_est_invente_le_dit_dans_son_titre(nom):
    contenu = lecture.lire(nom)
    titre = contenu["demarche"]["titre"]
    assert titre.startswith(FICTIVE) == est_fictif(contenu["organisation"])


@pytest.mark.parametrize("nom", lecture.noms())
def test_ce_qui_est_reel_est_une_reprise_ou_cite_ses_sources(nom):
    contenu = lecture.lire(nom)
    if not est_fictif(contenu["organisation"]):
        assert contenu["demarche"].get("reprise_historique") or contenu["liens"]


@pytest.mark.parametrize("nom", lecture.noms())
def test_une_organisation_inventee_n_est_que_sur_une_demarche_inventee(nom):
    contenu = lecture.lire(nom)
    invente = est_fictif(contenu["organisation"])
    assert all(est_fictif(autre) == invente for autre in contenu.get("organisations", []))


@pytest.mark.parametrize("nom", tous_les_fichiers())
def test_chaque_adresse_est_bien_formee(nom):
    adresses = [t for texte in textes(lecture.lire(nom)) for t in re.findall(r"https?://[^\s)»]+", texte)]
    for adresse in adresses:
        parties = urlsplit(adresse)
        assert parties.scheme in {"https", "http"}
        assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", parties.hostname), adresse


@pytest.mark.parametrize("nom", tous_les_fichiers())
def test_le_francais_est_compose_avec_ses_espaces(nom):
    fautes = [texte for texte in textes(lecture.lire(nom)) if ESPACE_SECABLE.search(texte)]
    assert fautes == []


@pytest.mark.parametrize("nom", lecture.noms())
def test_une_demarche_n_est_liee_qu_a_une_autre_de_la_demonstration(nom):
    for lien in lecture.lire(nom).get("demarches_liees", []):
        assert lien["autre"] in lecture.noms()


def test_les_points_ont_leur_demarche():
    for chemin in lecture.CONTENU.glob("*_propositions.csv"):
        assert chemin.stem.removesuffix("_propositions") in lecture.noms()


def test_une_actualite_est_inventee_et_le_dit_ou_cite_sa_source():
    for actualite in lecture.lire(lecture.ACTUALITES):
        assert ("inventée" in actualite["texte"]) != ("https://" in actualite["texte"])


def test_une_rubrique_inconnue_est_nommee():
    contenu = lecture.lire("fictive_atelier") | {"jalon": []}
    with pytest.raises(ValueError, match="jalon"):
        Recit("fictive_atelier", contenu, {"Alice": None})


# Once loaded


def test_chaque_fichier_est_une_demarche_en_ligne(demonstration):
    en_ligne = DemarcheVersion.objects.publiques(timezone.now()).values_list("objet_id", flat=True)
    assert {demarche.pk for demarche in demonstration.values()} == set(en_ligne)
    assert set(demonstration) == set(lecture.noms())


def test_chaque_actualite_est_en_ligne(demonstration):
    assert ActualiteVersion.objects.publiques(timezone.now()).count() == len(lecture.lire(lecture.ACTUALITES))
    assert Actualite.objects.filter(demarches=demonstration["fictive_atelier"]).exists()


@pytest.mark.parametrize("application", ["demarches", "suivi"])
def test_un_formulaire_accepterait_tout_ce_qui_est_charge(demonstration, application):
    fautes = []
    for modele in apps.get_app_config(application).get_models():
        if modele in types_de_version():
            continue
        for objet in modele._default_manager.all()[:40]:
            try:
                objet.full_clean()
            except ValidationError as erreur:
                fautes.append(f"{objet._meta.label} {objet} : {erreur}")
    assert fautes == []


def test_le_journal_est_ecrit_dans_l_ordre_des_faits(demonstration):
    instants = list(Evenement.objects.order_by("pk").values_list("survenu_le", flat=True))
    assert instants == sorted(instants)


def test_l_index_dit_ce_que_disent_les_versions(demonstration):
    maintenant = timezone.now()
    assert [e for demarche in demonstration.values() for e in ecarts(demarche.dossier, maintenant)] == []


def test_charger_deux_fois_est_refuse(demonstration):
    avant = Publication.objects.count()
    with pytest.raises(Refus, match="contient déjà"):
        charger(dire=lambda ligne: None)
    assert Publication.objects.count() == avant


def test_personne_n_a_valide_ce_qu_il_a_ecrit(demonstration):
    for publication in Publication.objects.filter(validee_par__isnull=False):
        assert publication.validee_par_id not in publication.auteurs


def test_le_back_office_a_quelque_chose_a_montrer(demonstration):
    assert Publication.objects.filter(etat=Etat.SOUMISE).exists()
    assert Publication.objects.filter(etat=Etat.PRISE_EN_CHARGE).exists()
    assert Publication.objects.filter(etat=Etat.RENVOYEE).exclude(commentaire="").exists()
    assert Publication.objects.filter(etat=Etat.VALIDEE, publiee_le__gt=timezone.now()).exists()


def test_chaque_nature_de_modification_a_son_exemple(demonstration):
    natures = Publication.objects.filter(etat=Etat.VALIDEE).values_list("modification", flat=True)
    assert set(Modification.values) <= set(natures)


def test_une_demarche_suspendue_et_une_interrompue_disent_pourquoi(demonstration):
    for nom, arret in (("fictive_suspendue", Arret.SUSPENDUE), ("fictive_interrompue", Arret.INTERROMPUE)):
        demarche = demonstration[nom]
        assert (demarche.arret, bool(demarche.arret_raison)) == (arret, True)
        [annonce, arretee] = DemarcheVersion.objects.filter(objet=demarche).order_by("numero")
        assert annonce.contenu["arret"] is None
        assert arretee.contenu["arret"]["raison"] == demarche.arret_raison


def test_un_lien_vers_une_demarche_plus_recente_est_une_mise_a_jour(demonstration):
    versions = DemarcheVersion.objects.filter(objet=demonstration["fictive_questionnaire"]).order_by("numero")
    assert [len(version.contenu["demarches_liees"]) for version in versions] == [0, 1]
    assert versions[1].publication.modification == Modification.MISE_A_JOUR


def test_un_lien_vers_une_demarche_plus_ancienne_est_la_des_le_debut(demonstration):
    [lien] = DemarcheVersion.objects.get(objet=demonstration["fictive_ouverte"], numero=1).contenu[
        "demarches_liees"
    ]
    assert lien["demarche"] == demonstration["fictive_close"].pk


def test_une_organisation_dissoute_l_est_a_la_fin(demonstration):
    assert Organisation.objects.get(slug="ministere-fictif-pentes-douces").supprimee_le == dt.date(
        2026, 6, 15
    )


@pytest.mark.parametrize("role", Role)
def test_il_y_a_un_compte_par_role(demonstration, role):
    agent = Agent.objects.filter(affectations__role=role).first()
    assert agent.check_password(comptes.MOT_DE_PASSE)


def test_la_contributrice_a_des_points_confies_et_la_referente_un_ministere(demonstration):
    nuit = demonstration["fictive"].dossier
    camille, renee = (Agent.objects.get(prenom=prenom) for prenom in ("Camille", "Renée"))
    assert list(Dossier.objects.visibles_par(camille)) == [nuit]
    assert not peut_ecrire(camille, nuit)
    assert peut_ecrire(renee, nuit)
