"""No published address is ever given up: adresses_publiees.txt keeps them all, with the day each was published."""

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve, reverse

from portail.urls import urlpatterns
from tests.scenes import le

FICHIER = Path(__file__).with_name("adresses_publiees.txt")


@dataclass(frozen=True)
class Adresse:
    publiee_le: str
    nom: str
    motif: str
    exemple: str


def lues(texte) -> list[Adresse]:
    lignes = (ligne for ligne in texte.splitlines() if ligne and not ligne.startswith("#"))
    return [Adresse(*ligne.split(maxsplit=3)) for ligne in lignes]


ADRESSES = lues(FICHIER.read_text(encoding="utf-8"))


def designee(chemin) -> tuple[str, str] | None:
    """(name, pattern) of the address that answers at this path."""
    try:
        trouvee = resolve(chemin)
    except Resolver404:
        return None
    return trouvee.view_name, f"/{trouvee.route}"


def vit(adresse, client) -> bool:
    """Whether what was published there is still read there, or for ever where it leads."""
    if designee(adresse.exemple) == (f"portail:{adresse.nom}", adresse.motif):
        return True
    reponse = client.get(adresse.exemple)
    if reponse.status_code not in {301, 308}:
        return False
    return designee(urlsplit(reponse.headers["Location"]).path) is not None


@pytest.mark.parametrize("adresse", ADRESSES, ids=lambda adresse: adresse.nom)
@pytest.mark.django_db
def test_une_adresse_publiee_vit_toujours(adresse, client):
    assert vit(adresse, client), f"{adresse.motif} ne mène plus nulle part : redirigez-la pour toujours."


def test_chaque_adresse_publique_est_dans_la_liste():
    connues = {(adresse.nom, adresse.motif) for adresse in ADRESSES}
    publiques = {(motif.name, f"/{motif.pattern}") for motif in urlpatterns}
    assert sorted(publiques - connues) == []


def test_la_liste_se_tient():
    assert len({(adresse.nom, adresse.motif) for adresse in ADRESSES}) == len(ADRESSES)
    jours = [dt.date.fromisoformat(adresse.publiee_le) for adresse in ADRESSES]
    assert jours == sorted(jours), "Une adresse nouvelle s’ajoute à la fin."


@pytest.mark.django_db
def test_une_adresse_abandonnee_est_denoncee(client):
    """The guard itself: what was moved without a redirect, or is read under another pattern."""
    [disparue, changee, redirigee] = lues(
        "2026-01-01 demarches /consultations/ /consultations/\n"
        "2026-01-01 fiche /demarches/<int:pk>/ /demarches/12-la-nuit/\n"
        "2026-01-01 liste /trouver/ /trouver-une-concertation/\n"
    )
    assert not vit(disparue, client)
    assert not vit(changee, client)
    assert vit(redirigee, client)


AVEC_UN_NOM = [adresse for adresse in ADRESSES if "<slug:slug>" in adresse.motif]


@pytest.mark.parametrize("adresse", AVEC_UN_NOM, ids=lambda adresse: adresse.nom)
@pytest.mark.django_db
def test_un_ancien_nom_mene_pour_toujours_a_la_meme_page(scene, client, adresse):
    """A title is corrected, an organisation is renamed: whatever page bears its name in its address."""
    with le(0):
        scene.publier(*scene.tout)
    porteur = scene.actualite if adresse.motif.startswith("/actualites/") else scene.demarche
    if adresse.nom == "organisation":
        porteur = scene.dossier.organisation
    valeurs = {
        "pk": porteur.pk,
        "slug": porteur.slug,
        "reference": scene.proposition.reference,
        "numero": scene.mesure.numero,
        "numero_de_version": 1,
    }
    valeurs = {nom: valeurs[nom] for nom in re.findall(r"<\w+:(\w+)>", adresse.motif)}
    page = reverse(f"portail:{adresse.nom}", kwargs=valeurs)
    with le(1):
        assert client.get(page).status_code == 200
        ancienne = client.get(reverse(f"portail:{adresse.nom}", kwargs=valeurs | {"slug": "ancien-nom"}))
    assert (ancienne.status_code, ancienne.headers["Location"]) == (301, page)
