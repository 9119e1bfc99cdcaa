"""What only a browser knows: elements of the document, requests, bytes, at 1920 × 1080."""

import shutil

from banc.ecoindex import ecoindex

POIDS = """() => {
  const dansUnDessin = document.querySelectorAll('svg *').length;
  const lues = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
  return [
    document.querySelectorAll('*').length - dansUnDessin,
    lues.length,
    lues.reduce((somme, lue) => somme + lue.transferSize, 0) / 1000,
  ];
}"""


def mesurer_l_ecoindex(pages, port) -> bool:
    """Gives each page its EcoIndex, read by Chromium with an empty cache; False where there is no Chromium."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        return False
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        navigateur = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for page in pages:
            onglet = navigateur.new_page(viewport={"width": 1920, "height": 1080})
            onglet.goto(f"http://localhost:{port}{page.chemin}", wait_until="load")
            page.ecoindex = ecoindex(*onglet.evaluate(POIDS))
            onglet.close()
        navigateur.close()
    return True
