"""Time travel on the pages of a démarche: which instant `?le=` names, and links that keep it."""

import datetime as dt
import re
from dataclasses import dataclass
from html import escape

from django.utils import timezone

from demarches.mandat import fin_du_jour
from portail.templatetags.portail import jour as en_toutes_lettres


class HorsDuTemps(Exception):
    """No page can be shown for the day asked for; its text is the sentence that the reader reads."""


@dataclass(frozen=True)
class Voyage:
    """Le jour auquel une page est relue."""

    jour: dt.date
    instant: dt.datetime


def lire(texte: str, maintenant: dt.datetime) -> Voyage | None:
    """The end of that day in Paris, or the present instant today; None when no day is asked for.

    Raises HorsDuTemps for what is not a day, or not yet: a future instant would reveal what is scheduled.
    """
    if not texte:
        return None
    try:
        jour = dt.date.fromisoformat(texte) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", texte) else None
    except ValueError:
        jour = None
    if jour is None:
        raise HorsDuTemps(
            "La date demandée n’existe pas : écrivez-la sous la forme année-mois-jour, par exemple 2026-03-12."
        )
    if jour > timezone.localdate(maintenant):
        raise HorsDuTemps(
            f"Le {en_toutes_lettres(jour)} n’est pas encore passé : cette page ne se relit qu’à une date passée."
        )
    return Voyage(jour, min(fin_du_jour(jour), maintenant))


def pas_encore_en_ligne(voyage: Voyage, depuis: dt.datetime) -> HorsDuTemps:
    premier_jour = en_toutes_lettres(timezone.localdate(depuis))
    return HorsDuTemps(
        f"Le {en_toutes_lettres(voyage.jour)}, cette page n’était pas encore en ligne : elle l’est depuis le {premier_jour}."
    )


def garder_le_jour(html: str, demarche: int, jour: dt.date) -> str:
    """Every link to a dated page of the démarche, and every form that reads one, keeps the day.

    Done once on the whole page, so that no template can forget it; a link marked `data-au-present` is left alone.
    """
    pages = rf"/demarches/{demarche}-[-\w]+/(?:(?:avis|impact|propositions/[^/?#\"]+|mesures/\d+)/)?"
    lien = re.compile(rf'(?<!data-au-present )href="({pages})(?:\?([^"#]*))?(#[^"]*)?"')
    formulaire = re.compile(rf'<form method="get"(?: action="(?:{pages})?(?:#[^"]*)?")?(?=[ >])[^>]*>')

    def avec_le_jour(trouve):
        chemin, requete, ancre = trouve.groups(default="")
        return f'href="{chemin}?{f"{requete}&amp;" if requete else ""}le={jour.isoformat()}{ancre}"'

    champ = f'<input type="hidden" name="le" value="{escape(jour.isoformat())}">'
    return formulaire.sub(lambda trouve: trouve.group() + champ, lien.sub(avec_le_jour, html))
