import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from accounts.models import Agent
from demarches.imports.application import Sort, importer
from demarches.imports.resultat import FichierRefuse
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
        parser.add_argument("--par", metavar="COURRIEL", help="agent qui importe ; sans lui, l’exploitation du portail")
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
        demarche = self.trouver_la_demarche(demarche)
        agent = None if essai else self.trouver_l_agent(par)
        try:
            plan = importer(
                demarche,
                fichier,
                agent,
                essai=essai,
                feuille=feuille,
                correspondance=self.lire_la_correspondance(colonne),
                remplacer_publies=remplacer_publies,
                progression=self.montrer_la_progression,
            )
        except (FichierRefuse, Refus) as refus:
            raise CommandError(str(refus)) from refus
        self.rendre_compte(plan, detaille=essai)
        if plan.est_refuse:
            raise CommandError("Ce fichier serait refusé : corrigez les lignes signalées, puis recommencez.")

    def trouver_la_demarche(self, identifiant) -> Demarche:
        trouvee = (
            Demarche.objects.filter(pk=int(identifiant)).first()
            if identifiant.isascii() and identifiant.isdigit() and len(identifiant) < 19
            else None
        )
        if trouvee is None:
            connues = ", ".join(f"{d.pk} ({d.titre})" for d in Demarche.objects.all()[:10]) or "aucune"
            raise CommandError(f"La démarche « {identifiant} » n’existe pas. Démarches connues : {connues}.")
        return trouvee

    def trouver_l_agent(self, courriel) -> Agent:
        if not courriel:
            raise CommandError(
                "Dites qui importe, par exemple --par alice@exemple.gouv.fr (ou ajoutez --essai)."
            )
        try:
            return Agent.objects.get_by_natural_key(courriel)
        except Agent.DoesNotExist as erreur:
            raise CommandError(f"Aucun agent n’a le courriel « {courriel} ».") from erreur

    def lire_la_correspondance(self, colonnes) -> dict[str, str]:
        paires = [colonne.partition("=") for colonne in colonnes]
        if mal_ecrites := [colonne for colonne, egal, _ in paires if not egal]:
            raise CommandError(f"Écrivez --colonne CHAMP=INTITULÉ, et non « {mal_ecrites[0]} ».")
        return {champ: intitule for champ, _, intitule in paires}

    def montrer_la_progression(self, faites, total) -> None:
        if sys.stderr.isatty():
            self.stderr.write(f"\r{faites} lignes lues{f' sur {total}' if total else ''}", ending="")

    def rendre_compte(self, plan, *, detaille) -> None:
        lecture = plan.lecture
        colonnes = ", ".join(f"{champ} ← « {intitule} »" for champ, intitule in lecture.colonnes.items())
        self.stdout.write(f"Colonnes reconnues : {colonnes}.")
        for avertissement in lecture.avertissements:
            self.stdout.write(f"Attention : {avertissement}")
        for prevue in plan.lignes:
            if detaille or prevue.signalements:
                self.stdout.write(self.en_une_ligne(prevue))
        verbe = "Seraient" if detaille else "Propositions"
        self.stdout.write(f"{verbe} : {plan.resume}")

    def en_une_ligne(self, prevue) -> str:
        details = [prevue.raison] if prevue.sort == Sort.REFUSEE else []
        if prevue.sort == Sort.MODIFIEE:
            details.append(", ".join(prevue.changements))
        details += [f"à vérifier : {signalement}" for signalement in prevue.signalements]
        suite = f" – {' ; '.join(details)}" if details else ""
        return f"ligne {prevue.numero} : {prevue.reference or '(sans référence)'} {prevue.sort}{suite}"
