"""A real Chromium on a real server. `CAPTURES=dossier` keeps a picture of every page walked."""

import os
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

REGLES_AXE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "RGAAv4", "best-practice"]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture(scope="session")
def navigateur(request):
    if not CHROMIUM:
        if request.config.getoption("--navigateur") == "exige":
            pytest.fail("Chromium est absent alors que ces tests sont exigés.")
        pytest.skip("Chromium n’est pas installé : parcours dans un navigateur non vérifié.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
            ],
        )
        yield chromium
        chromium.close()


@pytest.fixture(
    params=[
        (1280, True),
        (320, True),
        (320, False),
    ],  # what a narrow screen does without scripts, a wide one does
    ids=lambda p: f"{p[0]}px-{'avec' if p[1] else 'sans'}-js",
)
def page(navigateur, request, live_server):
    largeur, javascript = request.param
    contexte = navigateur.new_context(
        base_url=live_server.url,
        viewport={"width": largeur, "height": 900},
        java_script_enabled=javascript,
        locale="fr-FR",
    )
    onglet = contexte.new_page()
    onglet.erreurs = []  # of the console
    onglet.on(
        "console",
        lambda message: (
            onglet.erreurs.append(f"{onglet.url} : {message.text}") if message.type == "error" else None
        ),
    )
    onglet.on("pageerror", lambda erreur: onglet.erreurs.append(str(erreur)))
    yield onglet
    contexte.close()


def capturer(page, nom) -> None:
    if dossier := os.environ.get("CAPTURES"):
        Path(dossier).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{dossier}/{nom}.png", full_page=True)


def violations(page) -> list[str]:
    """What axe finds, one line each. Its own attempts at inline styles, stopped by our CSP, are not the page's."""
    erreurs_de_la_page = list(page.erreurs)
    resultats = Axe().run(page, options={"runOnly": {"type": "tag", "values": REGLES_AXE}})
    page.erreurs[:] = erreurs_de_la_page
    return [
        f"{violation['id']} : {violation['help']} → {[noeud['target'] for noeud in violation['nodes'][:3]]}"
        for violation in resultats.response["violations"]
    ]


def deborde(page) -> bool:
    """Does the page scroll sideways?"""
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
