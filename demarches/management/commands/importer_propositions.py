import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from accounts.models import Agent
from demarches.imports import FichierRefuse
from demarches.imports.application import LignesRefusees, Sort, importer
from demarches.models import Demarche
from publication.refus import Refus


class Command(BaseCommand):
    help = "Importe les propositions d’un fichier CSV, XLSX ou ODS dans l’atelier d’une démarche."

    def add_arguments(self, parser):
        parser.add_argument("demarche", metavar="DEMARCHE", help="identifiant de la démarche")
        parser.add_argument("fichier", metavar="FICHIER", type=Path)
        parser.add_argument(
            "--essai", action="store_true", help="dire ligne par ligne ce qui serait fait, sans rien écrire"
        )
        parser.add_argument(
            "--par", metavar="COURRIEL", help="agent qui importe ; sans lui, l’exploitation du portail"
        )
        parser.add_argument("--feuille", help="nom de la feuille, pour un classeur")
        parser.add_argument(
            "--colonne",
            action="append",
            default=[],
            metavar="CHAMP=INTITULÉ",
            help="désigner la colonne d’un champ, par exemple --colonne texte=Contribution",
        )
        parser.add_argument(
            "--remplacer-publies",
            action="store_true",
            help="accepter qu’un texte déjà publié soit changé dans l’atelier (à soumettre ensuite avec sa raison)",
        )

    def handle(self, *, demarche, fichier, essai, par, feuille, colonne, remplacer_publies, **options):
        correspondance = lire_la_correspondance(colonne)
        demarche = trouver_la_demarche(demarche)
        try:
            plan = importer(
                demarche,
                fichier,
                trouver_l_agent(par, essai=essai),
                essai=essai,
                feuille=feuille,
                correspondance=correspondance,
                remplacer_publies=remplacer_publies,
                progression=Progression(self.stderr),
            )
        except LignesRefusees as refus:
            self.rendre_compte(refus.plan, montrer=lambda prevue: prevue.sort == Sort.REFUSEE)
            raise CommandError(self.dire_le_refus(refus.plan)) from refus
        except (FichierRefuse, Refus) as refus:
            raise CommandError(str(refus)) from refus
        self.rendre_compte(plan, montrer=lambda prevue: essai or prevue.signalements)
        if plan.est_refuse:
            raise CommandError(self.dire_le_refus(plan))
        self.stdout.write(
            f"Essai, rien n’a été écrit ; seraient : {plan.resume}" if essai else f"Importé : {plan.resume}"
        )

    def rendre_compte(self, plan, montrer) -> None:
        """What was understood of the file, then the lines to show."""
        lecture = plan.lecture
        colonnes = ", ".join(f"{champ} ← « {intitule} »" for champ, intitule in lecture.colonnes.items())
        self.stdout.write(f"Colonnes lues : {colonnes}.")
        if lecture.colonnes_ignorees:
            self.stdout.write(f"Colonnes laissées de côté : {', '.join(lecture.colonnes_ignorees)}.")
        for avertissement in lecture.avertissements:
            self.stdout.write(f"Attention : {avertissement}")
        if plan.absentes:
            self.stdout.write(
                f"Points de la démarche absents du fichier, laissés tels quels : {plan.absentes}."
            )
        for prevue in filter(montrer, plan.lignes):
            self.stdout.write(en_une_ligne(prevue))

    def dire_le_refus(self, plan) -> str:
        remede = "corrigez les lignes nommées ci-dessus, puis recommencez"
        if plan.textes_publies:
            remede += " (ou ajoutez --remplacer-publies)"
        compte = f"{lisible(plan.combien(Sort.REFUSEE))} sur {lisible(len(plan.lignes))}"
        return f"Le fichier est refusé et rien n’a changé (lignes refusées : {compte}) : {remede}."


class Progression:
    """How far the import is: rewritten in place on a terminal, otherwise a line from time to time."""

    SECONDES, LIGNES = 5, 5_000

    def __init__(self, sortie):
        self.sortie = sortie
        self.dite_a, self.dites, self.etape = time.monotonic(), 0, ""

    def __call__(self, etape, faites, total) -> None:
        if etape != self.etape:
            self.etape, self.dites = etape, 0
        phrase = f"Lignes {etape} : {lisible(faites)}" + (f" sur {lisible(total)}" if total else "")
        if self.sortie.isatty():
            self.sortie.write(f"\r{phrase}", ending="\n" if faites == total else "")
            self.sortie.flush()
        elif faites == total or self.est_attendue(faites):
            self.sortie.write(phrase)
            self.dite_a, self.dites = time.monotonic(), faites

    def est_attendue(self, faites) -> bool:
        return faites - self.dites >= self.LIGNES or time.monotonic() - self.dite_a >= self.SECONDES


def lisible(nombre: int) -> str:
    return f"{nombre:,}".replace(",", "\u202f")


def trouver_la_demarche(identifiant) -> Demarche:
    if identifiant.isdecimal() and (demarche := Demarche.objects.filter(pk=identifiant).first()):
        return demarche
    connues = ", ".join(
        f"{demarche.pk} ({demarche.titre})" for demarche in Demarche.objects.order_by("-pk")[:5]
    )
    remede = f"les plus récentes sont {connues}" if connues else "aucune n’est encore créée"
    raise CommandError(f"La démarche « {identifiant} » n’existe pas : {remede}.")


def trouver_l_agent(courriel, *, essai) -> Agent | None:
    if not courriel:
        return None if essai else Agent.objects.exploitation()
    try:
        return Agent.objects.get_by_natural_key(courriel)
    except Agent.DoesNotExist as erreur:
        raise CommandError(f"Aucun agent n’a le courriel « {courriel} » : vérifiez-le.") from erreur


def lire_la_correspondance(colonnes) -> dict[str, str]:
    paires = [colonne.partition("=") for colonne in colonnes]
    if mal_ecrites := [colonne for colonne, egal, _ in paires if not egal]:
        raise CommandError(f"Écrivez --colonne CHAMP=INTITULÉ, et non « {mal_ecrites[0]} ».")
    return {champ.strip(): intitule.strip() for champ, _, intitule in paires}


def en_une_ligne(prevue) -> str:
    """« ligne 4 : C1.2 modifiée – chapitre ; à vérifier : … »"""
    details = [prevue.raison] if prevue.sort == Sort.REFUSEE else []
    if prevue.sort == Sort.MODIFIEE:
        details.append(", ".join(prevue.changements))
    details += [f"à vérifier : {signalement}" for signalement in prevue.signalements]
    suite = f" – {' ; '.join(details)}" if details else ""
    return f"ligne {prevue.numero} : {f'{prevue.reference} {prevue.sort}'.strip()}{suite}"
