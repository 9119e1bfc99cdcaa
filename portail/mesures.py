"""What is computed about a mesure for its readers: how far it was put off, how long it has been silent, its proofs."""

import re
from datetime import date

from suivi.enums import Avancement, TypePreuve

LEGIFRANCE = "https://www.legifrance.gouv.fr"
PAGES_DE_LEGIFRANCE = {
    "JORFTEXT": "jorf/id",
    "JORFARTI": "jorf/article_jo",
    "LEGITEXT": "loda/id",
    "LEGIARTI": "codes/article_lc",
}


def decalage(mesure: dict) -> str:
    """How far the due date moved in all: « +14 mois », in days under one month; "" when it did not."""
    if not (mesure["reports"] and mesure["echeance_initiale"] and mesure["echeance_actuelle"]):
        return ""
    initiale, actuelle = (
        date.fromisoformat(mesure[f"echeance_{quand}"]) for quand in ("initiale", "actuelle")
    )
    if actuelle == initiale:
        return ""
    signe = "+" if actuelle > initiale else "\N{MINUS SIGN}"
    mois = mois_entre(*sorted((initiale, actuelle)))
    if mois:
        return f"{signe}{mois}\N{NO-BREAK SPACE}mois"
    jours = abs((actuelle - initiale).days)
    return f"{signe}{jours}\N{NO-BREAK SPACE}{'jours' if jours > 1 else 'jour'}"


def mois_sans_nouvelles(mesure: dict, rythme: int | None, jour: date) -> int:
    """Whole months since the last news, when they are more than promised; 0 otherwise."""
    if not (rythme and mesure["nouvelles"]) or mesure["avancement"] in Avancement.terminales():
        return 0
    derniere = max(date.fromisoformat(nouvelle["date"]) for nouvelle in mesure["nouvelles"])
    mois = mois_entre(derniere, jour)
    return mois if mois > rythme or (mois == rythme and jour.day > derniere.day) else 0


def mois_entre(debut: date, fin: date) -> int:
    """Whole months; the last day of a month is one month after the last day of the one before."""
    mois = (fin.year - debut.year) * 12 + fin.month - debut.month
    fin_de_mois = date.fromordinal(fin.toordinal() + 1).month != fin.month
    return max(mois - (fin.day < debut.day and not fin_de_mois), 0)


def adresse_de_la_preuve(preuve: dict) -> str:
    """The address given, else the one its official reference stands for; "" when there is none."""
    if preuve["url"]:
        return preuve["url"]
    reference = preuve["reference"].strip()
    if preuve["type"] == TypePreuve.NOR and re.fullmatch("[A-Z]{3,4}[0-9]{7}[A-Z]", reference):
        return f"{LEGIFRANCE}/search/all?tab_selection=all&searchField=ALL&query={reference}"
    if preuve["type"] == TypePreuve.ELI:
        chemin = re.fullmatch(rf"(?:{re.escape(LEGIFRANCE)})?/?(eli/[\w/-]+)", reference)
        return f"{LEGIFRANCE}/{chemin[1]}" if chemin else ""
    if preuve["type"] == TypePreuve.LEGIFRANCE:
        identifiant = re.fullmatch("([A-Z]{8})[0-9]{12}", reference)
        page = identifiant and PAGES_DE_LEGIFRANCE.get(identifiant[1])
        return f"{LEGIFRANCE}/{page}/{reference}" if page else ""
    return ""
