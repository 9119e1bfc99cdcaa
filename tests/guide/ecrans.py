"""The screens that the user guide shows: who looks, how one gets there, which part is shown."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from tempfile import TemporaryDirectory

from openpyxl import load_workbook

LARGEUR = 900  # pixels: wide enough for the tables, and the words stay readable in the guide's column
NUIT = re.compile(r"Démarche fictive\s: la nuit en ville")


@dataclass(frozen=True)
class Ecran:
    """A screen to show: who signs in (nobody: ""), what leads there and says what is shown, how much of it."""

    agent: str
    mener: Callable
    hauteur: int


ECRANS: dict[str, Ecran] = {}


def ecran(agent="", hauteur=700):
    """Give a screen the name of the function that leads to it."""

    def inscrire(mener):
        ECRANS[mener.__name__.replace("_", "-")] = Ecran(agent, mener, hauteur)
        return mener

    return inscrire


def contenu(page):
    return page.locator("#content")


def tableau(page, titre=NUIT):
    """To the page of a démarche, from the home page, which lists ten at a time."""
    lien, numero = page.locator("#content table").get_by_role("link", name=titre), 1
    while not lien.count():
        numero += 1
        page.goto(f"/admin/?page={numero}")
    lien.first.click()
    return contenu(page)


def aller(page, lien, exact=True):
    page.locator("#content").get_by_role("link", name=lien, exact=exact).first.click()
    return contenu(page)


def section(page, titre):
    return page.locator("section", has=page.get_by_role("heading", name=titre)).first


# Se connecter


@ecran(hauteur=420)
def connexion(page):
    page.goto("/admin/")
    return page.locator("#container")


@ecran("alice", hauteur=420)
def accueil(page):
    page.set_viewport_size({"width": 1100, "height": 900})
    return page.locator("#container")


# Créer et remplir


@ecran("alice", hauteur=900)
def creer(page):
    aller(page, "Créer une démarche")
    page.get_by_label("Demander à des citoyens leur avis").check()
    page.locator("#id_titre").fill("Les trains de nuit")
    return contenu(page)


@ecran("alice", hauteur=640)
def page_de_la_fiche(page):
    tableau(page)
    aller(page, "Remplir la fiche d’identité")
    return contenu(page)


@ecran("alice", hauteur=760)
def tableau_de_la_demarche(page):
    return tableau(page)


@ecran("alice", hauteur=700)
def avis(page):
    tableau(page)
    aller(page, "Remplir l’avis des citoyens")
    return contenu(page)


@ecran("alice", hauteur=620)
def importer(page):
    tableau(page)
    aller(page, "Importer des propositions")
    texte = "Référence;Titre;Texte\nZ1;Éteindre les enseignes;Nous demandons que les enseignes soient éteintes à minuit.\nZ2;Ouvrir les parcs;Nous demandons que les parcs restent ouverts l’été.\n"
    fichier = {"name": "propositions.csv", "mimeType": "text/csv", "buffer": texte.encode()}
    page.get_by_label("Fichier des propositions").set_input_files(fichier)
    page.get_by_role("button", name="Essayer ce fichier").click()
    return contenu(page)


@ecran("alice", hauteur=620)
def confier(page):
    tableau(page)
    aller(page, "Confier des points à d’autres organisations")
    return contenu(page)


# Répondre


@ecran("alice", hauteur=760)
def tableau_des_reponses(page):
    tableau(page)
    aller(page, "Tableau des réponses")
    return contenu(page)


@ecran("alice", hauteur=700)
def avec_les_points_coches(page):
    tableau(page)
    aller(page, "Tableau des réponses")
    for case in page.locator("input[name=points]").all()[:2]:
        case.check()
    return page.locator("fieldset", has_text="Avec les points cochés")


@ecran("alice", hauteur=800)
def repondre(page):
    tableau(page)
    aller(page, "Tableau des réponses")
    page.get_by_role("link", name=re.compile("Modifier la réponse")).first.click()
    return contenu(page)


@ecran("camille", hauteur=420)
def points_confies(page):
    return tableau(page)


@ecran("alice", hauteur=760)
def tableur(page):
    tableau(page)
    aller(page, "Répondre par tableur")
    return contenu(page)


@ecran("alice", hauteur=640)
def tableur_essai(page):
    tableau(page)
    aller(page, "Répondre par tableur")
    with TemporaryDirectory() as dossier:
        with page.expect_download() as attendu:
            page.get_by_role("button", name="Télécharger (XLSX)").click()
        attendu.value.save_as(f"{dossier}/reponses.xlsx")
        classeur = load_workbook(f"{dossier}/reponses.xlsx")
        feuille, ligne, colonne = _la_cellule(classeur, "Motivation")
        cellule = feuille.cell(ligne, colonne)
        cellule.value = f"{cellule.value or ''} Un premier bilan sera publié à l’été."
        classeur.save(f"{dossier}/reponses.xlsx")
        page.locator("#id_fichier").set_input_files(f"{dossier}/reponses.xlsx")
        page.get_by_role("button", name="Essayer ce classeur").click()
        return contenu(page)


def _la_cellule(classeur, entete):
    """The first cell that holds a text under that heading."""
    for feuille in classeur:
        for rangee in feuille.iter_rows():
            for titre in rangee:
                if titre.value == entete:
                    ligne = titre.row + 1
                    while not feuille.cell(ligne, titre.column).value:
                        ligne += 1
                    return feuille, ligne, titre.column
    raise LookupError(entete)


@ecran("alice", hauteur=620)
def mesure(page):
    tableau(page)
    aller(page, "Voir les mesures")
    page.locator("#result_list .field-titre a").first.click()
    return page.locator("fieldset", has=page.get_by_role("heading", name="Où elle en est"))


# Relire, soumettre


@ecran("alice", hauteur=620)
def lien_de_relecture(page):
    tableau(page)
    aller(page, "Faire relire sans compte")
    return contenu(page)


@ecran("alice", hauteur=900)
def soumettre(page):
    tableau(page)
    aller(page, "Tableau des réponses")
    page.get_by_role("link", name=re.compile("Modifier la réponse")).first.click()
    motivation = page.locator("#id_motivation")
    motivation.fill(motivation.input_value().rstrip(" .") + ", dès cette année.")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    page.goto("/admin/")
    tableau(page)
    aller(page, "Soumettre au CIPC", exact=False)
    return contenu(page)


# Le CIPC


@ecran("viktor", hauteur=420)
def file_du_cipc(page):
    page.set_viewport_size({"width": 1200, "height": 1000})
    return contenu(page)


@ecran("viktor", hauteur=700)
def soumission_a_valider(page):
    page.get_by_role("link", name=re.compile("la nuit en ville")).first.click()
    return contenu(page)


@ecran("viktor", hauteur=455)
def votre_decision(page):
    page.get_by_role("link", name=re.compile("la nuit en ville")).first.click()
    return section(page, "Votre décision")


@ecran("viktor", hauteur=385)
def demander_une_rectification(page):
    page.goto("/admin/")
    aller(page, "Toutes les démarches")
    page.get_by_role("link", name=re.compile("la nuit en ville")).first.click()
    if page.get_by_role("link", name="Demander une rectification").count() == 0:
        aller(page, "Voir les réponses")
        page.locator("#result_list tbody").get_by_role("link").first.click()
    aller(page, "Demander une rectification")
    return contenu(page)


@ecran("viktor", hauteur=600)
def masquer(page):
    page.goto("/admin/")
    aller(page, "Toutes les démarches")
    page.get_by_role("link", name=re.compile("la nuit en ville")).first.click()
    aller(page, "Voir les réponses")
    page.locator("#result_list tbody").get_by_role("link").first.click()
    aller(page, "Masquer au public")
    return contenu(page)


@ecran("ada", hauteur=520)
def effacements(page):
    aller(page, "Effacements légaux")
    return contenu(page)


# Suivre ce qui se passe


@ecran("alice", hauteur=560)
def qui_a_change_quoi(page):
    tableau(page)
    aller(page, "Tableau des réponses")
    page.get_by_role("link", name=re.compile("Modifier la réponse")).first.click()
    aller(page, "Qui a changé quoi")
    return contenu(page)


@ecran("ada", hauteur=640)
def agent(page):
    aller(page, "Agents")
    page.locator("#result_list").get_by_role("link", name=re.compile("alice")).first.click()
    return contenu(page)
