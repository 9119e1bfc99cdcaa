"""A WSGI application around another, that answers by itself when it holds the page."""

from io import BytesIO

from config.voie_rapide.adresses import cle_de, encodage_accepte
from config.voie_rapide.pages import Page

SE_GARDE = "no-cache"  # what public pages say, and only they: portail.views.commun.PagePublique
POUR_LE_CACHE_DEVANT = ("Surrogate-Control", "max-age=1, stale-while-revalidate=30, stale-if-error=86400")


class VoieRapide:
    def __init__(self, application, pages, generations):
        self.application, self.pages, self.generations = application, pages, generations

    def __call__(self, environ, start_response):
        cle = cle_de(environ)
        generation = cle and self.generations.en_vigueur()
        if not generation:
            return self.application(environ, start_response)
        encodage = encodage_accepte(environ)
        cle = f"{cle}\n{encodage}"
        page = self.pages.lire(generation, cle)
        if page is None:
            with self.pages.seul(cle):
                page = self.pages.lire(generation, cle) or self._rendre(environ, generation, cle, encodage)
        return page.partir(environ, start_response)

    def _rendre(self, environ, generation, cle, encodage):
        """Render it whole, then keep it if it is a page that may be."""
        statut, entetes, corps = _demander(self.application, environ)
        lus = {nom.lower(): valeur for nom, valeur in entetes}
        if not statut.startswith("200 ") or lus.get("cache-control") != SE_GARDE or "set-cookie" in lus:
            return _Autre(statut, entetes, corps)
        page = Page.de([*entetes, POUR_LE_CACHE_DEVANT], corps, encodage)
        self.pages.garder(generation, cle, page)
        return page


class _Autre:
    """Ce que l’application a répondu, transmis tel quel."""

    def __init__(self, statut, entetes, corps):
        self.statut, self.entetes, self.corps = statut, entetes, corps

    def partir(self, environ, start_response):
        start_response(self.statut, self.entetes)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [self.corps]


def _demander(application, environ) -> tuple[str, list, bytes]:
    """The whole answer to the same address, whatever its reader holds already."""
    entier = {
        nom: valeur
        for nom, valeur in environ.items()
        if nom not in {"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE", "HTTP_ACCEPT_ENCODING"}
    }
    entier |= {"REQUEST_METHOD": "GET", "wsgi.input": BytesIO(), "CONTENT_LENGTH": "0"}
    recu = []

    def start_response(statut, entetes, exc_info=None):
        recu[:] = [statut, entetes]

    morceaux = application(entier, start_response)
    try:
        corps = b"".join(morceaux)
    finally:
        if hasattr(morceaux, "close"):
            morceaux.close()
    statut, entetes = recu
    return statut, entetes, corps
