"""Public documents: described field by field, true to their published schema, readable for ever."""

import copy
import datetime as dt
import json
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from pydantic import BaseModel, ValidationError

from demarches.enums import Acces, NatureFiliation, NatureJalon, RoleGouvernance, TypeDeQuestion
from publication.atelier import SEL_DE_COMPARAISON, document_a_publier, document_de_retrait
from publication.canonique import empreinte
from publication.documents import fichiers_cites
from publication.journal import versions_de
from publication.management.commands.ecrire_schemas import documents
from publication.models import Fichier, type_de_version, types_de_version
from suivi.enums import ChangePar, Position, TypePreuve
from tests.fabriques import DemarcheFactory, PropositionFactory
from tests.scenes import jour, le

ECHANTILLONS = Path(__file__).parent / "documents"
DOCUMENTS = documents()
SHA = "ab" * 32


def modeles_imbriques(modele) -> set:
    """`modele` and every model that its fields hold."""
    trouves, restants = set(), [modele]
    while restants:
        element = restants.pop()
        if isinstance(element, type) and issubclass(element, BaseModel) and element not in trouves:
            trouves.add(element)
            restants += [champ.annotation for champ in element.model_fields.values()]
        else:
            restants += getattr(element, "__args__", ())
    return trouves


@pytest.fixture
def scene_remplie(scene):
    """Every part of every document holds something."""
    demarche, proposition, mesure = scene.demarche, scene.proposition, scene.mesure
    hier, demain = dt.date(2025, 3, 1), dt.date(2026, 3, 1)
    demarche.themes, demarche.sous_questions = ["logement", "energie"], ["Où ?", "Quand ?"]
    demarche.arret, demarche.arret_le, demarche.arret_raison = "suspendue", hier, "Le calendrier a changé."
    demarche.participants_contactes, demarche.participants, demarche.taille_du_panel = 20_000, 150, 150
    demarche.save()
    demarche.jalons.create(nature=NatureJalon.DECISION, titre="Décret", debut=hier, fin=demain)
    demarche.modalites.create(
        titre="Réunion", acces=Acces.OUVERT_A_TOUS, debut=hier, fin=demain, lieu="Lille"
    )
    demarche.engagements.create(texte="Répondre", par="La ministre", pris_le=hier, echeance=demain)
    demarche.membres.create(role=RoleGouvernance.GARANT, nom="Une garante", fonction="Garante")
    demarche.liens.create(titre="Rapport", url="https://exemple.fr/rapport", date=hier)
    demarche.rendez_vous.create(
        titre="Réunion",
        date=hier,
        heure_debut=dt.time(18, 30),
        heure_fin=dt.time(20),
        presence="sur_place",
        commune="Lille",
        departement="59",
        acces=Acces.OUVERT_A_TOUS,
    )
    demarche.composition.create(critere="Genre", categorie="Femmes", nombre=77, panel=512, reference=515)
    demarche.experts.create(nom="Une économiste", interets="Aucun", choix="Par les garants")
    demarche.reunions.create(instance="garants", date=hier, objet="Première réunion")
    demarche.paralleles.create(nature="expertise", titre="Avis de l’agence", organisme="Agence")
    demarche.absences.create(rubrique="cout_realise", nature="non_communique", raison="Pas encore connu.")
    demarche.demarches_liees.create(nature="suite_de", autre=DemarcheFactory(dossier__pk=900))
    fichier = Fichier.objects.create(
        sha256=SHA,
        nom="dossier.pdf",
        type_mime="application/pdf",
        taille=3,
        depose_le=jour(0),
        depose_par=scene.auteur,
        contenu=ContentFile(b"pdf", name="dossier.pdf"),
    )
    demarche.pieces.create(titre="Dossier", fichier=fichier, date=hier)
    scene.avis.documents.create(
        nature="avis", titre="Avis", remis_le=hier, remis_a="La ministre", fichier=fichier
    )
    scene.avis.chiffres_cles.create(valeur="412", libelle="contributions", source="Rapport, p. 2")
    scene.avis.questions.create(
        intitule="Êtes-vous d’accord ?",
        type=TypeDeQuestion.CHOIX_UNIQUE,
        repondants=812,
        resultats=[{"libelle": "Oui", "nombre": 441, "part": 543}],
    )
    scene.avis.nombre_remis, scene.avis.nombre_remis_source = 2, "Rapport, p. 3"
    scene.avis.save()
    origine = PropositionFactory(demarche=demarche, reference="P0", ordre=0)
    proposition.origines.create(
        origine=origine, nature=NatureFiliation.FUSION, par="Le comité", raison="Même demande."
    )
    scene.actualite.demarches.add(demarche)
    scene.actualite.image, scene.actualite.image_alternative = fichier, "La remise de l’avis."
    scene.actualite.save()
    scene.reponse.position, scene.reponse.motifs = Position.RENVOYEE, ["hors_competence"]
    scene.reponse.destinataire, scene.reponse.transmise_le = demarche.organisation, hier
    scene.reponse.echeance = demain
    scene.reponse.save()
    scene.impact.decomptes.create(par="Le ministère", le=hier, texte="1 mise en œuvre", source="Site")
    scene.impact.sorts.create(
        engagement=demarche.engagements.get(),
        sort="tenu",
        le=demain,
        declare_par="Les garants",
        preuve="Décret",
    )
    mesure.responsable, mesure.echeance_initiale = demarche.organisation, hier
    mesure.save()
    mesure.liens.update(ecart="Six heures au lieu de huit.", change_par=ChangePar.PARLEMENT)
    mesure.lectures.create(stade="depot", le=hier)
    mesure.reports.create(decide_le=hier, nouvelle_echeance=demain, raison="Le texte est examiné.")
    mesure.preuves.create(type=TypePreuve.NOR, reference="TREL2500001D", titre="Décret", date=hier)
    mesure.nouvelles.create(date=hier, texte="Le projet est en consultation.")
    return scene


@pytest.mark.parametrize("nom", DOCUMENTS)
def test_chaque_champ_de_chaque_document_est_decrit(nom):
    assert DOCUMENTS[nom].__doc__
    for modele in modeles_imbriques(DOCUMENTS[nom]):
        for champ, definition in modele.model_fields.items():
            assert definition.description, f"{modele.__name__}.{champ}"
            assert definition.description.endswith((".", "…")), f"{modele.__name__}.{champ}"


@pytest.mark.parametrize("nom", DOCUMENTS)
def test_aucun_champ_n_est_un_flottant(nom):
    for modele in modeles_imbriques(DOCUMENTS[nom]):
        for champ in modele.model_fields.values():
            assert float not in {champ.annotation, *getattr(champ.annotation, "__args__", ())}


def test_le_schema_declare_est_celui_du_document():
    for modele in types_de_version():
        assert modele.modele_du_document().model_fields["schema_"].default == modele.schema


def test_tout_document_produit_est_conforme_a_son_schema(scene_remplie):
    with le(0):
        versions = versions_de(
            scene_remplie.publier(*scene_remplie.tout, *scene_remplie.demarche.propositions.all())
        )
    assert {type(version) for version in versions} == set(types_de_version())
    for version in versions:
        modele = version.modele_du_document()
        assert modele.model_validate(version.contenu).en_json() == version.contenu
        assert version.contenu["schema"] == version.schema


def test_la_scene_remplit_chaque_liste_et_chaque_partie(scene_remplie):
    for objet in scene_remplie.tout:
        document = document_a_publier(objet)
        listes = [cle for cle, valeur in document.items() if valeur == []]
        assert listes == []


def test_un_document_refuse_ce_que_son_schema_ne_dit_pas(scene_remplie):
    for objet in scene_remplie.tout:
        modele = type_de_version(objet).modele_du_document()
        document = document_a_publier(objet)
        with pytest.raises(ValidationError, match="extra"):
            modele.model_validate(document | {"inconnu": 1})
        with pytest.raises(ValidationError, match="Field required"):
            modele.model_validate({cle: valeur for cle, valeur in document.items() if cle != "sel"})


def test_rien_de_ce_que_l_atelier_garde_pour_lui_n_est_publie(scene_remplie):
    """The visa, the note and the agents are never in a document."""
    textes = json.dumps([document_a_publier(objet) for objet in scene_remplie.tout], ensure_ascii=False)
    assert scene_remplie.reponse.visa_par not in textes
    assert "visa" not in textes
    assert scene_remplie.auteur.courriel not in textes


def test_un_fichier_cite_est_connu_de_la_publication(scene_remplie):
    document = document_a_publier(scene_remplie.demarche)
    assert fichiers_cites(document) == {SHA}
    fichiers = Fichier.objects
    with le(0):
        publication = scene_remplie.publier(scene_remplie.demarche, publier_le=jour(5))
    assert publication.citations.get().fichier_id == SHA
    assert not fichiers.publics(jour(4)).exists()
    assert fichiers.publics(jour(5)).count() == 1


# One frozen sample per schema number, for ever


def echantillons():
    return sorted(ECHANTILLONS.glob("*.json"))


def test_chaque_schema_a_son_echantillon():
    assert set(DOCUMENTS) <= {chemin.name for chemin in echantillons()}


@pytest.mark.parametrize("chemin", echantillons(), ids=lambda chemin: chemin.name)
def test_un_echantillon_fige_reste_lisible_et_garde_son_empreinte(chemin):
    """Its fingerprint is in its neighbour: neither may ever be edited."""
    contenu = json.loads(chemin.read_text(encoding="utf-8"))
    assert DOCUMENTS[chemin.name].model_validate(contenu).en_json() == contenu
    assert empreinte(contenu) == chemin.with_suffix(".sha256").read_text().strip()


# The published schemas


def test_les_schemas_publies_sont_a_jour():
    call_command("ecrire_schemas", "--verifier")


def test_les_schemas_decrivent_tout_ce_qui_est_ecrit(tmp_path):
    call_command("ecrire_schemas", dossier=tmp_path)
    assert {chemin.name for chemin in tmp_path.iterdir()} == set(DOCUMENTS)
    for chemin in tmp_path.iterdir():
        texte = chemin.read_text(encoding="utf-8")
        schema = json.loads(texte)
        assert texte == json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        assert {"schema", "sel"} <= set(schema["required"]) == set(schema["properties"])
        assert schema["additionalProperties"] is False
        assert schema["description"]


@pytest.mark.parametrize("alteration", ["modifier", "supprimer"])
def test_un_schema_perime_est_denonce(tmp_path, alteration):
    call_command("ecrire_schemas", dossier=tmp_path)
    chemin = tmp_path / "reponse-1.json"
    if alteration == "modifier":
        chemin.write_text(chemin.read_text().replace("Motivation.", "Motif."))
    else:
        chemin.unlink()
    with pytest.raises(CommandError, match=r"ne disent plus.*: reponse-1\.json\. ") as erreur:
        call_command("ecrire_schemas", "--verifier", dossier=tmp_path)
    assert erreur.value.returncode == 1


def test_un_schema_d_un_ancien_numero_reste_publie(tmp_path):
    (tmp_path / "reponse-0.json").write_text("{}\n")
    call_command("ecrire_schemas", dossier=tmp_path)
    call_command("ecrire_schemas", "--verifier", dossier=tmp_path)
    assert (tmp_path / "reponse-0.json").exists()


def test_un_document_de_retrait_ne_dit_que_le_retrait():
    document = document_de_retrait("erreur", "Une erreur.")
    assert document.keys() == {"sel", "schema", "retrait"}
    assert document["sel"] != SEL_DE_COMPARAISON
    autre = copy.deepcopy(document)
    autre["retrait"]["nom"] = "Quelqu’un"
    with pytest.raises(ValidationError):
        DOCUMENTS["retrait-1.json"].model_validate(autre)
