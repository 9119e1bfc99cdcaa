"""The pictures in a real browser: every theme, both widths, the page's own security policy."""

import pytest
from django.template import engines

from tests.interface.images import CONTEXTE, page_des_images
from tests.navigateur.conftest import capturer, deborde, violations

THEMES = {
    "clair": {"color_scheme": "light"},
    "sombre": {"color_scheme": "dark"},
    "contraste": {"forced_colors": "active"},
}


@pytest.mark.django_db(transaction=True)
def test_les_images_se_lisent_dans_chaque_theme(page, request, client, rf):
    html = engines["django"].from_string(page_des_images()).render(CONTEXTE, request=rf.get("/"))
    politique = client.get("/").headers["Content-Security-Policy"]
    page.route(
        "**/images/",
        lambda route: route.fulfill(
            body=html, content_type="text/html", headers={"Content-Security-Policy": politique}
        ),
    )
    defauts = []
    for theme, media in THEMES.items():
        page.emulate_media(**{"color_scheme": "light", "forced_colors": "none"} | media)
        page.goto("/images/")
        capturer(page, f"images-{theme}-{request.node.callspec.id}")
        if deborde(page):
            defauts.append(f"{theme} : défile en largeur")
        if request.node.callspec.params["page"][1]:
            defauts += [f"{theme} : {violation}" for violation in violations(page)]
        defauts += [f"{theme} : {texte}" for texte in textes_mal_places(page)]
    assert not defauts, "\n".join(defauts)
    assert not page.erreurs


def textes_mal_places(page) -> list[str]:
    """Texts of the pictures that are too small, leave the screen or cover each other."""
    return page.evaluate(
        """() => [...document.querySelectorAll("svg[role=img]")].flatMap(image => {
            const textes = [...image.querySelectorAll("text")].map(t => [t.textContent, t.getBoundingClientRect(),
                parseFloat(getComputedStyle(t).fontSize)]);
            return textes.flatMap(([texte, a, taille], i) => [
                ...(taille < 12 ? [`${texte} : ${taille} px`] : []),
                ...(a.left < 0 || a.right > document.documentElement.clientWidth ? [`${texte} sort de l’écran`] : []),
                ...textes.slice(i + 1).filter(([, b]) => a.left < b.right && b.left < a.right
                    && a.top < b.bottom && b.top < a.bottom).map(([autre]) => `${texte} couvre ${autre}`),
            ]).map(defaut => `${image.querySelector("title").id} : ${defaut}`);
        })"""
    )
