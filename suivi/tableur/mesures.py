"""The workbook of mesures: one line each, and lines without a number for new ones."""

from functools import cached_property

from django.db.models import Prefetch

from demarches.imports.valeurs import cle_de_reference
from demarches.imports.vocabulaire import plier
from suivi.enums import GenreDeTableur
from suivi.models import LienMesure, Mesure, Report
from suivi.tableur.cellules import meme_texte
from suivi.tableur.classeur import Classeur
from suivi.tableur.colonnes import MESURES, NUMERO

REPORT = ["echeance_actuelle", "report_raison", "report_decide_le"]


class ClasseurDeMesures(Classeur):
    genre = GenreDeTableur.MESURES
    lettre = "M"
    modele = Mesure
    colonnes = MESURES
    verrous = NUMERO
    cle = NUMERO[0]
    repere = "Repère de la mesure"
    sections = "mesures"
    s_allonge = True

    @cached_property
    def objets(self) -> dict[int, Mesure]:
        mesures = self.demarche.mesures.order_by("numero")
        liens = Prefetch("liens", LienMesure.objects.select_related("proposition"))
        mesures = mesures.select_related("responsable").prefetch_related(liens, "reports")
        return {mesure.pk: mesure for mesure in mesures}

    @cached_property
    def points(self) -> dict:
        points = self.demarche.propositions.only("reference", "ordre", "demarche")
        return {cle_de_reference(point.reference): point for point in points}

    @cached_property
    def ecrivables(self) -> set[int]:
        return set(self.objets) if self.droits.ecrit(self.demarche.dossier) else set()

    def a_telecharger(self) -> list[Mesure]:
        return [mesure for pk, mesure in self.objets.items() if pk in self.ecrivables]

    def nouvel_objet(self):
        return Mesure(demarche=self.demarche)

    @cached_property
    def titres(self) -> dict[str, Mesure]:
        return {plier(mesure.titre): mesure for mesure in self.objets.values()}

    def valeur(self, mesure, champ):
        if champ == "points":
            liens = [] if mesure._state.adding else mesure.liens.all()
            return [lien.proposition for lien in liens]
        if champ == "echeance_actuelle" and mesure._state.adding:
            return None
        if champ in REPORT[1:]:  # asked with a new date, never shown again
            return None if champ == "report_decide_le" else ""
        return super().valeur(mesure, champ)

    def poser(self, mesure, valeurs, refuser):
        ecriture = super().poser(mesure, valeurs, refuser)
        if mesure._state.adding and (meme := self.titres.get(plier(mesure.titre))) and mesure.titre:
            refuser("titre", f"La mesure n° {meme.numero} porte déjà ce titre : modifiez-la sur sa ligne.")
        if "points" in valeurs:
            ecriture.points = valeurs["points"]
            self._verifier_les_points(mesure, ecriture.points, refuser)
        if valeurs.keys() & set(REPORT):
            ecriture.report = self._report(mesure, valeurs, refuser)
        return ecriture

    def _verifier_les_points(self, mesure, points, refuser):
        """A link that says how the mesure differs from what was asked is not lost by leaving a reference out."""
        if mesure._state.adding:
            return
        gardes = {point.pk for point in points}
        for lien in mesure.liens.all():
            if lien.ecart and lien.proposition_id not in gardes:
                refuser(
                    "points",
                    f"Le lien avec « {lien.proposition.reference} » porte un écart final : il s’enlève sur le portail.",
                )

    def _report(self, mesure, valeurs, refuser) -> Report | None:
        """The postponement that the three columns ask for, or None if the date is simply the first one."""
        if "echeance_actuelle" not in valeurs:
            refuser("echeance_actuelle", "Un report donne aussi une nouvelle échéance actuelle.")
            return None
        nouvelle = valeurs["echeance_actuelle"]
        if nouvelle is None:
            refuser("echeance_actuelle", "Une échéance annoncée ne s’efface pas : elle se reporte.")
            return None
        if mesure.echeance_initiale is None:
            refuser("echeance_initiale", "Donnez d’abord l’échéance initiale : c’est elle que l’on reporte.")
            return None
        reports = [] if mesure._state.adding else mesure.reports.all()
        if not reports and nouvelle == mesure.echeance_initiale:
            return None
        raison, decide_le = valeurs.get("report_raison"), valeurs.get("report_decide_le")
        if not raison:
            refuser("report_raison", "Un report a une raison.")
        if not decide_le:
            refuser("report_decide_le", "Dites quand ce report a été décidé.")
        elif any(report.decide_le > decide_le for report in reports):
            refuser("report_decide_le", "Un report plus récent est déjà noté : vérifiez cette date.")
        return Report(nouvelle_echeance=nouvelle, raison=raison or "", decide_le=decide_le)

    def restent(self, mesure, valeurs):
        """A postponement already noted is not asked again by the workbook that made it."""
        if mesure._state.adding or "echeance_actuelle" in valeurs:
            return valeurs
        raison, decide_le = valeurs.get("report_raison"), valeurs.get("report_decide_le")
        for report in mesure.reports.all():
            if report.decide_le == decide_le and meme_texte(report.raison, raison or ""):
                return {champ: valeur for champ, valeur in valeurs.items() if champ not in REPORT}
        return valeurs

    def enregistrer(self, ecritures):
        nouvelles = [ecriture.objet for ecriture in ecritures if ecriture.objet._state.adding]
        dernier = max((mesure.numero for mesure in self.objets.values()), default=0)
        for numero, mesure in enumerate(nouvelles, dernier + 1):
            mesure.numero = numero
        changees = [ecriture.objet for ecriture in ecritures if not ecriture.objet._state.adding]
        Mesure.objects.bulk_create(nouvelles)
        Mesure.objects.bulk_create(
            changees,
            update_conflicts=True,
            unique_fields=["pk"],
            update_fields=[colonne.champ for colonne in self.colonnes if colonne.propre],
        )
        self._relier([ecriture for ecriture in ecritures if ecriture.points is not None])
        reports = [ecriture.report for ecriture in ecritures if ecriture.report]
        for ecriture in ecritures:
            if ecriture.report:
                ecriture.report.mesure = ecriture.objet
        Report.objects.bulk_create(reports)

    def _relier(self, ecritures):
        """Links that stay keep what they say; the others come and go."""
        de_trop, manquants = [], []
        for ecriture in ecritures:
            voulus = {point.pk: point for point in ecriture.points}
            connue = self.objets.get(ecriture.objet.pk)
            relies = {lien.proposition_id: lien for lien in connue.liens.all()} if connue else {}
            de_trop += [lien.pk for pk, lien in relies.items() if pk not in voulus]
            manquants += [
                LienMesure(mesure=ecriture.objet, proposition=point)
                for pk, point in voulus.items()
                if pk not in relies
            ]
        LienMesure.objects.filter(pk__in=de_trop).delete()
        LienMesure.objects.bulk_create(manquants)
