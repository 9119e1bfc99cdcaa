"""`docs/droits.md`, written from the table that the tests check: `python -m tests.droits.documentation`."""

from pathlib import Path

from tests.droits.table import CHAPITRES, PERSONNES, TABLE

FICHIER = Path(__file__).parents[2] / "docs" / "droits.md"
COLONNES = {
    "anonyme": "anon.",
    "compte_ferme": "fermé",
    "redactrice": "réd.",
    "redacteur_du_parent": "réd. dessus",
    "redacteur_d_ailleurs": "réd. ailleurs",
    "contributrice": "contrib.",
    "contributeur_sans_point": "contrib. sans",
    "referente": "réf.",
    "referent_d_ailleurs": "réf. ailleurs",
    "validateur": "CIPC",
    "validatrice_autrice": "CIPC + réd.",
    "administratrice": "admin.",
    "superutilisatrice": "super.",
}
LIBELLES = {
    "brouillon": "en brouillon",
    "soumise": "soumise",
    "prise_en_charge": "prise en charge",
    "renvoyee": "renvoyée",
    "annulee": "annulée",
    "programmee": "programmée",
    "en_ligne": "en ligne",
    "retiree": "retirée",
    "deprogrammee": "déprogrammée",
    "ailleurs": "d’une autre organisation",
    "du_cipc": "établie par le CIPC",
    "nouvelle": "en ligne, une nouvelle soumise",
    "lot": "en ligne, deux points soumis au fil de l’eau",
    "en_urgence": "publiée en urgence par la validatrice qui y a écrit",
    "lot_programme": "en ligne, deux points programmés au fil de l’eau",
}
DE_LA_DEMARCHE = {
    "dossier",
    "publication",
    "lot",
    "mesure",
    "mesure_en_ligne",
    "rectification",
    "masquage",
} | {ligne.objet for ligne in TABLE if ligne.objet.startswith(("point", "page"))}
EN_TETE = """# Qui peut quoi

Ce fichier est écrit par `python -m tests.droits.documentation` depuis `tests/droits/table.py`, que les tests
essaient adresse par adresse, personne par personne : ne le modifiez pas ici. Là où rien n’est coché, l’adresse
n’existe pas (404), ou mène à la connexion, et une requête forgée ne change rien.

"""


def texte() -> str:
    legende = "\n".join(f"- **{COLONNES[nom]}** : {libelle}" for nom, libelle in PERSONNES.items())
    chapitres = "\n".join(_chapitre(titre, lignes) for titre, lignes in CHAPITRES.items())
    return f"{EN_TETE}{legende}\n\n{chapitres}"


def _chapitre(titre, lignes) -> str:
    rangees = [
        ["Action", "Quand la démarche est", *COLONNES.values()],
        ["---", "---", *(":-:" for _ in COLONNES)],
        *([ligne.action, _etats(ligne), *_coches(ligne)] for ligne in lignes),
    ]
    return f"## {titre}\n\n" + "".join(f"| {' | '.join(rangee)} |\n" for rangee in rangees)


def _etats(ligne) -> str:
    return ", ".join(LIBELLES[etat] for etat in ligne.etats) if ligne.objet in DE_LA_DEMARCHE else "–"


def _coches(ligne):
    return ("oui" if nom in ligne.qui else "–" for nom in COLONNES)


if __name__ == "__main__":
    FICHIER.write_text(texte(), encoding="utf-8")
