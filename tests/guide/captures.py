"""The pictures of the user guide, taken from the demonstration: `make guide`, or `python -m tests.guide.captures`.

Each function of `tests/guide/ecrans.py` leads one agent to one screen; its name is the picture's. With names, only those
pictures are taken; `--adresse http://localhost:8000` takes them from a demonstration already served.
"""

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.guide.ecrans import ECRANS, LARGEUR

RACINE = Path(__file__).parents[2]
IMAGES = RACINE / "static" / "guide"
POIDS_MAXIMAL = 120_000  # bytes
MOT_DE_PASSE = "demonstration-seulement"
BOITE = """zone => {
  const boite = zone.getBoundingClientRect();
  const marge = parseFloat(getComputedStyle(zone).paddingLeft) ? 0 : 8;
  return {x: Math.max(0, boite.x + scrollX - marge), y: Math.max(0, boite.y + scrollY - marge),
          width: boite.width + 2 * marge, height: boite.height + 2 * marge};
}"""
PATIENCE = 300  # seconds, to load the demonstration


def prendre(adresse, noms) -> None:
    """Write static/guide/<name>.png for each name; raises SystemExit if one is too heavy."""
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        for nom in noms:
            ecran = ECRANS[nom]
            page = _ouvrir(chromium, adresse, ecran.agent)
            zone = ecran.mener(page)
            fichier = IMAGES / f"{nom}.png"
            _photographier(page, zone, ecran.hauteur, fichier)
            page.context.close()
            sys.stdout.write(f"{fichier.name} : {fichier.stat().st_size // 1000} ko\n")
            if fichier.stat().st_size > POIDS_MAXIMAL:
                raise SystemExit(f"{fichier.name} pèse plus de {POIDS_MAXIMAL} octets : montrez moins.")
        chromium.close()


def _ouvrir(chromium, adresse, agent):
    contexte = chromium.new_context(
        base_url=adresse,
        viewport={"width": LARGEUR, "height": 1000},
        locale="fr-FR",
        timezone_id="Europe/Paris",
        color_scheme="light",
        reduced_motion="reduce",
    )
    page = contexte.new_page()
    page.set_default_timeout(10_000)
    if agent:
        page.goto("/admin/")
        page.get_by_label("Courriel").fill(f"{agent}@exemple.gouv.fr")
        page.get_by_label("Mot de passe").fill(MOT_DE_PASSE)
        page.get_by_role("button", name="Connexion").click()
    return page


def _photographier(page, zone, hauteur, fichier) -> None:
    """The part of the page that is shown, from its top, at most `hauteur` pixels of it."""
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement.blur()")
    boite = zone.evaluate(BOITE)
    decoupe = boite | {"height": min(boite["height"], hauteur)}
    page.screenshot(path=fichier, full_page=True, clip=decoupe, scale="css", animations="disabled")


@contextmanager
def demonstration():
    """The address of a demonstration with fresh content, stopped and thrown away at the end."""
    with tempfile.TemporaryDirectory(prefix="guide-") as dossier:
        with socket.socket() as libre:
            libre.bind(("127.0.0.1", 0))
            port = libre.getsockname()[1]
        environnement = os.environ | {
            "PORT": str(port),
            "DOSSIER_JETABLE": dossier,
            "DJANGO_SETTINGS_MODULE": "tests.guide.reglages",
        }
        serveur = subprocess.Popen(
            [sys.executable, "manage.py", "demonstration"], cwd=RACINE, env=environnement
        )
        try:
            _attendre(serveur, f"http://localhost:{port}/sante/")
            yield f"http://localhost:{port}"
        finally:
            serveur.send_signal(signal.SIGTERM)
            serveur.wait()


def _attendre(serveur, adresse) -> None:
    for _ in range(PATIENCE):
        if serveur.poll() is not None:
            raise SystemExit("La démonstration s’est arrêtée : aucune image n’a été prise.")
        try:
            urllib.request.urlopen(adresse)
            return
        except OSError:
            time.sleep(1)
    raise SystemExit("La démonstration n’a pas répondu à temps : aucune image n’a été prise.")


def main() -> None:
    lecteur = argparse.ArgumentParser(description="Prend les images du guide.")
    lecteur.add_argument("noms", nargs="*", choices=[*ECRANS, []], metavar="image")
    lecteur.add_argument("--adresse", help="celle d’une démonstration déjà servie")
    demande = lecteur.parse_args()
    noms = demande.noms or list(ECRANS)
    if demande.adresse:
        prendre(demande.adresse, noms)
    else:
        with demonstration() as adresse:
            prendre(adresse, noms)


if __name__ == "__main__":
    main()
