"""A marker in every field of the workshop, in what is scheduled and in files: no public address shows it."""

import datetime as dt
import re
from html.parser import HTMLParser

import pytest
from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone

from demarches.models import Demarche, Membre, Piece, Proposition
from publication.fichiers import deposer
from publication.soumission import soumettre
from suivi.models import Reponse
from tests.fabriques import DemarcheFactory, MesureFactory, PropositionFactory, ReponseFactory
from tests.portail.recits import demarche_en_ligne
from tests.verbes import valider

pytestmark = pytest.mark.django_db

MARQUEUR = "MARQUEURSECRET"


class Liens(HTMLParser):
    def __init__(self):
        super().__init__()
        self.trouves = set()

    def handle_starttag(self, tag, attrs):
        self.trouves.update(valeur for nom, valeur in attrs if nom in {"href", "src", "action"} and valeur)


def parcourir(client, depart=("/", "/demarches/")):
    """Every address reachable from the public pages, with its answer's text."""
    a_voir, vues = list(depart), {}
    while a_voir:
        adresse = a_voir.pop()
        if adresse in vues:
            continue
        reponse = client.get(adresse)
        corps = b"".join(reponse) if reponse.streaming else reponse.content
        vues[adresse] = corps.decode("utf-8", "replace")
        assert reponse.status_code in {200, 301, 403, 404, 410}, (adresse, reponse.status_code)
        liens = Liens()
        liens.feed(vues[adresse])
        for lien in liens.trouves | {reponse.headers.get("Location", "")}:
            lien = lien.split("#")[0]
            if lien.startswith("?"):
                lien = adresse.split("?")[0] + lien
            if lien.startswith("/") and not re.match(r"/(static|admin)/", lien):
                a_voir.append(lien)
    return vues


def marquer(objet) -> None:
    """Write the marker in every free text of a workshop row, but those that ask for a date or exclude another."""
    for champ in objet._meta.concrete_fields:
        if isinstance(champ, models.CharField | models.TextField) and not champ.choices and champ.editable:
            if champ.name in {"reference", "arret_raison", "retiree_document", "contributions_non_publiees"}:
                continue
            valeur = (
                "https://marqueur.example/" + MARQUEUR if isinstance(champ, models.URLField) else MARQUEUR
            )
            setattr(objet, champ.name, valeur[: champ.max_length] if champ.max_length else valeur)
    objet.save()


@pytest.fixture
def en_ligne(ministere, alice_redactrice, viktor_valideur):
    return demarche_en_ligne(ministere, alice_redactrice, viktor_valideur, points=6)


def test_le_parcours_voit_ce_qui_est_public(en_ligne, client):
    """The crawl is not blind: what is published is found, its history included."""
    vues = parcourir(client)
    assert len(vues) > 10
    assert sum(adresse.endswith("/versions/") for adresse in vues) >= 6
    assert sum(adresse.endswith("/versions/1/document.json") for adresse in vues) >= 6
    assert any("Trop cher." in texte for texte in vues.values())


def test_aucun_champ_de_l_atelier_ne_fuit(en_ligne, client):
    impact = en_ligne.impact
    impact.reponse_le = impact.bilan_le = impact.evaluation_le = dt.date(2025, 12, 1)
    en_ligne.avis.synthese_intermediaire_le = dt.date(2025, 5, 1)
    for objet in [
        en_ligne,
        en_ligne.avis,
        impact,
        *en_ligne.propositions.all(),
        *en_ligne.mesures.all(),
    ]:
        marquer(objet)
    for reponse in Reponse.objects.all():
        marquer(reponse)
    Membre.objects.create(demarche=en_ligne, role="garant", nom=MARQUEUR)
    brouillon = DemarcheFactory(organisation=en_ligne.organisation, titre=MARQUEUR)
    PropositionFactory(demarche=brouillon, titre=MARQUEUR)
    assert Demarche.objects.filter(titre=MARQUEUR).count() == 2
    fuites = [adresse for adresse, texte in parcourir(client).items() if MARQUEUR in texte]
    assert not fuites


def test_rien_de_ce_qui_est_soumis_ou_programme_ne_fuit(en_ligne, client, alice_redactrice, viktor_valideur):
    programmee, soumise = en_ligne.propositions.all()[:2]
    for point in (programmee, soumise):
        Proposition.objects.filter(pk=point.pk).update(titre=MARQUEUR)
    nouvelle = PropositionFactory(demarche=en_ligne, reference="Z99", titre=MARQUEUR)
    mesure = MesureFactory(demarche=en_ligne, numero=99, titre=MARQUEUR)
    mesure.liens.create(proposition=nouvelle)
    reponse = ReponseFactory(proposition=nouvelle, motivation=MARQUEUR)
    raison = {"modification": "rectification", "raison": MARQUEUR}
    future = soumettre(
        en_ligne.dossier, [programmee, nouvelle, reponse, mesure], alice_redactrice, note=MARQUEUR, **raison
    )
    valider(future, viktor_valideur, publier_le=timezone.now() + dt.timedelta(days=3))
    soumettre(en_ligne.dossier, [soumise], alice_redactrice, note=MARQUEUR, **raison)
    assert [adresse for adresse, texte in parcourir(client).items() if MARQUEUR in texte] == []
    base = f"/demarches/{en_ligne.pk}-{en_ligne.slug}"
    assert client.get(f"{base}/propositions/Z99/").status_code == 404
    assert client.get(f"{base}/mesures/99/").status_code == 404
    for chemin in [
        *(
            f"{base}/propositions/{programmee.reference}/versions/{suite}"
            for suite in ("2/", "2/document.json")
        ),
        *(f"{base}/propositions/{soumise.reference}/versions/{suite}" for suite in ("2/", "2/document.json")),
        *(
            f"{base}/propositions/Z99/{suite}"
            for suite in ("versions/", "reponse/versions/", "reponse/versions/1/")
        ),
        f"{base}/mesures/99/versions/",
    ]:
        assert client.get(chemin).status_code == 404, chemin
    for jours in range(
        -1, 6
    ):  # the crawl reads every page of the démarche as it was, or will be, on that day
        le = (timezone.localdate() + dt.timedelta(days=jours)).isoformat()
        vues = parcourir(
            client,
            [
                f"{base}/{page}?le={le}"
                for page in ("", "avis/", "impact/", "propositions/Z99/", "mesures/99/")
            ],
        )
        assert [adresse for adresse, texte in vues.items() if MARQUEUR in texte] == []


def pdf(texte):
    return ContentFile(b"%PDF-1.7\n" + texte.encode() + b"\n%%EOF", name="rapport.pdf")


def test_un_fichier_n_est_public_qu_une_fois_cite_par_ce_qui_est_en_ligne(
    en_ligne, client, alice_redactrice, viktor_valideur
):
    fichier = deposer(pdf(MARQUEUR), "rapport.pdf", en_ligne.dossier, alice_redactrice)
    adresse = f"/fichiers/{fichier.sha256}/rapport.pdf"
    Piece.objects.create(demarche=en_ligne, titre="Rapport", fichier=fichier)
    assert client.get(adresse).status_code == 404

    publication = soumettre(
        en_ligne.dossier,
        [en_ligne],
        alice_redactrice,
        modification="mise_a_jour",
        raison="Le rapport est paru.",
    )
    assert client.get(adresse).status_code == 404

    valider(publication, viktor_valideur)
    reponse = client.get(adresse)
    assert reponse.status_code == 200
    assert MARQUEUR in b"".join(reponse).decode()
    assert reponse.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in reponse.headers["Content-Security-Policy"]
    assert any(adresse in texte for texte in parcourir(client).values())


def test_un_fichier_programme_reste_introuvable(en_ligne, client, alice_redactrice, viktor_valideur):
    fichier = deposer(pdf(MARQUEUR), "rapport.pdf", en_ligne.dossier, alice_redactrice)
    Piece.objects.create(demarche=en_ligne, titre="Rapport", fichier=fichier)
    publication = soumettre(
        en_ligne.dossier,
        [en_ligne],
        alice_redactrice,
        modification="mise_a_jour",
        raison="Le rapport paraîtra.",
    )
    valider(publication, viktor_valideur, publier_le=timezone.now() + dt.timedelta(days=1))
    assert client.get(f"/fichiers/{fichier.sha256}/rapport.pdf").status_code == 404
