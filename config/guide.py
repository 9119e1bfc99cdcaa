"""The user guide in the back-office: `docs/guide/*.md`, for whoever is signed in.

The pages are ours, read from the installed code, never from an agent; they are parsed without HTML and cleaned all the
same, as everything that becomes HTML here. Pictures live in `static/guide/`: collected, named by their content and
compressed like every static file, so they are served in a demonstration and in production by what is already there.
"""

from dataclasses import dataclass

import nh3
from django.conf import settings
from django.contrib import admin
from django.http import Http404
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt

DOSSIER = settings.RACINE / "docs" / "guide"
SOMMAIRE = "sommaire"
IMAGES = "../../static/guide/"  # as the pages write it, so that a forge shows them too

BALISES = {"p", "br", "strong", "em", "code", "a", "img", "ul", "ol", "li", "h2", "h3", "blockquote"} | {
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
ATTRIBUTS = {"a": {"href"}, "img": {"src", "alt"}, "ol": {"start"}, "th": {"scope"}}

_analyseur = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True)
class Page:
    """A page of the guide: its title, and the rest as HTML."""

    titre: str
    html: SafeString


@require_safe
def guide(request, page=SOMMAIRE):
    """A page of the guide; without a name, the one that leads to all the others."""
    contexte = {**admin.site.each_context(request), "subtitle": None, "sommaire": page == SOMMAIRE}
    lue = lire(page)
    if lue is None:
        raise Http404
    return TemplateResponse(request, "admin/guide/page.html", {**contexte, "title": lue.titre, "page": lue})


def pages() -> list[str]:
    """The names of all the pages, in alphabetical order."""
    return sorted(chemin.stem for chemin in DOSSIER.glob("*.md"))


def lire(nom) -> Page | None:
    """The page of that name, None if the guide has none."""
    if nom not in pages():
        return None
    titre, _, texte = (DOSSIER / f"{nom}.md").read_text(encoding="utf-8").partition("\n")
    return Page(titre.removeprefix("# "), en_html(texte))


def en_html(texte) -> SafeString:
    """The HTML of what follows the title of a page, its pictures and links to other pages as the site serves them."""
    jetons = _analyseur.parse(texte)
    for jeton in jetons:
        if jeton.type == "th_open":
            jeton.attrs = {"scope": "col"}
        for enfant in jeton.children or []:
            _situer(enfant)
    html = _analyseur.renderer.render(jetons, _analyseur.options, {})
    propre = nh3.clean(
        html,
        tags=BALISES,
        attributes=ATTRIBUTS,
        url_schemes={"https", "mailto"},
        link_rel="external noopener",
    )
    return mark_safe(propre)  # noqa: S308 - cleaned just above


def _situer(jeton) -> None:
    """Turn what a page writes of another file of the repository into the address where the site serves it."""
    if jeton.type == "image":
        jeton.attrSet("src", static(f"guide/{jeton.attrGet('src').removeprefix(IMAGES)}"))
    elif jeton.type == "link_open" and (adresse := jeton.attrGet("href")).endswith(".md"):
        jeton.attrSet("href", adresse_de(adresse.removesuffix(".md")))


def adresse_de(nom) -> str:
    """Where a page of the guide is read."""
    return reverse("admin:guide") if nom == SOMMAIRE else reverse("admin:guide_page", args=[nom])
