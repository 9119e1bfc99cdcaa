"""Every kind of page of the back-office that the table of rights names: axe, 320 px, and a walk by keyboard from end to end."""

import pytest

from tests.droits.scene import Scene
from tests.droits.table import TABLE
from tests.navigateur.conftest import capturer, deborde, violations

pytestmark = pytest.mark.django_db(transaction=True)

LUES = [
    ligne
    for ligne in TABLE
    if ligne.ecrit is None and ligne.adresse.startswith("admin:") and ligne.qui and ligne.repond == 200
]
PAREILLES = ("_history", "_delete")  # one template each, whatever the object: seen once
PARTS = 2  # so that two processes share them

LUES_UNE_FOIS = [ligne for ligne in LUES if not ligne.adresse.endswith(PAREILLES)] + [
    next(ligne for ligne in LUES if ligne.adresse.endswith(pareille)) for pareille in PAREILLES
]

GENRES_VUS = set()  # the kinds of element whose focus was seen on a page before: a new one is looked at

# Where Tab must lead: what can be focused and is seen; of a group of radio buttons, one.
ATTEIGNABLES = """() => {
  const radios = new Set();
  return [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter(e => {
    if (e.tabIndex < 0 || e.disabled || e.type === 'hidden' || !e.checkVisibility({visibilityProperty: true})) return false;
    if (e.type !== 'radio') return true;
    const cle = e.form?.id + '/' + e.name;
    if (radios.has(cle)) return false;
    radios.add(cle);
    return true;
  }).length;
}"""
DEPUIS_LE_DEBUT = """() => {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
  scrollTo(0, 0);
}"""
FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  if (!e.dataset.pas) e.dataset.pas = String(window.__pas = (window.__pas || 0) + 1);
  const boite = e.getBoundingClientRect();
  return {
    pas: e.dataset.pas,
    nom: e.outerHTML.slice(0, 120),
    genre: [e.tagName, e.type, e.className, e.parentElement.tagName, e.parentElement.className].join(' '),
    dans: boite.bottom > 0 && boite.top < innerHeight && boite.right > 0 && boite.left < innerWidth,
  };
}"""


def se_voit(page) -> bool:
    """Do the pixels change when the focus leaves? A style that says there is an outline does not prove it."""
    avec = page.screenshot(caret="hide", animations="disabled")
    page.evaluate("document.activeElement.blur()")  # Tab goes on from there
    return page.screenshot(caret="hide", animations="disabled") != avec


def marcher(page) -> list[str]:
    """Press Tab until the page gives the focus back; what is wrong on the way."""
    attendus, vus, defauts, dernier = page.evaluate(ATTEIGNABLES), set(), [], None
    page.evaluate(DEPUIS_LE_DEBUT)
    for _ in range(attendus * 4 + 20):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None:
            break
        if focus["pas"] == dernier:  # a date has a stop for its day, its month, its year and its calendar
            continue
        dernier = focus["pas"]
        if focus["pas"] in vus:
            if len(vus) < attendus:
                defauts.append(f"Tab tourne en rond sur {focus['nom']}")
            break
        vus.add(focus["pas"])
        if not focus["dans"]:
            defauts.append(f"focus hors de l’écran : {focus['nom']}")
        elif focus["genre"] not in GENRES_VUS:
            GENRES_VUS.add(focus["genre"])
            if not se_voit(page):
                defauts.append(f"focus invisible : {focus['nom']}")
    if len(vus) < attendus:
        defauts.append(f"Tab n’atteint que {len(vus)} éléments sur {attendus}")
    return defauts


def verifier(page, adresse) -> list[str]:
    page.set_viewport_size({"width": 1280, "height": 900})
    reponse = page.goto(adresse)
    defauts = violations(page) + marcher(page)
    if reponse.status != 200:
        defauts.append(f"répond {reponse.status}")
    if page.locator("h1").count() != 1:
        defauts.append(f"{page.locator('h1').count()} titres de niveau 1")
    page.set_viewport_size({"width": 320, "height": 900})
    if deborde(page):
        defauts.append("défile en largeur à 320 px")
    defauts += [page.erreurs.pop() for _ in list(page.erreurs)]
    capturer(page, f"toutes-{adresse.strip('/').replace('/', '-').replace('?', '-')}")
    return [f"{adresse} : {defaut}" for defaut in defauts]


@pytest.mark.parametrize("part", range(PARTS))
def test_chaque_page_se_lit_et_se_parcourt_au_clavier(navigateur, live_server, part):
    scene = Scene()
    a_voir = {}
    for ligne in LUES_UNE_FOIS:
        etats = ligne.etats[:1] if "apercu" in ligne.adresse else ligne.etats  # a public page, walked as such
        for etat in etats:
            a_voir.setdefault(scene.adresse(ligne, etat), min(ligne.qui))
    defauts = []
    for qui in sorted(set(a_voir.values())):
        siennes = [adresse for adresse, lecteur in a_voir.items() if lecteur == qui]
        page = ouvrir(navigateur, live_server, scene.clients[qui])
        for adresse in siennes[part::PARTS]:
            if scene.clients[qui].head(adresse)["Content-Type"].startswith("text/html"):  # or a download
                defauts += verifier(page, adresse)
        page.context.close()
    assert not defauts, "\n".join(defauts)


def ouvrir(navigateur, live_server, client):
    """A tab of this person, whose script errors are kept."""
    contexte = navigateur.new_context(base_url=live_server.url, locale="fr-FR")
    contexte.add_cookies(
        [
            {"name": cookie.key, "value": cookie.value, "url": live_server.url}
            for cookie in client.cookies.values()
        ]
    )
    page = contexte.new_page()
    page.erreurs = []
    page.on("pageerror", lambda erreur: page.erreurs.append(str(erreur)))
    return page
