from django.conf import settings

# What the header leads to. One line per page that exists: (libellé, adresse).
MENU_PRINCIPAL = [
    ("Accueil", "/"),
    ("Participer", "/participer/"),
    ("Démarches", "/demarches/"),
    ("Rechercher", "/recherche/"),
    ("Agenda", "/agenda/"),
    ("Actualités", "/actualites/"),
    ("Le devoir de suite", "/a-propos/"),
]

# The footer's bottom line, in the order the State imposes: plan du site, accessibilité, mentions légales,
# données personnelles, gestion des cookies. Then what is ours.
PIED_DE_PAGE = [
    ("Plan du site", "/plan-du-site/"),
    ("Accessibilité : non conforme", "/accessibilite/"),
    ("Mentions légales", "/mentions-legales/"),
    ("Données personnelles", "/donnees-personnelles/"),
    ("Gestion des cookies", "/cookies/"),
    ("Organisations", "/organisations/"),
    ("Thèmes", "/themes/"),
    ("Glossaire", "/glossaire/"),
    ("Contact", "/contact/"),
    ("Signaler", "/signaler/"),
    ("Organiser une démarche", "/organiser/"),
    ("Espace des agents", "/admin/"),
]


def site(request) -> dict:
    """What every page shows of the installation itself."""
    return {
        "MARQUE_ETAT": settings.MARQUE_ETAT,
        "DEMONSTRATION": settings.DEMONSTRATION,
        "NOM_DU_SITE": settings.NOM_DU_SITE,
        "URL_CANONIQUE": settings.ADRESSE_DU_SITE + request.path + canonique(request.GET.get("page", "")),
        "apercu": getattr(request, "apercu", None),
        "MENU_PRINCIPAL": [
            {"libelle": libelle, "url": url, "courant": courant(url, request.path)}
            for libelle, url in MENU_PRINCIPAL
        ],
        "PIED_DE_PAGE": [{"libelle": libelle, "url": url} for libelle, url in PIED_DE_PAGE],
    }


def canonique(page: str) -> str:
    """What a search engine keeps of a query: the page of a list, and nothing of what narrows it."""
    return f"?page={page}" if page.isascii() and page.isdigit() else ""


def courant(url: str, chemin: str) -> str:
    """The value of `aria-current`: this very page, a page below it, or neither."""
    if url == chemin:
        return "page"
    return "true" if url != "/" and chemin.startswith(url) else ""
