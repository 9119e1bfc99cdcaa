"""A name is written everywhere and in every way, then erased: it is looked for in every table, file and page.

The search is not the one that erases: it folds by itself, decodes by itself, and reads tables by plain SQL.
"""

import html
import io
import json
import re
import unicodedata
import zipfile
from pathlib import Path
from urllib.parse import quote, unquote

import pypdf
import pytest
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from demarches.models import FichierAImporter, Piece
from publication import horloge
from publication.atelier import tracer
from publication.canonique import empreinte
from publication.effacement import confirmer_l_effacement, demander_l_effacement
from publication.enums import NatureEvenement
from publication.fichiers import deposer
from publication.models import Dossier, Evenement, Fichier, Publication, SaisieEnCours, types_de_version
from publication.soumission import retirer
from suivi.models import TableurDepose
from tests import fichiers_parlants
from tests.back_office.conftest import navigateur
from tests.fabriques import PropositionFactory
from tests.portail.test_fuites import parcourir
from tests.scenes import DECLAREE, jour, le
from tests.verbes import renvoyer, valider
from vitrine.models import FicheDemarche

pytestmark = pytest.mark.django_db(transaction=True)

NOM = "Jean-Noël Dupré"
CHERCHE = "jeannoeldupre"
MARQUE = "[passage occulté : données personnelles]"

ECRITURES = [
    NOM,
    "JEAN-NOËL DUPRÉ",
    "jean noel dupre",
    unicodedata.normalize("NFD", NOM),
    "Jean\u2011Noël\u00a0Dupré",
    "Jean Noël\u202fDupré",
    "Jean-Noël\r\nDupré",
    "Jean-\u00adNoël Du\u200bpré",
    "jean-noel.dupre@exemple.fr",
    "mailto:Jean-No%C3%ABl%20Dupr%C3%A9@exemple.fr",
    f"https://exemple.fr/?q={quote(NOM)}",
    f"https://exemple.fr/?q={quote(quote(NOM))}",
    json.dumps(NOM),
    html.escape(NOM).replace("ë", "&euml;").replace("é", "&#233;"),
    "jeanNoelDupre75",
    "jean_noel_dupre.pdf",
    "𝐉𝐞𝐚𝐧-𝐍𝐨𝐞𝐥 𝐃𝐮𝐩𝐫𝐞",
    "J\\u0065an-Noël\\nDupré",
]


def plier(texte) -> str:
    for _ in range(4):
        texte = html.unescape(unquote(texte))
        texte = re.sub(r"\\u([0-9a-fA-F]{4})", lambda u: chr(int(u[1], 16)), texte)
        texte = re.sub(r"\\[nrt]", " ", texte)
    texte = unicodedata.normalize("NFKD", texte).lower()
    return re.sub(r"[^a-z0-9]", "", texte)


def test_la_recherche_voit_chaque_ecriture():
    assert [ecriture for ecriture in ECRITURES if CHERCHE not in plier(f"avant {ecriture} après")] == []


def lignes_de_la_base():
    """(table, the row as text) of every table; bytes are read as text, sessions are opened."""
    with connection.cursor() as curseur:
        curseur.execute(
            "SELECT table_schema, table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE' "
            "AND table_schema NOT IN ('pg_catalog', 'information_schema')"
        )
        tables = [f'"{schema}"."{table}"' for schema, table in curseur.fetchall()]
        for table in tables:
            curseur.execute(f"SELECT t::text FROM {table} t")
            for (texte,) in curseur.fetchall():
                octets = re.findall(r"\\x([0-9a-f]{8,})", texte)
                yield table, texte + "".join(bytes.fromhex(o).decode("utf-8", "replace") for o in octets)
    for session in Session.objects.all():
        yield "django_session", json.dumps(session.get_decoded(), ensure_ascii=False)


def fichiers_du_disque():
    for chemin in Path(settings.MEDIA_ROOT).rglob("*"):
        if chemin.is_file():
            octets = chemin.read_bytes()
            textes = [str(chemin), octets.decode("utf-8", "replace"), octets.decode("latin-1")]
            if zipfile.is_zipfile(io.BytesIO(octets)):
                with zipfile.ZipFile(io.BytesIO(octets)) as archive:
                    pieces = [archive.read(nom).decode("utf-8", "replace") for nom in archive.namelist()]
                textes += [re.sub(r"<[^>]*>", "", piece) for piece in pieces]
            if octets.startswith(b"%PDF"):
                lecteur = pypdf.PdfReader(io.BytesIO(octets))
                textes += [page.extract_text() for page in lecteur.pages] + [str(lecteur.metadata)]
            yield str(chemin), " ".join(textes)


def ou_se_lit(cherche=CHERCHE) -> set[str]:
    endroits = {table for table, texte in lignes_de_la_base() if cherche in plier(texte)}
    return endroits | {chemin for chemin, texte in fichiers_du_disque() if cherche in plier(texte)}


@pytest.fixture
def fichiers_a_part(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "fichiers"
    return settings.MEDIA_ROOT


@pytest.fixture
def partout(scene, fichiers_a_part, alice_redactrice, viktor_valideur):
    """The name in every object, part, version, submission, file, log and message of a démarche; today is day 20."""
    demarche, dossier = scene.demarche, scene.dossier
    with le(0):
        for i, ecriture in enumerate(ECRITURES):
            demarche.membres.create(role="garant", nom=f"Garante {i}", fonction=ecriture)
            demarche.engagements.create(texte=f"Écrire à {ecriture}.", par="Le préfet")
        demarche.membres.create(role="expert", nom=NOM)
        demarche.membres.create(role="expert", nom=NOM.upper())
        demarche.liens.create(titre=f"Lettre de {NOM}", url=f"https://exemple.fr/{quote(NOM)}")
        demarche.sous_questions = ["Qui ?", f"Et {NOM} ?"]
        demarche.titre = f"La nuit selon {NOM}, au fil des rues et des places de toute la ville endormie"
        demarche.contact = "jean-noel.dupre@exemple.gouv.fr"
        demarche.save()
        Dossier.objects.filter(pk=dossier.pk).update(intitule=demarche.titre)
        scene.reponse.visa_par = f"{NOM}, directeur"
        scene.reponse.save()
        scene.mesure.nouvelles.create(date="2025-09-01", texte=f"{NOM} l’annonce.")
        scene.mesure.reports.create(decide_le="2025-09-01", nouvelle_echeance="2026-09-01", raison=NOM)
        depots = {
            "rapport.pdf": fichiers_parlants.pdf(f"Signe par {NOM}"),
            "metadonnees.pdf": fichiers_parlants.pdf("Rien a dire", auteur=NOM),
            "lettre.docx": fichiers_parlants.docx("Jean-", "Noël Du", "pré"),
            "lettre.odt": fichiers_parlants.odt(f"De {NOM}"),
            "tableau.xlsx": fichiers_parlants.xlsx(NOM),
            "tableau.ods": fichiers_parlants.ods(NOM),
            "photo de jean-noel_dupre.png": fichiers_parlants.png(),
            "neutre.pdf": fichiers_parlants.pdf("Rien de personnel"),
        }
        for nom, octets in depots.items():
            fichier = deposer(fichiers_parlants.depot(octets), nom, dossier, alice_redactrice)
            Piece.objects.create(demarche=demarche, titre=f"Pièce : {nom}", fichier=fichier)
        scene.changer(*scene.tout, texte=f"Version 1, par {NOM}.")
        scene.publier(note=f"Vu avec {NOM}.")
    with le(5):
        scene.changer(*scene.tout, texte=f"Version 2, par {NOM.upper()}.")
        scene.publier(modification="mise_a_jour", raison=f"{NOM} le demande.")
    with le(6):
        scene.changer(scene.mesure, texte=f"Refusée : {NOM}.")
        renvoyer(scene.soumettre(scene.mesure, **DECLAREE), viktor_valideur, f"Ne nommez pas {NOM}.")
    with le(7):
        point = PropositionFactory(demarche=demarche, reference="P2", ordre=2, titre=f"Point de {NOM}")
        tracer(point, alice_redactrice, dossier)
        scene.publier(point)
    with le(8):
        tombe = retirer(point, dossier, alice_redactrice, motif="erreur", explication=f"{NOM} s’y oppose.")
        valider(tombe, viktor_valideur)
        scene.changer(scene.avis, texte=f"Programmée : {NOM}.")
        scene.publier(scene.avis, publier_le=jour(30), **DECLAREE)
    with le(20):
        scene.changer(scene.impact, texte=f"En attente : {NOM}.")
        scene.soumettre(scene.impact, **DECLAREE)
        FichierAImporter.objects.create(
            demarche=demarche,
            agent=alice_redactrice,
            nom=f"{NOM}.csv",
            contenu=NOM.encode(),
            colonnes={NOM: NOM},
            depose_le=jour(20),
        )
        TableurDepose.objects.create(
            demarche=demarche,
            agent=alice_redactrice,
            genre="reponses",
            nom=f"{NOM}.xlsx",
            contenu=fichiers_parlants.xlsx(NOM),
            depose_le=jour(20),
        )
        SaisieEnCours.objects.create(
            agent=alice_redactrice,
            dossier=dossier,
            adresse=f"/admin/demarches/demarche/{dossier.pk}/change/?de={quote(NOM)}",
            page="p",
            champs={"chapo": [f"Tapé : {NOM}.", ""], f"raison:{NOM}": [NOM.upper()]},
            gardee_le=jour(20),
        )
        _consigner_dans_le_back_office(scene, alice_redactrice)
        FicheDemarche.objects.create(**_fiche_close(dossier))
        yield scene


def _consigner_dans_le_back_office(scene, agent):
    type_ = ContentType.objects.get_for_model(type(scene.mesure))
    message = [{"changed": {"name": "nouvelle", "object": NOM, "fields": ["Texte"]}}]
    for objet_id in (scene.mesure.pk, 987654):  # one that is there, one that exists no more
        LogEntry.objects.create(
            user=agent,
            content_type=type_,
            object_id=str(objet_id),
            object_repr=f"Mesure de {NOM}",
            action_flag=CHANGE,
            change_message=json.dumps(message),
        )
    session = navigateur(agent).session
    session["_messages"] = json.dumps([["__json_message", 0, 25, f"« {NOM} » est créé."]])
    session.save()


def _fiche_close(dossier) -> dict:
    """A row of the index that has ended, and that it still keeps for an hour."""
    fiche = FicheDemarche.objects.filter(dossier=dossier).values().first()
    del fiche["id"], fiche["recherche"]
    return fiche | {"validite": (jour(19), jour(20)), "chapo": NOM, "slug": "chez-jean-noel-dupre"}


def effacer(scene, administratrice, **demande):
    demande = {"passages": [NOM]} | demande
    effacement = demander_l_effacement(
        scene.dossier,
        scene.validateur,
        motif="donnees_personnelles",
        reference_legale="RGPD, art. 17",
        **demande,
    )
    return effacement, confirmer_l_effacement(effacement, administratrice)


def test_un_nom_efface_ne_se_lit_plus_nulle_part(partout, adele_administratrice, client):
    avant = ou_se_lit()
    assert len(avant) > 25, avant
    assert {f'"public"."{m._meta.db_table}"' for m in (TableurDepose, SaisieEnCours)} <= avant
    preuves = _preuves()
    effacement, prevision = effacer(partout, adele_administratrice)
    assert ou_se_lit() == set()
    assert _preuves() == preuves
    for texte in _pages(partout, client).values():
        assert CHERCHE not in plier(texte)
    touchees = [v for m in types_de_version() for v in m.objects.filter(effacement=effacement)]
    assert len(touchees) == len(prevision.versions) >= 17
    assert {version.contenu["sel"] for version in touchees} == {""}
    assert all(empreinte(version.contenu) != version.empreinte for version in touchees)
    [evenement] = Evenement.objects.filter(nature=NatureEvenement.EFFACEMENT)
    consignees = {document["empreinte"] for document in evenement.documents}
    assert {version.empreinte for version in touchees} <= consignees
    with horloge.reglee_sur(jour(20)):
        call_command("reindexer", verifier=True)
    assert Fichier.objects.get(effacement=None).nom == "neutre.pdf"
    assert Fichier.objects.filter(effacement=effacement).count() == 7
    assert [f.name for f in Path(settings.MEDIA_ROOT).rglob("*") if f.is_file()] == [
        Fichier.objects.get(effacement=None).sha256
    ]


def _preuves():
    """What never moves: numbers, periods, fingerprints, who did what and when."""
    return (
        [
            list(modele.objects.order_by("pk").values("pk", "objet", "numero", "validite", "empreinte"))
            for modele in types_de_version()
        ],
        list(Publication.objects.order_by("pk").values("pk", "etat", "auteurs", "publiee_le", "soumise_le")),
        list(Evenement.objects.exclude(nature=NatureEvenement.EFFACEMENT).order_by("pk").values()),
        list(Fichier.objects.order_by("pk").values("sha256", "taille", "depose_le")),
    )


def _pages(scene, client) -> dict:
    """Every public page and every page of the back-office that speaks of this démarche."""
    pages = parcourir(client)
    for qui in (navigateur(scene.auteur), navigateur(scene.validateur)):
        for adresse in _adresses_du_back_office(scene):
            reponse = qui.get(adresse)
            assert reponse.status_code == 200, adresse
            pages[qui.personne.prenom + adresse] = reponse.content.decode()
    return pages


def _adresses_du_back_office(scene):
    yield from (reverse(f"admin:{nom}") for nom in ("index", "publications"))
    yield reverse("admin:dossier", args=[scene.dossier.pk])
    for publication in Publication.objects.all():
        yield reverse("admin:publication", args=[publication.pk])
    for objet in scene.tout:
        base = f"admin:{objet._meta.app_label}_{objet._meta.model_name}"
        yield from (reverse(f"{base}_{page}", args=[objet.pk]) for page in ("change", "history"))
        yield reverse(f"{base}_changelist")


def test_l_ancienne_adresse_mene_encore_a_la_page(partout, adele_administratrice, client):
    ancienne = f"/demarches/{partout.demarche.pk}-{partout.demarche.slug}/"
    assert "jean-noel-dupre" in ancienne
    effacer(partout, adele_administratrice)
    reponse = client.get(ancienne)
    assert reponse.status_code == 301
    assert "dupre" not in reponse.headers["Location"]
    page = client.get(reponse.headers["Location"])
    assert MARQUE in page.content.decode()
    # the address that the workshop gives is that of the page: nothing looks changed
    partout.demarche.refresh_from_db()
    assert partout.demarche.slug in reponse.headers["Location"]
