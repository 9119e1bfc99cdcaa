"""The pages that every State site has, and what machines look for: nothing in them depends on what is published."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from portail.glossaire import termes
from portail.views.commun import PagePublique
from publication import horloge

TEXTE = "text/plain; charset=utf-8"


@dataclass(frozen=True)
class Page:
    """Une page qui ne dépend pas de ce qui est publié."""

    nom: str  # of its address, and of its template
    titre: str
    contexte: Callable[[], dict] = dict
    """What its template reads besides."""

    @property
    def chemin(self) -> str:
        return f"{self.nom.replace('_', '-')}/"


PAGES = [
    Page("a_propos", "Le devoir de suite"),
    Page("glossaire", "Glossaire", lambda: {"termes": termes()}),
    Page("plan_du_site", "Plan du site"),
    Page("accessibilite", "Déclaration d’accessibilité"),
    Page("mentions_legales", "Mentions légales"),
    Page("donnees_personnelles", "Données personnelles"),
    Page("cookies", "Gestion des cookies"),
    Page("contact", "Contact"),
]


class PageView(PagePublique, TemplateView):
    page = None

    def get_template_names(self):
        return [f"portail/pages/{self.page.nom}.html"]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            page=self.page, pages=PAGES, editeur=settings.EDITEUR, **self.page.contexte(), **kwargs
        )


@login_not_required
@require_safe
def robots(request):
    """Everything public may be read by machines; what is shown under a private link may not."""
    plan = request.build_absolute_uri(reverse("portail:sitemap"))
    lignes = ["User-agent: *", "Disallow: /admin/", "Disallow: /apercu/", "", f"Sitemap: {plan}", ""]
    return HttpResponse("\n".join(lignes), content_type=TEXTE)


@login_not_required
@require_safe
def security_txt(request):
    """Where to report a vulnerability (RFC 9116); it expires in less than a year, and is never out of date."""
    mois = timezone.localtime(horloge.maintenant())
    expire = f"{mois.year + (mois.month > 6)}-{(mois.month + 5) % 12 + 1:02}-01T00:00:00Z"
    contact = settings.EDITEUR["courriel"]
    contact = f"mailto:{contact}" if contact else request.build_absolute_uri(reverse("portail:contact"))
    ici = request.build_absolute_uri(request.path)
    lignes = [
        f"Contact: {contact}",
        f"Expires: {expire}",
        "Preferred-Languages: fr, en",
        f"Canonical: {ici}",
        "",
    ]
    return HttpResponse("\n".join(lignes), content_type=TEXTE)


adresses = [path(page.chemin, PageView.as_view(page=page), name=page.nom) for page in PAGES]
adresses += [
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
]
