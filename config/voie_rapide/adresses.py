"""Which requests a kept page may answer, and what tells one page from another."""

from urllib.parse import parse_qsl

METHODES = {"GET", "HEAD"}
ECARTEES = ("/admin/", "/apercu/", "/sante/", "/static/", "/fichiers/", "/signaler/")
PARAMETRES = frozenset(
    [
        "annee",
        "avancement",
        "chapitre",
        "de",
        "etape",
        "le",
        "nature",
        "organisation",
        "ou",
        "page",
        "q",
        "quand",
        "quoi",
        "reponse",
        "territoire",
        "theme",
        "tout",
        "tri",
        "type",
        "vers",
    ]
)
LONGUEUR_MAX = 600  # characters of a query; a longer one is served, and not kept


def cle_de(environ) -> str | None:
    """What the page depends on, or None if it is not one that is kept."""
    chemin, requete = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
    if environ["REQUEST_METHOD"] not in METHODES or chemin.startswith(ECARTEES):
        return None
    if requete and not _est_connue(requete):
        return None
    hote = environ.get("HTTP_HOST", "")
    schema = environ.get("HTTP_X_FORWARDED_PROTO", environ["wsgi.url_scheme"])
    return "\n".join([schema, hote, chemin, requete])


def _est_connue(requete) -> bool:
    """Each parameter is one that pages read, and is there once: others would only multiply the same page."""
    if len(requete) > LONGUEUR_MAX:
        return False
    noms = [nom for nom, _ in parse_qsl(requete, keep_blank_values=True)]
    return len(noms) == len(set(noms)) and PARAMETRES.issuperset(noms)


def encodage_accepte(environ) -> str:
    """« br », « gzip » or nothing: the best that the reader takes (RFC 9110, 12.5.3)."""
    refuses, acceptes = set(), set()
    for morceau in environ.get("HTTP_ACCEPT_ENCODING", "").lower().split(","):
        nom, _, poids = morceau.strip().partition(";")
        (refuses if poids.replace(" ", "") in {"q=0", "q=0.0", "q=0.00", "q=0.000"} else acceptes).add(
            nom.strip()
        )
    return next((nom for nom in ("br", "gzip") if nom in acceptes - refuses), "")
