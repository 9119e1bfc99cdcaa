"""Which page of the site somebody means, as they typed or pasted its address, and which public object it is about."""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.urls import Resolver404, resolve
from django.utils.encoding import escape_uri_path

from demarches.models import ActualiteVersion, AvisVersion, DemarcheVersion, PropositionVersion
from portail.views.commun import objet_designe
from publication.models import Signalement
from suivi.models import ImpactVersion, MesureVersion

# name of the address → (what the page is about, what names it in the address besides the number)
OBJETS = {
    "fiche": (DemarcheVersion, ""),
    "mandat": (DemarcheVersion, ""),
    "avis": (AvisVersion, ""),
    "impact": (ImpactVersion, ""),
    "proposition": (PropositionVersion, "reference"),
    "reponse": (PropositionVersion, "reference"),  # read on the page of the point
    "mesure": (MesureVersion, "numero"),
    "actualite": (ActualiteVersion, ""),
}
PRIVEES = {"apercu", "apercu_page"}  # shown under a link that is not to be passed on
INVISIBLES = re.compile(r"[\x00-\x1f\x7f\\]")
AU_PLUS = Signalement._meta.get_field("page").max_length


@dataclass(frozen=True)
class PageDesignee:
    """Une page du site, et l’objet public dont elle parle s’il y en a un."""

    chemin: str
    dossier: int | None = None
    objet: str = ""


def page_designee(saisie: str, hote: str, instant) -> PageDesignee | None:
    """The page at this path, or at this whole address of the site `hote`; None if there is none to be read there."""
    chemin = _chemin_local(saisie, hote)
    try:
        trouvee = resolve(unquote(chemin)) if chemin else None
    except Resolver404:
        return None
    if trouvee is None or trouvee.namespace != "portail" or trouvee.url_name in PRIVEES:
        return None
    sujet = re.sub(r"_(versions|version|document)$", "", trouvee.url_name)
    if sujet not in OBJETS:
        return PageDesignee(chemin)
    return _page_d_objet(chemin, *OBJETS[sujet], trouvee.kwargs, instant)


def _chemin_local(saisie, hote) -> str:
    try:
        adresse = urlsplit(saisie.strip())
        locale = adresse.scheme in {"", "http", "https"} and adresse.netloc.lower() in {"", hote.lower()}
    except ValueError:  # an address that no browser would open
        return ""
    chemin = unquote(adresse.path)
    if not locale or not chemin.startswith("/") or chemin.startswith("//"):
        return ""
    ecrit = escape_uri_path(chemin)
    return "" if INVISIBLES.search(chemin) or len(ecrit) > AU_PLUS else ecrit


def _page_d_objet(chemin, modele, designation, arguments, instant) -> PageDesignee | None:
    """None when nothing of it was ever public: what is not online yet is not confirmed to exist."""
    porteur = ActualiteVersion if modele is ActualiteVersion else DemarcheVersion
    dossier = arguments["pk"]
    if not porteur.objects.commencees(instant).filter(objet=dossier).exists():
        return None
    objet = dossier
    if designation:
        versions = modele.objects.filter(dossier=dossier)
        objet = objet_designe(versions, instant, **{designation: arguments[designation]})
    return PageDesignee(chemin, dossier, modele.cle_de(objet)) if objet else None
