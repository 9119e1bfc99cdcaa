"""What a page shows, said to machines in the words of schema.org: the site, the way to a page, what one can go to."""

from django.conf import settings
from django.urls import reverse

from demarches.enums import Acces, Presence

MODES = {
    Presence.SUR_PLACE: "Offline",
    Presence.EN_LIGNE: "Online",
    Presence.SUR_PLACE_ET_EN_LIGNE: "Mixed",
}


def absolue(chemin: str) -> str:
    """The address of a page under the name of the installation, whatever host was asked."""
    return settings.ADRESSE_DU_SITE + chemin


def site() -> dict:
    """The site and its search, for the home page."""
    return {
        "@type": "WebSite",
        "name": settings.NOM_DU_SITE,
        "url": absolue("/"),
        "inLanguage": "fr",
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": absolue(f"{reverse('portail:recherche')}?q={{mots}}"),
            },
            "query-input": "required name=mots",
        },
    }


def fil_d_ariane(etapes: list[dict], page: str) -> dict:
    """`etapes`: {libelle, url} from home to the page, which comes last and leads nowhere."""
    elements = [
        {
            "@type": "ListItem",
            "position": rang,
            "name": etape["libelle"],
            "item": absolue(etape["url"]),
        }
        for rang, etape in enumerate(etapes, 1)
    ]
    elements.append({"@type": "ListItem", "position": len(etapes) + 1, "name": page})
    return {"@type": "BreadcrumbList", "itemListElement": elements}


def rendez_vous(demarche: dict, a_venir: list[dict], jour, url: str) -> list[dict]:
    """Those of `a_venir` that anyone may still go to on the day `jour`; nothing of a démarche that stopped."""
    if demarche["arret"]:
        return []
    return [
        _evenement(rdv, demarche["organisation"]["nom"], url)
        for rdv in a_venir
        if rdv["acces"] in Acces.sans_tirage()
        and (not rdv["inscription_jusqu_au"] or rdv["inscription_jusqu_au"] >= jour.isoformat())
    ]


def _evenement(rdv, organisateur, url) -> dict:
    """Hours are those of the place: the time zone is not said."""
    evenement = {
        "@type": "Event",
        "name": rdv["titre"],
        "startDate": _instant(rdv["date"], rdv["heure_debut"]),
        "organizer": {"@type": "Organization", "name": organisateur},
        "url": absolue(url),
    }
    if rdv["heure_debut"] and rdv["heure_fin"]:
        evenement["endDate"] = _instant(rdv["date"], rdv["heure_fin"])
    if mode := MODES.get(rdv["presence"]):
        evenement["eventAttendanceMode"] = f"https://schema.org/{mode}EventAttendanceMode"
    if lieux := _lieux(rdv):
        evenement["location"] = lieux
    return evenement


def _lieux(rdv) -> list[dict]:
    lieux = []
    if rdv["presence"] != Presence.EN_LIGNE and (rdv["lieu"] or rdv["commune"]):
        lieu = {"@type": "Place", "name": rdv["lieu"] or rdv["commune"]}
        if rdv["commune"]:
            lieu["address"] = {"@type": "PostalAddress", "addressLocality": rdv["commune"]}
        lieux.append(lieu)
    if rdv["presence"] in (Presence.EN_LIGNE, Presence.SUR_PLACE_ET_EN_LIGNE) and rdv["inscription_url"]:
        lieux.append({"@type": "VirtualLocation", "url": rdv["inscription_url"]})
    return lieux


def _instant(jour: str, heure: str | None) -> str:
    return f"{jour}T{heure[:5]}" if heure else jour
