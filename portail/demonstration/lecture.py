"""The files of the demonstration: one YAML per démarche, beside the CSV of its points if it has any."""

import csv
import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

CONTENU = Path(__file__).parent / "contenu"
ACTUALITES = "actualites"
PARIS = ZoneInfo("Europe/Paris")
CHARGEUR = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C, ten times faster, where it exists

# Keys that date something already done: nothing is published before it happened.
FAITS = {
    "annoncee_le",
    "arret_le",
    "bilan_le",
    "decide_le",
    "evaluation_le",
    "le",
    "pris_le",
    "remis_le",
    "repondue_le",
    "reponse_le",
    "retiree_le",
    "synthese_intermediaire_le",
    "transmise_le",
    "visa_le",
}
FAITS_DATES = {"liens", "nouvelles", "preuves", "reunions"}  # parts whose « date » is one, too


def noms() -> list[str]:
    """Every démarche of the demonstration, by the name of its file."""
    return sorted(chemin.stem for chemin in CONTENU.glob("*.yaml") if chemin.stem != ACTUALITES)


def lire(nom) -> dict | list:
    return yaml.load((CONTENU / f"{nom}.yaml").read_text(encoding="utf-8"), Loader=CHARGEUR)  # noqa: S506 - both are safe loaders


def fichier_des_points(nom) -> Path | None:
    chemin = CONTENU / f"{nom}_propositions.csv"
    return chemin if chemin.exists() else None


def retraits_par_leurs_auteurs(chemin) -> dict[str, dict]:
    """Reference → what the import does not read: when its authors withdrew a point, and in which document."""
    with chemin.open(encoding="utf-8", newline="") as lignes:
        return {
            ligne["reference"]: {
                "retiree_le": dt.date.fromisoformat(ligne["retiree_le"]),
                "retiree_document": ligne["retiree_document"],
            }
            for ligne in csv.DictReader(lignes, delimiter=";")
            if ligne.get("retiree_le")
        }


def instant(valeur, heure=dt.time(9)) -> dt.datetime:
    """« 2026-04-10T09:30 » or a date, in Paris."""
    if isinstance(valeur, str):
        valeur = dt.datetime.fromisoformat(valeur)
    if not isinstance(valeur, dt.datetime):
        valeur = dt.datetime.combine(valeur, heure)
    return valeur.replace(tzinfo=PARIS)


def dernier_fait(contenu, cle="") -> dt.date | None:
    """The last day on which something told by `contenu` happened."""
    if isinstance(contenu, list):
        trouves = [dernier_fait(element, cle) for element in contenu]
    elif isinstance(contenu, dict):
        faits = FAITS | {"date"} if cle in FAITS_DATES else FAITS
        trouves = [
            valeur if isinstance(valeur, dt.date) and nom in faits else dernier_fait(valeur, nom)
            for nom, valeur in contenu.items()
        ]
    else:
        return None
    return max((jour for jour in trouves if jour), default=None)
